/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp;

/** Where the numbers of tensors lie. What is not read any more makes room for what comes later. */
final class Memory {
  /** Numbers in an array, and where they begin. */
  static final class Place {
    final float[] data;
    final int at;

    Place(float[] data, int at) {
      this.data = data;
      this.at = at;
    }
  }

  private final TensorGraph graph;
  private final int maxRows;
  private final Map<Integer, Place> places = new HashMap<>();

  /** For each tensor the last place of the tape where it is read, through other names of the same numbers as well. */
  private final Map<Integer, Integer> lastRead = new HashMap<>();

  private final Map<Integer, List<float[]>> unused = new HashMap<>();

  Memory(TensorGraph graph, List<Tensor> needed, List<Tensor> results, int maxRows, Weights weights) {
    this.graph = graph;
    this.maxRows = maxRows;
    reads(needed, results);
    needed.stream().filter(t -> !(t instanceof Tensor.Result)).forEach(t -> places.put(t.id(), given(t, weights)));
    for (Tensor tensor : needed) {
      if (tensor instanceof Tensor.Result result) {
        places.put(result.id(), result.op() instanceof TensorOp.Reshaped
            ? places.get(result.operands().getFirst())
            : new Place(room(size(result)), 0));
        needed.stream().filter(t -> ends(t, result)).forEach(this::free);
      }
    }
  }

  private void reads(List<Tensor> needed, List<Tensor> results) {
    results.forEach(result -> lastRead.put(result.id(), Integer.MAX_VALUE));
    for (Tensor tensor : needed.reversed()) {
      lastRead.putIfAbsent(tensor.id(), tensor.id());
      if (tensor instanceof Tensor.Result result) {
        int read = result.op() instanceof TensorOp.Reshaped ? lastRead.get(result.id()) : result.id();
        result.operands().forEach(operand -> lastRead.merge(operand, read, Math::max));
      }
    }
  }

  private boolean ends(Tensor tensor, Tensor.Result at) {
    return tensor instanceof Tensor.Result result && !(result.op() instanceof TensorOp.Reshaped)
        && lastRead.get(tensor.id()) == at.id();
  }

  private void free(Tensor tensor) {
    float[] data = places.get(tensor.id()).data;
    unused.computeIfAbsent(data.length, size -> new ArrayList<>()).add(data);
  }

  private float[] room(int size) {
    List<float[]> free = unused.getOrDefault(size, List.of());
    return free.isEmpty() ? new float[size] : free.removeLast();
  }

  private Place given(Tensor tensor, Weights weights) {
    return switch (tensor) {
      case Tensor.Weight weight -> new Place(weights.values(), weights.offset(weight.name()));
      case Tensor.Constant constant -> {
        float[] data = new float[constant.values().size()];
        for (int i = 0; i < data.length; i++) {
          data[i] = constant.values().get(i).floatValue();
        }
        yield new Place(data, 0);
      }
      case Tensor.Input input -> new Place(new float[size(input)], 0);
      case Tensor.Result result -> throw new IllegalArgumentException(result + " is made, not given");
    };
  }

  /** The most numbers that a tensor has. */
  int size(Tensor tensor) {
    return Math.multiplyExact(tensor.shape().size(), tensor.shape().rows() ? maxRows : 1);
  }

  Place of(int id) {
    return places.get(id);
  }

  Place of(Tensor.Result result, int operand) {
    return places.get(graph.tensor(result.operands().get(operand)).id());
  }
}
