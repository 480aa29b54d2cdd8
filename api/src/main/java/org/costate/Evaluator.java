/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;

/**
 * The functions of a problem with its values filled in: dynamics, cost and their exact derivatives at points of your choice. States and
 * controls are in the order of their declaration; the design variables follow the states. One evaluator serves one thread; every call returns new memory. Loops that must not
 * allocate use {@link #problem} instead.
 */
public final class Evaluator {
  private final OptimalControlProblem problem;

  Evaluator(OptimalControlProblem problem) {
    this.problem = problem;
  }

  /** The same functions without allocation, as the solvers see them. */
  public OptimalControlProblem problem() {
    return problem;
  }

  /** The sizes of states, controls and horizon. */
  public Dims dims() {
    return problem.dims();
  }

  /** x(0), [nx]. */
  public double[] start() {
    double[] x = new double[dims().nx()];
    problem.start(x, 0);
    return x;
  }

  /**
   * x(k+1) = F(k, x, u), [nx].
   *
   * @param x [nx]
   * @param u [nu]; neither is modified
   */
  public double[] step(int k, double[] x, double[] u) {
    check(k, x, u);
    double[] next = new double[dims().nx()];
    problem.step(k, x, 0, u, 0, next, 0);
    return next;
  }

  /** l(k, x, u), negated for a maximization. */
  public double stageCost(int k, double[] x, double[] u) {
    check(k, x, u);
    return problem.stage(k, x, 0, u, 0, new double[dims().nx()], 0);
  }

  /** lN(x), negated for a maximization. */
  public double terminalCost(double[] x) {
    checkState(x);
    return problem.terminal(x, 0);
  }

  /** F and its Jacobians at one step; the cost fields stay zero. */
  public StageExpansion linearize(int k, double[] x, double[] u) {
    check(k, x, u);
    StageExpansion out = new StageExpansion(dims());
    problem.linearize(k, x, 0, u, 0, out);
    return out;
  }

  /** F, its Jacobians, l, its gradient and Hessian at one step. */
  public StageExpansion expand(int k, double[] x, double[] u) {
    check(k, x, u);
    StageExpansion out = new StageExpansion(dims());
    problem.expand(k, x, 0, u, 0, out);
    return out;
  }

  /**
   * Second derivatives of lambda' F at one step.
   *
   * @param lambda [ndx], not modified
   */
  public Curvature curvature(int k, double[] x, double[] u, double[] lambda) {
    check(k, x, u);
    if (lambda.length != dims().ndx()) {
      throw new IllegalArgumentException("lambda of " + lambda.length + " numbers instead of " + dims().ndx());
    }
    Curvature out = new Curvature(dims());
    problem.curvature(k, x, 0, u, 0, lambda, 0, out);
    return out;
  }

  /** lN, its gradient and Hessian. */
  public TerminalExpansion expandTerminal(double[] x) {
    checkState(x);
    TerminalExpansion out = new TerminalExpansion(dims());
    problem.expandTerminal(x, 0, out);
    return out;
  }

  private void check(int k, double[] x, double[] u) {
    checkState(x);
    if (k < 0 || k >= dims().steps() || u.length != dims().nu()) {
      throw new IllegalArgumentException(
          "step " + k + " of " + dims().steps() + ", control of " + u.length + " numbers instead of " + dims().nu());
    }
  }

  private void checkState(double[] x) {
    if (x.length != dims().nx()) {
      throw new IllegalArgumentException("state of " + x.length + " numbers instead of " + dims().nx());
    }
  }
}
