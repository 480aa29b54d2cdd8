/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Explanations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a code shows a program with that error and no other, and one without any. */
class PagesTest {
  private static final Pattern PROGRAM = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

  static Set<Code> codes() {
    return EnumSet.range(Code.E0201, Code.E0901);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void pageShowsAWrongAndARightProgram(Code code) {
    String page = Explanations.page(code).orElseThrow();
    assertTrue(page.startsWith("# " + code + ": " + code.title() + "\n"), page);
    List<String> programs = PROGRAM.matcher(page).results().map(found -> found.group(1)).toList();
    assertEquals(2, programs.size());
    assertEquals(Set.of(code), found(programs.getFirst()));
    assertEquals(Set.of(), found(programs.getLast()));
  }

  private static Set<Code> found(String program) {
    Diagnostics diagnostics = new Diagnostics();
    Programs.check(program, Map.of(), diagnostics);
    Set<Code> codes = new TreeSet<>();
    diagnostics.sorted().forEach(d -> codes.add(d.code()));
    return codes;
  }
}
