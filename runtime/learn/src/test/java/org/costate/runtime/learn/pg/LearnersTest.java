/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.costate.runtime.learn.nn.KernelBackend;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.sim.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of learners: each solves a trivial environment, in the same bits on any number of threads and after a stop. */
class LearnersTest {
  private static final int BATCH = 400;
  private static final int ENVIRONMENTS = 5;

  /** @param iterations that it takes at most */
  private record Method(String name, int iterations, BiFunction<LearningTask, Boolean, Learner> maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Method> methods() {
    Reinforce.Options plain = Reinforce.Options.DEFAULTS.withBatch(BATCH, ENVIRONMENTS).withRate(0.03);
    ValueFunction.Options critic = ValueFunction.Options.DEFAULTS;
    List<Method> all = new ArrayList<>();
    for (Reinforce.Baseline baseline : Reinforce.Baseline.values()) {
      all.add(new Method("reinforce " + baseline, 80,
          (task, _) -> new Reinforce(task, plain.withBaseline(baseline, false))));
    }
    all.add(new Method("trpo", 60, (task, normalize) -> new Trpo(task, new Trpo.Options(
        BATCH, ENVIRONMENTS, 0.99, 0.97, 0.03, 1.5, 0.01, 10, 10, 5, 128, normalize, critic))));
    all.add(new Method("natural gradient", 60, (task, normalize) -> new NaturalGradient(task,
        new NaturalGradient.Options(BATCH, ENVIRONMENTS, 0.99, 0.97, 0.03, 0.01, 10, 5, 128, normalize, critic))));
    all.add(new Method("ppo", 30, (task, normalize) -> new Ppo(task,
        new Ppo.Options(BATCH, ENVIRONMENTS, 10, 64, 3e-3, 0.99, 0.95, 0.2, 0, 0.5, normalize, critic))));
    all.add(new Method("actor-critic", 20, (task, _) -> new ActorCritic(task,
        new ActorCritic.Options(8, ENVIRONMENTS, 50, 3e-3, 0.99, 1, 0, 0.5, false, critic))));
    return all.stream();
  }

  private static LearningTask task(boolean discrete, int threads) {
    TensorGraph graph = new TensorGraph();
    Tensor o = graph.input("o", TensorShape.rows(1));
    Tensor before = graph.input("before", TensorShape.rows(1)); // of no use, and read none the less
    Tensor h = Layers.dense(graph, "h", graph.concatenate(List.of(o, before)), 8, Optional.of(Unary.TANH));
    Head head = discrete
        ? new Head.Categorical("u", Layers.dense(graph, "logits", h, 2, Optional.empty()), List.of(-1.0, 1.0))
        : new Head.Gaussian("u", Layers.dense(graph, "mean", h, 1, Optional.empty()),
            graph.apply(Unary.EXP, graph.weight("s", List.of(1), new WeightStart.Constant(-0.7))), false);
    PolicyInfo policy = new PolicyInfo("P", "Identity",
        List.of(new PolicyInfo.Feature("o", false, o), new PolicyInfo.Feature("o", true, before)), List.of(),
        List.of(head), graph);
    return new LearningTask(
        policy, () -> (Environment) new IdentityEnvironment(discrete), KernelBackend.plain(), 1, threads);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aTrivialEnvironmentIsSolved(Method method) {
    for (boolean discrete : new boolean[] {false, true}) {
      Learner learner = method.maker.apply(task(discrete, 1), false);
      double first = Double.NaN;
      double best = Double.NEGATIVE_INFINITY;
      Progress progress = null;
      for (int i = 0; i < method.iterations && best < -2; i++) {
        progress = learner.iterate();
        first = i == 0 ? progress.meanReturn() : first;
        best = Math.max(best, progress.meanReturn());
      }
      assertTrue(best > -2, method + " from " + first + " to " + progress.row());
      assertTrue(first < -8, "what is solved from the start shows nothing: " + first);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theBitsDependOnTheSeedAlone(Method method) {
    for (boolean normalize : new boolean[] {false, true}) {
      Learner one = method.maker.apply(task(false, 1), normalize);
      Learner three = method.maker.apply(task(false, 3), normalize);
      for (int i = 0; i < 2; i++) {
        assertEquals(one.iterate().row(), three.iterate().row());
      }
      assertArrayEquals(one.weights().values(), three.weights().values());
    }
  }

  /** Stopped in the middle of episodes. */
  @ParameterizedTest
  @MethodSource("methods")
  void aResumedRunIsTheUnbrokenOne(Method method) {
    for (boolean normalize : new boolean[] {false, true}) {
      Learner unbroken = method.maker.apply(task(false, 1), normalize);
      unbroken.iterate();
      RunState state = new RunState();
      unbroken.save(state);
      unbroken.iterate();
      Progress later = unbroken.iterate();
      Learner resumed = method.maker.apply(task(false, 2), normalize);
      resumed.restore(state);
      resumed.iterate();
      assertEquals(later.row(), resumed.iterate().row());
      assertArrayEquals(unbroken.weights().values(), resumed.weights().values());
    }
  }
}
