/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.costate.cli.Main;
import org.costate.compiler.format.Formatter;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs that ship are formatted, and those in the documents can be. */
class FormattingTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> SHIPPED =
      List.of("examples", "stdlib/src/main/resources", "benchmarks/problems", "benchmarks/experiments", "tools");
  private static final Pattern PROGRAM = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
  private static final int FEWEST_PROGRAMS = 50;

  static List<Path> documents() throws IOException {
    return DocumentationTest.documents();
  }

  @Test
  void shippedProgramsAreFormatted() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Stream<String> folders = SHIPPED.stream().map(folder -> ROOT.resolve(folder).toString());
    String[] command = Stream.concat(Stream.of("fmt", "--check"), folders).toArray(String[]::new);
    int code = Main.run(command, out, out);
    assertEquals(0, code,
        () -> printed.toString(StandardCharsets.UTF_8) + "run ./costate fmt " + String.join(" ", SHIPPED));
  }

  /** Formatting verifies itself; what is left to see is that a second time changes nothing. */
  @ParameterizedTest
  @MethodSource("documents")
  void programsOfDocumentsAreFormattedOnceAndForAll(Path document) throws IOException {
    for (String program : programs(document)) {
      Optional<String> once = format(program);
      assertEquals(once, once.flatMap(FormattingTest::format));
    }
  }

  @Test
  void documentsShowPrograms() throws IOException {
    int found = 0;
    for (Path document : documents()) {
      found += (int) programs(document).stream().filter(program -> format(program).isPresent()).count();
    }
    int programs = found;
    assertTrue(programs >= FEWEST_PROGRAMS, () -> "only " + programs + " programs in the documents");
  }

  private static List<String> programs(Path document) throws IOException {
    return PROGRAM.matcher(Files.readString(document)).results().map(block -> block.group(1)).toList();
  }

  private static Optional<String> format(String program) {
    return Formatter.format(new Source("document", program)).text();
  }
}
