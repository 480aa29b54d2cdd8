/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.learn.gps.GuidedPolicySearch.Method;
import org.costate.runtime.learn.gps.GuidedPolicySearch.Options;
import org.costate.runtime.learn.nn.KernelBackend;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.learn.train.TrainedPolicy;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Feature;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.PolicyInfo.Memory;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuidedPolicySearchTest {
  private static final int ITERATIONS = 8;
  private static final double NOISE = 0.01;
  private static final KernelBackend BACKEND = KernelBackend.plain();

  /** A linear network is all that the best controller of a long horizon takes. */
  private static PolicyInfo policy(boolean squashed) {
    TensorGraph graph = new TensorGraph();
    Tensor seen = graph.input("seen", TensorShape.rows(2));
    Tensor hidden = Layers.dense(graph, "h", seen, 16, Optional.of(Unary.TANH));
    Tensor mean = Layers.dense(graph, "mean", hidden, 1, Optional.empty());
    Tensor deviation = graph.apply(Unary.EXP, graph.weight("deviation", List.of(1), new WeightStart.Constant(0)));
    return new PolicyInfo("Net", "Cart", List.of(new Feature("seen", false, seen)), List.<Memory>of(),
        List.of(new Head.Gaussian("u", mean, deviation, squashed)), graph);
  }

  private static Options options(Prior prior) {
    return new Options(ITERATIONS, 5, 1, 0.01, 3, 2, prior, Hold.DEFAULTS, 40, 25, 3e-3, true, 4, 0.01, 0.1);
  }

  private static GuidedPolicySearch search(Method method, CartTrials trials, int threads, boolean squashed) {
    return new GuidedPolicySearch(method, policy(squashed), trials, i -> new CartTrials.Cost(), Optional.empty(),
        CartTrials.STEP, BACKEND, 3, threads, options(Prior.DEFAULTS));
  }

  private static double cost(GuidedPolicySearch search, int condition, boolean network, boolean squashed) {
    CartTrials trials = new CartTrials(0);
    trials.reset(condition, new RandomStream(0));
    Actor actor = new TrainedPolicy(policy(squashed), trials.info(), search.weights(), search.normalization())
        .actor(BACKEND);
    actor.begin();
    CartTrials.Cost cost = new CartTrials.Cost();
    double[] u = new double[1];
    double sum = 0;
    for (int t = 0; t < CartTrials.T; t++) {
      if (network) {
        actor.act(trials.observation(), u);
      } else {
        search.controllers().get(condition).mean(t, trials.state(), 0, u, 0);
      }
      sum += cost.stage(t, trials.state(), 0, u, 0, new double[3], new double[9]);
      trials.step(u, 0);
    }
    return sum + cost.terminal(trials.state(), 0, new double[3], new double[9]);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void controllersAndPolicyComeNearTheBest(Method method) {
    GuidedPolicySearch search = search(method, new CartTrials(NOISE), 1, false);
    for (int i = 0; i < ITERATIONS; i++) {
      search.iterate();
    }
    for (int condition = 0; condition < 2; condition++) {
      double best = CartTrials.best(condition);
      assertTrue(cost(search, condition, false, false) < 1.1 * best, () -> "controller");
      assertTrue(cost(search, condition, true, false) < 1.3 * best, () -> "policy");
    }
  }

  @Test
  void aSquashedPolicyLearnsToo() {
    GuidedPolicySearch search = search(Method.MIRROR_DESCENT, new CartTrials(NOISE), 1, true);
    for (int i = 0; i < ITERATIONS; i++) {
      search.iterate();
    }
    for (int condition = 0; condition < 2; condition++) {
      assertTrue(cost(search, condition, true, true) < 1.5 * CartTrials.best(condition));
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void threadsAndAStopChangeNoBit(Method method) {
    GuidedPolicySearch alone = search(method, new CartTrials(NOISE), 1, false);
    GuidedPolicySearch shared = search(method, new CartTrials(NOISE), 3, false);
    RunState state = new RunState();
    for (int i = 0; i < 4; i++) {
      alone.iterate();
      shared.iterate();
      if (i == 1) {
        alone.save(state);
      }
    }
    GuidedPolicySearch resumed = search(method, new CartTrials(NOISE), 1, false);
    resumed.restore(RunState.of(state.arrays()));
    Progress last = resumed.iterate();
    assertEquals(3 * 2 * 5 * CartTrials.T, last.transitions());
    resumed.iterate();
    for (GuidedPolicySearch other : List.of(shared, resumed)) {
      assertArrayEquals(alone.weights().values(), other.weights().values());
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(alone.controllers().get(i).numbers(), other.controllers().get(i).numbers());
      }
    }
  }

  @Test
  void everyStepOfTheSystemIsCounted() {
    CartTrials trials = new CartTrials(NOISE);
    GuidedPolicySearch search = search(Method.MIRROR_DESCENT, trials, 1, false);
    Progress progress = search.iterate();
    assertEquals(2 * 5 * CartTrials.T, trials.transitions());
    assertEquals(trials.transitions(), progress.transitions());
    assertEquals(10, progress.episodes());
    assertEquals(10, progress.measures().get("trials"));
    for (String name : List.of("cost.1", "kl.1", "bound.1", "multiplier.1", "cost.2", "policy_kl")) {
      assertTrue(Double.isFinite(progress.measures().get(name)), name);
    }
  }

  @Test
  void fewTrialsWithoutAPriorAreNotEnough() {
    Options options = new Options(ITERATIONS, 3, 1, 0.01, 3, 2, new Prior(false, 20, 40, 20), Hold.DEFAULTS, 40, 25,
        3e-3, true, 4, 0.01, 0.1);
    GuidedPolicySearch search = new GuidedPolicySearch(Method.FITTED_LQR, policy(false), new CartTrials(NOISE),
        i -> new CartTrials.Cost(), Optional.empty(), CartTrials.STEP, BACKEND, 3, 1, options);
    LearningFailure failure = assertThrows(LearningFailure.class, search::iterate);
    assertTrue(failure.getMessage().startsWith("condition 1: too few samples for the fit: 3 trials"),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("at least 4"), failure.getMessage());
  }

  @Test
  void aStateThatIsNoNumberEndsTheRunByName() {
    CartTrials trials = new CartTrials(NOISE);
    trials.breaksAt = CartTrials.T * 5 + 7; // in the first trial of the second condition
    GuidedPolicySearch search = search(Method.MIRROR_DESCENT, trials, 1, false);
    LearningFailure failure = assertThrows(LearningFailure.class, search::iterate);
    assertTrue(failure.getMessage().startsWith("condition 2: the state is not finite after step 7"),
        failure.getMessage());
  }

  /** With the true model in place of fits, and no noise, the first step is as good as the bound lets it be. */
  @Test
  void knownDynamicsNeedFewerTrials() {
    KnownDynamics known = (t, s, u, F, at, f, fAt) -> {
      double[] rows = {1, CartTrials.STEP, 0, 0, 1 - 0.3 * CartTrials.STEP, CartTrials.STEP};
      System.arraycopy(rows, 0, F, at, 6);
      f[fAt] = 0;
      f[fAt + 1] = 0;
    };
    Options one = new Options(ITERATIONS, 1, 1, 0.01, 3, 2, Prior.DEFAULTS, Hold.DEFAULTS, 40, 25, 3e-3, true, 4, 0.01,
        0.1);
    GuidedPolicySearch search = new GuidedPolicySearch(Method.FITTED_LQR, policy(false), new CartTrials(0),
        i -> new CartTrials.Cost(), Optional.of(i -> known), CartTrials.STEP, BACKEND, 3, 1, one);
    for (int i = 0; i < 6; i++) {
      search.iterate();
    }
    for (int condition = 0; condition < 2; condition++) {
      assertEquals(CartTrials.best(condition), cost(search, condition, false, false),
          0.01 * CartTrials.best(condition));
    }
  }
}
