/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.BatchProgram;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tangents;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/**
 * F as the Hessian of the mean of KL(held policy, policy) where both are the same: the tangent, along a direction, of the gradient. Source: Schulman et
 * al. 2015, appendix C; Pearlmutter 1994.
 */
final class RowFisher implements FisherProduct {
  private final Weights weights;
  private final BatchProgram program;
  private int rows;

  RowFisher(OnPolicy run) {
    weights = run.weights;
    Tensor divergence = BatchProgram.mean(run.graph, run.distribution.selfDivergence());
    program = new BatchProgram(run.task.backend(), run.graph, weights, run.collector.inputs(), run.distribution,
        products(run.graph, divergence), run.rows);
  }

  /** F v for the directions v that are the inputs {@link #direction} of each weight. */
  static List<Tensor> products(TensorGraph graph, Tensor divergence) {
    List<Tensor> in = BatchProgram.weights(graph);
    return Tangents.along(graph, Reverse.gradient(graph, divergence, in), in, directions(graph));
  }

  static List<Tensor> directions(TensorGraph graph) {
    List<Tensor> directions = new ArrayList<>();
    for (Tensor.Weight weight : graph.weights()) {
      directions.add(graph.input(direction(weight), weight.shape()));
    }
    return directions;
  }

  static String direction(Tensor.Weight weight) {
    return "direction." + weight.name();
  }

  /** The part of a direction that belongs to one weight. */
  static float[] part(Weights weights, Tensor.Weight weight, double[] v) {
    float[] part = new float[weight.shape().size()];
    int offset = weights.offset(weight.name());
    for (int i = 0; i < part.length; i++) {
      part[i] = (float) v[offset + i];
    }
    return part;
  }

  @Override
  public void load(Batch batch) {
    program.load(batch);
    rows = batch.rows();
  }

  @Override
  public void multiply(double[] v, float[] product) {
    for (Tensor.Weight weight : weights.layout()) {
      float[] part = part(weights, weight, v);
      System.arraycopy(part, 0, program.input(direction(weight)), 0, part.length);
    }
    program.run(rows);
    program.gather(0, weights, product);
  }
}
