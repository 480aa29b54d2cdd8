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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.costate.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program under examples converges, keeps what it expects, and is explained. */
class ProgramsTest {
  private static final Pattern RUN = Pattern.compile("^solve \\w+", Pattern.MULTILINE);
  private static final Pattern TRAINING = Pattern.compile("^train \\w+ as (\\w+)", Pattern.MULTILINE);

  /** Programs that only train. */
  private static final List<Path> TRAINED =
      List.of(Path.of("./peg/peg.ctl"), Path.of("./plant/cart.ctl"), Path.of("./forest/forest.ctl"),
          Path.of("./reach/reach.ctl"),
          Path.of("./corridor/corridor.ctl"));

  static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("."))) {
      return files.filter(f -> f.toString().endsWith(".ctl") && !f.startsWith("./target")).sorted().toList();
    }
  }

  /** The classics have a test that also knows their optima. */
  static List<Path> solvedPrograms() throws IOException {
    return programs().stream()
        .filter(program -> !program.startsWith("./classics") && !TRAINED.contains(program))
        .toList();
  }

  static List<Path> trainedPrograms() {
    return TRAINED;
  }

  /** The first block keeps what it expects. */
  @ParameterizedTest
  @MethodSource("trainedPrograms")
  void isTrained(Path program, @TempDir Path folder) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Matcher run = TRAINING.matcher(Files.readString(program));
    assertTrue(run.find());
    int code = Main.run(
        new String[] {"train", program.toString(), run.group(1), "--quiet", "-o", folder.toString()}, out, out);
    String text = printed.toString(StandardCharsets.UTF_8);
    assertEquals(0, code, text);
    assertTrue(text.contains("holds: "), "expects nothing: " + text);
  }

  @ParameterizedTest
  @MethodSource("solvedPrograms")
  void isSolved(Path program) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int code = Main.run(new String[] {"solve", program.toString(), "--quiet"}, out, out);
    String text = printed.toString(StandardCharsets.UTF_8);
    long runs = RUN.matcher(Files.readString(program)).results().count();
    assertEquals(0, code, text);
    assertTrue(runs > 0, "runs nothing");
    assertEquals(runs, text.lines().filter(line -> line.startsWith("converged: ")).count(), text);
    assertTrue(text.contains("holds: "), "expects nothing: " + text);
  }

  /** What the project shows to learn from, and what {@code costate new} copies. */
  @Test
  void nothingIsRemarkedAboutProgramsOfTheProject() throws IOException {
    List<String> command = new ArrayList<>(List.of("check", "--deny-warnings"));
    programs().forEach(p -> command.add(p.toString()));
    for (String folder : List.of("../benchmarks/problems", "../stdlib/src/main/resources")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(f -> f.toString().endsWith(".ctl")).sorted().forEach(f -> command.add(f.toString()));
      }
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int code = Main.run(command.toArray(new String[0]), out, out);
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
    assertEquals(0, code);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void hasAReadme(Path program) throws IOException {
    String readme = Files.readString(program.resolveSibling("README.md"));
    String command = TRAINED.contains(program) ? "train" : "solve";
    assertTrue(readme.contains("costate " + command + " examples/" + program.normalize()), readme);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isListed(Path program) throws IOException {
    String folder = program.normalize().getName(0).toString();
    String list = Files.readString(Path.of("README.md"));
    assertTrue(list.contains("| [" + folder + "](" + folder + ") |"), () -> folder + " is missing in README.md");
  }
}
