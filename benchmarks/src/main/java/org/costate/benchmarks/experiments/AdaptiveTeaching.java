/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.Training;
import org.costate.TrainingResult;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.problem.RunInfo;

/**
 * E7: a vehicle learns to fly through forests with a laser alone, from a planner that knows the trees, in three ways: the planner flies, the planner flies
 * near what was learned so far (PLATO), what was learned flies (DAgger). Crashes are those of the 60 episodes of learning; distances are those of what was
 * learned, alone, in 100 other forests.
 */
final class AdaptiveTeaching {
  private static final String NAME = "E7";
  private static final int TESTS = 100;

  /** How long 8 s are without a crash, at least. */
  private static final double WHOLE_EPISODE = 80;

  private static final double MAX_CRASHES = 0.6;
  private static final double MAX_DIFFERENCE = 1e-3;

  /** So much that the planner does what the policy would. */
  private static final String BINDING = "1e9";

  private static final double LIKE_DAGGER = 0.25;
  private static final List<String> SEEN = List.of("clear", "speed", "side");

  private final Problems problems;
  private final long seed;
  private final List<Outcome> outcomes = new ArrayList<>();
  private long transitions;
  private double seconds;

  private AdaptiveTeaching(Problems problems, long seed) {
    this.problems = problems;
    this.seed = seed;
  }

  /** What learning in one way came to. */
  private record Arm(TrainingResult result, List<Progress> rounds, double survival) {
    double crashes() {
      return rounds.stream().mapToDouble(p -> p.measures().get("terminated")).sum();
    }

    /** Metres that the policy flies alone. */
    double distance() {
      return result.evaluation().orElseThrow().mean();
    }

    /** Of what was flown from what the policy would have done, in all rounds but the first. */
    double divergence() {
      return rounds.stream().skip(1).mapToDouble(p -> p.measures().get("divergence")).average().orElseThrow();
    }

    /** At the states that were visited, what is left of the divergence that the teacher's own actions have. */
    double kept() {
      return rounds.stream().skip(1).mapToDouble(p -> p.measures().get("kept")).average().orElseThrow();
    }

    double furthest() {
      return rounds.stream().skip(1).mapToDouble(p -> p.measures().get("furthest")).max().orElseThrow();
    }
  }

  static List<Outcome> run(long seed) throws IOException {
    return new AdaptiveTeaching(Costate.load(Tree.root().resolve("examples/forest/forest.ctl")), seed).all();
  }

  private List<Outcome> all() throws IOException {
    Arm supervised = arm(training("supervised"));
    report("supervised", supervised, true, true);
    Arm dagger = arm(training("dagger"));
    report("DAgger", dagger, true, true);
    Arm near = arm(training("plato"));
    report("PLATO 0.01", near, near.crashes() <= MAX_CRASHES * dagger.crashes(), true);
    diverges("PLATO 0.01", near, 1);
    Arm nearer = arm(training("plato").option("weight", "0.05"));
    report("PLATO 0.05", nearer, nearer.crashes() <= MAX_CRASHES * dagger.crashes(),
        nearer.distance() >= supervised.distance());
    diverges("PLATO 0.05", nearer, near.kept());
    Arm nearest = arm(training("plato").option("weight", "1"));
    report("PLATO 1", nearest, true, true);
    diverges("PLATO 1", nearest, nearer.kept());
    Arm free = arm(training("plato").option("weight", "0"));
    boolean same = Arrays.equals(actions(free), actions(supervised)) && free.crashes() == supervised.crashes();
    add("PLATO 0 is supervised, bit for bit", same ? 1 : 0, same);
    Arm bound = arm(training("plato").option("weight", BINDING));
    diverges("PLATO 1e9", bound, nearest.kept());
    add("PLATO 1e9, furthest from the policy", bound.furthest(), bound.furthest() < MAX_DIFFERENCE);
    add("PLATO 1e9, crashes over DAgger's", bound.crashes() / dagger.crashes(),
        Math.abs(bound.crashes() / dagger.crashes() - 1) <= LIKE_DAGGER);
    List<String> seen = near.result.policy().observationNames();
    add("what the policy sees, in numbers", seen.size(),
        seen.stream().allMatch(name -> SEEN.contains(name.replaceAll("\\[.*", ""))));
    return outcomes;
  }

  /** The teacher alone is its first round. */
  private void report(String arm, Arm learned, boolean crashes, boolean distance) {
    add(arm + ", crashes of 60", learned.crashes(), crashes);
    add(arm + ", distance", learned.distance(), distance);
    add(arm + ", survival", learned.survival(), true);
  }

  /** The divergence of an episode need not fall with the weight, since other states are visited; what is left of it at one state does. */
  private void diverges(String arm, Arm learned, double before) {
    add(arm + ", divergence", learned.divergence(), true);
    add(arm + ", divergence left", learned.kept(), learned.kept() < before);
  }

  private void add(String arm, double value, boolean pass) {
    outcomes.add(new Outcome(NAME, arm, seed, value, pass, transitions, seconds));
  }

  private Training training(String name) {
    return problems.runs(RunInfo.Kind.TRAIN)
        .stream()
        .map(Problem::training)
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow()
        .seed(seed)
        .option("evaluate.episodes", "" + TESTS);
  }

  private Arm arm(Training training) throws IOException {
    List<Progress> rounds = new ArrayList<>();
    long begun = CpuTimer.now();
    TrainingResult result = training.run((iteration, progress, used) -> rounds.add(progress));
    seconds = (CpuTimer.now() - begun) * 1e-9;
    transitions = rounds.getLast().transitions();
    long whole = result.evaluation().orElseThrow().lengths().stream().filter(l -> l == WHOLE_EPISODE).count();
    return new Arm(result, rounds, (double) whole / TESTS);
  }

  /** What the policy does with some observations. */
  private static double[] actions(Arm arm) {
    double[] seen = new double[33];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = Math.sin(i);
    }
    return arm.result.policy().act(seen);
  }
}
