/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.List;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.BatchProgram;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;

/**
 * L(w) = mean of p_w(u | o) / p_old(u | o) A, whose gradient at the policy that has drawn the batch is the policy gradient, beside the mean of
 * KL(old, p_w) and the entropy.
 */
final class Surrogate {
  private static final String OLD = "old.density";

  private final OnPolicy run;
  private final BatchProgram density;
  private final BatchProgram withGradient;
  private final BatchProgram numbers;
  private final double[] oldDensity;
  private final float[] gradient;

  Surrogate(OnPolicy run) {
    this.run = run;
    TensorGraph graph = run.graph;
    Tensor logDensity = run.distribution.logDensity();
    Tensor surrogate = BatchProgram.mean(graph, graph.times(ratio(run), run.advantage()));
    Tensor divergence = BatchProgram.mean(graph, run.distribution.divergence());
    Tensor entropy = BatchProgram.mean(graph, run.distribution.entropy());
    density = run.program(List.of(logDensity), run.rows);
    withGradient = run.withGradient(List.of(surrogate), run.rows);
    numbers = run.program(List.of(surrogate, divergence, entropy), run.rows);
    oldDensity = new double[run.rows];
    gradient = new float[run.weights.values().length];
  }

  /** p_w / p_old, a number a row; reads the input {@link #OLD}. */
  private static Tensor ratio(OnPolicy run) {
    Tensor old = run.graph.input(OLD, new TensorShape(true, List.of()));
    return run.graph.apply(Unary.EXP, run.graph.minus(run.distribution.logDensity(), old));
  }

  /** Takes the policy as it is for the old one. */
  void load(Batch batch) {
    density.load(batch);
    density.run(batch.rows());
    for (int i = 0; i < batch.rows(); i++) {
      oldDensity[i] = density.result(0)[i];
    }
    for (BatchProgram program : List.of(withGradient, numbers)) {
      program.load(batch);
      program.load(OLD, oldDensity);
      program.load(OnPolicy.ADVANTAGE, run.advantages);
    }
  }

  /** dL/dw. */
  double[] gradient() {
    withGradient.run(run.rows);
    withGradient.gather(1, run.weights, gradient);
    double[] g = new double[gradient.length];
    for (int i = 0; i < g.length; i++) {
      g[i] = gradient[i];
    }
    return g;
  }

  /** What the weights are worth. */
  record Measure(double gain, double divergence, double entropy) {}

  /** L, KL and entropy of the weights as they are. */
  Measure measure() {
    numbers.run(run.rows);
    return new Measure(numbers.number(0), numbers.number(1), numbers.number(2));
  }

  /** Goes to the weights {@code from + alpha step}. @return what they are worth */
  Measure move(float[] from, double[] step, double alpha) {
    float[] w = run.weights.values();
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (from[i] + alpha * step[i]);
    }
    return measure();
  }
}
