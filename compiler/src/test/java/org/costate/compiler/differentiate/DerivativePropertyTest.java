/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.ir.RandomGraphs;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.ops.Op;
import org.costate.compiler.simplify.CallFusion;
import org.costate.compiler.simplify.CallInliner;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;

/** Derivatives of random graphs against central differences, against each other, and across rewrites. */
class DerivativePropertyTest {
  private static final int GRAPHS = 300;
  private static final int INPUTS = 4;

  /** One random graph with everything that the tests ask about it. */
  private static final class Sample {
    final ExprBuilder builder;
    final List<Expr.Symbol> inputs;
    final List<Expr> outputs;
    final Map<Expr.Symbol, Double> at;
    final DerivedFunctions derived;

    Sample(long seed, NodeRewriter rewriter, boolean smooth) {
      builder = new ExprBuilder(rewriter);
      RandomGraphs graphs = new RandomGraphs(builder, seed, smooth);
      inputs = graphs.symbols("x", INPUTS);
      outputs = graphs.formulas(inputs, 25, 3, 2);
      at = graphs.values(inputs);
      derived = new DerivedFunctions(builder);
    }

    double[] values(List<Expr> formulas) {
      return Interpreter.evaluate(formulas, at);
    }

    double[] valuesAt(List<Expr> formulas, int input, double offset) {
      Map<Expr.Symbol, Double> moved = new HashMap<>(at);
      moved.merge(inputs.get(input), offset, Double::sum);
      return Interpreter.evaluate(formulas, moved);
    }

    double[][] dense(SparseMatrix matrix) {
      double[] values = values(matrix.values());
      double[][] dense = new double[matrix.rows()][matrix.columns()];
      for (int i = 0; i < values.length; i++) {
        dense[matrix.elements().get(i).row()][matrix.elements().get(i).column()] = values[i];
      }
      return dense;
    }

    /** How far |formulas| move near the point: the scale of what a difference quotient can resolve. */
    void assertDifferences(List<Expr> formulas, double[][] derivatives, String what) {
      double[] middle = values(formulas);
      for (int j = 0; j < INPUTS; j++) {
        // Two steps: their disagreement bounds the truncation error, eps |f| / step the rounding error.
        double[][] quotients = new double[2][];
        double[] steps = {1e-4, 0.5e-4};
        for (int k = 0; k < 2; k++) {
          double[] above = valuesAt(formulas, j, steps[k]);
          double[] below = valuesAt(formulas, j, -steps[k]);
          quotients[k] = new double[above.length];
          for (int i = 0; i < above.length; i++) {
            quotients[k][i] = (above[i] - below[i]) / (2 * steps[k]);
          }
        }
        for (int i = 0; i < formulas.size(); i++) {
          if (!Double.isFinite(middle[i]) || !Double.isFinite(quotients[0][i])) {
            continue;
          }
          double disagreement = Math.abs(quotients[0][i] - quotients[1][i]);
          double tolerance = 2 * disagreement + 1e-8 * (1 + Math.abs(middle[i]) + Math.abs(quotients[1][i]));
          assertEquals(quotients[1][i], derivatives[i][j], tolerance, what + " (" + i + ", " + j + ")");
        }
      }
    }
  }

