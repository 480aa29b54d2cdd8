/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.check.Checker;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.parse.Parser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every program below golden/ is wrong, and what the user reads about it stands beside it in a file .expected; those
 * in golden/syntax are only parsed. After a wanted change, {@code -Dgolden.accept=true} writes those files anew; the
 * difference is then reviewed like code.
 */
class GoldenTest {
  private static final boolean ACCEPT = Boolean.getBoolean("golden.accept");

  @TestFactory
  Stream<DynamicTest> wrongProgramsGiveTheExpectedDiagnostics() {
    return Corpus.programs("golden")
        .stream()
        .map(program -> DynamicTest.dynamicTest(program.getParent().getFileName() + "/" + program.getFileName(),
            () -> check(program)));
  }

  private static void check(Path program) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = Parser.parse(Corpus.source(program), diagnostics);
    if (!program.getParent().endsWith("syntax")) {
      Checker.check(file, Map.of(), diagnostics);
    }
    String found = TextRenderer.render(diagnostics);
    assertTrue(!found.isEmpty(), "a program in golden/ must be wrong");
    Path expected = Path.of(program.toString().replaceFirst("\\.ctl$", ".expected"));
    if (ACCEPT) {
      Corpus.write(expected, found);
    }
    assertTrue(Files.exists(expected), () -> "no " + expected + "; found:\n" + found);
    assertEquals(Corpus.read(expected), found);
  }
}
