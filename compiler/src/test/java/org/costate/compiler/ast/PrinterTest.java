/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was read of a program, be it right or wrong, is printed so that it is read again as the same tree. */
class PrinterTest {
  static Stream<Path> programs() {
    return Stream.of("corpus/good", "golden").flatMap(folder -> Corpus.programs(folder).stream());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void printingGivesTheSameTree(Path program) {
    SourceFile tree = Parser.parse(Corpus.source(program), new Diagnostics());
    String printed = Printer.print(tree);
    SourceFile again = Parser.parse(new Source("printed", printed), new Diagnostics());
    assertEquals(Optional.empty(), Trees.difference(tree, again), printed);
    assertEquals(printed, Printer.print(again));
  }
}
