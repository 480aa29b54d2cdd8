/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.learn.policy.ActionHead;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;

/**
 * Some results of a policy's graph, numbers or sums over rows, computed for rows of a batch. Sums are means if their terms are multiplied with
 * the input {@link #share}, which is 1 over the number of rows.
 */
public final class BatchProgram {
  private static final String SHARE = "share";

  /** Where the numbers of a tensor of choices or old statistics come from: columns {@code at}, ... of rows as wide as {@code width}. */
  private record Column(String input, int source, int at, int size, int width) {}

  private final Executable executable;
  private final PolicyInputs.Loader loader;
  private final List<Column> columns = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final boolean shares;
  private final int maxRows;
  private final int[] all;

  /** @param maxRows most rows at once */
  public BatchProgram(Backend backend, TensorGraph graph, Weights weights, PolicyInputs inputs,
      ActionDistribution distribution, List<Tensor> results, int maxRows) {
    this.maxRows = maxRows;
    executable = backend.prepare(graph, results, maxRows, weights);
    loader = inputs.loader(graph, results);
    Set<Tensor> needed = new HashSet<>(graph.needed(results));
    for (Tensor tensor : needed) {
      if (tensor instanceof Tensor.Input input) {
        read.add(input.name());
      }
    }
    int at = 0;
    for (ActionHead head : distribution.heads()) {
      add(needed, distribution.choice(head), -1, at, distribution.choiceSize());
      at += head.choiceSize();
    }
    List<Tensor> old = distribution.old();
    for (int i = 0; i < old.size(); i++) {
      add(needed, old.get(i), i, 0, old.get(i).shape().size());
    }
    shares = needed.contains(share(graph));
    all = IntStream.range(0, maxRows).toArray();
  }

  private void add(Set<Tensor> needed, Tensor tensor, int source, int at, int width) {
    if (needed.contains(tensor)) {
      columns.add(new Column(((Tensor.Input) tensor).name(), source, at, tensor.shape().size(), width));
    }
  }

  /** The input that makes means of sums. */
  public static Tensor share(TensorGraph graph) {
    return graph.input(SHARE, new TensorShape(true, List.of()));
  }

  /** The mean over the rows of one number a row. */
  public static Tensor mean(TensorGraph graph, Tensor numbers) {
    return graph.sum(graph.times(numbers, share(graph)));
  }

  /** The derivatives of a number in all weights, in their order. */
  public static List<Tensor> gradient(TensorGraph graph, Tensor number) {
    return Reverse.gradient(graph, number, weights(graph));
  }

  public static List<Tensor> weights(TensorGraph graph) {
    return graph.weights().stream().map(Tensor.class::cast).toList();
  }

  /** All rows of a batch, in their order. */
  public void load(Batch batch) {
    load(batch, all, 0, batch.rows());
  }

  /** Rows {@code order[from], ...} of a batch, {@code count} of them, become the rows of the next run. */
  public void load(Batch batch, int[] order, int from, int count) {
    if (count > maxRows) {
      throw new IllegalArgumentException(count + " rows; expected at most " + maxRows);
    }
    loader.load(batch.inputs, order, from, count, executable);
    for (Column column : columns) {
      float[] source = column.source < 0 ? batch.choices : batch.statistics.get(column.source);
      float[] input = executable.input(column.input);
      for (int i = 0; i < count; i++) {
        System.arraycopy(
            source, order[from + i] * column.width + column.at, input, i * column.size, column.size);
      }
    }
    loadShares(count);
  }

  /** Rows of inputs alone. */
  public void load(float[] inputs, int[] order, int from, int count) {
    loader.load(inputs, order, from, count, executable);
    loadShares(count);
  }

  private void loadShares(int count) {
    if (shares) {
      Arrays.fill(executable.input(SHARE), 0, count, 1f / count);
    }
  }

  /** One number a row, for an input of that name. */
  public void load(String input, double[] numbers, int[] order, int from, int count) {
    float[] to = executable.input(input);
    for (int i = 0; i < count; i++) {
      to[i] = (float) numbers[order[from + i]];
    }
  }

  /** One number a row, for all rows. */
  public void load(String input, double[] numbers) {
    load(input, numbers, all, 0, numbers.length);
  }

  /** Whether the results depend on an input. */
  boolean reads(String input) {
    return read.contains(input);
  }

  /** Where the numbers of any other input go. */
  public float[] input(String name) {
    return executable.input(name);
  }

  public void run(int rows) {
    executable.run(rows);
  }

  /** A result that is one number. */
  public double number(int result) {
    return executable.result(result)[0];
  }

  public float[] result(int result) {
    return executable.result(result);
  }

  /** Puts results {@code first}, ..., one for each weight, side by side as weights lie. */
  public void gather(int first, Weights weights, float[] flat) {
    for (int i = 0; i < weights.layout().size(); i++) {
      Tensor.Weight weight = weights.layout().get(i);
      System.arraycopy(executable.result(first + i), 0, flat, weights.offset(weight.name()), weight.shape().size());
    }
  }
}
