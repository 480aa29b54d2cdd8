/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/**
 * The distribution of all controls, which are independent of each other given what the policy sees. In the policy's graph it has the inputs
 * {@code choice.U} of each control U and, for what a policy was before, {@code old.U.0}, {@code old.U.1}, ...
 */
public final class ActionDistribution {
  private final TensorGraph graph;
  private final List<ActionHead> heads;
  private final int choiceSize;
  private final int statisticsSize;

  /** @throws IllegalArgumentException if the policy is not one for such an environment */
  public ActionDistribution(PolicyInfo policy, EnvironmentInfo environment) {
    graph = policy.graph();
    heads = policy.heads().stream().map(h -> ActionHead.of(graph, h, environment.control(h.control()))).toList();
    choiceSize = heads.stream().mapToInt(ActionHead::choiceSize).sum();
    statisticsSize = statistics().stream().mapToInt(s -> s.shape().size()).sum();
  }

  public List<ActionHead> heads() {
    return heads;
  }

  /** Numbers of the choices of all controls. */
  public int choiceSize() {
    return choiceSize;
  }

  /** What the distribution is given by, head after head, each with rows. */
  public List<Tensor> statistics() {
    return heads.stream().flatMap(head -> head.statistics().stream()).toList();
  }

  /** Numbers of all statistics. */
  public int statisticsSize() {
    return statisticsSize;
  }

  /** The input for choices of one head. */
  public Tensor choice(ActionHead head) {
    return graph.input("choice." + head.control().name(), TensorShape.rows(head.choiceSize()));
  }

  /** The inputs for statistics of an older policy, as {@link #statistics}. */
  public List<Tensor> old() {
    return heads.stream().flatMap(head -> old(head).stream()).toList();
  }

  private List<Tensor> old(ActionHead head) {
    List<Tensor> inputs = new ArrayList<>();
    for (Tensor now : head.statistics()) {
      inputs.add(graph.input("old." + head.control().name() + "." + inputs.size(), now.shape()));
    }
    return inputs;
  }

  /** log p of the choices, a number a row. */
  public Tensor logDensity() {
    return sum(ActionHead::logDensity);
  }

  /** The mean of -log p, a number a row. */
  public Tensor entropy() {
    return sum(ActionHead::entropy);
  }

  /** KL(old, this), a number a row. */
  public Tensor divergence() {
    return sum((head, choice) -> head.divergence(old(head)));
  }

  /** KL(this, this), which is 0 and whose second derivatives are Fisher's information: the first argument is held. */
  public Tensor selfDivergence() {
    return sum((head, choice) -> head.divergence(
        head.statistics().stream().map(s -> graph.apply(Unary.HELD, s)).toList()));
  }

  /** What imitators of choices make small, a number a row. */
  public Tensor imitationLoss() {
    return sum(ActionHead::imitationLoss);
  }

  /** Writes the choices from which an action follows. */
  public void choose(double[] action, float[] choice, int at) {
    int next = at;
    for (ActionHead head : heads) {
      head.choose(action, 0, choice, next);
      next += head.choiceSize();
    }
  }

  /** How much the action changes with each number of a choice; see {@link ActionHead#slopes}. */
  public void slopes(float[] choice, double least, double[] slopes) {
    int next = 0;
    for (ActionHead head : heads) {
      head.slopes(choice, next, least, slopes);
      next += head.choiceSize();
    }
  }

  private Tensor sum(BiFunction<ActionHead, Tensor, Tensor> term) {
    return heads.stream().map(head -> term.apply(head, choice(head))).reduce(graph::plus).orElseThrow();
  }

  /** Draws choices, or takes those of largest density, and writes the action that follows. */
  public void act(List<float[]> statistics, int row, RandomStream stream, boolean greedy, float[] choice, int choiceAt,
      double[] action) {
    int first = 0;
    int at = choiceAt;
    for (ActionHead head : heads) {
      List<float[]> own = statistics.subList(first, first + head.statistics().size());
      if (greedy) {
        head.mode(own, row, choice, at);
      } else {
        head.draw(own, row, stream, choice, at);
      }
      head.act(choice, at, action, 0);
      first += own.size();
      at += head.choiceSize();
    }
  }
}
