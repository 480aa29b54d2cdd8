/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.Programs;
import org.junit.jupiter.api.Test;

class NamedArgumentsTest {
  private static double value(String call) {
    CheckedFile file = Programs.checked("function f(a, b, c) = 100*a + 10*b + c;\nconst v = " + call + ";");
    return file.analysis().constants().constant(Programs.constant(file, "v")).value();
  }

  @Test
  void namesChooseTheParameter() {
    assertEquals(123, value("f(1, 2, 3)"));
    assertEquals(123, value("f(1, c = 3, b = 2)"));
    assertEquals(123, value("f(c = 3, a = 1, b = 2)"));
  }
}
