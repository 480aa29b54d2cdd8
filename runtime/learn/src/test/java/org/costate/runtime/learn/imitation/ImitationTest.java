/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.learn.nn.KernelBackend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.CueEnvironment;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.Normalization;
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
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** A walk x' = x + 0.1 u + 0.1 N(0, 1), whose teacher says u = -3 x. */
class ImitationTest {
  private static final int HORIZON = 40;

  private static final class Walk implements TaughtEnvironment {
    private final double[] seen = new double[1];
    private RandomStream stream = new RandomStream(0);
    private int step;
    private long transitions;

    @Override
    public EnvironmentInfo info() {
      return new EnvironmentInfo("Walk", List.of(new EnvironmentInfo.Observation("x", List.of(1), 0)),
          List.of(new EnvironmentInfo.Control("u", List.of(-9.0), List.of(9.0), List.of(), 0)), HORIZON);
    }

    @Override
    public void reset(RandomStream own) {
      stream = own;
      seen[0] = own.normal();
      step = 0;
    }

    @Override
    public double step(double[] action, int at) {
      seen[0] += 0.1 * action[at] + 0.1 * stream.normal();
      step++;
      transitions++;
      return -seen[0] * seen[0];
    }

    @Override
    public boolean terminated() {
      return false;
    }

    @Override
    public boolean truncated() {
      return step == HORIZON;
    }

    @Override
    public double[] observation() {
      return seen;
    }

    @Override
    public long transitions() {
      return transitions;
    }

    @Override
    public void teach(double[] action) {
      action[0] = -3 * seen[0];
    }
  }

  private static PolicyInfo policy(boolean gaussian) {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(1));
    Tensor u = Layers.dense(graph, "u", x, 1, Optional.empty());
    Head head = gaussian
        ? new Head.Gaussian(
            "u", u, graph.apply(Unary.EXP, graph.weight("s", List.of(1), new WeightStart.Constant(0))), false)
        : new Head.Deterministic("u", u);
    return new PolicyInfo(
        "P", "Walk", List.of(new PolicyInfo.Feature("x", false, x)), List.of(), List.of(head), graph);
  }

  private static Learner cloning(boolean gaussian) {
    return new BehaviourCloning(policy(gaussian), new Walk(), KernelBackend.plain(), 1,
        new BehaviourCloning.Options(5, 2000, 32, 1e-2));
  }

  private static Learner dagger() {
    return new Dagger(policy(false), new Walk(), new Walk(), KernelBackend.plain(), 1,
        new Dagger.Options(2, 3, 0.5, 500, 32, 1e-2));
  }

  @Test
  void thePolicyBecomesTheTeacher() {
    for (boolean gaussian : new boolean[] {false, true}) {
      Learner learner = cloning(gaussian);
      Progress progress = learner.iterate();
      assertEquals(5 * HORIZON, progress.transitions());
      assertEquals(5, progress.episodes());
      assertEquals(-3, learner.weights().values()[learner.weights().offset("u.W")], 0.02);
      assertEquals(5 * HORIZON, learner.iterate().transitions(), "nothing is gathered again");
    }
  }

  @Test
  void daggerGathersByItsOwnPolicy() {
    Learner learner = dagger();
    assertEquals(2 * HORIZON, learner.iterate().transitions());
    Progress progress = learner.iterate();
    assertEquals(5 * HORIZON, progress.transitions());
    assertEquals(3, progress.episodes());
    learner.iterate();
    assertEquals(-3, learner.weights().values()[learner.weights().offset("u.W")], 0.02);
  }

  @Test
  void aResumedRunIsTheUnbrokenOne() {
    Learner unbroken = dagger();
    unbroken.iterate();
    RunState state = new RunState();
    unbroken.save(state);
    Progress later = unbroken.iterate();
    Learner resumed = dagger();
    resumed.restore(state);
    assertEquals(later.row(), resumed.iterate().row());
    assertArrayEquals(unbroken.weights().values(), resumed.weights().values());
    assertTrue(later.measures().get("imitation_loss") >= 0);
  }

  /** The teacher knows the cue at every step; the policy saw it at the first one. */
  @Test
  void whatMustBeRememberedIsLearnedFromWholeEpisodes() {
    for (boolean remembers : new boolean[] {true, false}) {
      Learner cloning = new BehaviourCloning(CueEnvironment.policy(remembers), new CueEnvironment(),
          KernelBackend.plain(), 1, new BehaviourCloning.Options(10, 300, 32, 1e-2));
      Learner dagger = new Dagger(CueEnvironment.policy(remembers), new CueEnvironment(), new CueEnvironment(),
          KernelBackend.plain(), 1, new Dagger.Options(5, 5, 0.5, 150, 32, 1e-2));
      cloning.iterate();
      dagger.iterate();
      RunState state = new RunState();
      dagger.save(state);
      Progress later = dagger.iterate();
      for (Learner learner : List.of(cloning, dagger)) {
        int right = right(CueEnvironment.policy(remembers), learner.weights());
        assertTrue(remembers ? right == 100 : right < 80, right + " of 100");
      }
      Learner resumed = new Dagger(CueEnvironment.policy(remembers), new CueEnvironment(), new CueEnvironment(),
          KernelBackend.plain(), 1, new Dagger.Options(5, 5, 0.5, 150, 32, 1e-2));
      resumed.restore(state);
      assertEquals(later.row(), resumed.iterate().row());
    }
  }

  private static int right(PolicyInfo policy, Weights weights) {
    CueEnvironment environment = new CueEnvironment();
    Actor actor = new Actor(
        policy, environment.info(), KernelBackend.plain(), weights, new Normalization(1, false));
    RandomStream stream = new RandomStream(9);
    double[] action = new double[1];
    int right = 0;
    for (int episode = 0; episode < 100; episode++) {
      environment.reset(stream.split());
      actor.begin();
      double gain = 0;
      while (!environment.over()) {
        actor.act(environment.observation(), action);
        gain += environment.step(action, 0);
      }
      right += gain == 0 ? 1 : 0;
    }
    return right;
  }
}
