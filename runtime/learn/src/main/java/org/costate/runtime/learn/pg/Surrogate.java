/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.List;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.PolicyProgram;
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
  private final PolicyProgram density;
  private final PolicyProgram withGradient;
  private final PolicyProgram numbers;
  private final double[] oldDensity;
  private final float[] gradient;

  Surrogate(OnPolicy run) {
    this.run = run;
    TensorGraph graph = run.graph;
    Tensor logDensity = run.distribution.logDensity();
    Tensor surrogate = graph.times(ratio(run), run.advantage());
    density = run.each(List.of(logDensity));
    withGradient = run.withGradient(List.of(surrogate), run.rows);
    numbers = run.means(List.of(surrogate, run.distribution.divergence(), run.distribution.entropy()));
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
    density.run();
    for (int i = 0; i < batch.rows(); i++) {
      oldDensity[i] = density.each(0)[i];
    }
    for (PolicyProgram program : List.of(withGradient, numbers)) {
      program.load(batch);
      program.load(OLD, oldDensity);
      program.load(OnPolicy.ADVANTAGE, run.advantages);
    }
  }

  /** dL/dw. */
  double[] gradient() {
    withGradient.run();
    withGradient.gradient(gradient);
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
    numbers.run();
    return new Measure(numbers.mean(0), numbers.mean(1), numbers.mean(2));
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
