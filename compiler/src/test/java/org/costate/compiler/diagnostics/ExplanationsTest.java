/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about syntax show a program with the error, and one without any. */
class ExplanationsTest {
  private static final Pattern PROGRAM = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

  static List<Code> syntaxCodes() {
    return EnumSet.allOf(Code.class).stream().filter(code -> code.name().startsWith("E01")).toList();
  }

  @ParameterizedTest
  @MethodSource("syntaxCodes")
  void pageShowsAWrongAndARightProgram(Code code) {
    String page = Explanations.page(code).orElseThrow();
    assertTrue(page.startsWith("# " + code + ": "), page);
    List<String> programs = PROGRAM.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
    assertEquals(2, programs.size());
    assertTrue(codes(programs.getFirst()).contains(code), page);
    assertEquals(List.of(), codes(programs.getLast()), page);
  }

  private static List<Code> codes(String program) {
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(new Source("page", program), diagnostics);
    return diagnostics.sorted().stream().map(Diagnostic::code).toList();
  }
}
