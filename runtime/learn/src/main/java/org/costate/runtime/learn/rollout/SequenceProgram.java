/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.network.PolicyInfo.Memory;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;

/**
 * Of a policy that remembers: pieces of episodes go through time side by side, a step of all of them at once, and what is remembered goes from step to
 * step. The gradient goes back the same way: of L = sum_t l_t + m_(t+1) a_(t+1), with a_(t+1) = dL/dm_(t+1) from the step behind it, the graph gives
 * what step t adds to dL/dw, and a_t. It stops where a piece begins. Source: Werbos 1990.
 */
public final class SequenceProgram implements PolicyProgram {
  private static final String SHARE = "sequence.share";
  private static final String ADJOINT = "adjoint.";

  private final Weights weights;
  private final BatchProgram forward;
  private final BatchProgram backward;
  private final boolean differentiated;
  private final List<Memory> carried;
  private final int remembered;
  private final int means;
  private final List<Integer> widths;
  private final double[] sums;
  private final double[] total;
  private final float[] part;
  /** Numbers of each row of the batch, by input. */
  private final Map<String, float[]> given = new LinkedHashMap<>();
  private final List<float[]> each = new ArrayList<>();

  private Batch batch;
  private int[] rows = new int[0];
  private Sequences sequences;

  /** @param carried goes from step to step as memories do, and is zero where a piece of an episode begins */
  public SequenceProgram(Target target, List<Memory> carried, List<Tensor> means, boolean differentiated,
      List<Tensor> each, int maxRows) {
    TensorGraph graph = target.policy().graph();
    List<Memory> memories = target.policy().memories();
    this.carried = new ArrayList<>(memories);
    this.carried.addAll(carried);
    this.means = means.size();
    this.differentiated = differentiated;
    weights = target.weights();
    remembered = memories.size();
    widths = each.stream().map(tensor -> tensor.shape().size()).toList();
    sums = new double[means.size()];
    total = new double[weights.values().length];
    part = new float[total.length];
    List<Tensor> results = new ArrayList<>(this.carried.stream().map(m -> rows(graph, m.next())).toList());
    means.forEach(mean -> results.add(rows(graph, mean)));
    results.addAll(each);
    forward = program(target, results, maxRows);
    backward = differentiated ? program(target, gradients(graph, memories, means.getFirst()), maxRows) : forward;
  }

  private static BatchProgram program(Target target, List<Tensor> results, int maxRows) {
    return new BatchProgram(target.backend(), target.policy().graph(), target.weights(), target.inputs(),
        target.distribution(), results, maxRows);
  }

  private static Tensor rows(TensorGraph graph, Tensor tensor) {
    return graph.repeat(tensor, new TensorShape(true, tensor.shape().sizes()));
  }

  /** dL/dw of a step, then dL/dm of its memories. */
  private static List<Tensor> gradients(TensorGraph graph, List<Memory> memories, Tensor mean) {
    Tensor sum = graph.sum(graph.times(mean, graph.input(SHARE, new TensorShape(true, List.of()))));
    for (Memory memory : memories) {
      Tensor next = rows(graph, memory.next());
      sum = graph.plus(sum, graph.sum(graph.times(next, graph.input(ADJOINT + name(memory), next.shape()))));
    }
    List<Tensor> in = new ArrayList<>(BatchProgram.weights(graph));
    memories.forEach(memory -> in.add(memory.input()));
    return Reverse.gradient(graph, sum, in);
  }

  private static String name(Memory memory) {
    return ((Tensor.Input) memory.input()).name();
  }

  private static int size(Memory memory) {
    return memory.input().shape().size();
  }

  @Override
  public void load(Batch batch, int[] order, int from, int count) {
    this.batch = batch;
    rows = Arrays.copyOfRange(order, from, from + count);
    sequences = new Sequences(batch, order, from, count);
    given.clear();
    each.clear();
    widths.forEach(width -> each.add(new float[count * width]));
  }

  @Override
  public void load(Batch batch) {
    load(batch, batch.all(), 0, batch.rows());
  }

