/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.ops.NumberAlgebra;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.interpolate.LookupTable;

/** Values of expressions that are known when compiling, by the same arithmetic as at run time. */
public final class ConstantEvaluator extends Evaluator<Double> {
  private final Overrides overrides;
  private final Map<Symbol.Constant, Tensor<Double>> known = new HashMap<>();

  ConstantEvaluator(Analysis facts, Overrides overrides) {
    super(NumberAlgebra.INSTANCE, facts);
    this.overrides = overrides;
  }

  /** Values of scalar consts that replace the declared ones. */
  Overrides overrides() {
    return overrides;
  }

  /** The value of a const: as declared, unless it is a number that was overridden. */
  public Tensor<Double> constant(Symbol.Constant constant) {
    Tensor<Double> value = known.get(constant);
    if (value == null) {
      facts().units().define(constant);
      Optional<Double> override = facts().shape(constant).scalar() ? overrides.of(constant) : Optional.empty();
      value = override
          .map(v -> Conversions.scaled(NumberAlgebra.INSTANCE, v, facts().units().unit(constant).scale()))
          .map(Tensor::scalar)
          .orElseGet(() -> evaluate(constant.declaration().value()).filling(facts().shape(constant)));
      known.put(constant, value);
    }
    return value;
  }

  /** A whole number that fits an int. */
  int whole(Expression expression) {
    double value = evaluate(expression).value();
    if (value != (int) value) {
      throw new InternalCompilerError("evaluation", value + " at " + expression.span() + " is not whole");
    }
    return (int) value;
  }

  @Override
  protected RuntimeException tooLong(Span place) {
    return new LimitExceeded(place);
  }

  @Override
  protected void origin(Span place) {
    // Numbers do not remember where they come from.
  }

  /** Gaussian elimination with partial pivoting; a singular matrix gives infinities or NaN. */
  @Override
  protected List<List<Double>> solve(int n, List<Double> matrix, List<List<Double>> columns) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n * n; i++) {
      a[i / n][i % n] = matrix.get(i);
    }
    double[][] b = columns.stream()
        .map(c -> c.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
    for (int k = 0; k < n; k++) {
      eliminate(a, b, k);
    }
    List<List<Double>> solved = new ArrayList<>();
    for (double[] column : b) {
      for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++) {
          column[i] -= a[i][j] * column[j];
        }
        column[i] /= a[i][i];
      }
      solved.add(java.util.Arrays.stream(column).boxed().toList());
    }
    return solved;
  }

  private static void eliminate(double[][] a, double[][] b, int k) {
    int pivot = k;
    for (int i = k + 1; i < a.length; i++) {
      if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
        pivot = i;
      }
    }
    double[] row = a[k];
    a[k] = a[pivot];
    a[pivot] = row;
    for (double[] column : b) {
      double value = column[k];
      column[k] = column[pivot];
      column[pivot] = value;
    }
    for (int i = k + 1; i < a.length; i++) {
      double factor = a[i][k] / a[k][k];
      for (int j = k; j < a.length; j++) {
        a[i][j] -= factor * a[k][j];
      }
      for (double[] column : b) {
        column[i] -= factor * column[k];
      }
    }
  }

  @Override
  protected Double look(Curve curve, List<Double> arguments) {
    LookupTable points = curve.points();
    return points.arguments() == 1
        ? points.at(arguments.getFirst(), 0)
        : points.at(arguments.getFirst(), arguments.getLast(), 0, 0);
  }

  @Override
  protected Double word(Symbol.Word.Meaning meaning) {
    throw new InternalCompilerError("evaluation", meaning + " is not known when compiling");
  }

  @Override
  protected Tensor<Double> rate(Tensor<Double> value) {
    throw new InternalCompilerError("evaluation", "a constant does not move");
  }

  @Override
  protected Tensor<Double> atMoment(Symbol.Word.Meaning moment, Expression expression) {
    throw new InternalCompilerError("evaluation", moment + " is not known when compiling");
  }
}
