/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.stats.Confidence;
import org.costate.runtime.stats.RandomStream;

/**
 * What a policy is worth: undiscounted returns of whole episodes on random streams of their own.
 *
 * @param returns of each episode, {@code lengths} in steps, {@code terminated} whether it came to an end of the problem
 */
public record Evaluation(List<Double> returns, List<Integer> lengths, List<Boolean> terminated) {
  public Evaluation {
    returns = List.copyOf(returns);
    lengths = List.copyOf(lengths);
    terminated = List.copyOf(terminated);
  }

  /** One episode's outcome. */
  private record Episode(double gained, int length, boolean terminated) {}

  /** What a thread runs episodes with. */
  private static final class Stage {
    final Environment environment;
    final Actor actor;
    final double[] action;

    Stage(Environment environment, Actor actor) {
      this.environment = environment;
      this.actor = actor;
      action = new double[environment.info().actionSize()];
    }
  }

  /**
   * Runs episodes. Their numbers decide what is drawn in them, so the outcome does not depend on the number of threads.
   *
   * @param noisy whether actions are drawn, instead of those of largest density
   */
  public static Evaluation of(Supplier<Environment> environments, Supplier<Actor> actors, int episodes, long seed,
      boolean noisy, int threads) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < Math.clamp(threads, 1, episodes); i++) {
      stages.add(new Stage(environments.get(), actors.get()));
    }
    RandomStream seeds = new RandomStream(seed);
    RandomStream[] streams = new RandomStream[episodes];
    for (int i = 0; i < episodes; i++) {
      streams[i] = seeds.split();
    }
    Episode[] all = new Episode[episodes];
    new Workers<>(stages).run(episodes, (stage, i) -> all[i] = run(stage, streams[i], noisy), () -> {});
    List<Episode> done = List.of(all);
    return new Evaluation(done.stream().map(Episode::gained).toList(), done.stream().map(Episode::length).toList(),
        done.stream().map(Episode::terminated).toList());
  }

  private static Episode run(Stage stage, RandomStream stream, boolean noisy) {
    Environment environment = stage.environment;
    RandomStream choices = stream.split();
    environment.reset(stream.split());
    stage.actor.begin();
    double gained = 0;
    int length = 0;
    while (!environment.over()) {
      if (noisy) {
        stage.actor.draw(environment.observation(), choices, stage.action);
      } else {
        stage.actor.act(environment.observation(), stage.action);
      }
      gained += environment.step(stage.action, 0);
      length++;
    }
    return new Episode(gained, length, environment.terminated());
  }

  /** The mean of the returns. */
  public double mean() {
    return Confidence.mean(returns);
  }

  /** Half the width of the 95 % confidence interval of {@link #mean}; NaN for one episode. */
  public double halfWidth() {
    return Confidence.halfWidth(returns);
  }
}
