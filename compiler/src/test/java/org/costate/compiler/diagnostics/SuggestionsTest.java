/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({"omga, omega, 1", "omeag, omega, 1", "kitten, sitting, 3", "'', abc, 3", "a, a, 0", "ca, abc, 3"})
  void countsEdits(String from, String to, int edits) {
    assertEquals(edits, Suggestions.distance(from, to));
    assertEquals(edits, Suggestions.distance(to, from));
  }

  @Test
  void findsTheNearest() {
    assertEquals(Optional.of("omega"), Suggestions.closest("omga", List.of("theta", "omega", "om")));
  }

  @Test
  void takesTheFirstOfEquallyNear() {
    assertEquals(Optional.of("x1"), Suggestions.closest("x3", List.of("x1", "x2")));
  }

  @Test
  void allowsHalfTheLettersToDiffer() {
    assertEquals(Optional.of("abxy"), Suggestions.closest("abcd", List.of("abxy")));
    assertEquals(Optional.empty(), Suggestions.closest("abcd", List.of("axyz")));
    assertEquals(Optional.empty(), Suggestions.closest("x", List.of("y")));
  }

  @Test
  void allowsFiveEditsAtMost() {
    assertEquals(Optional.of("abcdefghijklmno12345"),
        Suggestions.closest("abcdefghijklmnopqrst", List.of("abcdefghijklmno12345")));
    assertEquals(Optional.empty(), Suggestions.closest("abcdefghijklmnopqrst", List.of("abcdefghijklmn123456")));
  }

  @Test
  void capitalsDoNotMakeAName() {
    assertEquals(Optional.of("pi"), Suggestions.closest("PI", List.of("i", "pi")));
  }

  @Test
  void aNameCutShortIsTheOnlyOneThatGoesOn() {
    assertEquals(Optional.of("tolerance"), Suggestions.closest("tol", List.of("iterations", "tolerance")));
    assertEquals(Optional.empty(), Suggestions.closest("tol", List.of("tolerance_x", "tolerance_u")));
    assertEquals(Optional.empty(), Suggestions.closest("to", List.of("tolerance")));
  }

  @Test
  void neverSuggestsTheNameItself() {
    assertEquals(Optional.empty(), Suggestions.closest("omega", List.of("omega")));
  }
}
