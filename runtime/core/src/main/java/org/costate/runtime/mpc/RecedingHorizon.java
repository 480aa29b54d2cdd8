/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.mpc;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.costate.runtime.problem.MovingProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.sim.Controller;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Plans over the problem's horizon at every tick, from the state that is, and applies the beginning of the plan. The first plan is made
 * before the run as well as the method can; each tick then begins with the last plan, shifted by the period, and takes as many iterations as
 * the method's options allow: one iteration a tick is the real-time iteration of Diehl, Bock, Schloeder 2005. A tick allocates nothing if the
 * solver's {@link Solver#improve} does not. Derivation: docs/algorithms/mpc.md.
 */
public final class RecedingHorizon implements Controller {
  /** How often the first plan may be improved further where a solve ends at its limit of iterations. */
  private static final int FIRST_ROUNDS = 100;

  private final MovingProblem problem;
  private final Solver solver;
  private final boolean warmStart;
  private final double period;
  private final double[] guess;

  /** How many coordinates are measured; those behind them are design variables, which stay those of the plan. */
  private final int states;

  private final Trajectory plan;

  /** What to fall back on where a plan fails. */
  private final Trajectory shifted;

  private final int[] statuses = new int[SolverStatus.values().length];

  /** The constraints of a plan's end, where it begins and where it ends. */
  private final double[] before;

  private final double[] after;
  private double timeToGo;
  private double lastTime;

  /**
   * @param model what the controller believes; not modified
   * @param period between two ticks
   * @throws IllegalArgumentException for problems that have no receding horizon, see {@link MovingProblem}
   */
  public RecedingHorizon(ProblemInstance model, SolverOptions options, double period, boolean warmStart) {
    problem = new MovingProblem(model, period);
    solver = options.solver(problem);
    this.warmStart = warmStart;
    this.period = period;
    guess = problem.initialControls();
    states = model.info().size(VariableInfo.Kind.STATE);
    plan = new Trajectory(problem.dims());
    shifted = new Trajectory(problem.dims());
    before = new double[problem.constraints(problem.dims().steps())];
    after = new double[before.length];
  }

  @Override
  public void begin(double[] x) {
    Arrays.fill(statuses, 0);
    lastTime = 0;
    restart(x);
    move(0);
    rollOut();
    SolverStatus status = solver.improve(plan);
    for (int i = 0; i < FIRST_ROUNDS && status == SolverStatus.ITERATION_LIMIT; i++) {
      status = solver.improve(plan);
    }
    timeToGo = problem.stepSeconds(plan.X) * problem.dims().steps();
  }

  @Override
  public void act(double time, double[] x, double[] u) {
    double passed = time - lastTime;
    lastTime = time;
    if (warmStart) {
      double before = problem.stepSeconds(plan.X);
      problem.shorten(passed, plan.X);
      System.arraycopy(x, 0, plan.X, 0, states);
      move(time);
      HeldControls.shift(
          plan.U, plan.dims().steps(), plan.dims().nu(), passed, before, problem.stepSeconds(plan.X));
    } else {
      restart(x);
      move(time);
    }
    rollOut();
    shifted.copyFrom(plan);
    SolverStatus status = solver.improve(plan);
    if (status == SolverStatus.NOT_FINITE) {
      restart(x);
      move(time);
      rollOut();
      status = solver.improve(plan);
    }
    if (status == SolverStatus.NOT_FINITE) {
      plan.copyFrom(shifted);
    }
    statuses[status.ordinal()]++;
    timeToGo = problem.stepSeconds(plan.X) * problem.dims().steps();
    System.arraycopy(plan.U, 0, u, 0, u.length);
  }

  /** The guess of the problem, from a measured state, and nothing of earlier plans. */
  private void restart(double[] x) {
    solver.forget();
    System.arraycopy(x, 0, plan.X, 0, x.length);
    System.arraycopy(guess, 0, plan.U, 0, guess.length);
  }

  /** Begins the horizon at the first state of the plan. */
  private void move(double time) {
    problem.move(time, plan.X);
  }

  private void rollOut() {
    Rollout.fromFirstState(problem, plan);
  }

  /** With a free final time, once what is left is no more than a period, unless the plan misses its goal. */
  @Override
  public boolean finished() {
    return problem.info().freeTime() && timeToGo <= period * (1 + 1e-9) && !missesGoal();
  }

  /** Whether the end of the plan is farther from satisfying its constraints than the plan moves: one period more would not be the last. */
  private boolean missesGoal() {
    int N = problem.dims().steps();
    problem.constrain(N, plan.X, 0, plan.U, 0, before, 0);
    problem.constrain(N, plan.X, N * problem.dims().nx(), plan.U, 0, after, 0);
    double moved = 0;
    double missed = 0;
    for (int i = 0; i < after.length; i++) {
      moved = Math.max(moved, Math.abs(after[i] - before[i]));
      missed = Math.max(missed, problem.isEquality(N, i) ? Math.abs(after[i]) : after[i]);
    }
    return missed > moved;
  }

  /** What is solved at every tick; it is where the last one was. */
  MovingProblem problem() {
    return problem;
  }

  /** That of the last tick. */
  Trajectory plan() {
    return plan;
  }

  /** How the plans of this episode ended, in numbers. */
  public Map<SolverStatus, Integer> statuses() {
    Map<SolverStatus, Integer> counts = new EnumMap<>(SolverStatus.class);
    for (SolverStatus status : SolverStatus.values()) {
      if (statuses[status.ordinal()] > 0) {
        counts.put(status, statuses[status.ordinal()]);
      }
    }
    return counts;
  }
}
