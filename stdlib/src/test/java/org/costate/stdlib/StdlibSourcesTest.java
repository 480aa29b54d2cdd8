/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StdlibSourcesTest {
  private static final StdlibSources STDLIB = new StdlibSources();

  static List<String> templates() {
    return STDLIB.templates();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyTemplateCompilesAndExpectsSomething(String template) {
    Source source = STDLIB.find("templates." + template).orElseThrow();
    CompilationResult result = Compiler.compile(source, CompilerOptions.DEFAULTS);
    assertEquals(List.of(), result.diagnostics());
    assertFalse(result.problems().getFirst().loaded().info().runs().getFirst().expectations().isEmpty());
  }

  @Test
  void anUnknownNameIsNotFound() {
    assertTrue(STDLIB.find("templates.nope").isEmpty());
    assertTrue(STDLIB.find("..stdlib").isEmpty());
  }
}
