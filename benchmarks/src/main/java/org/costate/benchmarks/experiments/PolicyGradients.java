/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.runtime.learn.nn.Backends;
import org.costate.runtime.learn.pg.NaturalGradient;
import org.costate.runtime.learn.pg.Reinforce;
import org.costate.runtime.learn.pg.Trpo;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.stats.RandomStream;

/** E8: the swing-up of a cart-pole by policy gradients, with the same batches, network and seeds for every method. */
final class PolicyGradients {
  private static final String NAME = "E8";
  private static final int ITERATIONS = 80;
  private static final int LAST = 10;
  private static final double SOLVED = 60;

  /** Better than what no training leads to. */
  private static final double UNTRAINED = -90;

  /** What a pole that turns over and over is worth: as much above as below. */
  private static final double TURNING = 0;

  private static final int EPISODES = 320;
  private static final int LOGGED = 5;

  private PolicyGradients() {}

  /** What became of one learner. */
  private record Run(long solvedAt, double last, double worstKl, long transitions, boolean counted, double cpuSeconds) {
    Outcome outcome(String arm, long seed, boolean pass) {
      return new Outcome(NAME, arm, seed, last, pass && counted, transitions, cpuSeconds);
    }
  }

  static List<Outcome> run(long seed) throws IOException {
    LoadedProblem loaded = load();
    ProblemInstance problem = new ProblemInstance(loaded.code());
    List<Outcome> outcomes = new ArrayList<>();
    Run trpo = learn(loaded, problem, seed, ITERATIONS, task -> new Trpo(task, Trpo.Options.DEFAULTS));
    outcomes.add(trpo.outcome(
        "trpo", seed, trpo.solvedAt <= 200_000 && trpo.last >= 70 && trpo.worstKl <= 0.015));
    Run natural = learn(
        loaded, problem, seed, ITERATIONS, task -> new NaturalGradient(task, NaturalGradient.Options.DEFAULTS));
    outcomes.add(natural.outcome("natural gradient", seed, natural.last >= SOLVED));
    outcomes.addAll(plain(loaded, problem, seed, trpo));
    outcomes.addAll(lambdas(loaded, problem, seed, trpo));
    outcomes.addAll(detectors(loaded, problem, seed));
    return outcomes;
  }

  static LoadedProblem load() throws IOException {
    String text = Files.readString(Tree.root().resolve("benchmarks/experiments/e8.ctl"));
    return Compiler.compile(new Source("e8.ctl", text), CompilerOptions.DEFAULTS).problems().getFirst().loaded();
  }

  /** The plain gradient with Adam: whatever its rate and baseline, TRPO needs at most 0.8 of its transitions. */
  private static List<Outcome> plain(LoadedProblem loaded, ProblemInstance problem, long seed, Run trpo) {
    List<Outcome> outcomes = new ArrayList<>();
    for (double rate : new double[] {0.003, 0.01, 0.03}) {
      Run run = learn(loaded, problem, seed, ITERATIONS,
          task -> new Reinforce(task, Reinforce.Options.DEFAULTS.withRate(rate)));
      outcomes.add(run.outcome("reinforce " + rate, seed, trpo.solvedAt <= 0.8 * run.solvedAt));
    }
    Run time = learn(loaded, problem, seed, ITERATIONS, task -> new Reinforce(task,
        Reinforce.Options.DEFAULTS.withBaseline(Reinforce.Baseline.TIME, false)));
    outcomes.add(time.outcome("reinforce, mean of the time", seed, trpo.solvedAt <= 0.8 * time.solvedAt));
    Run constant = learn(loaded, problem, seed, ITERATIONS, task -> new Reinforce(task,
        Reinforce.Options.DEFAULTS.withBaseline(Reinforce.Baseline.CONSTANT, true)));
    outcomes.add(
        constant.outcome("reinforce, whole return", seed, trpo.solvedAt <= 0.8 * constant.solvedAt));
    return outcomes;
  }

