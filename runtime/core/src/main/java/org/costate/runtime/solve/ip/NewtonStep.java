/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.solve.kkt.KktStage;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.solve.kkt.RiccatiKkt;

/**
 * The step of Newton's method for the barrier problem: equations (9) and (11) with (12) of Wächter and Biegler 2006. Slacks are eliminated: with
 * Sigma t-curvature of a slack and e = 1 / (Sigma + delta_w), its row reads dt = -e (sign dy + g), which adds e to the compliance of its equation
 * and -e sign g to the right-hand side.
 */
final class NewtonStep {
  /** How a step was found. */
  enum Status {
    DONE,
    /** A second derivative is not finite. */
    NOT_FINITE,
    /** The value function overflowed. */
    OVERFLOW,
    /** No correction of the system helped. */
    SINGULAR
  }

  /** A linear system solved worse than this counts as singular. */
  private static final double LARGEST_RESIDUAL = 1e-5;

  final InertiaCorrection inertia = new InertiaCorrection();

  /** Factorizations so far. */
  int factorizations;

  private final IpWorkspace ws;
  private final Layout layout;

  /** The diagonal of the Hessian, uncorrected, [variables]. */
  private final double[] diagonal;

  /** Right-hand sides, [variables] and [equations]. */
  private final double[] g;

  private final double[] r;

  /** Sigma, zero where there is no limit, [size]. */
  private final double[] sigma;

  /** e and g of the slacks, [slacks]. */
  private final double[] slackCompliance;

  private final double[] slackSlope;
  private final double[] dw;
  private double mu;

  NewtonStep(IpWorkspace ws) {
    this.ws = ws;
    layout = ws.layout;
    diagonal = new double[layout.variables];
    g = new double[layout.variables];
    r = new double[layout.equations];
    sigma = new double[ws.size];
    slackCompliance = new double[ws.slacks.count()];
    slackSlope = new double[ws.slacks.count()];
    dw = new double[layout.variables];
  }

  /** Writes the step at the current, expanded point to the workspace. */
  Status compute(double barrier) {
    mu = barrier;
    Iterate w = ws.current;
    if (!ws.transcription.hessian(w.trajectory, ws.objective.costWeight(), w.y, ws.system)) {
      return Status.NOT_FINITE;
    }
    ws.objective.addCurvature(ws.system);
    diagonal(true);
    curvature();
    inertia.begin(mu);
    while (true) {
      correct();
      factorizations++;
      RiccatiKkt.Status status = ws.kkt.factor();
      if (status == RiccatiKkt.Status.OVERFLOW) {
        return Status.OVERFLOW;
      }
      if (status == RiccatiKkt.Status.DONE) {
        if (solve(ws.c)) {
          inertia.accept();
          return Status.DONE;
        }
        if (!inertia.regularizeEquations() && !inertia.increase()) {
          return Status.SINGULAR;
        }
      } else if (!inertia.increase()) {
        return Status.SINGULAR;
      }
    }
  }

  /**
   * Writes the step with the same matrices that closes {@code c} in place of the equations' values: a second-order correction.
   *
   * @return false if it cannot be found
   */
  boolean correct(double[] c) {
    return solve(c);
  }

  private void curvature() {
    Arrays.fill(sigma, 0);
    for (int at = 0; at < ws.limits.count; at++) {
      int i = ws.limits.limited[at];
      sigma[i] = ws.limits.curvature(ws.current, i);
    }
  }

  /** The matrix with delta_w and delta_c. */
  private void correct() {
    diagonal(false);
    Arrays.fill(ws.system.compliance, inertia.compliance);
    for (int k = layout.gap(0); k < layout.equations; k++) {
      ws.system.compliance[k] = 0; // gaps never depend on each other
    }
    for (int j = 0; j < slackCompliance.length; j++) {
      int i = layout.variables + j;
      slackCompliance[j] = 1 / (sigma[i] + inertia.hessian);
      ws.system.compliance[ws.slacks.equation[j]] += slackCompliance[j];
    }
  }

  /** Reads the Hessian's diagonal, or writes it with Sigma and delta_w added. */
  private void diagonal(boolean read) {
    int n = layout.n;
    int m = layout.m;
    for (int k = 0; k <= layout.N; k++) {
      KktStage stage = ws.system.stages[k];
      for (int i = 0; i < n; i++) {
        stage.Hxx[i * n + i] = diagonal(read, layout.x(k) + i, stage.Hxx[i * n + i]);
      }
      for (int i = 0; i < layout.controls(k); i++) {
        stage.Huu[i * m + i] = diagonal(read, layout.u(k) + i, stage.Huu[i * m + i]);
      }
    }
  }

  private double diagonal(boolean read, int i, double value) {
    if (read) {
      diagonal[i] = value;
    }
    return diagonal[i] + (read ? 0 : sigma[i] + inertia.hessian);
  }

  private boolean solve(double[] c) {
    Iterate w = ws.current;
    for (int i = 0; i < layout.variables; i++) {
      g[i] = ws.system.free[i] ? ws.lagrangian[i] : 0;
    }
    for (int at = 0; at < ws.limits.count && ws.limits.limited[at] < layout.variables; at++) {
      int i = ws.limits.limited[at];
      g[i] += ws.system.free[i] ? mu * ws.limits.slope(w.v, i) : 0;
    }
    System.arraycopy(c, 0, r, 0, layout.equations);
    for (int j = 0; j < slackSlope.length; j++) {
      int i = layout.variables + j;
      slackSlope[j] = ws.lagrangian[i] + mu * ws.limits.slope(w.v, i);
      r[ws.slacks.equation[j]] -= slackCompliance[j] * ws.slacks.sign[j] * slackSlope[j];
    }
    if (!ws.kkt.solve(g, r, dw, ws.dy) || !(ws.kkt.residual <= LARGEST_RESIDUAL)) {
      return false;
    }
    System.arraycopy(dw, 0, ws.dv, 0, layout.variables);
    for (int j = 0; j < slackSlope.length; j++) {
      ws.dv[layout.variables + j] =
          -slackCompliance[j] * (ws.slacks.sign[j] * ws.dy[ws.slacks.equation[j]] + slackSlope[j]);
    }
    Arrays.fill(ws.dzl, 0);
    Arrays.fill(ws.dzu, 0);
    for (int at = 0; at < ws.limits.count; at++) {
      int i = ws.limits.limited[at];
      double above = ws.limits.above(w.v, i);
      double below = ws.limits.below(w.v, i);
      ws.dzl[i] = ws.limits.hasLower(i) ? (mu - w.zl[i] * ws.dv[i]) / above - w.zl[i] : 0;
      ws.dzu[i] = ws.limits.hasUpper(i) ? (mu + w.zu[i] * ws.dv[i]) / below - w.zu[i] : 0;
    }
    return true;
  }
}
