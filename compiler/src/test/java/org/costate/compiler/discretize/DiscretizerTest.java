/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.OperationCount;
import org.costate.compiler.ir.PlainProblem;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ops.Op;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;

/** Steps of a time-varying system against the rules written out in numbers. */
class DiscretizerTest {
  private static final double T = 0.4;
  private static final double H = 0.1;
  private static final double X1 = 0.3;
  private static final double X2 = -0.2;
  private static final double U = 0.7;
  private static final List<Rule> EXPLICIT = List.of(Rule.EULER, Rule.MIDPOINT, Rule.RK4);
  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final DerivedFunctions derived = new DerivedFunctions(b);

  /** x1' = x2 + t, x2' = u cos(t) - sin(x1); the running cost is t x1^2 + u. */
  private static double[] rates(double t, double x1, double x2) {
    return new double[] {x2 + t, U * Math.cos(t) - Math.sin(x1), t * x1 * x1 + U};
  }

  private static double[] moved(double[] x, double h, double[] k) {
    return new double[] {x[0] + h * k[0], x[1] + h * k[1], x[2] + h * k[2]};
  }

  private static double[] slope(double t, double[] x) {
    return rates(t, x[0], x[1]);
  }

  private static double[] expected(Rule rule, double t, double h, double[] x) {
    double[] k1 = slope(t, x);
    return switch (rule) {
      case EULER -> moved(x, h, k1);
      case MIDPOINT -> moved(x, h, slope(t + h / 2, moved(x, h / 2, k1)));
      case RK4 -> {
        double[] k2 = slope(t + h / 2, moved(x, h / 2, k1));
        double[] k3 = slope(t + h / 2, moved(x, h / 2, k2));
        double[] k4 = slope(t + h, moved(x, h, k3));
        double[] sum = new double[3];
        for (int i = 0; i < 3; i++) {
          sum[i] = k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i];
        }
        yield moved(x, h / 6, sum);
      }
      case BACKWARD_EULER, GAUSS2, RADAU -> throw new IllegalArgumentException(rule + " has a test of its own");
    };
  }

  private ProblemGraph problem(Rule rule, int substeps, boolean costLeft, boolean discrete) {
    Expr.Symbol t = b.symbol("t");
    List<Expr.Symbol> x = BenchmarkModels.symbols(b, "x", 2);
    List<Expr.Symbol> u = BenchmarkModels.symbols(b, "u", 1);
    List<Expr> rates = List.of(
        b.add(x.get(1), t),
        b.subtract(b.multiply(u.get(0), b.apply(Op.COS, t)), b.apply(Op.SIN, x.get(0))));
    Expr running = b.add(b.multiply(b.multiply(t, x.get(0)), x.get(0)), u.get(0));
    List<Expr> zero = List.of(b.constant(0), b.constant(0));
    List<Expr> one = List.of(b.constant(0));
    return PlainProblem.of("P", t, x, u, List.of(), List.of(), discrete, rates,
        Optional.of(running), Optional.empty(), new ProblemGraph.Integrator(rule, substeps, costLeft), b.constant(1),
        10,
        PlainProblem.setup(zero, zero, zero, one, one, one), List.of(Optional.empty()), List.of(), List.of());
  }

  private double[] run(ProblemGraph problem, Step step) {
    List<Expr> formulas = new ArrayList<>(step.next());
    formulas.add(step.cost().orElseThrow());
    Map<Expr.Symbol, Double> at = new HashMap<>();
    at.put(problem.t(), T);
    at.put(step.h(), H);
    at.put(problem.x().get(0), X1);
    at.put(problem.x().get(1), X2);
    at.put(problem.u().get(0), U);
    return Interpreter.evaluate(formulas, at);
  }

  @Test
  void oneStepIsTheRuleAndIntegratesTheCost() {
    for (Rule rule : EXPLICIT) {
      ProblemGraph problem = problem(rule, 1, false, false);
      double[] actual = run(problem, Discretizer.step(b, derived, problem));
      double[] expected = expected(rule, T, H, new double[] {X1, X2, 0});
      for (int i = 0; i < 3; i++) {
        assertEquals(expected[i], actual[i], 1e-15, rule + " " + i);
      }
    }
  }

  @Test
  void substepsRepeatTheRuleAtTheirOwnTimes() {
    for (Rule rule : EXPLICIT) {
      ProblemGraph problem = problem(rule, 3, false, false);
      double[] actual = run(problem, Discretizer.step(b, derived, problem));
      double[] expected = {X1, X2, 0};
      for (int i = 0; i < 3; i++) {
        expected = expected(rule, T + i * H / 3, H / 3, expected);
      }
      for (int i = 0; i < 3; i++) {
        assertEquals(expected[i], actual[i], 1e-15, rule + " " + i);
      }
    }
  }

  @Test
  void substepsAreCallsOfOneFunction() {
    ProblemGraph once = problem(Rule.RK4, 1, true, false);
    ProblemGraph often = problem(Rule.RK4, 20, true, false);
    Step step = Discretizer.step(b, derived, often);
    long calls = org.costate.compiler.ir.Graph.of(step.next())
        .nodes()
        .stream()
        .filter(e -> e instanceof Expr.Output o && o.call().callee() == step.substep().orElseThrow())
        .count();
    assertEquals(40, calls);
    long single = OperationCount.of(Discretizer.step(b, derived, once).next());
    assertTrue(OperationCount.of(step.next()) >= 20 * single);
  }

  @Test
  void aCostAtTheLeftEndIsNotIntegrated() {
    ProblemGraph problem = problem(Rule.RK4, 3, true, false);
    double[] actual = run(problem, Discretizer.step(b, derived, problem));
    assertEquals(H * (T * X1 * X1 + U), actual[2], 1e-16);
  }

  @Test
  void aDiscreteProblemIsItsOwnStep() {
    ProblemGraph problem = problem(Rule.RK4, 1, false, true);
    double[] actual = run(problem, Discretizer.step(b, derived, problem));
    double[] expected = rates(T, X1, X2);
    for (int i = 0; i < 3; i++) {
      assertEquals(expected[i], actual[i], 1e-16);
    }
  }
}