  /** Advantages of one step only, of few steps, and of all. */
  private static List<Outcome> lambdas(LoadedProblem loaded, ProblemInstance problem, long seed, Run trpo) {
    Run none = learn(loaded, problem, seed, ITERATIONS, task -> new Trpo(task, Trpo.Options.DEFAULTS.withGae(0)));
    Run half = learn(loaded, problem, seed, ITERATIONS, task -> new Trpo(task, Trpo.Options.DEFAULTS.withGae(0.5)));
    Run all = learn(loaded, problem, seed, ITERATIONS, task -> new Trpo(task, Trpo.Options.DEFAULTS.withGae(1)));
    return List.of(none.outcome("trpo, lambda 0", seed, none.last < 0),
        half.outcome("trpo, lambda 0.5", seed, trpo.last >= half.last - 1 && trpo.solvedAt < half.solvedAt),
        all.outcome("trpo, lambda 1", seed, trpo.last >= all.last - 1 && trpo.solvedAt < all.solvedAt));
  }

  /** Nothing is learned without a step or from rewards in disorder; with another pole it is; and the rewards are those of the equations. */
  private static List<Outcome> detectors(LoadedProblem loaded, ProblemInstance problem, long seed) {
    Reinforce.Options still = Reinforce.Options.DEFAULTS.withRate(0);
    Run stuck = learn(loaded, problem, seed, LAST, task -> new Reinforce(task, still));
    Run longer = learn(loaded, problem.with("l", 0.65), seed, ITERATIONS,
        task -> new Trpo(task, Trpo.Options.DEFAULTS));
    return List.of(stuck.outcome("rate 0", seed, stuck.last < UNTRAINED),
        shuffled(loaded, problem, seed),
        longer.outcome("trpo, a longer pole", seed, longer.last >= SOLVED),
        repeated(loaded, problem, seed),
        replayed(loaded, problem, seed));
  }

