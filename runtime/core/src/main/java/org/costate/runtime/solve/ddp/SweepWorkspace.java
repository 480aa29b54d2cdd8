/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.trajectory.Trajectory;

/** All memory of one sweeping solver, sized once; n = ndx, m = nu, N = steps. */
final class SweepWorkspace {
  final OptimalControlProblem problem;
  final Dims dims;

  /** Control limits, [m]. */
  final double[] lower;

  final double[] upper;

  /** The current trajectory and the one being tried. */
  Trajectory nominal;

  Trajectory candidate;

  /** A candidate set aside while others are tried. */
  private Trajectory aside;

  /** Where the trajectory begins. */
  final FreeStart start;

  /** Where its states do not fit together. */
  final Gaps gaps;

  /** Derivatives along the nominal trajectory, [N]. */
  final StageExpansion[] expansions;

  final TerminalExpansion terminal;

  /** Second derivatives of one step. */
  final Curvature curvature;

  /** Costates of the nominal trajectory, lambda(k) = dJ/dx(k), [(N + 1) x n]. */
  final double[] lambda;

  /** Open-loop part of the step, [N x m]. */
  final double[] k;

  /** Which controls the last sweep left at a limit, [N x m]: where the next one looks first. */
  final byte[] held;

  /** Feedback gains, [N x m x n]. */
  final double[] K;

  SweepWorkspace(OptimalControlProblem problem) {
    this.problem = problem;
    dims = problem.dims();
    int n = dims.ndx();
    int m = dims.nu();
    lower = new double[m];
    upper = new double[m];
    start = new FreeStart(problem);
    gaps = new Gaps(problem);
    nominal = new Trajectory(dims);
    candidate = new Trajectory(dims);
    aside = new Trajectory(dims);
    expansions = new StageExpansion[dims.steps()];
    for (int i = 0; i < expansions.length; i++) {
      expansions[i] = new StageExpansion(dims);
    }
    terminal = new TerminalExpansion(dims);
    curvature = new Curvature(dims);
    lambda = new double[(dims.steps() + 1) * n];
    k = new double[dims.steps() * m];
    held = new byte[dims.steps() * m];
    K = new double[dims.steps() * m * n];
  }

  /** The candidate and the one set aside change places. */
  void exchange() {
    Trajectory other = aside;
    aside = candidate;
    candidate = other;
    start.exchange();
  }

  /** The candidate becomes the nominal trajectory. */
  void accept() {
    Trajectory previous = nominal;
    nominal = candidate;
    candidate = previous;
    start.accept();
  }
}
