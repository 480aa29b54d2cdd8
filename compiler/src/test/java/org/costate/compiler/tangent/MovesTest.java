/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.simplify.Simplifier;
import org.costate.runtime.problem.ProblemInstance;
import org.junit.jupiter.api.Test;

/** Differences and retractions of compiled states, and their Jacobians. */
class MovesTest {
  private static final int N = Tumbler.DIRECTIONS;
  private static final int QUATERNION = 1;
  private static final int ANGLE = 5;
  private static final int ANGLE_DIRECTION = 4;
  private final ProblemInstance problem;

  MovesTest() {
    ExprBuilder builder = new ExprBuilder(new Simplifier());
    problem = Compiling.instance(builder, Tumbler.graph(builder, 1, true));
  }

  private double[] difference(double[] x, double[] y) {
    double[] d = new double[N];
    problem.difference(x, 0, y, 0, d, 0);
    return d;
  }

  private double[] retract(double[] x, double[] d) {
    double[] y = new double[x.length];
    problem.retract(x, 0, d, 0, y, 0);
    return y;
  }

  /** A direction whose rotation has a given angle, and whose angle part stays within half a turn. */
  private static double[] direction(Random random, double angle) {
    double[] d = random.doubles(N, -1, 1).toArray();
    double length = Math.sqrt(d[1] * d[1] + d[2] * d[2] + d[3] * d[3]);
    for (int i = 1; i <= 3; i++) {
      d[i] *= angle / length;
    }
    return d;
  }

  @Test
  void aDifferenceIsWhatARetractionMoved() {
    Random random = new Random(2);
    for (double angle : new double[] {0, 1e-200, 1e-160, 1e-12, 1e-7, 1e-3, 0.5, 2, 3, 3.14, Math.PI - 1e-7}) {
      for (int repeat = 0; repeat < 20; repeat++) {
        double[] x = Tumbler.state(random, 0);
        double[] d = direction(random, angle);
        double[] y = retract(x, d);
        assertArrayEquals(d, difference(x, y), 4e-15, "angle " + angle);
        double[] other = y.clone();
        for (int i = QUATERNION; i < QUATERNION + 4; i++) {
          other[i] = -y[i];
        }
        assertArrayEquals(d, difference(x, other), 4e-15, "q and -q are one rotation");
        assertArrayEquals(y, retract(x, difference(x, y)), 4e-15);
      }
    }
  }

  @Test
  void halfATurnAndNoTurnHaveADifference() {
    double[] x = Tumbler.state(new Random(1), 0);
    assertArrayEquals(new double[N], difference(x, x), 1e-16);
    double[] identity = new double[Tumbler.STATES];
    identity[QUATERNION] = 1;
    double[] half = new double[Tumbler.STATES];
    half[QUATERNION + 2] = 1;
    assertArrayEquals(new double[] {0, 0, Math.PI, 0}, Arrays.copyOf(difference(identity, half), 4));
    half[QUATERNION] = -0.0;
    assertArrayEquals(new double[] {0, 0, Math.PI, 0}, Arrays.copyOf(difference(identity, half), 4));
  }

  @Test
  void anglesAreWrappedIntoTheirRange() {
    double[] x = Tumbler.state(new Random(1), 0);
    double[] y = x.clone();
    for (double from : new double[] {-3.1, -1, 0, 0.7, Math.PI}) {
      for (double by : new double[] {-3, -0.1, 0, 1e-17, 2, 3.1}) {
        x[ANGLE] = from;
        double[] d = new double[N];
        d[ANGLE_DIRECTION] = by;
        double moved = retract(x, d)[ANGLE];
        assertTrue(moved > -Math.PI - 1e-15 && moved <= Math.PI, () -> from + " + " + by + " = " + moved);
        if (Math.abs(from + by) < Math.PI) {
          assertEquals(from + by, moved);
        }
        y[ANGLE] = moved;
        assertEquals(by, difference(x, y)[ANGLE_DIRECTION], 1e-15);
      }
    }
    x[ANGLE] = 3;
    y[ANGLE] = -3;
    assertEquals(2 * Math.PI - 6, difference(x, y)[ANGLE_DIRECTION], 1e-15);
  }

  @Test
  void jacobiansOfTheDifferenceAgreeWithDifferences() {
    Random random = new Random(3);
    for (double angle : new double[] {0, 1e-9, 5e-3, 9.9e-3, 1.01e-2, 0.5, 2, 3}) {
      double[] x = Tumbler.state(random, 0);
      double[] y = retract(x, direction(random, angle));
      double[] first = new double[N * N];
      double[] second = new double[N * N];
      problem.differenceJacobians(x, 0, y, 0, first, second);
      assertArrayEquals(numerically(e -> difference(retract(x, e), y)), first, 1e-8, "angle " + angle);
      assertArrayEquals(numerically(e -> difference(x, retract(y, e))), second, 1e-8, "angle " + angle);
    }
  }

