/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;
import org.costate.runtime.trajectory.Trajectory;

/** How fast the public tasks are stepped. */
final class EnvironmentTimes {
  private static final double SECONDS_FOR_EACH = 5;
  private static final int ACTIONS = 1 << 12;
  private static final List<String> TASKS = List.of("acrobot", "cartpole", "pendulum");

  private EnvironmentTimes() {}

  static List<String> columns() {
    return List.of("environment", "steps_per_s", "together_steps_per_s", "gymnasium_steps_per_s", "by_gymnasium");
  }

  static List<List<String>> measure() throws IOException, InterruptedException {
    Map<String, String> gymnasium = Lines.of(Lines.python("gymnasium/environments.py")).orElse(Map.of());
    List<List<String>> rows = new ArrayList<>();
    for (String task : TASKS) {
      LoadedProblem loaded = Subject.of("benchmarks/experiments/" + task + ".ctl").first();
      ProblemInstance problem = new ProblemInstance(loaded.code());
      CompiledEnvironment environment = new CompiledEnvironment(loaded, problem);
      RandomStream stream = new RandomStream(1);
      double[] actions = actions(environment.info(), stream);
      double ours = stepsPerSecond(environment, actions, stream);
      String rival = gymnasium.getOrDefault(task, "");
      rows.add(List.of(task, Figures.text(ours), Figures.text(1e9 / together(problem, actions)), rival,
          rival.isEmpty() ? "" : Figures.text(ours / Double.parseDouble(rival))));
    }
    return rows;
  }

  private static double stepsPerSecond(CompiledEnvironment environment, double[] actions, RandomStream stream) {
    return 1e9 / CpuTimer.nanosPerCall(SECONDS_FOR_EACH, count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        if (environment.over()) {
          environment.reset(stream);
        }
        sum += environment.step(actions, i & (ACTIONS - 1));
      }
      return sum;
    });
  }

  /** Nanoseconds a step of whole episodes in lanes, without observations and ends. */
  private static double together(ProblemInstance problem, double[] actions) {
    Trajectory[] cases = new Trajectory[LaneTimes.CASES];
    for (int i = 0; i < cases.length; i++) {
      int first = i * problem.dims().steps();
      Trajectory trajectory = new Trajectory(problem.dims());
      problem.start(trajectory.X, 0);
      Arrays.setAll(trajectory.U, k -> actions[(first + k) & (ACTIONS - 1)]);
      cases[i] = trajectory;
    }
    return LaneTimes.together(problem, cases);
  }

  /** Uniform within the limits of the one control, or among its choices. */
  private static double[] actions(EnvironmentInfo info, RandomStream stream) {
    EnvironmentInfo.Control control = info.controls().getFirst();
    double[] actions = new double[ACTIONS];
    for (int i = 0; i < ACTIONS; i++) {
      double low = control.lower().getFirst();
      actions[i] = control.choices().isEmpty() ? low + (control.upper().getFirst() - low) * stream.uniform()
          : control.choices().get(stream.below(control.choices().size()));
    }
    return actions;
  }
}
