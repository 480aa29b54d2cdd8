/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.multistart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.FreeStart;
import org.costate.runtime.fixtures.Jet;
import org.costate.runtime.fixtures.JetProblem;
import org.costate.runtime.fixtures.LinearQuadratic;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.Starts;
import org.costate.runtime.solve.ddp.DdpOptions;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.solve.method.SolverMethods;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class MultistartTest {
  /** x+ = x + u with the cost (x^2 - 1)^2 + 0.3 x of where it ends: a local minimum at 0.96 of 0.29, a better one at -1.04 of -0.31. */
  private static final class TwoValleys extends JetProblem {
    TwoValleys() {
      super(new double[] {0.8}, 1, 8, 2);
    }

    @Override
    protected Jet[] map(Jet[] x, Jet[] u) {
      return new Jet[] {x[0].plus(u[0].times(0.5))};
    }

    @Override
    protected Jet stageCost(Jet[] x, Jet[] u) {
      return u[0].square().times(1e-3);
    }

    @Override
    protected Jet terminalCost(Jet[] x) {
      return x[0].square().minus(1).square().plus(x[0].times(0.3));
    }

    @Override
    public Optional<OptimalControlProblem> forAnotherThread() {
      return Optional.of(new TwoValleys());
    }
  }

  private static SolveReport solve(int starts, long seed, int threads) {
    return new MultistartSolver(
        new TwoValleys(), new MultistartOptions(DdpOptions.defaults(), starts, seed, 0.5), threads)
        .solve(new double[8]);
  }

  @Test
  void randomStartsFindTheBetterOfTwoValleys() {
    SolveReport plain = DdpOptions.defaults().solver(new TwoValleys()).solve(new double[8]);
    assertTrue(plain.cost() > 0.2, () -> "the guess leads to the nearer valley, " + plain.cost());
    assertEquals(Optional.empty(), plain.starts());
    SolveReport best = solve(12, 3, 1);
    assertEquals(SolverStatus.CONVERGED, best.status());
    assertEquals(-0.304, best.cost(), 0.005);
    Starts starts = best.starts().orElseThrow();
    assertEquals(12, starts.all().size());
    assertEquals(12, starts.converged());
    assertEquals(new Starts.Start(plain.status(), plain.cost(), 0, plain.iterations()), starts.all().getFirst());
    List<Starts.Optimum> optima = starts.optima();
    assertEquals(2, optima.size(), optima::toString);
    assertEquals(best.cost(), optima.getFirst().cost());
    assertEquals(12, optima.getFirst().starts() + optima.getLast().starts());
    assertEquals(plain.cost(), optima.getLast().cost(), 1e-4);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    SolveReport one = solve(9, 5, 1);
    for (int threads = 2; threads <= 4; threads++) {
      SolveReport several = solve(9, 5, threads);
      assertArrayEquals(one.trajectory().X, several.trajectory().X);
      assertArrayEquals(one.policy().gains(), several.policy().gains());
      assertEquals(one.starts(), several.starts());
    }
    assertNotEquals(one.starts(), solve(9, 6, 1).starts());
  }

  @Test
  void aStartThatFailsDoesNotCount() {
    OptimalControlProblem broken = new ForwardingProblem(new TwoValleys()) {
      @Override
      public double terminal(double[] x, int xAt) {
        return x[xAt] < 0 ? Double.NaN : super.terminal(x, xAt);
      }
    };
    SolveReport report =
        new MultistartOptions(DdpOptions.defaults(), 12, 3, 0.5).solver(broken).solve(new double[8]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    Starts starts = report.starts().orElseThrow();
    assertTrue(starts.converged() > 0 && starts.converged() < 12, starts::toString);
    assertTrue(starts.all().stream().anyMatch(start -> start.status() == SolverStatus.NOT_FINITE), starts::toString);
    assertEquals(1, starts.optima().size());
  }

  @Test
  void whereNothingIsFiniteThePlaceIsReported() {
    OptimalControlProblem broken = new ForwardingProblem(new Pendulum()) {
      @Override
      public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
        super.stage(k, x, xAt, u, uAt, next, nextAt);
        return k == 4 ? Double.NaN : 0;
      }
    };
    SolveReport report =
        new MultistartOptions(IlqrOptions.defaults(), 3, 0, 0.5).solver(broken).solve(new double[60]);
    assertEquals(SolverStatus.NOT_FINITE, report.status());
    assertEquals(4, report.nonFinite().orElseThrow().step());
    assertEquals(List.of(), report.starts().orElseThrow().optima());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInterruptEndsAllStarts() {
    CountDownLatch interrupted = new CountDownLatch(1);
    OptimalControlProblem othersWait = new ForwardingProblem(new TwoValleys()) {
      @Override
      public Optional<OptimalControlProblem> forAnotherThread() {
        return Optional.of(new ForwardingProblem(new TwoValleys()) {
          @Override
          public double terminal(double[] x, int xAt) {
            await(interrupted); // else the other thread may end all its starts before the first iteration here
            return super.terminal(x, xAt);
          }
        });
      }
    };
    Solver solver = new MultistartSolver(othersWait, new MultistartOptions(DdpOptions.defaults(), 50, 1, 0.5), 2);
    SolveReport report = solver.solve(new double[8], iteration -> {
      solver.interrupt();
      interrupted.countDown();
    });
    assertEquals(SolverStatus.INTERRUPTED, report.status());
    assertTrue(report.starts().orElseThrow().all().size() < 50);
    assertEquals(SolverStatus.CONVERGED, solver.solve(new double[8]).status(), "it may solve again");
  }

  @Test
  void theObserverHearsOfTheGivenGuessOnly() {
    List<Integer> heard = new ArrayList<>();
    Thread caller = Thread.currentThread();
    SolveReport plain = DdpOptions.defaults().solver(new TwoValleys()).solve(new double[8]);
    new MultistartSolver(new TwoValleys(), new MultistartOptions(DdpOptions.defaults(), 6, 1, 0.5), 2)
        .solve(new double[8], iteration -> {
          assertEquals(caller, Thread.currentThread());
          heard.add(iteration.number);
        });
    assertEquals(plain.iterations(), heard.size());
  }

  // guesses

  private static Trajectory rollout(OptimalControlProblem problem) {
    Trajectory guess = new Trajectory(problem.dims());
    Rollout.run(problem, guess);
    return guess;
  }

  @Test
  void limitedControlsAreUniformAndStatesLeaveTheGuessAfterTheStart() {
    OptimalControlProblem problem = new Pendulum();
    Trajectory guess = rollout(problem);
    RandomGuesses random = new RandomGuesses(problem, guess, 1, 0.5);
    int draws = 2000;
    double low = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      Trajectory drawn = random.next();
      assertEquals(0.1, drawn.X[0]);
      assertNotEquals(guess.X[2], drawn.X[2]);
      double u = drawn.U[0];
      assertTrue(Math.abs(u) <= 3);
      low += u < -1.5 ? 1 : 0;
      sum += u;
      squares += u * u;
    }
    // of a uniform variable on [-3, 3]: a quarter below -1.5, mean 0, variance 3; four standard errors of 2000 draws
    assertEquals(0.25, low / draws, 0.039);
    assertEquals(0, sum / draws, 0.155);
    assertEquals(3, squares / draws, 0.24);
  }

  @Test
  void freeVariablesAreNormalAroundTheGuess() {
    OptimalControlProblem problem = LinearQuadratic.random(2, 1, 14, 1);
    Trajectory guess = rollout(problem);
    guess.U[0] = -4; // the size of the control
    RandomGuesses random = new RandomGuesses(problem, guess, 1, 0.25);
    double sum = 0;
    double squares = 0;
    int draws = 2000;
    for (int i = 0; i < draws; i++) {
      double u = random.next().U[0] + 4;
      sum += u;
      squares += u * u;
    }
    assertEquals(0, sum / draws, 4 / Math.sqrt(draws));
    assertEquals(1, squares / draws, 4 * Math.sqrt(2.0 / draws));
  }

  @Test
  void aFreeStartMovesForTheWholeHorizonWithinItsLimits() {
    OptimalControlProblem problem = new FreeStart(LinearQuadratic.random(4, 2, 8, 1),
        new double[] {-0.1, 0, -5, -5}, new double[] {0.1, 0, 5, 5});
    Trajectory guess = rollout(problem);
    RandomGuesses random = new RandomGuesses(problem, guess, 1, 0.5);
    for (int i = 0; i < 50; i++) {
      Trajectory drawn = random.next();
      double moved = drawn.X[0] - guess.X[0];
      assertTrue(moved != 0 && Math.abs(moved) <= 0.1 + 1e-15);
      for (int k = 1; k <= 8; k++) {
        assertEquals(moved, drawn.X[4 * k] - guess.X[4 * k], 1e-12);
      }
      assertEquals(guess.X[1], drawn.X[1], "this one is given");
    }
  }

  @Test
  void guessesStayOnTheManifold() {
    OptimalControlProblem problem = new Attitude(10);
    RandomGuesses random = new RandomGuesses(problem, rollout(problem), 1, 2);
    for (int i = 0; i < 20; i++) {
      Trajectory drawn = random.next();
      double[] x = drawn.state(7);
      assertEquals(1, x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3], 1e-15);
      assertTrue(x[7] > 0 && x[7] <= 10, () -> "final time " + x[7]);
      assertEquals(x[7], drawn.state(0)[7]);
    }
  }

  // options

  @Test
  void anOptionBlockAsksForStarts() {
    assertInstanceOf(IlqrOptions.class, SolverMethods.parse("ilqr", Map.of("multistart", "1", "seed", "4")));
    SolverOptions several =
        SolverMethods.parse("ddp", Map.of("multistart", "7", "seed", "4", "spread", "0.1", "iterations", "30"));
    assertEquals(new MultistartOptions(DdpOptions.defaults().withIterations(30), 7, 4, 0.1), several);
    assertEquals("ddp", several.method());
    SolveReport report = several.solver(new TwoValleys())
        .solve(rollout(new TwoValleys()), IterationObserver.NONE);
    assertEquals(7, report.starts().orElseThrow().all().size());
    assertThrows(IllegalArgumentException.class, () -> SolverMethods.parse("ddp", Map.of("multistart", "0")));
    assertThrows(IllegalArgumentException.class,
        () -> new MultistartOptions(DdpOptions.defaults(), 2, 0, Double.NaN));
  }
}