  @Test
  void jacobiansAgreeWithCentralDifferences() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Sample s = new Sample(seed, new Simplifier(), seed % 2 == 0);
      SparseMatrix jacobian = Jacobian.of(s.builder, s.derived, s.outputs, s.inputs);
      s.assertDifferences(s.outputs, s.dense(jacobian), "Jacobian of seed " + seed);
    }
  }

  @Test
  void reverseModeAgreesWithForwardMode() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Sample s = new Sample(seed, seed % 3 == 0 ? NodeRewriter.NONE : new Simplifier(), seed % 2 == 0);
      List<Expr> weights = List.of(s.builder.constant(2), s.builder.constant(-1), s.builder.constant(0.7));
      double[][] jacobian = s.dense(Jacobian.of(s.builder, s.derived, s.outputs, s.inputs));
      double[][] gradient = s.dense(Jacobian.product(s.builder, s.derived, s.outputs, weights, s.inputs));
      for (int j = 0; j < INPUTS; j++) {
        double expected = 2 * jacobian[0][j] - jacobian[1][j] + 0.7 * jacobian[2][j];
        double scale = 2 * Math.abs(jacobian[0][j]) + Math.abs(jacobian[1][j]) + Math.abs(jacobian[2][j]) + 1;
        assertEquals(expected, gradient[0][j], 1e-10 * scale, "seed " + seed + " input " + j);
      }
    }
  }

  @Test
  void hessiansAgreeWithDifferencesOfTheGradientAndAreSymmetricToTheBit() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Sample s = new Sample(seed, new Simplifier(), seed % 2 == 0);
      Hessian hessian = Hessian.of(s.builder, s.derived, s.outputs.getFirst(), s.inputs);
      double[][] dense = s.dense(hessian.matrix());
      List<Expr> gradient = new ArrayList<>(Collections.nCopies(INPUTS, s.builder.constant(0)));
      hessian.gradient().elements().forEach(e -> gradient.set(e.column(), e.value()));
      s.assertDifferences(gradient, dense, "Hessian of seed " + seed);
      for (int i = 0; i < INPUTS; i++) {
        for (int j = 0; j < i; j++) {
          assertEquals(Double.doubleToLongBits(dense[i][j]), Double.doubleToLongBits(dense[j][i]));
        }
      }
    }
  }

  @Test
  void callsAgreeWithTheirExpandedBodies() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Sample s = new Sample(seed, new Simplifier(), false);
      Hessian structured = Hessian.of(s.builder, s.derived, s.outputs.getFirst(), s.inputs);
      List<Expr> flat = new CallInliner(s.builder, function -> true, 0, Map.of()).apply(s.outputs);
      Hessian expanded = Hessian.of(s.builder, s.derived, flat.getFirst(), s.inputs);
      double[][] expected = s.dense(expanded.matrix());
      double[][] actual = s.dense(structured.matrix());
      double scale = 1;
      for (double[] row : expected) {
        for (double value : row) {
          scale = Math.max(scale, Math.abs(value));
        }
      }
      for (int i = 0; i < INPUTS; i++) {
        for (int j = 0; j < INPUTS; j++) {
          assertEquals(expected[i][j], actual[i][j], 1e-12 * scale, "seed " + seed);
        }
      }
    }
  }

  @Test
  void expansionAndFusionKeepEveryBit() {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Sample s = new Sample(seed, new Simplifier(), false);
      List<Expr> all = new ArrayList<>(s.outputs);
      Hessian hessian = Hessian.of(s.builder, s.derived, s.outputs.getFirst(), s.inputs);
      all.addAll(hessian.gradient().values());
      all.addAll(hessian.matrix().values());
      all.addAll(Jacobian.of(s.builder, s.derived, s.outputs, s.inputs).values());
      double[] values = s.values(all);
      assertBits(values, s.values(new CallInliner(s.builder, function -> true, (int) seed % 4, Map.of()).apply(all)),
          "expanded " + seed);
      assertBits(values, s.values(new CallFusion(s.builder).apply(all)), "fused " + seed);
    }
  }

  private static void assertBits(double[] expected, double[] actual, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(Double.doubleToLongBits(expected[i]), Double.doubleToLongBits(actual[i]), what);
    }
  }

  @Test
  void theSlopeOfTheOtherSideIsNeverMultipliedIn() {
    ExprBuilder b = new ExprBuilder(new Simplifier());
    Expr.Symbol x = b.symbol("x");
    Expr guarded =
        b.choose(b.apply(Op.LESS, b.constant(0), x), b.apply(Op.SQRT, x), b.multiply(b.constant(2), x));
    Expr clamped = b.apply(Op.MAX, b.apply(Op.SQRT, x), b.constant(0.1));
    Hessian hessian = Hessian.of(b, new DerivedFunctions(b), b.square(b.add(guarded, clamped)), List.of(x));
    List<Expr> formulas = new ArrayList<>(hessian.gradient().values());
    formulas.addAll(hessian.matrix().values());
    double[] values = Interpreter.evaluate(formulas, Map.of(x, 0.0));
    // (2 x + 0.1)^2 at 0
    assertEquals(0.4, values[0], 1e-15);
    assertEquals(8, values[1], 1e-15);
  }

  @Test
  void flatOperationsAndUnusedArgumentsAreStructurallyZero() {
    ExprBuilder b = new ExprBuilder(new Simplifier());
    List<Expr.Symbol> z = List.of(b.symbol("p"), b.symbol("q"));
    GraphFunction f =
        new GraphFunction("f", z, List.of(b.apply(Op.SIN, z.get(0)), b.apply(Op.FLOOR, z.get(1)), z.get(1)));
    List<Expr.Symbol> x = List.of(b.symbol("x"), b.symbol("y"));
    List<Expr> outputs = b.call(f, List.copyOf(x));
    SparseMatrix jacobian = Jacobian.of(b, new DerivedFunctions(b), outputs, x);
    assertEquals(2, jacobian.nonZeros());
    assertEquals(0, jacobian.elements().get(0).column());
    assertEquals(2, jacobian.elements().get(1).row());
  }

  /** The adjoints of both inputs are one formula, and so one output of the derived function, whose row counts once. */
  @Test
  void inputsWithEqualAdjointsCountOnce() {
    ExprBuilder b = new ExprBuilder(new Simplifier());
    List<Expr.Symbol> z = List.of(b.symbol("p"), b.symbol("q"));
    GraphFunction f = new GraphFunction("f", z, List.of(b.apply(Op.SIN, b.add(z.get(0), z.get(1)))));
    List<Expr.Symbol> x = List.of(b.symbol("x"), b.symbol("y"));
    Expr value = b.square(b.call(f, List.copyOf(x)).getFirst());
    Hessian hessian = Hessian.of(b, new DerivedFunctions(b), value, x);
    double[] second = Interpreter.evaluate(hessian.matrix().values(), Map.of(x.get(0), 0.3, x.get(1), 0.4));
    assertEquals(4, second.length);
    for (double entry : second) {
      // d2 sin(s)^2 / ds2
      assertEquals(2 * Math.cos(2 * 0.7), entry, 1e-15);
    }
  }

  @Test
  void aChainOfAHundredThousandNodesNeedsNoStack() {
    ExprBuilder b = new ExprBuilder(new Simplifier());
    Expr.Symbol x = b.symbol("x");
    Expr chain = x;
    for (int i = 0; i < 50_000; i++) {
      chain = b.add(b.apply(Op.SIN, chain), b.constant(0.1));
    }
    Hessian hessian = Hessian.of(b, new DerivedFunctions(b), chain, List.of(x));
    List<Expr> formulas = List.of(chain, hessian.gradient().values().getFirst(), hessian.matrix().values().getFirst());
    for (double value : Interpreter.evaluate(formulas, Map.of(x, 0.3))) {
      assertTrue(Double.isFinite(value));
    }
    for (int i = 0; i < 50_000; i++) {
      chain = b.choose(b.apply(Op.LESS, chain, b.constant(i)), b.add(chain, x), b.constant(i));
    }
    double[] gradient = Interpreter.evaluate(Jacobian.product(b, new DerivedFunctions(b), List.of(chain),
        List.of(b.constant(1)), List.of(x)).values(), Map.of(x, 0.3));
    assertTrue(Double.isFinite(gradient[0]));
  }
}
