/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.learn.nn.Adam;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.stats.RandomStream;

/**
 * V(s), a dense network of its own over what the policy reads, fitted to targets by least squares with Adam.
 */
public final class ValueFunction {
  /**
   * @param hidden units of the hidden layers, {@code act} behind each
   * @param rate of Adam
   * @param gradientLimit largest norm of a gradient, infinity for none
   */
  public record Options(List<Integer> hidden, Unary act, double rate, double gradientLimit) {
    /** Two layers of 64 with tanh, 1e-3, no limit. */
    public static final Options DEFAULTS = new Options(List.of(64, 64), Unary.TANH, 1e-3, Double.POSITIVE_INFINITY);

    public Options {
      hidden = List.copyOf(hidden);
    }

    public Options withRate(double other) {
      return new Options(hidden, act, other, gradientLimit);
    }

    public Options withGradientLimit(double other) {
      return new Options(hidden, act, rate, other);
    }
  }

  private final Options options;
  private final int inputSize;
  private final int maxRows;
  private final Weights weights;
  private final Executable evaluation;
  private final Executable fit;
  private final Adam adam;
  private final float[] gradient;
  private RandomStream stream;
  private int[] order = new int[0];

  /** @param maxRows most rows of a step of {@link #step}, and of what is evaluated at once */
  public ValueFunction(Backend backend, int inputSize, int maxRows, Options options, RandomStream stream) {
    this.options = options;
    this.inputSize = inputSize;
    this.maxRows = maxRows;
    TensorGraph graph = new TensorGraph();
    Tensor h = graph.input("x", TensorShape.rows(inputSize));
    for (int i = 0; i < options.hidden.size(); i++) {
      h = Layers.dense(graph, "h" + (i + 1), h, options.hidden.get(i), Optional.of(options.act));
    }
    Tensor value = graph.reshape(Layers.dense(graph, "value", h, 1, Optional.empty()), List.of());
    Tensor error = graph.minus(value, graph.input("target", new TensorShape(true, List.of())));
    Tensor loss = graph.sum(graph.times(graph.square(error), graph.input("share", new TensorShape(true, List.of()))));
    weights = new Weights(graph);
    this.stream = stream;
    weights.start(stream.split());
    adam = new Adam(weights.values().length);
    gradient = new float[weights.values().length];
    evaluation = backend.prepare(graph, List.of(value), maxRows, weights);
    List<Tensor> results = new ArrayList<>(List.of(loss));
    results.addAll(Reverse.gradient(graph, loss, graph.weights().stream().map(Tensor.class::cast).toList()));
    fit = backend.prepare(graph, results, maxRows, weights);
  }

  /** V of each of {@code rows} rows of inputs, to {@code values}. */
  public void values(float[] inputs, int rows, double[] values) {
    for (int from = 0; from < rows; from += maxRows) {
      int count = Math.min(maxRows, rows - from);
      System.arraycopy(inputs, from * inputSize, evaluation.input("x"), 0, count * inputSize);
      evaluation.run(count);
      for (int i = 0; i < count; i++) {
        values[from + i] = evaluation.result(0)[i];
      }
    }
  }

  /**
   * V of the states of a batch and of those after its rows.
   *
   * @param values [rows], {@code next} [rows], 0 after a termination; overwritten
   */
  public void values(Batch batch, double[] values, double[] next) {
    values(batch.inputs, batch.rows(), values);
    double[] behind = new double[batch.cuts.length];
    values(batch.nextInputs, behind.length, behind);
    for (int t = 0; t < batch.rows(); t++) {
      next[t] = batch.isLast(t) ? 0 : values[t + 1];
    }
    for (int i = 0; i < behind.length; i++) {
      next[batch.cuts[i]] = behind[i];
    }
  }

  /** Goes {@code epochs} times through all rows in a new order, {@code minibatch} rows a step. @return the mean loss of the last time */
  public double fit(float[] inputs, double[] targets, int epochs, int minibatch) {
    double loss = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      order = shuffled(targets.length, stream, order);
      loss = 0;
      for (int from = 0; from < targets.length; from += minibatch) {
        int count = Math.min(minibatch, targets.length - from);
        loss += step(inputs, targets, order, from, count) * count / targets.length;
      }
    }
    return loss;
  }

  /** One step of Adam on rows {@code order[from], ...}, {@code count} of them. @return the loss before it */
  public double step(float[] inputs, double[] targets, int[] order, int from, int count) {
    float[] x = fit.input("x");
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      System.arraycopy(inputs, row * inputSize, x, i * inputSize, inputSize);
      fit.input("target")[i] = (float) targets[row];
      fit.input("share")[i] = 1f / count;
    }
    fit.run(count);
    int at = 0;
    for (int i = 0; i < weights.layout().size(); i++) {
      int size = weights.layout().get(i).shape().size();
      System.arraycopy(fit.result(i + 1), 0, gradient, at, size);
      at += size;
    }
    adam.step(weights.values(), gradient, options.rate, options.gradientLimit);
    return fit.result(0)[0];
  }

  /** 0, ..., count - 1 in a random order (Durstenfeld 1964), in {@code order} if that is as long. */
  static int[] shuffled(int count, RandomStream stream, int[] order) {
    int[] all = order.length == count ? order : new int[count];
    for (int i = 0; i < count; i++) {
      int j = stream.below(i + 1);
      all[i] = all[j];
      all[j] = i;
    }
    return all;
  }

  public void save(RunState state) {
    state.put("weights", weights.values());
    state.put("mean", adam.mean());
    state.put("squares", adam.squares());
    state.put("steps", adam.steps());
    state.put("stream", stream.state());
  }

  public void restore(RunState state) {
    state.get("weights", weights.values());
    state.get("mean", adam.mean());
    state.get("squares", adam.squares());
    adam.resume(state.longs("steps")[0]);
    stream = RandomStream.resumed(state.longs("stream"));
  }
}
