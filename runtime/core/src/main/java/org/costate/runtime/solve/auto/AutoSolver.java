/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.auto;

import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Choice;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.Stopping;
import org.costate.runtime.solve.ip.IpOptions;
import org.costate.runtime.solve.shooting.FddpOptions;
import org.costate.runtime.trajectory.Trajectory;

/** Solves with the method that fits the problem and where it is to begin, and says which and why. The rules: docs/algorithms/auto.md. */
public final class AutoSolver implements Solver {
  /** States that fit together but for this much come from a rollout. */
  private static final double ROUNDING = 1e-9;

  private final OptimalControlProblem problem;
  private final boolean constrained;
  private final Choice usual;

  /** {@code ip}, or {@code fddp}, which is {@code ddp} where states fit together. */
  private final Solver solver;

  public AutoSolver(OptimalControlProblem problem, AutoOptions options) {
    this.problem = problem;
    int constraints = constraints(problem);
    int limits = limits(problem);
    constrained = constraints + limits > 0;
    if (constrained) {
      usual = new Choice(MethodSchemas.IP.name(), "there are " + (constraints > 0 ? "constraints" : "")
          + (constraints > 0 && limits > 0 ? " and " : "") + (limits > 0 ? "limits of states" : ""));
      solver = IpOptions.defaults()
          .withIterations(options.iterations())
          .withTolerance(options.tolerance())
          .withConstraintTolerance(options.constraintTolerance())
          .solver(problem);
    } else {
      usual = new Choice(MethodSchemas.DDP.name(), "nothing but controls has limits, so states can follow from them");
      FddpOptions sweeps = FddpOptions.defaults();
      solver = new FddpOptions(
          new Stopping(options.iterations(), Math.min(sweeps.stopping().tolerance(), options.tolerance()),
              options.tolerance()),
          sweeps.regularization(), sweeps.lineSearch(), sweeps.secondOrder()).solver(problem);
    }
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    return solver.solve(controls, observer).with(usual);
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    Choice choice = constrained || fitsTogether(initial)
        ? usual
        : new Choice(MethodSchemas.FDDP.name(),
            "the states to begin with do not fit together, and nothing but controls has limits");
    return solver.solve(initial, observer).with(choice);
  }

  @Override
  public SolveReport solve(SolveReport previous, IterationObserver observer) {
    return constrained
        ? solver.solve(previous, observer).with(usual)
        : solve(previous.trajectory(), observer);
  }

  @Override
  public SolverStatus improve(Trajectory plan) {
    return solver.improve(plan);
  }

  @Override
  public void forget() {
    solver.forget();
  }

  @Override
  public void interrupt() {
    solver.interrupt();
  }

  private static int constraints(OptimalControlProblem problem) {
    int count = 0;
    for (int k = 0; k <= problem.dims().steps(); k++) {
      count += problem.constraints(k);
    }
    return count;
  }

  private static int limits(OptimalControlProblem problem) {
    double[] lower = new double[problem.dims().nx()];
    double[] upper = new double[problem.dims().nx()];
    problem.stateBounds(lower, upper);
    int count = 0;
    for (int i = 0; i < lower.length; i++) {
      count += lower[i] > Double.NEGATIVE_INFINITY || upper[i] < Double.POSITIVE_INFINITY ? 1 : 0;
    }
    return count;
  }

  private boolean fitsTogether(Trajectory trajectory) {
    Dims dims = problem.dims();
    double[] next = new double[dims.nx()];
    double[] gap = new double[dims.ndx()];
    for (int k = 0; k < dims.steps(); k++) {
      problem.step(k, trajectory.X, k * dims.nx(), trajectory.U, k * dims.nu(), next, 0);
      problem.difference(trajectory.X, (k + 1) * dims.nx(), next, 0, gap, 0);
      for (double g : gap) {
        if (!(Math.abs(g) <= ROUNDING)) {
          return false;
        }
      }
    }
    return true;
  }
}
