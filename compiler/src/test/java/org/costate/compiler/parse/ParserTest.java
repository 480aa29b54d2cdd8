/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Printer;
import org.costate.compiler.ast.Row;
import org.costate.compiler.ast.Slice;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
  private static SourceFile parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = Parser.parse(new Source("test.ctl", text), diagnostics);
    assertEquals("", TextRenderer.render(diagnostics));
    return file;
  }

  private static Expression value(String expression) {
    SourceFile file = parse("const a = " + expression + ";");
    Member member = assertInstanceOf(Item.Declaration.class, file.items().getFirst()).member();
    return assertInstanceOf(Member.Const.class, member).value();
  }

  // ---------- precedence ----------

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "a + b + c | ((a+b)+c)",
    "a - b - c | ((a-b)-c)",
    "a / b * c | ((a/b)*c)",
    "a + b * c | (a+(b*c))",
    "a * b + c | ((a*b)+c)",
    "a ^ b ^ c | (a^(b^c))",
    "a .^ b ^ c | (a.^(b^c))",
    "-a ^ b | (-(a^b))",
    "a ^ -b | (a^(-b))",
    "a ^ -b ^ c | (a^(-(b^c)))",
    "-a * b | ((-a)*b)",
    "a * -b | (a*(-b))",
    "- -a | (-(-a))",
    "+a - b | ((+a)-b)",
    "a \\ b .* c ./ d | (((a\\b).*c)./d)",
    "a <= b <= c | ((a<=b)<=c)",
    "a + b < c * d | ((a+b)<(c*d))",
    "not a < b | (not(a<b))",
    "not a and b | ((not a)and b)",
    "a or b and c | (a or(b and c))",
    "a and b or c | ((a and b)or c)",
    "a and not b or c | ((a and(not b))or c)",
    "if a then b else c + d | (if a then b else(c+d))",
    "a + if b then c else d + e | (a+(if b then c else(d+e)))",
    "if a then b else if c then d else e | (if a then b else(if c then d else e))",
    "a.b(c)[d]' | ((((a.b)(c))[d])')",
    "-a' ^ b' | (-((a')^(b')))",
    "2 * x[1] ^ 2 | (2*((x[1])^2))"})
  void bindsAsTheManualSays(String expression, String expected) {
    assertEquals(expected.replace(" ", ""), grouped(value(expression)).replace(" ", ""));
  }

  /** The expression with all its parentheses. */
  private static String grouped(Expression expression) {
    return switch (expression) {
      case Expression.Binary b -> "(" + grouped(b.left()) + b.operator().symbol() + grouped(b.right()) + ")";
      case Expression.Unary u -> "(" + u.operator().symbol() + grouped(u.operand()) + ")";
      case Expression.Conditional c ->
        "(if" + grouped(c.condition()) + "then" + grouped(c.whenTrue()) + "else" + grouped(c.whenFalse()) + ")";
      case Expression.Call c ->
        "(" + grouped(c.callee())
            + c.arguments().stream().map(a -> grouped(a.value())).collect(Collectors.joining(",", "(", ")"))
            + ")";
      case Expression.Index i ->
        "(" + grouped(i.base()) + "[" + grouped(assertInstanceOf(Slice.At.class, i.slices().getFirst()).index()) + "])";
      case Expression.Select s -> "(" + grouped(s.base()) + "." + s.member() + ")";
      case Expression.Transpose t -> "(" + grouped(t.operand()) + "')";
      case Expression.Number n -> n.text();
      case Expression.Reference r -> r.qualifier().isEmpty() ? r.text() : "(" + r.text() + ")";
      case Expression.Text _,Expression.Truth _,Expression.Infinity _,Expression.Parenthesized _,Expression.Array _ ->
        throw new AssertionError(expression.toString());
    };
  }

  // ---------- numbers and texts ----------

  @ParameterizedTest
  @CsvSource({"0, 0", "1_000, 1000", "1_0.25, 10.25", ".5, 0.5", "1e-3, 0.001", "2.5E+2, 250", "1e-999, 0",
    "4.9e-324, 4.9e-324", "1.7976931348623157e308, 1.7976931348623157e308", "0.1, 0.1", "007, 7"})
  void readsNumbers(String text, double expected) {
    Expression.Number number = assertInstanceOf(Expression.Number.class, value(text));
    assertEquals(expected, number.value());
    assertEquals(text, number.text());
  }

  @Test
  void resolvesEscapes() {
    Expression.Text text = assertInstanceOf(Expression.Text.class, value("\"a\\\"b\\\\c\\nd\\te\""));
    assertEquals("a\"b\\c\nd\te", text.value());
  }

  @Test
  void keepsUnitsWithTheirNumber() {
    Expression.Number number = assertInstanceOf(Expression.Number.class, value("9.81 [kg*m^-2/(s*1000)^0.5]"));
    assertEquals("kg*m^-2/(s*1000)^0.5", Printer.print(number.unit().orElseThrow()));
  }

  @Test
  void tellsRowsFromElements() {
    Expression.Array array = assertInstanceOf(Expression.Array.class, value("[1, 2; 3, 4; i for i in 1:2]"));
    assertEquals(List.of(2, 2, 1), array.rows().stream().map(row -> row.elements().size()).toList());
    assertEquals(List.of(false, false, true), array.rows().stream().map(Row::loop).map(Optional::isPresent).toList());
  }

  // ---------- places ----------

  @Test
  void spansAreExactBehindLettersOutsideThePlane() {
    String text = "const 𝑥𝑦 = \"😀\";\nconst b = 𝑥𝑦 + sin( c )' ;";
    SourceFile file = parse(text);
    Member.Const first = (Member.Const) ((Item.Declaration) file.items().getFirst()).member();
    assertEquals("𝑥𝑦", first.name().span().text());
    assertEquals("const 𝑥𝑦 = \"😀\";", first.span().text());
    Member.Const second = (Member.Const) ((Item.Declaration) file.items().getLast()).member();
    Expression.Binary sum = assertInstanceOf(Expression.Binary.class, second.value());
    assertEquals("𝑥𝑦 + sin( c )'", sum.span().text());
    assertEquals("+", sum.operatorSpan().text());
    assertEquals("sin( c )'", sum.right().span().text());
    assertEquals("sin( c )", assertInstanceOf(Expression.Transpose.class, sum.right()).operand().span().text());
    assertEquals(2, second.span().line());
    assertEquals(11, sum.span().column());
  }

  @Test
  void spansOfStatementsRunFromTheFirstWordToTheEnd() {
    SourceFile file = parse("  model M { state x : m in [0, 1] ; }  ");
    Item.Model model = assertInstanceOf(Item.Model.class, file.items().getFirst());
    assertEquals("model M { state x : m in [0, 1] ; }", model.span().text());
    Member.Variable state = assertInstanceOf(Member.Variable.class, model.members().getFirst());
    assertEquals("state x : m in [0, 1] ;", state.span().text());
    assertEquals("[0, 1]", state.domain().orElseThrow().span().text());
    assertEquals("m", state.unit().orElseThrow().span().text());
  }

  // ---------- doc comments ----------

  @Test
  void docCommentsBelongToTheDeclarationRightBelow() {
    String text = """
        /// Of the module.
        module m;

        /// Two
        ///
        ///   lines.
        model M {
          state x; /// behind a statement
          /// of y
          state y;
          /// cut off

          state z;
          // plain
          dynamics {
            /// of the equation
            der(x) = 1;
          }
        }
        """;
    Map<Integer, String> expected = Map.of(
        text.indexOf("module m"), "Of the module.",
        text.indexOf("model M"), "Two\n\n  lines.",
        text.indexOf("state y"), "of y",
        text.indexOf("der(x)"), "of the equation");
    assertEquals(expected, parse(text).docs());
  }

  // ---------- recovery ----------

  @Test
  void leavesOutBrokenStatementsAndKeepsTheRest() {
    String text = """
        model M {
          state a;
          state b : kg m;
          state c
          control u in [0, ];
          dynamics {
            der(a) = 1;
            der(b) = 2u;
            der(c) = 3;
          }
          contol v;
          let d = 4;
        }
        solve M using ilqr { iterations = ; seed = 3; }
        """;
    SourceFile file = Parser.parse(new Source("broken.ctl", text), new Diagnostics());
    assertEquals("""
        model M {
          state a;
          state c;
          dynamics {
            der(a) = 1;
            der(c) = 3;
          }
          let d = 4;
        }
        solve M using ilqr {
          seed = 3;
        }
        """, Printer.print(file));
  }

  @Test
  void keepsWhatStandsInABlockWithoutItsBrace() {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = Parser.parse(
        new Source("open.ctl", "model M {\n  state x;\n  dynamics {\n    der(x) = 1;\n\nproblem P for M {\n}\n"),
        diagnostics);
    assertEquals(1, diagnostics.errorCount());
    assertEquals(List.of("M", "P"), file.items().stream().map(ParserTest::nameOf).toList());
    assertEquals(2, assertInstanceOf(Item.Model.class, file.items().getFirst()).members().size());
  }

  private static String nameOf(Item item) {
    return switch (item) {
      case Item.Model m -> m.name().text();
      case Item.Problem p -> p.name().text();
      case Item.Policy p -> p.name().text();
      case Item.Run r -> r.name().map(Name::text).orElse("");
      case Item.Declaration _ -> "";
    };
  }

  // ---------- threads ----------

  @Test
  void manyThreadsParseAtOnce() throws Exception {
    List<Source> sources = List.of("corpus/good", "golden/syntax")
        .stream()
        .flatMap(folder -> Corpus.programs(folder).stream())
        .map(Corpus::source)
        .toList();
    List<String> alone = sources.stream().map(ParserTest::outcome).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<List<String>>> tasks = IntStream.range(0, 8)
          .<Callable<List<String>>>mapToObj(_ -> () -> sources.stream().map(ParserTest::outcome).toList())
          .toList();
      for (Future<List<String>> together : threads.invokeAll(tasks)) {
        assertEquals(alone, together.get());
      }
    }
    assertTrue(sources.size() > 100);
  }

  private static String outcome(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    String printed = Printer.print(Parser.parse(source, diagnostics));
    return printed + diagnostics.sorted().stream().map(Diagnostic::message).toList();
  }
}
