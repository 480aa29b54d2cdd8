/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** Where a solve begins, as a solver is told. */
class InitialTrajectoryTest {
  /** x+ = x + u from 0 in 4 steps. */
  private static final Problem FOLLOW = Costate.compile("follow.ctl", Programs.FOLLOW).problem();

  private static final Problem UNSTABLE = Costate.compile("unstable.ctl", """
      problem Unstable {
        state x;
        state y;
        control u;
        dynamics { next(x) = 1e200*x; next(y) = y + u; }
        horizon 3 steps 3;
        start x = 1, y = 0;
        guess u = 1;
        minimize { running u^2; }
      }
      """).problem();

  /** Ends with the trajectory that it was given. */
  private static final class Told extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Trajectory trajectory;

    Told(Trajectory trajectory) {
      super("told");
      this.trajectory = trajectory;
    }
  }

  private static final SolverOptions TELLING = new SolverOptions() {
    @Override
    public String method() {
      return "telling";
    }

    @Override
    public Solver solver(OptimalControlProblem problem) {
      return new Solver() {
        @Override
        public SolveReport solve(double[] controls, IterationObserver observer) {
          throw new UnsupportedOperationException();
        }

        @Override
        public SolveReport solve(Trajectory initial, IterationObserver observer) {
          throw new Told(initial);
        }

        @Override
        public int iterations() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void interrupt() {}
      };
    }
  };

  private static Trajectory initial(Problem problem) {
    return assertThrows(Told.class, () -> problem.solve(TELLING)).trajectory;
  }

  @Test
  void withoutGuessesOfStatesTheyAreWhereTheControlsLead() {
    assertArrayEquals(new double[] {0, 0.5, 1, 1.5, 2}, initial(FOLLOW.guess("u", 0.5)).X);
  }

  @Test
  void aRolloutStopsWhereItLeavesTheNumbers() {
    assertArrayEquals(new double[] {1, 0, 1e200, 1, 1e200, 1, 1e200, 1}, initial(UNSTABLE).X);
  }

  @Test
  void guessedStatesAreTakenAsTheyAreButForTheStart() {
    Trajectory initial = initial(FOLLOW.guess("x", 9, 8, 7, 6, 5).guess("u", 0.5));
    assertArrayEquals(new double[] {0, 8, 7, 6, 5}, initial.X);
    assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5}, initial.U);
    assertArrayEquals(new double[] {1, 0, 1, 4, 1, 4, 1, 4}, initial(UNSTABLE.guess("y", 4)).X);
    assertThrows(IllegalArgumentException.class, () -> FOLLOW.guess("x", 1, 2, 3, 4));
  }
}
