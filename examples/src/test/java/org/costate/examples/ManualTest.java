/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.costate.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The manual and the tutorial: every program in them is right, laid out, and keeps what it expects; what the tutorial says that a command prints is what
 * it prints; the manual names every built-in function.
 *
 * <p>A program is a block fenced as {@code ctl}. A name behind that, as in {@code ctl arm.ctl}, makes it a file that the other programs of its
 * document can import; a {@code csv} block with a name is a data file.
 */
class ManualTest {
  private static final Path DOCUMENTS = Path.of("..", "docs");
  private static final String TUTORIAL = "tutorial.md";
  private static final Pattern BLOCK =
      Pattern.compile("^```(ctl|csv)(?: (\\S+))?\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern TRANSCRIPT =
      Pattern.compile("^```text\n\\$ \\./costate ([^\n]*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern RUN = Pattern.compile("^solve .* using ", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+(?:[eE][+-]?\\d+)?");

  @TempDir
  private static Path folder;

  /** A block of a document. */
  private record Program(String document, String name, String text) {
    @Override
    public String toString() {
      return document + " " + name;
    }
  }

  @BeforeAll
  static void writeFiles() throws IOException {
    for (String document : List.of("language.md", TUTORIAL)) {
      for (MatchResult block : blocks(document)) {
        Path file = file(document, name(document, block));
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.group(3));
      }
    }
  }

  private static Path file(String document, String name) {
    return folder.resolve(document.replace(".md", "")).resolve(name);
  }

  private static List<MatchResult> blocks(String document) throws IOException {
    return BLOCK.matcher(text(document)).results().toList();
  }

  private static String text(String document) throws IOException {
    return Files.readString(DOCUMENTS.resolve(document));
  }

  /** Its own, or its line. */
  private static String name(String document, MatchResult block) throws IOException {
    return block.group(2) != null
        ? block.group(2)
        : "line_" + text(document).substring(0, block.start()).lines().count() + ".ctl";
  }

  static Stream<Program> programs() throws IOException {
    List<Program> found = new ArrayList<>();
    for (String document : List.of("language.md", TUTORIAL)) {
      String text = text(document);
      for (MatchResult block : blocks(document)) {
        String name = name(document, block);
        boolean shownAsWrong = text.contains("$ ./costate check " + name + "\n");
        if (block.group(1).equals("ctl") && !shownAsWrong) {
          found.add(new Program(document, name, block.group(3)));
        }
      }
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isRightAndKeepsWhatItExpects(Program program) {
    String file = file(program.document(), program.name()).toString();
    assertRuns(0, "check", "--deny-warnings", file);
    assertRuns(0, "fmt", "--check", file);
    if (RUN.matcher(program.text()).find()) {
      String printed = assertRuns(0, "solve", "--quiet", file);
      assertTrue(printed.contains("holds: "), "expects nothing: " + printed);
    }
  }

  private static String assertRuns(int code, String... command) {
    StringBuilder printed = new StringBuilder();
    assertEquals(code, run(List.of(command), printed), () -> printed.toString());
    return printed.toString();
  }

  private static int run(List<String> command, StringBuilder printed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = Main.run(command.toArray(new String[0]), out, out);
    printed.append(bytes.toString(StandardCharsets.UTF_8));
    return code;
  }

  /** Up to times, counts of iterations, and digits that rounding decides. */
  @Test
  void theTutorialShowsWhatCommandsPrint() throws IOException {
    List<MatchResult> transcripts = TRANSCRIPT.matcher(text(TUTORIAL)).results().toList();
    assertFalse(transcripts.isEmpty());
    String there = file(TUTORIAL, "").toString() + "/";
    for (MatchResult transcript : transcripts) {
      List<String> command = WORD.matcher(transcript.group(1))
          .results()
          .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
          .map(word -> word.endsWith(".ctl") ? there + word : word)
          .toList();
      StringBuilder printed = new StringBuilder();
      run(command, printed);
      assertEquals(rounded(transcript.group(2)), rounded(printed.toString().replace(there, "")));
    }
  }

  private static String rounded(String output) {
    String counted = output.replaceAll("\\d+ ms", "... ms").replaceAll("\\d+ iterations?", "... iterations");
    return DECIMAL.matcher(counted)
        .replaceAll(number -> String.format(Locale.ROOT, "%.3g", Double.parseDouble(number.group())));
  }

  @Test
  void theManualNamesEveryFunction() throws IOException {
    StringBuilder functions = new StringBuilder();
    run(List.of("explain", "functions"), functions);
    String manual = text("language.md");
    List<String> names = functions.toString()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("\\w+\\(.*")) // a long signature has its meaning on a line of its own
        .map(line -> line.replaceAll("\\(.*", ""))
        .toList();
    assertTrue(names.size() > 40, names::toString);
    List<String> missing = names.stream()
        .filter(name -> !manual.contains("`" + name + "`") && !manual.contains("`" + name + "("))
        .toList();
    assertEquals(List.of(), missing);
  }
}
