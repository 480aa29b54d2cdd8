/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;

/** Counts the evaluations of the dynamics, with or without derivatives: what a solver used, whatever it reports. */
public final class CountingProblem implements OptimalControlProblem {
  private final OptimalControlProblem problem;
  private long transitions;

  public CountingProblem(OptimalControlProblem problem) {
    this.problem = problem;
  }

  public long transitions() {
    return transitions;
  }

  @Override
  public Dims dims() {
    return problem.dims();
  }

  @Override
  public void start(double[] x, int xAt) {
    problem.start(x, xAt);
  }

  @Override
  public void controlBounds(double[] lower, double[] upper) {
    problem.controlBounds(lower, upper);
  }

  @Override
  public void step(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    transitions++;
    problem.step(k, x, xAt, u, uAt, next, nextAt);
  }

  @Override
  public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    transitions++;
    return problem.stage(k, x, xAt, u, uAt, next, nextAt);
  }

  @Override
  public void linearize(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    transitions++;
    problem.linearize(k, x, xAt, u, uAt, out);
  }

  @Override
  public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    transitions++;
    problem.expand(k, x, xAt, u, uAt, out);
  }

  @Override
  public void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt, Curvature out) {
    transitions++;
    problem.curvature(k, x, xAt, u, uAt, lambda, lambdaAt, out);
  }

  @Override
  public double terminal(double[] x, int xAt) {
    return problem.terminal(x, xAt);
  }

  @Override
  public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
    problem.expandTerminal(x, xAt, out);
  }

  @Override
  public void difference(double[] x, int xAt, double[] y, int yAt, double[] dx, int dxAt) {
    problem.difference(x, xAt, y, yAt, dx, dxAt);
  }

  @Override
  public void retract(double[] x, int xAt, double[] dx, int dxAt, double[] y, int yAt) {
    problem.retract(x, xAt, dx, dxAt, y, yAt);
  }
}