  /**
   * TRPO's steps are as long whatever the advantages are, so that disorder makes a random walk of them: it may come to a policy that pumps, whose
   * pole turns over and over, but not to one that holds it up.
   */
  private static Outcome shuffled(LoadedProblem loaded, ProblemInstance problem, long seed) {
    long started = CpuTimer.now();
    Learner learner = new Trpo(new LearningTask(loaded.policies().getFirst(),
        () -> new ShuffledRewards(new CompiledEnvironment(loaded, problem)), Backends.best(), seed, 1),
        Trpo.Options.DEFAULTS);
    long transitions = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      transitions = learner.iterate().transitions();
    }
    double worth = 0;
    RandomStream streams = new RandomStream(~seed);
    CompiledEnvironment environment = new CompiledEnvironment(loaded, problem);
    Actor actor = actor(loaded, learner, environment);
    double[] force = new double[1];
    for (int i = 0; i < EPISODES; i++) {
      environment.reset(streams.split());
      actor.begin();
      while (!environment.over()) {
        actor.draw(environment.observation(), streams, force);
        worth += environment.step(force, 0) / EPISODES;
      }
    }
    return new Outcome(NAME, "trpo, shuffled rewards", seed, worth, worth < TURNING, transitions,
        (CpuTimer.now() - started) * 1e-9);
  }

  /** The largest difference between the weights that two runs come to, one of them on two threads. */
  private static Outcome repeated(LoadedProblem loaded, ProblemInstance problem, long seed) {
    long started = CpuTimer.now();
    Learner one = trpo(loaded, problem, seed, 1);
    Learner other = trpo(loaded, problem, seed, 2);
    long transitions = 0;
    for (int i = 0; i < LAST; i++) {
      transitions = one.iterate().transitions() + other.iterate().transitions();
    }
    float[] w = one.weights().values();
    double difference = 0;
    for (int i = 0; i < w.length; i++) {
      difference = Math.max(difference, Math.abs(w[i] - other.weights().values()[i]));
    }
    return new Outcome(NAME, "the same seed again", seed, difference,
        Arrays.equals(w, other.weights().values()), transitions, (CpuTimer.now() - started) * 1e-9);
  }

  /** The largest difference between returns of an environment, of wild forces, and those of the equations written by hand. */
  private static Outcome replayed(LoadedProblem loaded, ProblemInstance problem, long seed) {
    long started = CpuTimer.now();
    CompiledEnvironment environment = new CompiledEnvironment(loaded, problem);
    RandomStream streams = new RandomStream(seed);
    double difference = 0;
    for (int i = 0; i < LOGGED; i++) {
      environment.reset(streams.split());
      double[] x = environment.state(); // x, theta, v, omega
      double[] start = {x[0], x[2], x[1], x[3]};
      double[] forces = new double[environment.info().horizon()];
      double worth = 0;
      for (int k = 0; k < forces.length; k++) {
        forces[k] = 4 * (i + 1) * streams.normal();
        worth += environment.step(forces, k);
      }
      difference = Math.max(difference, Math.abs(worth - SwingUpEquations.worth(start, forces)));
    }
    return new Outcome(NAME, "replayed by hand", seed, difference, difference <= 1e-9, environment.transitions(),
        (CpuTimer.now() - started) * 1e-9);
  }

  private static Learner trpo(LoadedProblem loaded, ProblemInstance problem, long seed, int threads) {
    return new Trpo(new LearningTask(loaded.policies().getFirst(), () -> new CompiledEnvironment(loaded, problem),
        Backends.best(), seed, threads), Trpo.Options.DEFAULTS);
  }

  private static Actor actor(LoadedProblem loaded, Learner learner, CompiledEnvironment environment) {
    return new Actor(loaded.policies().getFirst(), environment.info(), Backends.best(), learner.weights(),
        learner.normalization());
  }

  /** The forces of the likeliest actions of what TRPO has learned, from hanging at rest, [N]; in newtons, within the limits. */
  static double[] learnedForces(long seed) throws IOException {
    LoadedProblem loaded = load();
    ProblemInstance problem = new ProblemInstance(loaded.code());
    Learner learner = trpo(loaded, problem, seed, 1);
    for (int i = 0; i < ITERATIONS; i++) {
      learner.iterate();
    }
    CompiledEnvironment environment = new CompiledEnvironment(loaded, problem.withStart("x", 0)
        .withStart("v", 0)
        .withStart("theta", Math.PI)
        .withStart("omega", 0));
    Actor actor = actor(loaded, learner, environment);
    environment.reset(new RandomStream(seed));
    actor.begin();
    double[] forces = new double[environment.info().horizon()];
    double[] force = new double[1];
    for (int k = 0; k < forces.length; k++) {
      actor.act(environment.observation(), force);
      environment.step(force, 0);
      forces[k] = Math.clamp(force[0], -10, 10);
    }
    return forces;
  }

  private static Run learn(LoadedProblem loaded, ProblemInstance problem, long seed, int iterations,
      Function<LearningTask, Learner> method) {
    List<CompiledEnvironment> environments = new ArrayList<>();
    Learner learner = method.apply(new LearningTask(loaded.policies().getFirst(), () -> {
      CompiledEnvironment environment = new CompiledEnvironment(loaded, problem);
      environments.add(environment);
      return environment;
    }, Backends.best(), seed, 1));
    long started = CpuTimer.now();
    long solvedAt = Long.MAX_VALUE;
    double last = 0;
    double worst = 0;
    Progress progress = null;
    for (int i = 0; i < iterations; i++) {
      progress = learner.iterate();
      solvedAt = progress.meanReturn() >= SOLVED ? Math.min(solvedAt, progress.transitions()) : solvedAt;
      last += i >= iterations - LAST ? progress.meanReturn() / LAST : 0;
      worst = Math.max(worst, progress.measures().get("kl"));
    }
    long counted = environments.stream().mapToLong(CompiledEnvironment::transitions).sum();
    return new Run(solvedAt, last, worst, progress.transitions(), counted == progress.transitions(),
        (CpuTimer.now() - started) * 1e-9);
  }
}
