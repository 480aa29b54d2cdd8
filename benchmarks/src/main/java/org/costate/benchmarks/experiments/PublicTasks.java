/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Backends;
import org.costate.runtime.learn.pg.Ppo;
import org.costate.runtime.learn.pg.ValueFunction;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.stats.RandomStream;

/**
 * The PPO rows of E9: Gymnasium's Pendulum-v1, CartPole-v1 and Acrobot-v1. The value that decides is the number of transitions after which the mean
 * of 20 episodes without noise reaches the task's threshold. At the end of training, episodes of a fresh stream may fall short of those of the stream
 * that decides by 5 per cent.
 */
final class PublicTasks {
  private static final String NAME = "E9";

  /** Of the starts of the episodes that decide; the learner has streams of its own. */
  private static final long STREAM = 777;

  private static final int EPISODES = 20;

  /** So many that chance does not decide on 5 per cent. */
  private static final int MANY = 2000;

  /**
   * @param threshold of the mean return, {@code transitions} within which it is to be reached, twice the worst of the reference
   * @param cpuSeconds the mean of the reference
   */
  private record Task(String name, double threshold, long transitions, double cpuSeconds, Ppo.Options options) {}

  private static final List<Task> TASKS = List.of(
      new Task("pendulum", -200, 65_600, 9.3, options(1024, 4, 64, 1e-3, 0.9, 0.95, 0)),
      new Task("cartpole", 475, 57_400, 5.7, options(512, 8, 64, 1e-3, 0.99, 0.95, 0)),
      new Task("acrobot", -100, 82_000, 5.3, options(2048, 8, 64, 1e-3, 0.99, 0.95, 0.01)));

  private PublicTasks() {}

  private static Ppo.Options options(
      int batch, int environments, int minibatch, double rate, double discount, double gae, double entropy) {
    return new Ppo.Options(batch, environments, 10, minibatch, rate, discount, gae, 0.2, entropy, 0.5, false,
        ValueFunction.Options.DEFAULTS.withRate(rate).withGradientLimit(0.5));
  }

  static List<Outcome> run(long seed) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Task task : TASKS) {
      outcomes.addAll(run(task, seed));
    }
    return outcomes;
  }

  private static List<Outcome> run(Task task, long seed) throws IOException {
    String text = Files.readString(Tree.root().resolve("benchmarks/experiments/" + task.name + ".ctl"));
    LoadedProblem loaded = Compiler.compile(new Source(task.name + ".ctl", text), CompilerOptions.DEFAULTS)
        .problems()
        .getFirst()
        .loaded();
    ProblemInstance problem = new ProblemInstance(loaded.code());
    PolicyInfo policy = loaded.policies().getFirst();
    Backend backend = Backends.best();
    long started = CpuTimer.now();
    Learner learner = new Ppo(
        new LearningTask(policy, () -> new CompiledEnvironment(loaded, problem), backend, seed, 1), task.options);
    CompiledEnvironment tests = new CompiledEnvironment(loaded, problem);
    Actor actor = new Actor(policy, tests.info(), backend, learner.weights(), learner.normalization());
    long transitions = 0;
    long solvedAt = Long.MAX_VALUE;
    double cpu = Double.POSITIVE_INFINITY;
    while (transitions < task.transitions) {
      transitions = learner.iterate().transitions();
      if (solvedAt == Long.MAX_VALUE && meanReturn(tests, actor, STREAM, EPISODES) >= task.threshold) {
        solvedAt = transitions;
        cpu = (CpuTimer.now() - started) * 1e-9;
      }
    }
    double known = meanReturn(tests, actor, STREAM, MANY);
    double fresh = meanReturn(tests, actor, ~STREAM - seed, MANY);
    return List.of(
        new Outcome(NAME, "ppo " + task.name, seed, solvedAt, solvedAt <= task.transitions && cpu <= task.cpuSeconds,
            transitions, cpu),
        new Outcome(NAME, "ppo " + task.name + ", fresh episodes", seed, fresh,
            fresh >= known - 0.05 * Math.abs(known), transitions, cpu));
  }

  /** Of the likeliest actions. */
  private static double meanReturn(CompiledEnvironment environment, Actor actor, long stream, int episodes) {
    RandomStream starts = new RandomStream(stream);
    double[] action = new double[environment.info().actionSize()];
    double sum = 0;
    for (int i = 0; i < episodes; i++) {
      environment.reset(starts.split());
      actor.begin();
      while (!environment.over()) {
        actor.act(environment.observation(), action);
        sum += environment.step(action, 0);
      }
    }
    return sum / episodes;
  }
}
