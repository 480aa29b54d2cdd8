/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.costate.Costate;
import org.costate.Policy;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.Training;
import org.costate.TrainingResult;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.learn.gps.LinearGaussianController;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.train.TrainingRun;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.stats.RandomStream;

/**
 * E4 and E5: an arm puts a peg into a slot of which it knows nothing but what it tries. The four slots of training are the corners of a square; what
 * counts is how far the peg ends from 1 cm above the bottom, without noise.
 */
final class PegInsertion {
  private static final double[][] SLOTS = {{-0.08, -0.08}, {-0.08, 0.08}, {0.08, 0.08}, {0.08, -0.08}};

  /** A stream that training never sees. */
  private static final long UNSEEN = 777;

  private static final int UNSEEN_SLOTS = 20;
  private static final double REACHED = 0.03;
  private static final double NETWORK_REACHED = 0.02;
  private static final int CORNERS_AT_LEAST = 3;
  private static final double UNSEEN_REACHED = 0.6;
  private static final double KL_TOLERANCE = 0.1;
  private static final double KL_FALL = 3;
  private static final int STEPS = 100;

  /** What is far from where it began, or never learned, ends at least so far away. */
  private static final double UNTRAINED = 0.1;

  private final Problems problems;
  private final String experiment;
  private final long seed;
  private final List<Outcome> outcomes = new ArrayList<>();

  /** Of the last training. */
  private final List<Progress> history = new ArrayList<>();

  private double seconds;

  private PegInsertion(String experiment, long seed) throws IOException {
    this.experiment = experiment;
    this.seed = seed;
    problems = Costate.load(Tree.root().resolve("examples/peg/peg.ctl"));
  }

  /** E4: controllers from trials. */
  static List<Outcome> controllers(long seed) throws IOException {
    PegInsertion e4 = new PegInsertion("E4", seed);
    for (int trials : new int[] {40, 100, 200}) {
      TrainingResult result = e4.train(e4.training("controllers").option("iterations", "" + trials / 20));
      double[] ends = e4.controllersEnd(result, new double[0]);
      boolean judged = trials == 200;
      e4.add("peg " + trials + " trials, corners", reached(ends, REACHED),
          !judged || reached(ends, REACHED) >= CORNERS_AT_LEAST);
      e4.add("peg " + trials + " trials, worst", Arrays.stream(ends).max().orElseThrow(), true);
    }
    e4.add("KL of a step over its bound, worst", e4.worstStep(), e4.worstStep() <= 1 + KL_TOLERANCE);
    e4.add("steps of the plant over those of the trials", e4.transitions() / (200.0 * STEPS),
        e4.transitions() == 200 * STEPS);
    TrainingResult reach = e4.train(e4.training("controllers", "wall", 0));
    e4.add("reach 200 trials, corners", reached(e4.controllersEnd(reach, new double[0]), REACHED), true);
    TrainingResult heavier = e4.train(e4.training("controllers", "mass", 1.3));
    double[] ends = e4.controllersEnd(heavier, new double[] {1.3});
    e4.add("peg 200 trials, rods 30 % heavier, corners", reached(ends, REACHED),
        reached(ends, REACHED) >= CORNERS_AT_LEAST);
    TrainingResult alone = e4.train(e4.training("controllers").option("prior.mixture", "false"));
    e4.add("without the prior: iterations until it fails", alone.iterations(),
        alone.status() == TrainingRun.Status.FAILED);
    e4.train(e4.training("controllers").option("kl_step", "inf").option("iterations", "4"));
    e4.add("without a bound: costs that rise in 3 iterations", e4.rises(), e4.rises() > 0);
    return e4.outcomes;
  }

