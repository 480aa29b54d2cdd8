/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.robustness;

import java.util.Collection;
import java.util.function.Supplier;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.ip.IpOptions;
import org.costate.runtime.trajectory.Trajectory;

/**
 * A method whose every solve is judged, also those that a multistart does not keep.
 *
 * @param attempts takes them; for several threads
 * @param crashes takes what a solve throws, which it goes on to throw
 */
record JudgedMethod(SolverOptions each, Collection<Attempt> attempts, Collection<Throwable> crashes)
    implements SolverOptions {
  @Override
  public String method() {
    return each.method();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    if (!(problem instanceof ProblemInstance)) { // relaxed, to explain why there is no solution: nobody reads that here
      return IpOptions.defaults().withIterations(0).solver(problem);
    }
    Solver solver = each.solver(problem);
    return new Solver() {
      @Override
      public SolveReport solve(double[] controls, IterationObserver observer) {
        return judged(() -> solver.solve(controls, observer));
      }

      @Override
      public SolveReport solve(Trajectory initial, IterationObserver observer) {
        return judged(() -> solver.solve(initial, observer));
      }

      @Override
      public int iterations() {
        return solver.iterations();
      }

      @Override
      public void interrupt() {
        solver.interrupt();
      }

      private SolveReport judged(Supplier<SolveReport> solve) {
        try {
          SolveReport report = solve.get();
          attempts.add(Attempt.of(problem, report));
          return report;
        } catch (RuntimeException | Error crash) {
          crashes.add(crash);
          throw crash;
        }
      }
    };
  }
}
