/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.nd4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph's tensors as ND4J's arrays, made anew in each run from the inputs and the weights; their memory is that of the last run. */
final class Nd4jExecutable implements Executable {
  /** One for each thread: nothing stays in it after a run. */
  private static final String WORKSPACE = "costate";

  private static final WorkspaceConfiguration REUSED = WorkspaceConfiguration.builder()
      .policyAllocation(AllocationPolicy.OVERALLOCATE)
      .policyLearning(LearningPolicy.FIRST_LOOP)
      .policySpill(SpillPolicy.REALLOCATE)
      .build();

  private final List<Tensor> needed;
  private final List<Tensor> wanted;
  private final int maxRows;
  private final Weights weights;
  private final Map<String, float[]> inputs = new LinkedHashMap<>();
  private final float[][] results;

  /** By the tensors' ids, during a run. */
  private final INDArray[] values;

  private final Nd4jOps ops;

  Nd4jExecutable(TensorGraph graph, List<Tensor> wanted, int maxRows, Weights weights) {
    if (maxRows < 1) {
      throw new IllegalArgumentException("at most " + maxRows + " samples; expected at least 1");
    }
    this.wanted = List.copyOf(wanted);
    this.maxRows = maxRows;
    this.weights = weights;
    needed = List.copyOf(graph.needed(wanted));
    for (Tensor tensor : needed) {
      if (tensor instanceof Tensor.Weight weight) {
        check(weight);
      }
    }
    int count = 0;
    for (Tensor tensor : List.copyOf(graph.tensors())) {
      count++;
      if (tensor instanceof Tensor.Input input) {
        inputs.put(input.name(), new float[size(input.shape(), maxRows)]);
      }
    }
    results = this.wanted.stream().map(tensor -> new float[size(tensor.shape(), maxRows)]).toArray(float[][]::new);
    values = new INDArray[count];
    ops = new Nd4jOps(values, graph.tensors().stream().map(Tensor::shape).toList());
  }

  private void check(Tensor.Weight weight) {
    weights.offset(weight.name());
    if (weights.layout().stream().noneMatch(w -> w.name().equals(weight.name()) && w.shape().equals(weight.shape()))) {
      throw new IllegalArgumentException(
          "the weights have no " + weight.name() + " of the sizes " + weight.shape().sizes());
    }
  }

  private static int size(TensorShape shape, int rows) {
    return shape.size() * (shape.rows() ? rows : 1);
  }

  @Override
  public float[] input(String name) {
    float[] numbers = inputs.get(name);
    if (numbers == null) {
      throw new IllegalArgumentException("no input " + name + "; there are " + inputs.keySet());
    }
    return numbers;
  }

  @Override
  public void run(int rows) {
    if (rows < 0 || rows > maxRows) {
      throw new IllegalArgumentException(rows + " samples; expected at most " + maxRows);
    }
    if (rows == 0) {
      return;
    }
    try (MemoryWorkspace _ = Nd4j.getWorkspaceManager().getAndActivateWorkspace(REUSED, WORKSPACE)) {
      for (Tensor tensor : needed) {
        values[tensor.id()] = switch (tensor) {
          case Tensor.Input input -> array(inputs.get(input.name()), 0, input.shape(), rows);
          case Tensor.Weight weight -> array(weights.values(), weights.offset(weight.name()), weight.shape(), rows);
          case Tensor.Constant constant -> array(floats(constant.values()), 0, constant.shape(), rows);
          case Tensor.Result result -> ops.compute(result, rows);
        };
      }
      for (int i = 0; i < results.length; i++) {
        float[] numbers = values[wanted.get(i).id()].dup('c').data().asFloat();
        System.arraycopy(numbers, 0, results[i], 0, numbers.length);
      }
    } finally {
      Arrays.fill(values, null);
    }
  }

  private static INDArray array(float[] numbers, int from, TensorShape shape, int rows) {
    float[] own = Arrays.copyOfRange(numbers, from, from + size(shape, rows));
    return Nd4j.create(own, Nd4jOps.sizes(shape, rows), 'c');
  }

  private static float[] floats(List<Double> numbers) {
    float[] all = new float[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i).floatValue();
    }
    return all;
  }

  @Override
  public float[] result(int i) {
    return results[i];
  }
}