  /** E5: networks that follow controllers. */
  static List<Outcome> networks(long seed) throws IOException {
    PegInsertion e5 = new PegInsertion("E5", seed);
    for (String name : List.of("peg", "peg_badmm", "peg_dual")) {
      TrainingResult result = e5.train(e5.training(name));
      double[] corners = e5.policyEnds(result.policy(), SLOTS);
      double[] others = e5.policyEnds(result.policy(), e5.unseen());
      String method = e5.training(name).method();
      e5.add(method + " corners", reached(corners, NETWORK_REACHED),
          reached(corners, NETWORK_REACHED) >= CORNERS_AT_LEAST);
      e5.add(method + " worst corner", Arrays.stream(corners).max().orElseThrow(), true);
      double share = (double) reached(others, REACHED) / others.length;
      e5.add(method + " unseen", share, share >= UNSEEN_REACHED);
      double fall = e5.history.get(1).measures().get("policy_kl") / e5.history.getLast().measures().get("policy_kl");
      e5.add(method + " fall of the KL of policy and controllers", fall, fall >= KL_FALL);
    }
    TrainingResult cloned = e5.train(e5.training("controllers").option("iterations", "12"));
    e5.add("cloned from E4's last trials, corners",
        reached(e5.policyEnds(cloned.policy(), SLOTS), NETWORK_REACHED), true);
    e5.add("cloned from E4's last trials, unseen",
        (double) reached(e5.policyEnds(cloned.policy(), e5.unseen()), REACHED) / UNSEEN_SLOTS, true);
    TrainingResult still = e5.train(e5.training("peg").option("student.rate", "0").option("iterations", "2"));
    double nearest = Arrays.stream(e5.policyEnds(still.policy(), SLOTS)).min().orElseThrow();
    e5.add("no learning rate, nearest corner", nearest, nearest >= UNTRAINED);
    return e5.outcomes;
  }

  private static int reached(double[] distances, double limit) {
    return (int) Arrays.stream(distances).filter(d -> d <= limit).count();
  }

  private Training training(String name) {
    return run(name).training().seed(seed).option("evaluate.episodes", "1");
  }

  private Training training(String name, String param, double value) {
    return run(name).with(param, value).training().seed(seed).option("evaluate.episodes", "1");
  }

  private Problem run(String name) {
    return problems.runs(RunInfo.Kind.TRAIN)
        .stream()
        .filter(p -> p.training().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private TrainingResult train(Training training) throws IOException {
    history.clear();
    long begun = CpuTimer.now();
    TrainingResult result = training.run((iteration, progress, used) -> history.add(progress));
    seconds = (CpuTimer.now() - begun) * 1e-9;
    return result;
  }

  private void add(String arm, double value, boolean pass) {
    outcomes.add(new Outcome(experiment, arm, seed, value, pass, transitions(), seconds));
  }

  private long transitions() {
    return history.isEmpty() ? 0 : history.getLast().transitions();
  }

  private double worstStep() {
    return history.stream()
        .flatMap(p -> IntStream.rangeClosed(1, SLOTS.length)
            .mapToObj(i -> p.measures().get("kl." + i) / p.measures().get("bound." + i)))
        .mapToDouble(ratio -> ratio)
        .max()
        .orElseThrow();
  }

  /** How many conditions cost more than an iteration before, in the first three that a step has led to. */
  private int rises() {
    int rises = 0;
    for (int k = 1; k <= 3; k++) {
      for (int i = 1; i <= SLOTS.length; i++) {
        rises += history.get(k).measures().get("cost." + i) > history.get(k - 1).measures().get("cost." + i) ? 1 : 0;
      }
    }
    return rises;
  }

  private double[] controllersEnd(TrainingResult result, double[] mass) {
    double[] ends = new double[SLOTS.length];
    for (int i = 0; i < ends.length; i++) {
      Environment plant = slot(SLOTS[i], mass);
      LinearGaussianController controller = result.controllers().get(i);
      double[] u = new double[2];
      for (int t = 0; t < STEPS; t++) {
        controller.mean(t, plant.observation(), 0, u, 0); // what is observed is what was measured
        plant.step(u, 0);
      }
      ends[i] = distance(plant);
    }
    return ends;
  }

  private double[] policyEnds(Policy policy, double[][] slots) {
    double[] ends = new double[slots.length];
    for (int i = 0; i < ends.length; i++) {
      Environment plant = slot(slots[i], new double[0]);
      double[] u = new double[2];
      policy.begin();
      while (!plant.over()) {
        policy.act(plant.observation(), u);
        plant.step(u, 0);
      }
      ends[i] = distance(plant);
    }
    return ends;
  }

  private Environment slot(double[] shift, double[] mass) {
    Problem problem = problems.problem("Insert").with("shift", shift);
    Environment plant = (mass.length == 0 ? problem : problem.with("mass", mass)).environment();
    plant.reset(new RandomStream(UNSEEN));
    return plant;
  }

  private static double distance(Environment plant) {
    int at = plant.info().observation("offset").offset();
    return Math.hypot(plant.observation()[at], plant.observation()[at + 1]);
  }

  private double[][] unseen() {
    RandomStream stream = new RandomStream(UNSEEN);
    double[][] slots = new double[UNSEEN_SLOTS][2];
    for (double[] slot : slots) {
      Arrays.setAll(slot, i -> 0.16 * stream.uniform() - 0.08);
    }
    return slots;
  }
}
