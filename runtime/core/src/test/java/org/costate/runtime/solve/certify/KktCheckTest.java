/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** On x(k+1) = x(k) + u(k), two steps from 0 to 1 with the least 1/2 u'u, whose solutions are known. */
class KktCheckTest {
  @Test
  void aTargetIsReachedInEqualSteps() {
    Walk walk = new Walk(true);
    Multipliers m = new Multipliers(walk);
    Arrays.fill(m.lambda, 1, 3, -0.5);
    m.zx[0] = 0.5; // of the given start
    m.y[0] = -0.5;
    assertEquals(new Kkt(0, 0, 0), KktCheck.of(walk, walk(0.5, 0.5), m));
  }

  @Test
  void aTargetThatMayBePassedHasAPositiveMultiplier() {
    Walk walk = new Walk(false);
    Multipliers m = new Multipliers(walk);
    Arrays.fill(m.lambda, 1, 3, -0.5);
    m.zx[0] = 0.5;
    m.y[0] = 0.5;
    assertEquals(new Kkt(0, 0, 0), KktCheck.of(walk, walk(0.5, 0.5), m));
    m.y[0] = -0.5;
    Kkt wrongSign = KktCheck.of(walk, walk(0.5, 0.5), m);
    assertEquals(1, wrongSign.stationarity(), "and the gradient at the end is 1");
    m.y[0] = 0.5;
    Kkt passed = KktCheck.of(walk, walk(0.75, 0.5), m);
    assertEquals(0.125, passed.complementarity());
    assertEquals(0.25, passed.stationarity());
    assertEquals(0.5, KktCheck.of(walk, walk(0.25, 0.25), m).violation());
  }

  @Test
  void limitsOfControlsAndStatesPush() {
    Walk walk = new Walk(true);
    walk.mostControl = 0.75;
    walk.mostState = 0.25;
    Multipliers m = new Multipliers(walk);
    m.lambda[1] = -0.25;
    m.lambda[2] = -0.75;
    m.zx[0] = 0.25;
    m.zx[1] = 0.5;
    m.y[0] = -0.75;
    assertEquals(new Kkt(0, 0.75, 0), KktCheck.of(walk, walk(0.25, 0.75), m), "the target is past the limit");
    walk.lastState = 1;
    m.zx[1] = -0.5;
    Kkt pulled = KktCheck.of(walk, walk(0.25, 0.75), m);
    assertEquals(1, pulled.stationarity());
    assertEquals(Double.POSITIVE_INFINITY, pulled.complementarity(), "there is no lower limit");
  }

  @Test
  void gapsOfTheDynamicsAreViolations() {
    Walk walk = new Walk(true);
    Trajectory trajectory = walk(0.5, 0.5);
    trajectory.X[1] += 0.125;
    assertEquals(0.125, KktCheck.of(walk, trajectory, new Multipliers(walk)).violation());
    trajectory.X[1] = Double.NaN;
    assertTrue(Double.isNaN(KktCheck.of(walk, trajectory, new Multipliers(walk)).violation()));
  }

  private static Trajectory walk(double first, double second) {
    Trajectory trajectory = new Trajectory(new Dims(1, 1, 1, 2));
    trajectory.U[0] = first;
    trajectory.U[1] = second;
    trajectory.X[1] = first;
    trajectory.X[2] = first + second;
    return trajectory;
  }

  private static final class Walk implements OptimalControlProblem {
    private final boolean equality;
    private double mostControl = Double.POSITIVE_INFINITY;
    private double mostState = Double.POSITIVE_INFINITY;
    private double lastState = 1;

    Walk(boolean equality) {
      this.equality = equality;
    }

    @Override
    public Dims dims() {
      return new Dims(1, 1, 1, 2);
    }

    @Override
    public void start(double[] x, int xAt) {
      x[xAt] = 0;
    }

    @Override
    public void controlBounds(double[] lower, double[] upper) {
      lower[0] = Double.NEGATIVE_INFINITY;
      upper[0] = mostControl;
    }

    @Override
    public void stateBounds(double[] lower, double[] upper) {
      lower[0] = Double.NEGATIVE_INFINITY;
      upper[0] = mostState;
    }

    @Override
    public int constraints(int k) {
      return k == 2 ? 1 : 0;
    }

    @Override
    public boolean isEquality(int k, int i) {
      return equality;
    }

    @Override
    public void expandConstraints(int k, double[] x, int xAt, double[] u, int uAt, ConstraintExpansion out) {
      double sign = equality ? 1 : -1;
      out.c[0] = sign * (x[xAt] - lastState);
      out.cx[0] = sign;
    }

    @Override
    public void step(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
      next[nextAt] = x[xAt] + u[uAt];
    }

    @Override
    public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
      step(k, x, xAt, u, uAt, next, nextAt);
      return 0.5 * u[uAt] * u[uAt];
    }

    @Override
    public void linearize(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
      step(k, x, xAt, u, uAt, out.next, 0);
      out.fx[0] = 1;
      out.fu[0] = 1;
    }

    @Override
    public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
      linearize(k, x, xAt, u, uAt, out);
      out.lu[0] = u[uAt];
      out.luu[0] = 1;
    }

    @Override
    public double terminal(double[] x, int xAt) {
      return 0;
    }

    @Override
    public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
      out.l = 0;
    }

    @Override
    public void curvature(
        int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt, Curvature out) {
      out.hxx[0] = 0;
    }
  }
}
