/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.problem.VaryingProblem;
import org.costate.runtime.trajectory.LaneRollout;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/** Rollouts one after the other and together. */
final class LaneTimes {
  static final int CASES = 256;

  private static final double SECONDS_FOR_EACH = 4;
  private static final double SPREAD = 0.1;
  private static final long SEED = 1;

  private LaneTimes() {}

  static List<String> columns() {
    return List.of("model", "one_by_one_ns", "lanes_ns", "ratio", "lanes_own_params_ns", "own_params_ratio");
  }

  static List<List<String>> measure(List<String> models) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String model : models) {
      ProblemInstance problem =
          new ProblemInstance(Subject.of("benchmarks/problems/" + model + ".ctl").first().code());
      Trajectory[] cases = cases(problem);
      double alone = oneByOne(problem, cases);
      double together = together(problem, cases);
      double own = together(new VaryingProblem(problem, List.of(new VaryingProblem.Place(Kind.PARAM, 0))), cases);
      rows.add(List.of(model, Figures.text(alone), Figures.text(together), Figures.text(alone / together),
          Figures.text(own), Figures.text(alone / own)));
    }
    return rows;
  }

  private static Trajectory[] cases(OptimalControlProblem problem) {
    SplittableRandom random = new SplittableRandom(SEED);
    Trajectory[] cases = new Trajectory[CASES];
    for (int i = 0; i < CASES; i++) {
      Trajectory trajectory = new Trajectory(problem.dims());
      problem.start(trajectory.X, 0);
      for (int j = 0; j < problem.dims().nx(); j++) {
        trajectory.X[j] += SPREAD * random.nextDouble(-1, 1);
      }
      Arrays.setAll(trajectory.U, _ -> SPREAD * random.nextDouble(-1, 1));
      cases[i] = trajectory;
    }
    return cases;
  }

  /** A step and case. */
  private static double nanos(OptimalControlProblem problem, CpuTimer.Body allCases) {
    return CpuTimer.nanosPerCall(SECONDS_FOR_EACH, allCases) / (CASES * (double) problem.dims().steps());
  }

  private static double oneByOne(OptimalControlProblem problem, Trajectory[] cases) {
    return nanos(problem, count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        for (Trajectory trajectory : cases) {
          sum += Rollout.fromFirstState(problem, trajectory);
        }
      }
      return sum;
    });
  }

  /** Nanoseconds of CPU time a step and case; all cases are simulated at once. */
  static double together(OptimalControlProblem problem, Trajectory[] cases) {
    LaneRollout lanes = new LaneRollout(problem.lanes(CASES).orElseThrow(), CASES);
    return nanos(problem, count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        for (int lane = 0; lane < CASES; lane++) {
          lanes.set(lane, cases[lane]);
        }
        lanes.run(CASES);
        sum += lanes.cost(0);
      }
      return sum;
    });
  }
}
