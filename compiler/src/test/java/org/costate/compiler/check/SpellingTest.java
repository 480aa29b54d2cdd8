/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void seesThatLettersLookAlike() {
    assertEquals(Optional.of("A"), Spelling.lookalike("\u0410", List.of("B", "A")));
    assertEquals(Optional.of("\u03bc"), Spelling.lookalike("\u00b5", List.of("\u03bc")));
    assertEquals(Optional.of("x1"), Spelling.lookalike("\uff58\uff11", List.of("x1")));
    assertEquals(Optional.empty(), Spelling.lookalike("A", List.of("A", "B")));
    assertEquals("U+0410 here, U+0041 there", Spelling.difference("x\u0410", "xA"));
  }

  @Test
  void knowsOtherLanguages() {
    assertEquals(Optional.of("log"), Spelling.here("ln"));
    assertEquals(Optional.empty(), Spelling.here("log"));
    assertEquals(Optional.of("`exp(x)` is e to the power x"), Spelling.advice("e"));
  }
}
