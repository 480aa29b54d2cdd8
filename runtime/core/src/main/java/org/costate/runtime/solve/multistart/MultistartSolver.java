/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.multistart;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.Starts;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Solves from the given guess and from random ones, and reports the best: of those that converged the one of the lowest cost; if none did,
 * that of the smallest violation, then of the lowest cost. The observer hears of the given guess only.
 */
public final class MultistartSolver implements Solver {
  /** Converged before not, then less violation, where it counts, then less cost; what is not a number comes last. */
  private static final Comparator<SolveReport> BEST = Comparator
      .comparing((SolveReport report) -> !report.status().isSuccess())
      .thenComparingDouble(report -> report.status().isSuccess() ? 0 : report.kkt().violation())
      .thenComparingDouble(SolveReport::cost);

  private final OptimalControlProblem problem;
  private final MultistartOptions options;
  private final List<Solver> solvers;
  private volatile boolean interrupted;

  /** Those of the best start of the last solve. */
  private int iterations;

  MultistartSolver(OptimalControlProblem problem, MultistartOptions options, int threads) {
    this.problem = problem;
    this.options = options;
    solvers =
        Workers.problems(problem, Math.min(threads, options.starts())).stream().map(options.each()::solver).toList();
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    Trajectory guess = new Trajectory(problem.dims());
    System.arraycopy(controls, 0, guess.U, 0, controls.length);
    Rollout.run(problem, guess);
    holdFinite(guess);
    return several(guess, solver -> solver.solve(controls, observer));
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    return several(initial, solver -> solver.solve(initial, observer));
  }

  /** Where a rollout leaves the numbers random guesses vary its last state that is one. */
  private static void holdFinite(Trajectory guess) {
    int nx = guess.dims().nx();
    for (int k = 1; k <= guess.dims().steps(); k++) {
      if (!isFinite(guess.X, k * nx, nx)) {
        System.arraycopy(guess.X, (k - 1) * nx, guess.X, k * nx, nx);
      }
    }
  }

  private interface First {
    SolveReport solve(Solver solver);
  }

  private SolveReport several(Trajectory guess, First first) {
    interrupted = false;
    RandomGuesses random = new RandomGuesses(problem, guess, options.seed(), options.spread());
    SolveReport[] reports = new SolveReport[options.starts()];
    List<Trajectory> guesses = new ArrayList<>(List.of(guess));
    for (int i = 1; i < reports.length; i++) {
      guesses.add(random.next());
    }
    new Workers<>(solvers).run(reports.length, (solver, i) -> {
      if (!interrupted && !Thread.currentThread().isInterrupted() || i == 0) {
        reports[i] = i == 0 ? first.solve(solver) : solver.solve(guesses.get(i), IterationObserver.NONE);
      }
    }, this::interrupt);
    return best(Arrays.stream(reports).filter(report -> report != null).toList());
  }

  private SolveReport best(List<SolveReport> reports) {
    SolveReport best = reports.stream().min(BEST).orElseThrow();
    iterations = best.iterations();
    boolean cut = reports.size() < options.starts()
        || reports.stream().anyMatch(report -> report.status() == SolverStatus.INTERRUPTED);
    Starts starts = new Starts(reports.stream()
        .map(r -> new Starts.Start(r.status(), r.cost(), r.kkt().violation(), r.iterations()))
        .toList());
    return new SolveReport(
        cut ? SolverStatus.INTERRUPTED : best.status(), best.cost(), best.iterations(), best.kkt(), best.trajectory(),
        best.multipliers(), best.policy(), best.evaluations(), cut ? Optional.empty() : best.nonFinite(),
        Optional.of(starts), best.choice(), best.lifted());
  }

  @Override
  public int iterations() {
    return iterations;
  }

  @Override
  public void interrupt() {
    interrupted = true;
    solvers.forEach(Solver::interrupt);
  }
}
