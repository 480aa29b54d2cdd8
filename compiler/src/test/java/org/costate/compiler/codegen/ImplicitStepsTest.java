/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ops.Op;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.StageExpansion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps of implicit rules and of differential-algebraic systems, compiled, against closed forms and differences. */
class ImplicitStepsTest {
  private static final double[] NO_CONTROL = {};

  /** x' = lambda (x - cos t) - sin t, whose solution from 1 is cos t; the cost is x^2. */
  private static Plant.Formulas prothero(double lambda) {
    return (b, t, x, u, z) -> {
      Expr error = b.subtract(x.getFirst(), b.apply(Op.COS, t));
      Expr rate = b.subtract(b.multiply(b.constant(lambda), error), b.apply(Op.SIN, t));
      return List.of(rate, b.square(x.getFirst()));
    };
  }

  private static Plant.Formulas decay(double lambda) {
    return (b, t, x, u, z) -> List.of(b.multiply(b.constant(lambda), x.getFirst()), b.constant(0));
  }

  private static Plant plant(int n, Rule rule, Plant.Formulas formulas) {
    return new Plant(n, 0, List.of(), rule, 1, false, formulas);
  }

  @ParameterizedTest
  @CsvSource({"BACKWARD_EULER, 1", "GAUSS2, 4", "RADAU, 5"})
  void stateAndCostConvergeWithTheOrderOfTheRule(Rule rule, int order) {
    // x1' = -x2, x2' = x1 - 2 sin(x1) and a cost, no closed form: differences of three lengths show the order.
    Plant plant = plant(2, rule, (b, t, x, u, z) -> List.of(
        b.negate(x.get(1)),
        b.subtract(x.get(0), b.multiply(b.constant(2), b.apply(Op.SIN, x.get(0)))),
        b.multiply(x.get(0), b.add(x.get(1), t))));
    double[] start = {0.7, 0.3};
    int steps = order == 1 ? 200 : 10;
    double[] coarse = plant.run(start, NO_CONTROL, 2, steps);
    double[] middle = plant.run(start, NO_CONTROL, 2, 2 * steps);
    double[] fine = plant.run(start, NO_CONTROL, 2, 4 * steps);
    for (int i = 0; i < 3; i++) {
      double ratio = (coarse[i] - middle[i]) / (middle[i] - fine[i]);
      assertEquals(order, Math.log(ratio) / Math.log(2), 0.25, rule + " " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BACKWARD_EULER", "GAUSS2", "RADAU"})
  void oneStepOfALinearSystemIsTheStabilityFunction(Rule rule) {
    for (double hl : new double[] {-1e6, -50, -1, -1e-3, 0.5}) {
      double r = switch (rule) {
        case BACKWARD_EULER -> 1 / (1 - hl);
        case GAUSS2 -> (1 + hl / 2 + hl * hl / 12) / (1 - hl / 2 + hl * hl / 12);
        case RADAU -> (1 + 2 * hl / 5 + hl * hl / 20) / (1 - 3 * hl / 5 + 3 * hl * hl / 20 - hl * hl * hl / 60);
        default -> throw new IllegalArgumentException(rule + " is explicit");
      };
      double next = plant(1, rule, decay(hl)).run(new double[] {1}, NO_CONTROL, 1, 1)[0];
      assertEquals(r, next, 1e-14 + 1e-12 * Math.abs(r), rule + " at " + hl);
    }
  }

  @Test
  void aStiffSolutionIsFollowedWithStepsFarLongerThanItsTimeConstant() {
    double[] start = {1};
    for (double lambda : new double[] {-1e3, -1e6}) {
      double[] radau = plant(1, Rule.RADAU, prothero(lambda)).run(start, NO_CONTROL, 2, 20);
      assertEquals(Math.cos(2), radau[0], 1e-7);
      assertEquals(1 + Math.sin(4) / 4, radau[1], 1e-5);
    }
    double far = plant(1, Rule.GAUSS2, decay(-1e6)).run(start, NO_CONTROL, 100, 100)[0];
    assertTrue(Math.abs(far) <= 1);
  }

  @Test
  void gauss2KeepsTheEnergyOfAnOscillatorToRounding() {
    Plant plant = plant(2, Rule.GAUSS2, (b, t, x, u, z) -> List.of(x.get(1), b.negate(x.get(0)), b.constant(0)));
    double[] end = plant.run(new double[] {1, 0}, NO_CONTROL, 1e4, 100_000);
    assertEquals(1, end[0] * end[0] + end[1] * end[1], 2e-12);
    double[] drifting = plant(2, Rule.RADAU, (b, t, x, u, z) -> List.of(x.get(1), b.negate(x.get(0)), b.constant(0)))
        .run(new double[] {1, 0}, NO_CONTROL, 1e4, 100_000);
    assertTrue(drifting[0] * drifting[0] + drifting[1] * drifting[1] < 1 - 1e-6, "radau damps");
  }

  /** Robertson's chemical reactions, rates from 0.04 to 3e7; the sum of the concentrations is kept. */
  @Test
  void robertsonsReactionIsSolvedInFewSteps() {
    Plant plant = plant(3, Rule.RADAU, (b, t, x, u, z) -> {
      Expr slow = b.multiply(b.constant(0.04), x.get(0));
      Expr back = b.multiply(b.constant(1e4), b.multiply(x.get(1), x.get(2)));
      Expr fast = b.multiply(b.constant(3e7), b.square(x.get(1)));
      return List.of(b.subtract(back, slow), b.subtract(b.subtract(slow, back), fast), fast, b.constant(0));
    });
    double[] end = plant.run(new double[] {1, 0, 0}, NO_CONTROL, 40, 400);
    // The reference of the DETEST stiff set at t = 40.
    assertEquals(0.7158270687, end[0], 1e-7);
    assertEquals(0.9185534764e-5, end[1], 1e-11);
    assertEquals(0.2841637457, end[2], 1e-7);
    assertEquals(1, end[0] + end[1] + end[2], 1e-12);
  }

  /** A bead on a circle whose support force z1, which its friction needs, and angular acceleration z2 are algebraic. */
  private static final Plant.Formulas FORCE = (b, t, x, u, z) -> {
    Expr gravity = b.multiply(b.constant(9.81), b.apply(Op.COS, x.get(0)));
    Expr tension = b.subtract(z.get(0), b.add(gravity, b.multiply(b.constant(2), b.square(x.get(1)))));
    Expr turning = b.add(
        b.add(b.multiply(b.constant(2), z.get(1)), b.multiply(b.constant(9.81), b.apply(Op.SIN, x.get(0)))),
        b.multiply(b.multiply(b.constant(0.1), z.get(0)), b.apply(Op.TANH, x.get(1))));
    return List.of(x.get(1), z.get(1), tension, b.subtract(turning, u.get(0)),
        b.add(b.square(u.get(0)), b.multiply(z.get(0), z.get(0))));
  };

  private static final Plant.Formulas REDUCED = (b, t, x, u, z) -> {
    Expr gravity = b.multiply(b.constant(9.81), b.apply(Op.COS, x.get(0)));
    Expr tension = b.add(gravity, b.multiply(b.constant(2), b.square(x.get(1))));
    Expr friction = b.multiply(b.multiply(b.constant(0.1), tension), b.apply(Op.TANH, x.get(1)));
    Expr force = b.subtract(b.subtract(u.get(0), b.multiply(b.constant(9.81), b.apply(Op.SIN, x.get(0)))), friction);
    return List.of(x.get(1), b.divide(force, b.constant(2)), b.add(b.square(u.get(0)), b.multiply(tension, tension)));
  };

  @ParameterizedTest
  @EnumSource(Rule.class)
  void anAlgebraicForceGivesTheStepOfTheReducedSystem(Rule rule) {
    double[] start = {0.4, -0.2};
    double[] u = {1.5};
    for (int substeps : new int[] {1, 3}) {
      double[] full = new Plant(2, 1, List.of(0.0, 0.0), rule, substeps, false, FORCE).run(start, u, 1, 10);
      double[] reduced = new Plant(2, 1, List.of(), rule, substeps, false, REDUCED).run(start, u, 1, 10);
      assertArrayEquals(reduced, full, 1e-12 * Math.abs(reduced[2]));
    }
  }

  @Test
  void aNextModelWithAnEquationIsSolvedAtItsStep() {
    // z + z^3 = x + u, next(x) = z: from z = x the map is undone.
    Plant.Formulas map = (b, t, x, u, z) -> List.of(z.get(0),
        b.subtract(b.add(z.get(0), b.multiply(b.square(z.get(0)), z.get(0))), b.add(x.get(0), u.get(0))), z.get(0));
    Plant plant = new Plant(1, 1, List.of(1.0), Rule.RK4, 1, true, map);
    double[] next = plant.run(new double[] {10 - 0.5}, new double[] {0.5}, 1, 1);
    assertArrayEquals(new double[] {2, 2}, next, 1e-15);
  }

  /** A stiff, time-varying circuit: a capacitor fed through a diode, whose voltage z is algebraic. */
  private static final Plant.Formulas DIODE = (b, t, x, u, z) -> {
    Expr current = b.multiply(b.constant(1e-6), b.apply(Op.EXPM1, b.divide(z.get(0), b.constant(0.05))));
    Expr source = b.multiply(u.get(0), b.apply(Op.SIN, b.add(t, x.get(1))));
    Expr drop = b.subtract(b.add(b.add(x.get(0), z.get(0)), b.multiply(b.constant(100), current)), source);
    return List.of(
        b.multiply(b.constant(1e3), b.subtract(current, b.multiply(b.constant(1e-2), x.get(0)))),
        b.subtract(x.get(0), x.get(1)), drop, b.multiply(x.get(0), b.add(z.get(0), b.square(x.get(1)))));
  };

  private static final double[] X = {0.3, 0.5};
  private static final double[] U = {1.9};
  private static final double[] D = {0.2, 0.05};
  private static final double[] LAMBDA = {0.7, -1.3};

  @ParameterizedTest
  @EnumSource(Rule.class)
  void derivativesOfAStepAgreeWithDifferencesAndTheInterpreter(Rule rule) {
    for (int substeps : new int[] {1, 2}) {
      Plant plant = new Plant(2, 1, List.of(0.1), rule, substeps, false, DIODE);
      StageExpansion at = plant.expand(X, U, D);
      Map<Array, double[]> interpreted = plant.interpret(Entry.Kind.EXPAND, X, U, D, LAMBDA);
      assertSame(interpreted.get(Array.NEXT), at.next);
      assertSame(interpreted.get(Array.FX), at.fx);
      assertSame(interpreted.get(Array.FU), at.fu);
      assertSame(interpreted.get(Array.LXX), at.lxx);
      Curvature curvature = plant.curvature(X, U, D, LAMBDA);
      Map<Array, double[]> curved = plant.interpret(Entry.Kind.CURVATURE, X, U, D, LAMBDA);
      assertSame(curved.get(Array.HXX), curvature.hxx);
      assertSame(curved.get(Array.HUX), curvature.hux);
      assertSame(curved.get(Array.HUU), curvature.huu);
      for (int j = 0; j < 3; j++) {
        double h = 1e-5;
        StageExpansion above = moved(plant, j, h);
        StageExpansion below = moved(plant, j, -h);
        for (int i = 0; i < 2; i++) {
          assertNear((above.next[i] - below.next[i]) / (2 * h), j < 2 ? at.fx[i * 2 + j] : at.fu[i]);
          double cost = j < 2 ? at.lxx[i * 2 + j] : at.lux[i];
          assertNear((above.lx[i] - below.lx[i]) / (2 * h), cost);
          double dynamics = j < 2 ? curvature.hxx[i * 2 + j] : curvature.hux[i];
          assertNear((weighted(above, i) - weighted(below, i)) / (2 * h), dynamics);
        }
        assertNear((above.l - below.l) / (2 * h), j < 2 ? at.lx[j] : at.lu[0]);
        double uu = j < 2 ? curvature.hux[j] : curvature.huu[0];
        assertNear((weighted(above, 2) - weighted(below, 2)) / (2 * h), uu);
      }
    }
  }

  private static StageExpansion moved(Plant plant, int j, double by) {
    double[] x = X.clone();
    double[] u = U.clone();
    double[] moved = j < 2 ? x : u;
    moved[j % 2] += by;
    return plant.expand(x, u, D);
  }

  /** Element i of lambda' (fx, fu). */
  private static double weighted(StageExpansion e, int i) {
    return i < 2 ? LAMBDA[0] * e.fx[i] + LAMBDA[1] * e.fx[2 + i] : LAMBDA[0] * e.fu[0] + LAMBDA[1] * e.fu[1];
  }

  private static void assertNear(double difference, double derivative) {
    assertEquals(difference, derivative, 1e-6 * (1 + Math.abs(derivative)));
  }

  private static void assertSame(double[] interpreted, double[] compiled) {
    assertArrayEquals(Arrays.copyOf(interpreted, compiled.length), compiled);
  }

  @Test
  void aStepWithoutASolutionIsNotANumber() {
    // x' = x^2 blows up: within h = 2 from x = 1 backward Euler has no real solution.
    Plant plant = plant(1, Rule.BACKWARD_EULER, (b, t, x, u, z) -> List.of(b.square(x.get(0)), x.get(0)));
    double[] next = plant.run(new double[] {1}, NO_CONTROL, 2, 1);
    assertTrue(Double.isNaN(next[0]) && Double.isNaN(next[1]));
    assertEquals((1 - Math.sqrt(1 - 0.4)) / 0.2, plant.run(new double[] {1}, NO_CONTROL, 0.1, 1)[0], 1e-15);
  }

  @Test
  void stepsAllocateNothingAndRepeatToTheBit() {
    Plant plant = new Plant(2, 1, List.of(0.1), Rule.RADAU, 2, false, DIODE);
    double[] next = new double[2];
    double[] again = new double[2];
    plant.step(X, U, D, next);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        plant.step(X, U, D, again);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1000, least + " bytes");
    assertArrayEquals(next, again);
  }
}
