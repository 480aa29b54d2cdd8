/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A fix is a promise: after its edits its error is gone, and the rest of the statement, now read, shows at most one
 * other.
 */
class FixTest {
  @TestFactory
  Stream<DynamicTest> everyFixRemovesItsError() {
    return Corpus.programs("golden/syntax")
        .stream()
        .map(program -> DynamicTest.dynamicTest(program.getFileName().toString(), () -> check(program)));
  }

  private static void check(Path program) {
    Source source = Corpus.source(program);
    Diagnostics before = new Diagnostics();
    Parser.parse(source, before);
    for (Diagnostic diagnostic : before.sorted()) {
      diagnostic.fix().ifPresent(fix -> {
        String mended = apply(fix, source);
        Diagnostics after = new Diagnostics();
        Parser.parse(new Source(source.name(), mended), after);
        boolean gone = after.sorted()
            .stream()
            .noneMatch(left -> left.message().equals(diagnostic.message())
                && left.primary().span().start() == diagnostic.primary().span().start());
        assertTrue(gone && after.errorCount() <= before.errorCount(),
            () -> diagnostic.message() + "\n" + mended + after.sorted());
      });
    }
  }

  private static String apply(Fix fix, Source source) {
    StringBuilder text = new StringBuilder(source.text());
    List<Fix.Edit> lastFirst =
        fix.edits()
            .stream()
            .sorted(Comparator.comparingInt((Fix.Edit edit) -> edit.span().start()).reversed())
            .toList();
    for (Fix.Edit edit : lastFirst) {
      text.replace(edit.span().start(), edit.span().end(), edit.replacement());
    }
    return text.toString();
  }
}
