/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.costate.Costate;
import org.costate.Policy;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.Training;
import org.costate.TrainingResult;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.problem.RunInfo;

/**
 * E6: a car on a closed road is driven by what was learned from a teacher, with and without gusts. The value is the part of 20 runs in gusts, on a
 * stream of their own, that stay on the road for 15 s.
 */
final class Driving {
  private static final String NAME = "E6";
  private static final int RUNS = 20;
  private static final long STREAM = 99;
  private static final double GUSTS = 0.01;

  /** Survival in gusts of cloning at most, at either size, and how much more demonstrations may help. */
  private static final double CLONED = 0.65;
  private static final double HELP = 0.1;
  private static final double CALM = 0.95;
  private static final double SIDE_CAMERAS = 0.85;
  private static final double DAGGER = 0.9;

  private final Problems problems;
  private final Problem road;
  private final long seed;
  private final List<Outcome> outcomes = new ArrayList<>();

  private Driving(Problems problems, long seed) {
    this.problems = problems;
    this.seed = seed;
    road = problems.problem("Drive");
  }

  static List<Outcome> run(long seed) throws IOException {
    return new Driving(Costate.load(Tree.root().resolve("benchmarks/experiments/e6.ctl")), seed).all();
  }

  private List<Outcome> all() throws IOException {
    double[] few = arm("cloned");
    add("BC 600 labels, calm", few[1], few[1] >= CALM, few);
    add("BC 600 labels", few[0], few[0] <= CLONED, few);
    double[] more = arm("cloned_more");
    add("BC 4200 labels", more[0], more[0] <= CLONED && more[0] <= few[0] + HELP, more);
    double[] cameras = arm("side_cameras");
    add("side cameras", cameras[0], cameras[0] >= SIDE_CAMERAS, cameras);
    double[] dagger = arm("dagger");
    add("DAgger round 6", dagger[0], dagger[0] >= DAGGER, dagger);
    return outcomes;
  }

  private void add(String arm, double value, boolean pass, double[] cost) {
    outcomes.add(new Outcome(NAME, arm, seed, value, pass, (long) cost[2], cost[3]));
  }

  /** Survival in gusts and without, transitions, CPU seconds. */
  private double[] arm(String name) throws IOException {
    Training training = problems.runs(RunInfo.Kind.TRAIN)
        .stream()
        .map(Problem::training)
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow()
        .seed(seed)
        .option("evaluate.episodes", "1");
    Progress[] last = new Progress[1];
    long begun = CpuTimer.now();
    TrainingResult result = training.run((iteration, progress, used) -> last[0] = progress);
    double seconds = (CpuTimer.now() - begun) * 1e-9;
    return new double[] {survival(result.policy(), GUSTS), survival(result.policy(), 0), last[0].transitions(),
      seconds};
  }

  private double survival(Policy policy, double gusts) {
    return road.with("gusts", gusts)
        .rollout(policy, RUNS, STREAM, false)
        .terminated()
        .stream()
        .filter(off -> !off)
        .count() / (double) RUNS;
  }
}
