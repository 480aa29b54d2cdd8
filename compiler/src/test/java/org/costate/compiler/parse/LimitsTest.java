/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.costate.compiler.ast.Printer;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.Trees;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
  /** The default of the JVM on the platforms that we know, in bytes. */
  private static final long THREAD_STACK = 1 << 20;

  /** A program that nests {@code n} levels by one construct. */
  private record Nested(String name, String before, String open, String inner, String close, String after) {
    Source source(int n) {
      return new Source(name, before + open.repeat(n) + inner + close.repeat(n) + after);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Nested> nestings() {
    return Stream.of(
        new Nested("parentheses", "const a = ", "(", "1", ")", ";"),
        new Nested("brackets", "const a = ", "[", "1", "]", ";"),
        new Nested("calls", "const a = ", "f(", "1", ")", ";"),
        new Nested("indices", "const a = ", "x[", "1", "]", ";"),
        new Nested("signs", "const a = ", "-", "1", "", ";"),
        new Nested("nots", "const a = ", "not ", "b", "", ";"),
        new Nested("powers", "const a = ", "x^", "1", "", ";"),
        new Nested("elementwise powers", "const a = ", "x.^", "1", "", ";"),
        new Nested("if chain", "const a = ", "if c then 1 else ", "1", "", ";"),
        new Nested("ifs in conditions", "const a = ", "if ", "c", " then 1 else 2", ";"),
        new Nested("units", "const a : ", "(", "m", ")", " = 1;"),
        new Nested("groups of options", "solve P using m {", "g {", "a = 1;", "}", "}"),
        new Nested("nots in sums", "const a = ", "1 + not ", "b", "", ";"));
  }

  @ParameterizedTest
  @MethodSource("nestings")
  void nestingUpToTheLimitParsesOnADefaultStack(Nested nested) throws InterruptedException {
    Source source = nested.source(limitOf(nested));
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Diagnostics> diagnostics = new AtomicReference<>(new Diagnostics());
    Thread thread = new Thread(null, () -> {
      SourceFile tree = Parser.parse(source, diagnostics.get());
      SourceFile again = Parser.parse(new Source("printed", Printer.print(tree)), diagnostics.get());
      assertEquals(1, tree.items().size());
      assertEquals(Optional.empty(), Trees.difference(tree, again));
    }, nested.name(), THREAD_STACK);
    thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
    thread.start();
    thread.join();
    assertNull(failure.get());
    assertEquals(List.of(), diagnostics.get().sorted());
  }

  /**
   * The most that nest without a diagnostic; a sum with a `not` in it costs two levels, and a run has a brace of its
   * own.
   */
  private static int limitOf(Nested nested) {
    return switch (nested.name()) {
      case "nots in sums" -> Limits.MAX_DEPTH / 2;
      case "groups of options" -> Limits.MAX_DEPTH - 1;
      default -> Limits.MAX_DEPTH;
    };
  }

  @ParameterizedTest
  @MethodSource("nestings")
  void oneLevelMoreIsRefused(Nested nested) {
    assertEquals(List.of(Code.E0902), codes(nested.source(limitOf(nested) + 1)));
  }

  @ParameterizedTest
  @MethodSource("nestings")
  void farTooDeepIsRefused(Nested nested) {
    assertEquals(List.of(Code.E0902), codes(nested.source(100_000)));
  }

  @Test
  void sumsMayHaveAnyNumberOfTerms() {
    String terms = "a^2 - -b*c + (d) ".repeat(12_500).strip().replace(") a", ") + a");
    Diagnostics diagnostics = new Diagnostics();
    SourceFile tree = Parser.parse(new Source("sum", "const s = " + terms + ";"), diagnostics);
    assertEquals(List.of(), diagnostics.sorted());
    SourceFile again = Parser.parse(new Source("printed", Printer.print(tree)), diagnostics);
    assertEquals(Optional.empty(), Trees.difference(tree, again));
  }

  @Test
  void callsMayBeChainedWithoutLimit() {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile tree = Parser.parse(new Source("chain", "const s = f" + "(1)[2].b'".repeat(5_000) + ";"), diagnostics);
    assertEquals(List.of(), diagnostics.sorted());
    assertEquals(Optional.empty(),
        Trees.difference(tree, Parser.parse(new Source("p", Printer.print(tree)), diagnostics)));
  }

  @Test
  void manyFlatStatementsDoNotCountAsDepth() {
    String statement = "const a = if -x^-2 then not b else c;\nunit u = : m^-1;\n";
    assertEquals(List.of(), codes(new Source("flat", statement.repeat(2_000))));
  }

  @Test
  void aFileThatIsTooLongIsRefused() {
    String comment = "//" + " ".repeat(Limits.MAX_CHARACTERS);
    assertEquals(List.of(Code.E0902), codes(new Source("long", comment)));
  }

  @Test
  void aFileOfTheGreatestLengthIsRead() {
    String start = "const a = 1;//";
    assertEquals(List.of(), codes(new Source("long", start + " ".repeat(Limits.MAX_CHARACTERS - start.length()))));
  }

  @Test
  void tooManyTokensAreRefused() {
    assertEquals(List.of(Code.E0902), codes(new Source("many", "+".repeat(Limits.MAX_TOKENS + 1))));
  }

  @Test
  void aMillionTokensAreRead() {
    String list = "const a = [" + "1,".repeat(Limits.MAX_TOKENS / 2 - 4) + "1];";
    assertTrue(list.length() < Limits.MAX_CHARACTERS);
    assertEquals(List.of(), codes(new Source("many", list)));
  }

  @Test
  void aNameOfTheGreatestLengthIsRead() {
    String name = "n".repeat(Limits.MAX_NAME);
    assertEquals(List.of(), codes(new Source("name", "const " + name + " = 1;")));
    assertEquals(List.of(Code.E0902), codes(new Source("name", "const " + name + "n = 1;")));
  }

  private static List<Code> codes(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(source, diagnostics);
    return diagnostics.sorted().stream().map(Diagnostic::code).toList();
  }
}