  @Override
  public void load(String input, double[] numbers) {
    float[] single = new float[numbers.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) numbers[i];
    }
    load(input, single);
  }

  /** Some numbers a row of the batch, row after row. */
  public void load(String input, float[] numbers) {
    given.put(input, numbers);
  }

  /** An input that is the same for all rows. */
  public void fix(String input, float[] numbers) {
    System.arraycopy(numbers, 0, forward.input(input), 0, numbers.length);
  }

  @Override
  public void run() {
    Arrays.fill(sums, 0);
    List<List<float[]>> held = new ArrayList<>();
    held.add(first());
    for (int t = 0; t < sequences.length(); t++) {
      load(forward, t, held.get(t));
      forward.run(sequences.active(t));
      measure(t);
      held.add(next(t));
    }
    if (differentiated) {
      differentiate(held);
    }
  }

  /** What is carried to the first steps: memories as they were when the batch was gathered. */
  private List<float[]> first() {
    int[] at = sequences.at(0);
    List<float[]> carry = new ArrayList<>();
    int width = batch.inputs.length / batch.rows();
    int column = width - carried.stream().limit(remembered).mapToInt(SequenceProgram::size).sum();
    for (int c = 0; c < carried.size(); c++) {
      int size = size(carried.get(c));
      float[] numbers = new float[at.length * size];
      for (int i = 0; i < at.length && c < remembered; i++) {
        System.arraycopy(batch.inputs, rows[at[i]] * width + column, numbers, i * size, size);
      }
      column += size;
      carry.add(numbers);
    }
    return carry;
  }

  /** What step {@code t} carries on to the pieces that have one more. */
  private List<float[]> next(int t) {
    List<float[]> carry = new ArrayList<>();
    for (int c = 0; c < carried.size(); c++) {
      carry.add(Arrays.copyOf(forward.result(c), sequences.active(t + 1) * size(carried.get(c))));
    }
    return carry;
  }

  private void load(BatchProgram program, int t, List<float[]> carry) {
    int[] at = sequences.at(t);
    int[] now = Arrays.stream(at).map(i -> rows[i]).toArray();
    program.load(batch, now, 0, now.length);
    given.forEach((input, numbers) -> {
      if (program.reads(input)) {
        int width = numbers.length / batch.rows();
        for (int i = 0; i < now.length; i++) {
          System.arraycopy(numbers, now[i] * width, program.input(input), i * width, width);
        }
      }
    });
    for (int c = 0; c < carried.size(); c++) {
      write(program, name(carried.get(c)), carry.get(c));
    }
  }

  private static void write(BatchProgram program, String input, float[] numbers) {
    if (program.reads(input)) {
      System.arraycopy(numbers, 0, program.input(input), 0, numbers.length);
    }
  }

  /** Adds up the means of step {@code t}, and puts tensors where their rows are. */
  private void measure(int t) {
    int[] at = sequences.at(t);
    for (int m = 0; m < means; m++) {
      float[] numbers = forward.result(carried.size() + m);
      for (int i = 0; i < at.length; i++) {
        sums[m] += numbers[i];
      }
    }
    for (int e = 0; e < each.size(); e++) {
      int width = widths.get(e);
      for (int i = 0; i < at.length; i++) {
        System.arraycopy(
            forward.result(carried.size() + means + e), i * width, each.get(e), at[i] * width, width);
      }
    }
  }

  private void differentiate(List<List<float[]>> held) {
    Arrays.fill(total, 0);
    List<float[]> behind = held.get(sequences.length());
    for (int t = sequences.length() - 1; t >= 0; t--) {
      int active = sequences.active(t);
      load(backward, t, held.get(t));
      Arrays.fill(backward.input(SHARE), 0, active, 1f / rows.length);
      for (int m = 0; m < remembered; m++) {
        write(backward, ADJOINT + name(carried.get(m)), Arrays.copyOf(behind.get(m), active * size(carried.get(m))));
      }
      backward.run(active);
      backward.gather(0, weights, part);
      for (int i = 0; i < part.length; i++) {
        total[i] += part[i];
      }
      behind = new ArrayList<>();
      for (int m = 0; m < remembered; m++) {
        int size = size(carried.get(m));
        behind.add(Arrays.copyOf(backward.result(weights.layout().size() + m), active * size));
      }
    }
  }

  @Override
  public double mean(int i) {
    return sums[i] / rows.length;
  }

  @Override
  public void gradient(float[] flat) {
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) total[i];
    }
  }

  @Override
  public float[] each(int i) {
    return each.get(i);
  }
}
