/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.costate.runtime.learn.nn.KernelBackend;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.CueEnvironment;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.rollout.PolicyProgram;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be remembered is learned by gradients that go back in time, and without memory it is not. */
class RecurrentTest {
  private static final int BATCH = 400;
  private static final int ENVIRONMENTS = 5;

  private record Method(String name, Function<LearningTask, Learner> maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Method> methods() {
    ValueFunction.Options critic = ValueFunction.Options.DEFAULTS;
    return Stream.of(
        new Method("reinforce", task -> new Reinforce(task,
            Reinforce.Options.DEFAULTS.withBatch(BATCH, ENVIRONMENTS).withRate(0.01))),
        new Method("trpo", task -> new Trpo(task, new Trpo.Options(
            BATCH, ENVIRONMENTS, 0.99, 0.97, 0.05, 1.5, 0.01, 10, 10, 5, 128, false, critic))),
        new Method("natural gradient", task -> new NaturalGradient(task, new NaturalGradient.Options(
            BATCH, ENVIRONMENTS, 0.99, 0.97, 0.05, 0.01, 10, 5, 128, false, critic))),
        new Method("ppo", task -> new Ppo(task, new Ppo.Options(
            BATCH, ENVIRONMENTS, 5, 64, 1e-2, 0.99, 0.95, 0.2, 0, 0.5, false, critic))),
        new Method("actor-critic", task -> new ActorCritic(task, new ActorCritic.Options(
            2 * CueEnvironment.HORIZON, ENVIRONMENTS, 20, 1e-2, 0.99, 1, 0, 0.5, false, critic))));
  }

  private static LearningTask task(boolean remembers, int threads) {
    return new LearningTask(
        CueEnvironment.policy(remembers), CueEnvironment::new, KernelBackend.plain(), 1, threads);
  }

  private static double best(Learner learner, int iterations) {
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < iterations && best < -0.25; i++) {
      best = Math.max(best, learner.iterate().meanReturn());
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theCueIsRememberedToTheEnd(Method method) {
    double with = best(method.maker.apply(task(true, 1)), 100);
    double without = best(method.maker.apply(task(false, 1)), 20);
    assertTrue(with >= -0.25, method + ": " + with);
    assertTrue(without < -1, method + " without memory: " + without);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theBitsDependOnTheSeedAlone(Method method) {
    Learner one = method.maker.apply(task(true, 1));
    Learner three = method.maker.apply(task(true, 3));
    for (int i = 0; i < 2; i++) {
      assertEquals(one.iterate().row(), three.iterate().row());
    }
    assertArrayEquals(one.weights().values(), three.weights().values());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aResumedRunIsTheUnbrokenOne(Method method) {
    Learner unbroken = method.maker.apply(task(true, 1));
    unbroken.iterate();
    RunState state = new RunState();
    unbroken.save(state);
    Progress later = unbroken.iterate();
    Learner resumed = method.maker.apply(task(true, 2));
    resumed.restore(state);
    assertEquals(later.row(), resumed.iterate().row());
    assertArrayEquals(unbroken.weights().values(), resumed.weights().values());
  }

  /** F v is how the gradient of KL(old, w) changes along v at w = old, by central differences. */
  @Test
  void fisherProductsAreTheHessianOfTheDivergence() {
    OnPolicy run = new OnPolicy(task(true, 1), 60, 4, 0.99, false, ValueFunction.Options.DEFAULTS);
    Batch batch = run.collect();
    PolicyProgram divergence = run.withGradient(List.of(run.distribution.divergence()), run.rows);
    divergence.load(batch);
    SequenceFisher fisher = new SequenceFisher(run);
    fisher.load(batch);
    float[] w = run.weights.values();
    RandomStream stream = new RandomStream(3);
    double[] v = new double[w.length];
    double[] u = new double[w.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = stream.normal();
      u[i] = stream.normal();
    }
    float[] product = new float[w.length];
    float[] other = new float[w.length];
    fisher.multiply(v, product);
    fisher.multiply(u, other);
    double uFv = 0;
    double vFu = 0;
    double largest = 0;
    for (int i = 0; i < w.length; i++) {
      uFv += u[i] * product[i];
      vFu += v[i] * other[i];
      largest = Math.max(largest, Math.abs(product[i]));
    }
    assertEquals(uFv, vFu, 1e-4 * Math.abs(uFv) + 1e-6, "F is symmetric");
    assertTrue(largest > 0.01, "largest " + largest);
    float[] up = moved(divergence, w, v, 1e-3);
    float[] down = moved(divergence, w, v, -1e-3);
    for (int i = 0; i < w.length; i++) {
      assertEquals((up[i] - down[i]) / 2e-3, product[i], 3e-3 * largest, "weight " + i);
    }
  }

  private static float[] moved(PolicyProgram program, float[] w, double[] v, double length) {
    float[] before = w.clone();
    for (int i = 0; i < w.length; i++) {
      w[i] += (float) (length * v[i]);
    }
    program.run();
    System.arraycopy(before, 0, w, 0, w.length);
    float[] gradient = new float[w.length];
    program.gradient(gradient);
    return gradient;
  }
}
