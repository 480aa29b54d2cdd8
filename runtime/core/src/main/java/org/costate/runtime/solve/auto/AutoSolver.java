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
import org.costate.runtime.solve.al.AlIlqrOptions;
import org.costate.runtime.solve.ip.IpOptions;
import org.costate.runtime.solve.shooting.FddpOptions;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Solves with the method that fits the problem and where it is to begin; where that ends without a solution, with another one. Says which and
 * why. The rules: docs/algorithms/auto.md.
 */
public final class AutoSolver implements Solver {
  /** States that fit together but for this much come from a rollout. */
  private static final double ROUNDING = 1e-9;

  private static final String IP = MethodSchemas.IP.name();

  private final OptimalControlProblem problem;
  private final AutoOptions options;
  private final boolean constrained;
  private final Choice usual;

  /** {@code ip}, or {@code fddp}, which is {@code ddp} where states fit together. */
  private final Solver solver;

  /** {@code al_ilqr} beside {@code ip}, {@code ip} beside the others; null until it is needed. */
  private volatile Solver other;

  public AutoSolver(OptimalControlProblem problem, AutoOptions options) {
    this.problem = problem;
    this.options = options;
    int constraints = constraints(problem);
    int limits = limits(problem);
    constrained = constraints + limits > 0;
    if (constrained) {
      usual = new Choice(IP, "there are " + (constraints > 0 ? "constraints" : "")
          + (constraints > 0 && limits > 0 ? " and " : "") + (limits > 0 ? "limits of states" : ""));
      solver = interiorPoint();
    } else {
      usual = new Choice(MethodSchemas.DDP.name(), "nothing but controls has limits, so states can follow from them");
      FddpOptions sweeps = FddpOptions.defaults();
      solver = new FddpOptions(stopping(sweeps.stopping()), sweeps.regularization(), sweeps.lineSearch(),
          sweeps.secondOrder()).solver(problem);
    }
  }

  private Solver interiorPoint() {
    return IpOptions.defaults()
        .withIterations(options.iterations())
        .withTolerance(options.tolerance())
        .withConstraintTolerance(options.constraintTolerance())
        .solver(problem);
  }

  private Solver augmentedLagrangian() {
    AlIlqrOptions sweeps = AlIlqrOptions.defaults();
    return new AlIlqrOptions(stopping(sweeps.stopping()), sweeps.regularization(), sweeps.lineSearch(),
        sweeps.secondOrder(), options.constraintTolerance(), sweeps.penalty()).solver(problem);
  }

  private Stopping stopping(Stopping usual) {
    return new Stopping(
        options.iterations(), Math.min(usual.tolerance(), options.tolerance()), options.tolerance());
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    Guess guess = method -> method.solve(controls, observer);
    return solve(usual, guess, guess, observer);
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    Choice choice = constrained || fitsTogether(initial)
        ? usual
        : new Choice(MethodSchemas.FDDP.name(),
            "the states to begin with do not fit together, and nothing but controls has limits");
    return solve(choice, method -> method.solve(initial, observer),
        method -> method.solve(rolledOut(initial), observer), observer);
  }

  @Override
  public SolveReport solve(SolveReport previous, IterationObserver observer) {
    Guess guess = method -> method.solve(previous, observer);
    return constrained ? solve(usual, guess, guess, observer) : solve(previous.trajectory(), observer);
  }

  /** Where a solve begins. */
  private interface Guess {
    SolveReport solve(Solver method);
  }

  /** @param again where al_ilqr begins after ip */
  private SolveReport solve(Choice choice, Guess guess, Guess again, IterationObserver observer) {
    Attempts attempts = new Attempts(options.constraintTolerance());
    attempts.add(choice.method(), guess.solve(solver));
    if (constrained && attempts.mayGoOn()) {
      attempts.add(MethodSchemas.AL_ILQR.name(), again.solve(other()));
    }
    if (attempts.mayGoOn() && attempts.last().status() != SolverStatus.INFEASIBLE) { // no way leads on from there
      Solver finish = constrained ? solver : other();
      attempts.add(IP, finish.solve(attempts.last().trajectory(), observer));
    }
    return attempts.outcome(choice.reason());
  }

  private Solver other() {
    Solver made = other;
    if (made == null) {
      made = constrained ? augmentedLagrangian() : interiorPoint();
      other = made;
    }
    return made;
  }

  /** With the method that fits the problem alone: a control loop has no time for others. */
  @Override
  public SolverStatus improve(Trajectory plan) {
    return solver.improve(plan);
  }

  @Override
  public void forget() {
    solver.forget();
  }

  @Override
  public int iterations() {
    return solver.iterations();
  }

  @Override
  public void interrupt() {
    solver.interrupt();
    Solver made = other;
    if (made != null) {
      made.interrupt();
    }
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

  /** What the controls lead to, where that stays within the numbers: the method that came first has begun with the states. */
  private Trajectory rolledOut(Trajectory initial) {
    Trajectory rolledOut = initial.copy();
    return Double.isFinite(Rollout.fromFirstState(problem, rolledOut)) ? rolledOut : initial;
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
