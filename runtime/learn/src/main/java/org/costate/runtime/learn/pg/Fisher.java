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
 * Products with Fisher's information F, the Hessian of the mean of KL(held policy, policy) where both are the same: the tangent, along a
 * direction, of the gradient. Source: Schulman et al. 2015, appendix C; Pearlmutter 1994.
 */
final class Fisher {
  private final Weights weights;
  private final BatchProgram program;
  private final double damping;
  private final float[] product;
  private int rows;

  /** @param damping added to the diagonal */
  Fisher(OnPolicy run, double damping) {
    this.damping = damping;
    weights = run.weights;
    product = new float[weights.values().length];
    Tensor divergence = BatchProgram.mean(run.graph, run.distribution.selfDivergence());
    program = run.program(products(run.graph, divergence), run.rows);
  }

  /** F v for the directions v that are the inputs {@code direction.W} of each weight W. */
  static List<Tensor> products(TensorGraph graph, Tensor divergence) {
    List<Tensor> in = BatchProgram.weights(graph);
    List<Tensor> directions = new ArrayList<>();
    for (Tensor.Weight weight : graph.weights()) {
      directions.add(graph.input(direction(weight), weight.shape()));
    }
    return Tangents.along(graph, Reverse.gradient(graph, divergence, in), in, directions);
  }

  static String direction(Tensor.Weight weight) {
    return "direction." + weight.name();
  }

  /** The batch whose states F is the mean over. */
  void load(Batch batch) {
    program.load(batch);
    rows = batch.rows();
  }

  /**
   * The step along x = (F + damping I)^-1 g, as long as the quadratic model of KL allows: sqrt(2 kl / x' (F + damping I) x) x.
   *
   * @param g not modified
   * @param iterations of conjugate gradients
   */
  double[] step(double[] g, double kl, int iterations) {
    double[] x = ConjugateGradients.solve(this::multiply, g, iterations);
    double[] Fx = new double[x.length];
    multiply(x, Fx);
    double curvature = ConjugateGradients.dot(x, Fx);
    double length = curvature > 0 ? Math.sqrt(2 * kl / curvature) : 0;
    for (int i = 0; i < x.length; i++) {
      x[i] *= length;
    }
    return x;
  }

  /** (F + damping I) v. */
  void multiply(double[] v, double[] result) {
    for (Tensor.Weight weight : weights.layout()) {
      float[] input = program.input(direction(weight));
      int offset = weights.offset(weight.name());
      for (int i = 0; i < weight.shape().size(); i++) {
        input[i] = (float) v[offset + i];
      }
    }
    program.run(rows);
    program.gather(0, weights, product);
    for (int i = 0; i < v.length; i++) {
      result[i] = product[i] + damping * v[i];
    }
  }
}
