/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.Trees;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.parse.Lexeme;
import org.costate.compiler.parse.Limits;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formatting keeps the tree and the comments, and formatting twice is formatting once, whatever the layout was. */
class FormatterTest {
  static Stream<Path> programs() {
    return Stream.of("corpus/good", "golden", "format").flatMap(folder -> Corpus.programs(folder).stream());
  }

  static Stream<Path> goodPrograms() {
    return Corpus.programs("corpus/good").stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void keepsEveryProgramThatCanBeRead(Path program) {
    Source source = Corpus.source(program);
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(source, diagnostics);
    if (diagnostics.hasErrors()) {
      Formatting refused = Formatter.format(source);
      assertEquals(Optional.empty(), refused.text());
      assertEquals(diagnostics.sorted(), refused.diagnostics());
    } else {
      check(source.text());
    }
  }

  @ParameterizedTest
  @MethodSource("goodPrograms")
  void keepsCommentsBetweenAnyTwoTokens(Path program) {
    List<String> tokens =
        Lexeme.all(Corpus.source(program)).stream().filter(lexeme -> !lexeme.comment()).map(Lexeme::text).toList();
    Random random = new Random(program.getFileName().toString().hashCode());
    for (int density : new int[] {1, 5, 20, 100}) {
      for (int round = 0; round < 2; round++) {
        check(new RandomLayout(random, density).of(tokens));
      }
    }
  }

  @Test
  void keepsRandomPrograms() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      check(new RandomLayout(random, seed % 3 == 0 ? 0 : seed % 40).of(RandomPrograms.tokens(random)));
    }
  }

  /** A file with every construct; {@code -Dgolden.accept=true} writes what is expected anew, to be reviewed like code. */
  @Test
  void layoutIsAsExpected() throws IOException {
    Path program = Corpus.programs("format").getFirst();
    Path expected = program.resolveSibling("layout.expected");
    String formatted = check(Corpus.source(program).text());
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(expected, formatted);
    }
    assertEquals(Files.readString(expected), formatted);
  }

  @Test
  void byteOrderMarksLineEndsTabsAndMissingLastLineEndsAreMended() {
    String formatted = "/// A model.\nmodel M {\n  state x : m; // place\n}\n".replace("; //", ";  //");
    assertEquals(formatted, format("\uFEFF/// A model.\r\nmodel M {\r\n\tstate\tx : m; // place \r\n}"));
    assertEquals(formatted, format("\n\n\r/// A model.\rmodel M {\r\r\r state x:m;// place\r}\r\r"));
  }

  @Test
  void emptyFilesStayEmpty() {
    assertEquals("", format(""));
    assertEquals("", format(" \r\n\t\n"));
    assertEquals("", format("\uFEFF"));
    assertEquals("// only\n", format("\n  // only"));
    assertEquals("/* only */\n", format("/* only */"));
  }

  @Test
  void longLinesAreBrokenAtTheLoosestPlaces() {
    String sum = "abcdefgh*(i + j) + ".repeat(600);
    String formatted = check("const s = " + sum + "1;");
    assertTrue(formatted.lines().allMatch(line -> line.length() <= 100), formatted);
    assertTrue(formatted.lines().skip(1).allMatch(line -> line.startsWith("    + ")), formatted);
    String numbers = check("const v = [" + "-1.25, ".repeat(2000) + "0];");
    assertTrue(numbers.lines().allMatch(line -> line.length() <= 100), numbers);
    assertTrue(numbers.lines().count() < 180, numbers);
  }

  @Test
  void widthCountsCodePoints() {
    String fits = "const v = f(" + "\uD835\uDF03" + ", " + "b".repeat(83) + ");";
    assertEquals(100, fits.codePointCount(0, fits.length()));
    assertEquals(fits + "\n", check(fits));
    assertEquals(2, check(fits.replace("bbb", "bbbb")).lines().count());
  }

  @Test
  void deepAndLongExpressionsNeedNoStack() {
    int depth = Limits.MAX_DEPTH;
    check("const a = " + "(".repeat(depth) + "1" + ")".repeat(depth) + ";");
    check("const a = " + "f(b, ".repeat(depth) + "1" + ")".repeat(depth) + ";");
    check("const a = " + "[1; 2, ".repeat(depth) + "1" + "]".repeat(depth) + ";");
    check("const a = " + "x^".repeat(depth) + "1;");
    check("const a = " + "if c then 1 else ".repeat(depth) + "1;");
    check("const a = f" + "(1)[2].b'".repeat(5_000) + ";");
    check("const a = " + "a*b - c/d + ".repeat(5_000) + "1;");
    check("solve P using m {" + "g {".repeat(depth - 1) + "a = 1;" + "}".repeat(depth - 1) + "}");
  }

  @Test
  void aProgramThatWouldGrowBeyondTheLimitsIsRefused() {
    String statement = "{ a = 1; }";
    String groups = "g {".repeat(400) + ("b " + statement + " b { } ").repeat(8_000) + "}".repeat(400);
    Formatting refused = Formatter.format(new Source("wide", "solve P using m {" + groups + "}"));
    assertEquals(List.of(Code.E0902), refused.diagnostics().stream().map(Diagnostic::code).toList());
    assertEquals(Optional.empty(), refused.text());
  }

  private static String format(String text) {
    return Formatter.format(new Source("given.ctl", text)).text().orElseThrow();
  }

  /** Formats a program, and looks at the result in ways of its own. */
  private static String check(String text) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile tree = Parser.parse(new Source("given.ctl", text), diagnostics);
    assertFalse(diagnostics.hasErrors(), text);
    String formatted = format(text);
    Source result = new Source("formatted.ctl", formatted);
    assertEquals(Optional.empty(), Trees.difference(tree, Parser.parse(result, diagnostics)), formatted);
    assertEquals(comments(new Source("given.ctl", text)), comments(result));
    assertEquals(formatted, format(formatted), () -> "from\n" + text);
    assertTrue(formatted.isEmpty() || formatted.endsWith("\n") && !formatted.startsWith("\n"), formatted);
    assertFalse(formatted.contains(" \n") || formatted.contains("\r"), formatted);
    return formatted;
  }

  private static List<String> comments(Source source) {
    return Lexeme.all(source)
        .stream()
        .filter(Lexeme::comment)
        .map(comment -> comment.text().replaceAll("\\s+", " ").strip())
        .toList();
  }
}
