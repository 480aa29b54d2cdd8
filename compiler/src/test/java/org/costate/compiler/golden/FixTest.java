/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Repair;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A fix is a promise: after its edits its error is gone, and the rest of the statement, now read, shows at most one
 * other. Of the fragments in golden/syntax only the parser is asked.
 */
class FixTest {
  @TestFactory
  Stream<DynamicTest> everyFixRemovesItsError() {
    return Corpus.programs("golden")
        .stream()
        .map(program -> DynamicTest.dynamicTest(program.getParent().getFileName() + "/" + program.getFileName(),
            () -> check(program)));
  }

  private static void check(Path program) {
    ProgramFiles files = ProgramFiles.of(program.getFileName().toString(), Corpus.read(program));
    Source source = files.root();
    List<Diagnostic> before = found(program, source, files);
    for (Diagnostic diagnostic : before) {
      boolean here = diagnostic.primary().span().source() == source;
      diagnostic.fix().filter(_ -> here).ifPresent(_ -> {
        Source mended = Repair.of(source, List.of(diagnostic)).source();
        List<Diagnostic> after = found(program, mended, files);
        boolean gone = after.stream()
            .noneMatch(left -> left.message().equals(diagnostic.message())
                && left.primary().span().start() == diagnostic.primary().span().start());
        assertTrue(gone && after.size() <= before.size(),
            () -> diagnostic.message() + "\n" + mended.text() + after);
      });
    }
  }

  private static List<Diagnostic> found(Path program, Source source, ProgramFiles files) {
    if (!program.getParent().endsWith("syntax")) {
      return Compiler.compile(source, files.options().withData(Corpus.data(program))).diagnostics();
    }
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(source, diagnostics);
    return diagnostics.sorted();
  }
}
