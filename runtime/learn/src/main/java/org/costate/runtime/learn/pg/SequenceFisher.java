/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.BatchProgram;
import org.costate.runtime.learn.rollout.SequenceProgram;
import org.costate.runtime.network.PolicyInfo.Memory;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tangents;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/**
 * F of a policy that remembers: mean of S' H S, where S = ds/dw are the derivatives of what the policy says at a step, through all steps before it,
 * and H is the Hessian of KL(held policy, policy) in s. S v goes forwards in time, beside it the tangents of memories; S' of that goes backwards.
 * Source: Schulman et al. 2015, appendix C; Martens and Sutskever 2012, section 4, for sequences.
 */
final class SequenceFisher implements FisherProduct {
  private static final String SEED = "seed.";

  private final Weights weights;
  private final SequenceProgram tangents;
  private final SequenceProgram gradient;
  private final int statistics;

  SequenceFisher(OnPolicy run) {
    weights = run.weights;
    TensorGraph graph = run.graph;
    List<Memory> memories = run.task.policy().memories();
    List<Tensor> statistics = run.distribution.statistics();
    this.statistics = statistics.size();

    List<Tensor> in = new ArrayList<>(BatchProgram.weights(graph));
    List<Tensor> directions = new ArrayList<>(RowFisher.directions(graph));
    for (Memory memory : memories) {
      in.add(memory.input());
      directions.add(graph.input("tangent." + ((Tensor.Input) memory.input()).name(), memory.input().shape()));
    }
    List<Tensor> results = new ArrayList<>(memories.stream().map(Memory::next).toList());
    results.addAll(statistics);
    List<Tensor> moved = Tangents.along(graph, results, in, directions);
    List<Memory> carried = new ArrayList<>();
    for (int i = 0; i < memories.size(); i++) {
      carried
          .add(new Memory("tangent." + memories.get(i).name(), directions.get(BatchProgram.weights(graph).size() + i),
              moved.get(i)));
    }
    tangents = new SequenceProgram(run.target(), carried, List.of(), false,
        curved(run, statistics, moved.subList(memories.size(), moved.size())), run.rows);

    Tensor seeded = graph.constant(0);
    for (int i = 0; i < statistics.size(); i++) {
      Tensor seed = graph.input(SEED + i, statistics.get(i).shape());
      seeded = graph.plus(seeded, graph.sumOfEach(graph.times(seed, statistics.get(i))));
    }
    gradient = new SequenceProgram(run.target(), List.of(), List.of(seeded), true, List.of(), run.rows);
  }

  /** H ds for the changes ds of the statistics. */
  private static List<Tensor> curved(OnPolicy run, List<Tensor> statistics, List<Tensor> changes) {
    TensorGraph graph = run.graph;
    Tensor divergence = run.distribution.selfDivergence();
    List<Tensor> slopes = Reverse.gradients(graph, List.of(divergence),
        List.of(graph.repeat(graph.constant(1), divergence.shape())), statistics);
    return Tangents.along(graph, slopes, statistics, changes);
  }

  @Override
  public void load(Batch batch) {
    tangents.load(batch);
    gradient.load(batch);
  }

  @Override
  public void multiply(double[] v, float[] product) {
    for (Tensor.Weight weight : weights.layout()) {
      tangents.fix(RowFisher.direction(weight), RowFisher.part(weights, weight, v));
    }
    tangents.run();
    for (int i = 0; i < statistics; i++) {
      gradient.load(SEED + i, tangents.each(i));
    }
    gradient.run();
    gradient.gradient(product);
  }
}
