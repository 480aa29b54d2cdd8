/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every program below golden/ is wrong, and what the user reads about it stands beside it in a file .expected. Those in
 * golden/syntax are fragments that use the whole grammar, so only what the parser says about them is pinned. A program of
 * several files is written as {@link ProgramFiles} says. After a
 * wanted change, {@code -Dgolden.accept=true} writes those files anew; the difference is then reviewed like code.
 */
class GoldenTest {
  private static final boolean ACCEPT = Boolean.getBoolean("golden.accept");
  private static final int FEWEST_PROGRAMS = 400;

  @TestFactory
  Stream<DynamicTest> wrongProgramsGiveTheExpectedDiagnostics() {
    return Corpus.programs("golden")
        .stream()
        .map(program -> DynamicTest.dynamicTest(program.getParent().getFileName() + "/" + program.getFileName(),
            () -> check(program)));
  }

  /** Whatever is wrong, at a screen of 80 columns no line is longer, but for places and for words that cannot be broken. */
  @Test
  void messagesFitEightyColumns() {
    for (Path program : Corpus.programs("golden")) {
      ProgramFiles files = ProgramFiles.of(program.getFileName().toString(), Corpus.read(program));
      CompilationResult result = Compiler.check(files.root(), files.options().withData(Corpus.data(program)));
      TextRenderer.render(result.diagnostics(), 0, new TextRenderer.Layout(80, 80))
          .lines()
          .filter(line -> !line.contains("--> ") && !line.contains("::: "))
          .forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= 80, () -> program + "\n" + line));
    }
  }

  /** What a run can meet is no matter of programs that do not compile: the tests of the Java interface show it. */
  @Test
  void everyCodeOfTheCompilerIsShownTwice() {
    List<Path> programs = Corpus.programs("golden");
    assertTrue(programs.size() >= FEWEST_PROGRAMS, () -> "only " + programs.size() + " wrong programs");
    List<String> shown = programs.stream().map(program -> Corpus.read(expected(program))).toList();
    Map<Code, Long> rare = new TreeMap<>();
    for (Code code : Code.values()) {
      long count = shown.stream().filter(text -> text.contains("[" + code + "]:")).count();
      if (count < 2 && !code.name().startsWith("R")) {
        rare.put(code, count);
      }
    }
    assertEquals(Map.of(), rare);
  }

  private static void check(Path program) {
    ProgramFiles files = ProgramFiles.of(program.getFileName().toString(), Corpus.read(program));
    CompilerOptions options = files.options().withData(Corpus.data(program));
    String all = Compiler.compile(files.root(), options).report();
    assertEquals(all, Compiler.check(files.root(), options).report(), "checking alone");
    assertTrue(!all.isEmpty(), "a program in golden/ must be wrong");
    String found = program.getParent().endsWith("syntax") ? renderedByParser(files.root()) : all;
    Path expected = expected(program);
    if (ACCEPT) {
      Corpus.write(expected, found);
    }
    assertTrue(Files.exists(expected), () -> "no " + expected + "; found:\n" + found);
    assertEquals(Corpus.read(expected), found);
  }

  private static String renderedByParser(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(source, diagnostics);
    return TextRenderer.render(diagnostics);
  }

  private static Path expected(Path program) {
    return Path.of(program.toString().replaceFirst("\\.ctl$", ".expected"));
  }
}
