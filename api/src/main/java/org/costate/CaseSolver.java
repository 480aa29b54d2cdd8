/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VaryingProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Solves case after case with the memory of the first: a solve allocates nothing where the method's {@link Solver#improve} does not. For one
 * thread.
 */
final class CaseSolver {
  private final Problem problem;
  private final SolverOptions options;
  private final List<String> names;
  private final VaryingProblem varying;

  /**
   * Whether instance and solver are made for each case: times of constraints and stages as unknowns are laid out once, and the values decide
   * on them.
   */
  private final boolean anew;

  /** Whether the method tries others where the first one fails, which it does for a report only. */
  private final boolean reported;

  private final double[] row;
  private final double[] next;
  private ProblemInstance instance;
  private volatile Solver solver;

  /** Where the solve began, then what it found. */
  final Trajectory plan;

  /** Why there was no solve; what follows is then of the case before. */
  Optional<String> refusal = Optional.empty();

  SolverStatus status;

  private int iterations;

  /** To minimize; NaN where a number is not finite. */
  double cost;

  double violation;

  /** @param places where the numbers of a case go, {@code names} for messages */
  CaseSolver(Problem problem, List<VaryingProblem.Place> places, List<String> names) {
    this.problem = problem;
    this.names = names;
    options = problem.solverOptions();
    varying = new VaryingProblem(problem.instance(), places);
    instance = varying.instance();
    anew = options.collocation() || hasTimes(instance);
    reported = options.method().equals(MethodSchemas.AUTO.name());
    Dims dims = instance.dims();
    plan = new Trajectory(dims);
    row = new double[places.size()];
    next = new double[dims.nx()];
  }

  /** Whether there are constraints at times, which are laid out once for an instance. */
  static boolean hasTimes(ProblemInstance instance) {
    return instance.info().groups().stream().anyMatch(g -> g.moment() == ConstraintGroup.Moment.AT);
  }

  void solve(int number, Batch.Rows rows) {
    rows.fill(number, row);
    refusal = notANumber(names, row);
    refusal = refusal.isPresent() ? refusal : varying.set(row);
    if (refusal.isPresent()) {
      return;
    }
    if (anew) {
      instance = varying.instance().fork();
      solver = options.solver(instance);
    } else if (solver == null) {
      solver = options.solver(varying);
    }
    problem.begin(instance, plan);
    solver.forget();
    if (reported) {
      SolveReport report = solver.solve(plan, IterationObserver.NONE);
      plan.copyFrom(report.trajectory());
      status = report.status();
      iterations = report.iterations();
    } else {
      status = solver.improve(plan);
      iterations = solver.iterations();
    }
    cost = status == SolverStatus.NOT_FINITE ? Double.NaN : cost();
    violation = instance.maxViolation(plan.X, plan.U);
  }

  /** Which number of a case is none. */
  static Optional<String> notANumber(List<String> names, double[] row) {
    for (int i = 0; i < row.length; i++) {
      if (Double.isNaN(row[i])) {
        return Optional.of(names.get(i) + " must not be NaN");
      }
    }
    return Optional.empty();
  }

  /** Of the plan, whose states fit together but for the method's tolerance. */
  private double cost() {
    int nx = plan.dims().nx();
    int nu = plan.dims().nu();
    int steps = plan.dims().steps();
    double sum = 0;
    for (int k = 0; k < steps; k++) {
      sum += instance.stage(k, plan.X, k * nx, plan.U, k * nu, next, 0);
    }
    return sum + instance.terminal(plan.X, steps * nx);
  }

  /** What was found, as an object of its own. */
  CaseResult result(int number, boolean trajectory) {
    if (refusal.isPresent()) {
      return CaseResult.refused(problem.info(), number, refusal.get());
    }
    int nx = plan.dims().nx();
    double[] end = Arrays.copyOfRange(plan.X, plan.dims().steps() * nx, (plan.dims().steps() + 1) * nx);
    return CaseResult.solved(problem.info(), number, status, problem.info().sense().objective(cost),
        iterations, violation, instance.horizonFrom(plan.X), end, trajectory ? plan.copy() : null);
  }

  /** From any thread. */
  void interrupt() {
    Solver running = solver;
    if (running != null) {
      running.interrupt();
    }
  }
}
