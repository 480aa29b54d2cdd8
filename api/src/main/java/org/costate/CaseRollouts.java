/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VaryingProblem;
import org.costate.runtime.trajectory.LaneRollout;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/** Simulates blocks of cases with the memory of the first. For one thread. */
final class CaseRollouts {
  private final Problem problem;
  private final List<String> names;
  private final VaryingProblem varying;

  /** Whether an instance is made for each case. */
  private final boolean anew;

  private final Trajectory plan;
  private final double[] row;

  /** The state at the end, [nx]. */
  private final double[] end;

  /** Empty where cases are simulated one by one. */
  private final Optional<LaneRollout> lanes;

  /** The cases that are simulated together. */
  private final int[] numbers;

  /** @param most how many cases a block has at most, {@code together} whether they are to be simulated together where they can */
  CaseRollouts(Problem problem, List<String> names, List<VaryingProblem.Place> places, int most, boolean together) {
    this.problem = problem;
    this.names = names;
    varying = new VaryingProblem(problem.instance(), places);
    ProblemInstance instance = varying.instance();
    anew = CaseSolver.hasTimes(instance);
    plan = new Trajectory(instance.dims());
    row = new double[places.size()];
    end = new double[instance.dims().nx()];
    numbers = new int[most];
    lanes = together && !anew ? varying.lanes(most).map(stages -> new LaneRollout(stages, most)) : Optional.empty();
  }

  void run(int first, int count, Batch.Rows rows, Rollouts.Controls controls, RolloutResults results) {
    int n = 0;
    for (int number = first; number < first + count; number++) {
      Optional<String> refusal = set(number, rows);
      if (refusal.isPresent()) {
        results.refuse(number, refusal.get());
        continue;
      }
      ProblemInstance instance = anew ? varying.instance().fork() : varying.instance();
      problem.beginControls(instance, plan);
      controls.change(number, plan.U);
      if (lanes.isPresent()) {
        lanes.get().set(n, plan);
        numbers[n++] = number;
      } else {
        double cost = Rollout.fromFirstState(instance, plan);
        System.arraycopy(plan.X, plan.X.length - end.length, end, 0, end.length);
        results.put(number, cost, end);
      }
    }
    if (n > 0) {
      simulate(lanes.get(), n, results);
    }
  }

  private Optional<String> set(int number, Batch.Rows rows) {
    rows.fill(number, row);
    Optional<String> none = CaseSolver.notANumber(names, row);
    return none.isPresent() ? none : varying.set(row);
  }

  private void simulate(LaneRollout together, int n, RolloutResults results) {
    together.run(n);
    for (int lane = 0; lane < n; lane++) {
      for (int i = 0; i < end.length; i++) {
        end[i] = together.last(lane, i);
      }
      results.put(numbers[lane], together.cost(lane), end);
    }
  }
}
