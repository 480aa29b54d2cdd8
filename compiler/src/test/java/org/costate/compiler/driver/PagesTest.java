/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Explanations;
import org.costate.compiler.golden.ProgramFiles;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page of a code shows a program with that error and no other, and one without any. What the programs about errors
 * of a run do there is seen where they can be solved.
 */
class PagesTest {
  /** A data file says its name in its first line. */
  private static final Pattern DATA = Pattern.compile("```csv\n(# (\\S+)\n.*?)```", Pattern.DOTALL);

  private static final Pattern PROGRAM = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @EnumSource(Code.class)
  void pageShowsAWrongAndARightProgram(Code code) {
    String page = Explanations.page(code).orElseThrow();
    assertTrue(page.startsWith("# " + code + ": " + code.title() + "\n"), page);
    Map<String, String> files = new HashMap<>();
    DATA.matcher(page).results().forEach(found -> files.put(found.group(2), found.group(1)));
    List<String> programs = PROGRAM.matcher(page).results().map(found -> found.group(1)).toList();
    assertEquals(2, programs.size());
    boolean whileCompiling = !code.name().startsWith("R");
    assertEquals(whileCompiling ? Set.of(code) : Set.of(), codes(programs.getFirst(), files));
    assertEquals(Set.of(), codes(programs.getLast(), files));
  }

  private static Set<Code> codes(String program, Map<String, String> data) {
    ProgramFiles files = ProgramFiles.of("page.ctl", program);
    return Compiler.compile(files.root(), files.options()
        .withData((source, path) -> data.containsKey(path)
            ? new DataProvider.Answer.Found(new Source(path, data.get(path)))
            : new DataProvider.Answer.Refused("there is no such file")))
        .diagnostics()
        .stream()
        .map(Diagnostic::code)
        .collect(Collectors.toSet());
  }
}
