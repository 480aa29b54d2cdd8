/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.Curve;
import org.costate.compiler.check.Evaluator;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphTooLargeException;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.SymmetricSolve;
import org.costate.compiler.ir.TableLookup;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Unit;

/**
 * Expressions as graph nodes. Every node remembers the place of the expression that asked for it. Names have the meaning they are bound to;
 * results of equal calls are shared, however deep calls are nested.
 */
final class ExprEvaluator extends Evaluator<Expr> {
  private final ExprBuilder builder;
  private final LargeFunctions large;
  private UnaryOperator<Tensor<Expr>> derivative = value -> {
    throw new InternalCompilerError("lowering", "a time derivative where nothing moves");
  };
  private final Map<CallKey, Tensor<Expr>> calls = new HashMap<>();
  private final Map<Symbol.Word.Meaning, Expr> words = new EnumMap<>(Symbol.Word.Meaning.class);
  private final Map<Symbol.Word.Meaning, ExprEvaluator> moments = new EnumMap<>(Symbol.Word.Meaning.class);

  ExprEvaluator(Analysis facts, ExprBuilder builder) {
    super(builder, facts);
    this.builder = builder;
    this.large = new LargeFunctions(facts, builder, this);
  }

  private record CallKey(Symbol function, List<Expr> arguments) {}

  /** Values that are in a unit, as formulas need them. */
  Tensor<Expr> inSi(Tensor<Expr> values, Unit unit) {
    return values.map(v -> scaled(v, unit.scale()));
  }

  /** What a name of the language means. */
  void word(Symbol.Word.Meaning meaning, Expr value) {
    words.put(meaning, value);
  }

  /** What the names inside {@code initial(...)} or {@code final(...)} mean. */
  void moment(Symbol.Word.Meaning moment, ExprEvaluator evaluator) {
    moments.put(moment, evaluator);
  }

  @Override
  protected Expr word(Symbol.Word.Meaning meaning) {
    return words.get(meaning);
  }

  /** How symbols move, for {@code der(...)}. */
  void moving(UnaryOperator<Tensor<Expr>> derivative) {
    this.derivative = derivative;
  }

  @Override
  protected Tensor<Expr> rate(Tensor<Expr> value) {
    return derivative.apply(value);
  }

  @Override
  protected Tensor<Expr> atMoment(Symbol.Word.Meaning moment, Expression expression) {
    return moments.get(moment).evaluate(expression);
  }

  @Override
  protected void origin(Span place) {
    builder.origin(place);
  }

  @Override
  protected RuntimeException tooLong(Span place) {
    return new GraphTooLargeException(ExprBuilder.DEFAULT_LIMIT);
  }

  @Override
  protected Expr look(Curve curve, List<Expr> arguments) {
    return builder.call(TableLookup.value(curve.name(), curve.points(), curve.arguments()), arguments).getFirst();
  }

  @Override
  protected Tensor<Expr> call(Symbol.Function function, List<Tensor<Expr>> arguments) {
    List<Expr> flat = arguments.stream().flatMap(a -> a.elements().stream()).toList();
    CallKey key = new CallKey(function, flat);
    Tensor<Expr> known = calls.get(key);
    if (known == null) {
      known = large.call(function, flat).orElseGet(() -> inline(function, arguments));
      calls.put(key, known);
    }
    return known;
  }

  /** A function's result with its parameters replaced in the body. */
  Tensor<Expr> body(Symbol.Function function, List<Tensor<Expr>> arguments) {
    return inline(function, arguments);
  }

  @Override
  protected List<List<Expr>> solve(int n, List<Expr> matrix, List<List<Expr>> columns) {
    boolean symmetric = isSymmetric(n, matrix);
    LinearSolve solve = symmetric ? new SymmetricSolve(n) : new LuSolve(n, false);
    List<Expr> elements = symmetric ? lowerTriangle(n, matrix) : matrix;
    List<Expr> factors = builder.call(solve.factorization(), elements);
    List<List<Expr>> solved = new ArrayList<>();
    for (List<Expr> column : columns) {
      List<Expr> inputs = new ArrayList<>(factors);
      inputs.addAll(elements);
      inputs.addAll(column);
      solved.add(builder.call(solve, inputs));
    }
    return solved;
  }

  /** Whether the formulas on both sides of the diagonal are the same. */
  private static boolean isSymmetric(int n, List<Expr> matrix) {
    return IntStream.range(0, n * n).allMatch(at -> matrix.get(at) == matrix.get(at % n * n + at / n));
  }

  private static List<Expr> lowerTriangle(int n, List<Expr> matrix) {
    return IntStream.range(0, n * n).filter(at -> at % n <= at / n).mapToObj(matrix::get).toList();
  }
}
