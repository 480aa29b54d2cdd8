/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.learn.imitation.TaughtEnvironment;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/**
 * A cue, 1 or -1, is seen at the first step only; at the last one the action, 1 or -1, must be what it was. The return is 0 if it is, and otherwise
 * -4; whoever remembers nothing sees the same at each last step, is right half of the time, and gains -2 in the mean.
 */
public final class CueEnvironment implements TaughtEnvironment {
  public static final int HORIZON = 10;

  private final double[] seen = new double[1];
  private double cue;
  private int step;
  private long transitions;

  /** A policy for it, with a gated recurrent unit or a layer in its place. */
  public static PolicyInfo policy(boolean remembers) {
    TensorGraph graph = new TensorGraph();
    Tensor o = graph.input("o", TensorShape.rows(1));
    Tensor memory = graph.input("memory.h", TensorShape.rows(8));
    Tensor h = remembers
        ? Layers.gru(graph, "h", o, memory)
        : Layers.dense(graph, "h", o, 8, Optional.of(Unary.TANH));
    Head head = new Head.Categorical("u", Layers.dense(graph, "logits", h, 2, Optional.empty()), List.of(-1.0, 1.0));
    return new PolicyInfo("P", "Cue", List.of(new PolicyInfo.Feature("o", false, o)),
        remembers ? List.of(new PolicyInfo.Memory("h", memory, h)) : List.of(), List.of(head), graph);
  }

  @Override
  public EnvironmentInfo info() {
    return new EnvironmentInfo("Cue", List.of(new EnvironmentInfo.Observation("o", List.of(1), 0)),
        List.of(new EnvironmentInfo.Control("u", List.of(-1.0), List.of(1.0), List.of(-1.0, 1.0), 0)), HORIZON);
  }

  @Override
  public void reset(RandomStream stream) {
    cue = stream.uniform() < 0.5 ? -1 : 1;
    seen[0] = cue;
    step = 0;
  }

  @Override
  public double step(double[] action, int at) {
    step++;
    transitions++;
    seen[0] = 0;
    return step < HORIZON ? 0 : -(action[at] - cue) * (action[at] - cue);
  }

  @Override
  public boolean terminated() {
    return step == HORIZON;
  }

  @Override
  public boolean truncated() {
    return false;
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
    action[0] = cue;
  }
}
