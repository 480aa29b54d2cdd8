/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lq;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.linalg.Matrix;
import org.costate.runtime.policy.LinearGaussianPolicy;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The policy that minimizes E[cost] - entropy: Gaussian, with the gains of the regulator's sweep and the covariance Quu^-1. Exact for linear
 * dynamics and quadratic costs, around a trajectory otherwise. Source: Levine, Koltun, Guided policy search, ICML 2013, section 3.
 */
public final class MaximumEntropy {
  private MaximumEntropy() {}

  /**
   * The policy around a trajectory that keeps the dynamics.
   *
   * @throws IllegalArgumentException where Quu is not positive definite
   */
  public static LinearGaussianPolicy policy(OptimalControlProblem problem, Trajectory nominal) {
    int n = problem.dims().ndx();
    int m = problem.dims().nu();
    int steps = problem.dims().steps();
    List<Matrix> offsets = new ArrayList<>();
    List<Matrix> gains = new ArrayList<>();
    List<Matrix> precisions = new ArrayList<>();
    TerminalExpansion end = new TerminalExpansion(problem.dims());
    problem.expandTerminal(nominal.X, steps * problem.dims().nx(), end);
    Matrix Vx = Matrix.of(n, 1, end.lx);
    Matrix Vxx = Matrix.of(n, n, end.lxx);
    for (int k = steps - 1; k >= 0; k--) {
      StageExpansion e = new StageExpansion(problem.dims());
      problem.expand(k, nominal.X, k * problem.dims().nx(), nominal.U, k * m, e);
      Matrix fx = Matrix.of(n, n, e.fx);
      Matrix fu = Matrix.of(n, m, e.fu);
      Matrix Qx = Matrix.of(n, 1, e.lx).plus(fx.transpose().times(Vx));
      Matrix Qu = Matrix.of(m, 1, e.lu).plus(fu.transpose().times(Vx));
      Matrix Qxx = Matrix.of(n, n, e.lxx).plus(fx.transpose().times(Vxx).times(fx));
      Matrix Qux = Matrix.of(m, n, e.lux).plus(fu.transpose().times(Vxx).times(fx));
      Matrix Quu = Matrix.of(m, m, e.luu).plus(fu.transpose().times(Vxx).times(fu)).symmetric();
      Matrix offset = Quu.solve(Qu).times(-1);
      Matrix gain = Quu.solve(Qux).times(-1);
      Vx = Qx.plus(Qux.transpose().times(offset));
      Vxx = Qxx.plus(Qux.transpose().times(gain)).symmetric();
      offsets.addFirst(offset);
      gains.addFirst(gain);
      precisions.addFirst(Quu);
    }
    return new LinearGaussianPolicy(problem, nominal, offsets, gains, precisions);
  }
}
