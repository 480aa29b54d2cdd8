/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.mpc;

import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.Controller;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.trajectory.Trajectory;

/**
 * A receding horizon that can also plan near what somebody else would do now: the teacher of PLATO (Kahn, Zhang, Levine, Abbeel 2017, equation
 * 3). A tick allocates nothing if the solvers' {@link Solver#improve} does not.
 */
public final class AnchoredHorizon implements Controller {
  private final RecedingHorizon horizon;
  private final AnchoredProblem problem;
  private final Solver solver;
  private final Trajectory plan;

  /**
   * @param model what the controller believes; not modified
   * @param again of the plan near another action, which begins with the plan of the tick
   * @param period between two ticks
   * @throws IllegalArgumentException as {@link RecedingHorizon}
   */
  public AnchoredHorizon(
      ProblemInstance model, SolverOptions options, SolverOptions again, double period, boolean warmStart) {
    horizon = new RecedingHorizon(model, options, period, warmStart);
    problem = new AnchoredProblem(horizon.problem());
    solver = again.solver(problem);
    plan = new Trajectory(problem.dims());
  }

  @Override
  public void begin(double[] x) {
    horizon.begin(x);
  }

  @Override
  public void act(double time, double[] x, double[] u) {
    horizon.act(time, x, u);
  }

  /**
   * The first control of the plan of this tick's problem plus weight / 2 |u(0) - anchor|^2. The plan of {@link #act} stays as it is, and without
   * a weight its control is the answer.
   *
   * @param anchor [nu], not modified
   * @param u [nu], overwritten
   */
  public void actNear(double[] anchor, double weight, double[] u) {
    plan.copyFrom(horizon.plan());
    if (weight > 0) {
      problem.anchor(anchor, weight);
      solver.forget();
      if (solver.improve(plan) == SolverStatus.NOT_FINITE) {
        plan.copyFrom(horizon.plan());
      }
    }
    System.arraycopy(plan.U, 0, u, 0, u.length);
  }
}
