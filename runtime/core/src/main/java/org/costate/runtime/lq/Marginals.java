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
 * What states and controls are at each step under a linear-Gaussian policy, as deviations from its nominal trajectory:
 *
 * <pre>
 * z = (dx, du):  mean (mu, K mu + k),  covariance [S, S K'; K S, K S K' + Quu^-1]
 * mu+ = fx mu + fu (K mu + k),         S+ = [fx fu] cov(z) [fx fu]' + W
 * </pre>
 *
 * <p>Exact for linear dynamics and quadratic costs.
 *
 * @param means of (dx, du) at each step [(n + m) x 1], and of dx at the end [n x 1]
 * @param covariances likewise
 * @param expectedCost the mean of the cost
 */
public record Marginals(List<Matrix> means, List<Matrix> covariances, double expectedCost) {
  public Marginals {
    means = List.copyOf(means);
    covariances = List.copyOf(covariances);
  }

  /**
   * @param nominal that of the policy, which keeps the dynamics
   * @param start covariance of the start [n x n], whose mean is the nominal one
   * @param noise W, what noise adds to the covariance of the state in a step [n x n]
   */
  public static Marginals of(OptimalControlProblem problem, Trajectory nominal, LinearGaussianPolicy policy,
      Matrix start, Matrix noise) {
    int n = problem.dims().ndx();
    int m = problem.dims().nu();
    int steps = problem.dims().steps();
    List<Matrix> means = new ArrayList<>();
    List<Matrix> covariances = new ArrayList<>();
    Matrix mean = Matrix.zero(n, 1);
    Matrix covariance = start;
    double cost = 0;
    for (int k = 0; k < steps; k++) {
      StageExpansion e = new StageExpansion(problem.dims());
      problem.expand(k, nominal.X, k * problem.dims().nx(), nominal.U, k * m, e);
      Matrix K = policy.gain(k);
      Matrix mixed = K.times(covariance);
      Matrix joint = joined(mean, K.times(mean).plus(policy.offset(k)));
      Matrix spread = blocks(covariance, mixed, mixed.times(K.transpose()).plus(policy.covariance(k)));
      Matrix hessian = blocks(Matrix.of(n, n, e.lxx), Matrix.of(m, n, e.lux), Matrix.of(m, m, e.luu));
      cost += e.l + expected(joined(Matrix.of(n, 1, e.lx), Matrix.of(m, 1, e.lu)), hessian, joint, spread);
      means.add(joint);
      covariances.add(spread);
      Matrix f = joined(Matrix.of(n, n, e.fx).transpose(), Matrix.of(n, m, e.fu).transpose()).transpose();
      mean = f.times(joint);
      covariance = f.times(spread).times(f.transpose()).plus(noise).symmetric();
    }
    TerminalExpansion end = new TerminalExpansion(problem.dims());
    problem.expandTerminal(nominal.X, steps * problem.dims().nx(), end);
    cost += end.l + expected(Matrix.of(n, 1, end.lx), Matrix.of(n, n, end.lxx), mean, covariance);
    means.add(mean);
    covariances.add(covariance);
    return new Marginals(means, covariances, cost);
  }

  /** The mean of g' z + z' H z / 2. */
  private static double expected(Matrix gradient, Matrix hessian, Matrix mean, Matrix covariance) {
    return gradient.transpose().times(mean).at(0, 0)
        + 0.5 * mean.transpose().times(hessian).times(mean).at(0, 0)
        + 0.5 * hessian.times(covariance).trace();
  }

  /** One above the other. */
  private static Matrix joined(Matrix top, Matrix bottom) {
    double[] all = new double[(top.rows() + bottom.rows()) * top.columns()];
    System.arraycopy(top.entries(), 0, all, 0, top.rows() * top.columns());
    System.arraycopy(bottom.entries(), 0, all, top.rows() * top.columns(), bottom.rows() * bottom.columns());
    return Matrix.of(top.rows() + bottom.rows(), top.columns(), all);
  }

  /** [xx, ux'; ux, uu]. */
  private static Matrix blocks(Matrix xx, Matrix ux, Matrix uu) {
    return joined(joined(xx, ux).transpose(), joined(ux.transpose(), uu).transpose()).transpose();
  }
}
