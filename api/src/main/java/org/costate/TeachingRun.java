/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.costate.runtime.learn.imitation.PlanningTeacher;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.mpc.AnchoredHorizon;
import org.costate.runtime.mpc.MpcOptions;
import org.costate.runtime.mpc.RecedingHorizon;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.sim.Controller;
import org.costate.runtime.sim.TrajectoryController;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.method.SolverMethods;

/**
 * A {@code solve} or {@code mpc} block that teaches. Params that its problem shares with the one that is taught have the values of the episode. An
 * {@code mpc} block plans at every step, whatever its rate; a {@code solve} block plans once, from the start, and its gains are followed.
 */
final class TeachingRun implements PlanningTeacher.Planner {
  private final Problem planner;
  private final Problem taught;
  private final OptionalInt again;

  /** @param again iterations of plans near another action; empty where nobody asks for these */
  TeachingRun(Problem planner, Problem taught, OptionalInt again) {
    this.planner = planner;
    this.taught = taught;
    this.again = again;
  }

  @Override
  public Controller plan(ProblemInstance episode, double[] x) {
    Problem set = planner;
    for (VariableInfo param : taught.variables(Kind.PARAM)) {
      if (planner.variables(Kind.PARAM)
          .stream()
          .anyMatch(p -> p.name().equals(param.name()) && p.shape().equals(param.shape()))) {
        set = set.with(param.name(), episode.param(param.name()));
      }
    }
    double seconds = episode.stepSeconds();
    return set.run().orElseThrow().kind() == RunInfo.Kind.MPC ? receding(set, seconds) : following(set, x);
  }

  private Controller receding(Problem set, double period) {
    RunInfo block = set.run().orElseThrow();
    MpcOptions options = MpcOptions.parse(block.options());
    SolverOptions solver = set.solverOptions();
    if (again.isEmpty()) {
      return new RecedingHorizon(set.instance(), solver, period, options.warmStart());
    }
    Map<String, String> fewer = new HashMap<>(options.method());
    fewer.put("iterations", "" + again.getAsInt());
    return new AnchoredHorizon(
        set.instance(), solver, SolverMethods.parse(block.method(), fewer), period, options.warmStart());
  }

  private static Controller following(Problem set, double[] x) {
    Problem begun = set;
    for (VariableInfo state : set.variables(Kind.STATE)) {
      begun = begun.start(state.name(), Arrays.copyOfRange(x, state.offset(), state.offset() + state.size()));
    }
    Solution solution = begun.solve();
    if (solution.status() == SolverStatus.NOT_FINITE) {
      throw new LearningFailure(
          "the teacher's solve from " + Arrays.toString(x) + " ended: " + solution.status().text());
    }
    return new TrajectoryController(solution.trajectory(), Optional.of(solution.affine()),
        set.instance().stepSeconds());
  }
}
