/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;

/** Counts the evaluations of the dynamics, with or without derivatives: what a solver used, whatever it reports. */
public final class CountingProblem extends ForwardingProblem {
  private long transitions;

  public CountingProblem(OptimalControlProblem problem) {
    super(problem);
  }

  public long transitions() {
    return transitions;
  }

  @Override
  public void step(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    transitions++;
    super.step(k, x, xAt, u, uAt, next, nextAt);
  }

  @Override
  public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    transitions++;
    return super.stage(k, x, xAt, u, uAt, next, nextAt);
  }

  @Override
  public void linearize(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    transitions++;
    super.linearize(k, x, xAt, u, uAt, out);
  }

  @Override
  public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    transitions++;
    super.expand(k, x, xAt, u, uAt, out);
  }

  @Override
  public void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt, Curvature out) {
    transitions++;
    super.curvature(k, x, xAt, u, uAt, lambda, lambdaAt, out);
  }
}