  @Test
  void jacobiansOfTheRetractionAgreeWithDifferences() {
    Random random = new Random(4);
    for (double angle : new double[] {0, 1e-9, 5e-3, 9.9e-3, 1.01e-2, 0.5, 2, 3, 5}) {
      double[] x = Tumbler.state(random, 0);
      double[] d = direction(random, angle);
      double[] y = retract(x, d);
      double[] first = new double[N * N];
      double[] second = new double[N * N];
      problem.retractJacobians(x, 0, d, 0, first, second);
      assertArrayEquals(numerically(e -> difference(y, retract(retract(x, e), d))), first, 1e-8, "angle " + angle);
      assertArrayEquals(numerically(e -> difference(y, retract(x, plus(d, e)))), second, 1e-8, "angle " + angle);
    }
  }

  @Test
  void withoutATurnTheJacobiansAreTheIdentity() {
    double[] x = Tumbler.state(new Random(6), 0);
    double[] first = new double[N * N];
    double[] second = new double[N * N];
    problem.retractJacobians(x, 0, new double[N], 0, first, second);
    double[] identity = new double[N * N];
    double[] negative = new double[N * N];
    for (int i = 0; i < N; i++) {
      identity[i * N + i] = 1;
      negative[i * N + i] = -1;
    }
    assertArrayEquals(identity, first, 0);
    assertArrayEquals(identity, second, 0);
    problem.differenceJacobians(x, 0, x, 0, first, second);
    assertArrayEquals(negative, first, 1e-16);
    assertArrayEquals(identity, second, 1e-16);
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private interface Curve {
    double[] at(double[] e);
  }

  private static double[] numerically(Curve curve) {
    double h = 1e-5;
    double[] jacobian = new double[N * N];
    for (int j = 0; j < N; j++) {
      double[] e = new double[N];
      e[j] = h;
      double[] above = curve.at(e);
      e[j] = -h;
      double[] below = curve.at(e);
      for (int i = 0; i < N; i++) {
        jacobian[i * N + j] = (above[i] - below[i]) / (2 * h);
      }
    }
    return jacobian;
  }

  @Test
  void startsAreProjectedAndFreeWithinTheirLimits() {
    double[] start = problem.startState();
    assertArrayEquals(new double[] {0.6, 0, 0, 0.8}, Arrays.copyOfRange(start, 1, 5), 1e-16);
    assertEquals(7 - 2 * Math.PI, start[ANGLE], 1e-15);
    double[] lower = new double[N];
    double[] upper = new double[N];
    problem.startBounds(lower, upper);
    double inf = Double.POSITIVE_INFINITY;
    assertArrayEquals(new double[] {0, -inf, -inf, -inf, 0, 0, -1.25, 0, -1.5, -inf}, lower);
    assertArrayEquals(new double[] {0, inf, inf, inf, 0, 0, 0.75, 0, 6, inf}, upper);
    ProblemInstance later = problem.withDesign("T", 5).withStart("q", 0, 2, 0, 0);
    assertEquals(0.5, later.stepSeconds());
    assertEquals(1, later.startState()[2]);
    String outside =
        assertThrows(IllegalArgumentException.class, () -> problem.withDesign("T", 9).check()).getMessage();
    assertTrue(outside.contains("T is free in [0.5, 8.0]") && outside.contains("9.0"), outside);
    String none =
        assertThrows(IllegalArgumentException.class, () -> problem.withStart("q", 0, 0, 0, 0).check()).getMessage();
    assertTrue(none.contains("q starts as a quaternion of length 0"), none);
    assertThrows(IllegalArgumentException.class, () -> problem.withHorizon(3));
    double[] X = problem.startState();
    X[Tumbler.NX] = 4;
    assertArrayEquals(new double[] {0, 0.4, 4}, new double[] {problem.times(X)[0], problem.times(X)[1],
      problem.times(X)[10]});
  }

  /** Ten thousand steps of a body that turns over and over. */
  @Test
  void aFlippingBodyStaysARotation() {
    double[] x = problem.startState();
    double[] next = new double[x.length];
    double[] u = new double[3];
    System.arraycopy(new double[] {1, 0, 0, 0}, 0, x, 1, 4);
    x[7] = 3;
    double lowest = 1;
    for (int k = 0; k < 10_000; k++) {
      problem.step(k % 10, x, 0, u, 0, next, 0);
      System.arraycopy(next, 0, x, 0, x.length);
      double square = x[1] * x[1] + x[2] * x[2] + x[3] * x[3] + x[4] * x[4];
      assertEquals(1, square, 6e-16);
      assertTrue(x[ANGLE] > -Math.PI - 1e-15 && x[ANGLE] <= Math.PI + 1e-15);
      lowest = Math.min(lowest, x[1]);
    }
    assertTrue(lowest < -0.9, "it must have turned over");
  }
}
