/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The first iterate: the guess moved inside the limits, slacks as the constraints ask for but inside theirs, multipliers of limits 1, those of
 * the equations by least squares. Source: Wächter and Biegler 2006, section 3.6.
 */
final class InitialPoint {
  /** kappa_1 and kappa_2, how far inside of the limits a guess is moved. */
  static final double PUSH = 1e-2;

  private final IpWorkspace ws;
  private final OptimalControlProblem problem;
  private final Layout layout;
  private final int nx;
  private final double[] start;
  private final double[] displacement;
  private double push;

  InitialPoint(IpWorkspace ws) {
    this.ws = ws;
    problem = ws.transcription.problem;
    layout = ws.layout;
    nx = problem.dims().nx();
    start = new double[nx];
    displacement = new double[layout.n];
  }

  /** How far inside of the limits the next point is moved. */
  void push(double distance) {
    push = distance;
  }

  /** Writes the current point's x(0), from the free part of a wanted one where that is not null. */
  void placeStart(double[] wanted) {
    Iterate w = ws.current;
    problem.start(start, 0);
    Arrays.fill(displacement, 0);
    if (wanted != null) {
      problem.difference(start, 0, wanted, 0, displacement, 0);
    }
    boolean moved = false;
    for (int i = 0; i < layout.n; i++) {
      displacement[i] = ws.system.free[i] ? ws.limits.inside(i, displacement[i], push) : 0;
      w.v[i] = displacement[i];
      moved |= displacement[i] != 0;
    }
    if (moved) {
      problem.retract(start, 0, displacement, 0, w.trajectory.X, 0);
    } else {
      System.arraycopy(start, 0, w.trajectory.X, 0, nx);
    }
  }

  /** Writes the current point's controls. */
  void placeControls(double[] controls) {
    Iterate w = ws.current;
    for (int k = 0; k < layout.N; k++) {
      for (int i = 0; i < layout.m; i++) {
        int variable = layout.u(k) + i;
        double value = ws.limits.clampControl(i, controls[k * layout.m + i]);
        w.v[variable] = ws.limits.inside(variable, value, push);
        w.trajectory.U[k * layout.m + i] = w.v[variable];
      }
    }
  }

  /** Writes the current point's x(1..N) as they follow from x(0) and the controls. @return the step that led to no number, or -1 */
  int rollOut() {
    Trajectory trajectory = ws.current.trajectory;
    for (int k = 0; k < layout.N; k++) {
      problem.step(k, trajectory.X, k * nx, trajectory.U, k * layout.m, trajectory.X, (k + 1) * nx);
      for (int i = 0; i < nx; i++) {
        if (!Double.isFinite(trajectory.X[(k + 1) * nx + i])) {
          return k;
        }
      }
    }
    return -1;
  }

  /** Moves x(1..N) inside their limits. */
  void placeStates() {
    Iterate w = ws.current;
    for (int i = 0; i < nx; i++) {
      for (int k = 1; k <= layout.N && ws.limits.isLimited(i); k++) {
        int variable = layout.x(k) + problem.direction(i);
        w.trajectory.X[k * nx + i] = ws.limits.inside(variable, w.trajectory.X[k * nx + i], push);
      }
    }
    ws.transcription.readPositions(ws.limits, w);
  }

  /** Writes the slacks for the constraints in the workspace, which were evaluated with zero slacks, and closes them. */
  void placeSlacks() {
    Iterate w = ws.current;
    for (int j = 0; j < ws.slacks.count(); j++) {
      int i = layout.variables + j;
      int equation = ws.slacks.equation[j];
      w.v[i] = ws.limits.inside(i, -ws.c[equation], push);
      ws.c[equation] += w.v[i];
    }
  }

  /** Sets the multipliers of limits to 1 and those of the equations to zero. */
  void placeMultipliers() {
    Iterate w = ws.current;
    Arrays.fill(w.y, 0);
    for (int i = 0; i < ws.size; i++) {
      w.zl[i] = ws.limits.hasLower(i) ? 1 : 0;
      w.zu[i] = ws.limits.hasUpper(i) ? 1 : 0;
    }
  }

  /** Takes over the multipliers of an earlier solution, those of limits not below mu over the distance. */
  void placeMultipliers(Multipliers from, double mu) {
    Iterate w = ws.current;
    double scale = ws.transcription.costScale;
    for (int i = 0; i < layout.rows; i++) {
      w.y[i] = from.y[i] * scale / ws.transcription.rowScale[i];
    }
    for (int i = 0; i < layout.N * layout.n; i++) {
      w.y[layout.gap(0) + i] = from.lambda[layout.n + i] * scale;
    }
    for (int k = 0; k <= layout.N; k++) {
      for (int i = 0; i < layout.n; i++) {
        split(layout.x(k) + i, from.zx[k * layout.n + i] * scale, mu);
      }
      for (int i = 0; i < layout.controls(k); i++) {
        split(layout.u(k) + i, from.zu[k * layout.m + i] * scale, mu);
      }
    }
    for (int j = 0; j < ws.slacks.count(); j++) {
      split(layout.variables + j, -w.y[ws.slacks.equation[j]], mu);
    }
  }

  /** A multiplier is positive at the upper limit and negative at the lower one. */
  private void split(int i, double z, double mu) {
    Iterate w = ws.current;
    w.zl[i] = ws.limits.hasLower(i) ? Math.max(-z, least(mu, ws.limits.above(w.v, i))) : 0;
    w.zu[i] = ws.limits.hasUpper(i) ? Math.max(z, least(mu, ws.limits.below(w.v, i))) : 0;
  }

  /** mu over the distance, which may be zero where mu is. */
  private static double least(double mu, double distance) {
    return mu > 0 ? mu / distance : 0;
  }
}
