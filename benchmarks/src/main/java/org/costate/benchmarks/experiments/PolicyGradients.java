/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
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
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.CompiledEnvironment;

/** E8: the swing-up of a cart-pole by policy gradients, with the same batches, network and seeds for every method. */
final class PolicyGradients {
  private static final String NAME = "E8";
  private static final int ITERATIONS = 80;
  private static final int LAST = 10;
  private static final double SOLVED = 60;

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

  private static List<Outcome> lambdas(LoadedProblem loaded, ProblemInstance problem, long seed, Run trpo) {
    Run none = learn(
        loaded, problem, seed, ITERATIONS, task -> new Trpo(task, Trpo.Options.DEFAULTS.withGae(0)));
    Run all = learn(
        loaded, problem, seed, ITERATIONS, task -> new Trpo(task, Trpo.Options.DEFAULTS.withGae(1)));
    return List.of(none.outcome("trpo, lambda 0", seed, none.last < 0),
        all.outcome("trpo, lambda 1", seed, trpo.last >= all.last - 1 && trpo.solvedAt < all.solvedAt));
  }

  /** Without a step nothing is learned; with another pole it is. */
  private static List<Outcome> detectors(LoadedProblem loaded, ProblemInstance problem, long seed) {
    Reinforce.Options still = Reinforce.Options.DEFAULTS.withRate(0);
    Run stuck = learn(loaded, problem, seed, LAST, task -> new Reinforce(task, still));
    Run longer = learn(loaded, problem.with("l", 0.65), seed, ITERATIONS,
        task -> new Trpo(task, Trpo.Options.DEFAULTS));
    return List.of(stuck.outcome("rate 0", seed, stuck.last < -90),
        longer.outcome("trpo, a longer pole", seed, longer.last >= SOLVED));
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
