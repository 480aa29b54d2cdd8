/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorOp;
import org.costate.runtime.network.TensorShape;

/**
 * Where each tensor of a schedule lies. A tensor's numbers are kept from the step that makes them to the last one that reads them, then their
 * array serves others; inputs and results keep arrays of their own, and weights lie where they are.
 */
final class Blocks {
  private final Schedule schedule;
  private final int maxRows;
  private final Weights weights;
  /** By id: whose numbers a tensor has. */
  private final Map<Integer, Integer> owners = new HashMap<>();
  /** By the owner's id: the place in the schedule of the last step that reads it. */
  private final Map<Integer, Integer> lastUses = new HashMap<>();
  private final Set<Integer> kept = new HashSet<>();
  private final Map<Integer, Block> blocks = new HashMap<>();
  /** Owners of arrays that others may have later. */
  private final Set<Integer> own = new HashSet<>();
  private final Map<Integer, float[]> copies = new HashMap<>();
  private final List<float[]> free = new ArrayList<>();

  Blocks(Schedule schedule, List<Tensor> results, int maxRows, Weights weights) {
    this.schedule = schedule;
    this.maxRows = maxRows;
    this.weights = weights;
    List<Schedule.Node> nodes = schedule.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Schedule.Node node = nodes.get(i);
      owners.put(node.tensor().id(), node.isAlias() ? owners.get(node.operand(0).id()) : node.tensor().id());
      for (Tensor operand : node.operands()) {
        lastUses.put(owners.get(operand.id()), i);
      }
    }
    results.forEach(result -> kept.add(owners.get(result.id())));
    place();
  }

  Block of(Tensor tensor) {
    return blocks.get(owners.get(tensor.id()));
  }

  /** Where an input lies, which exists even if nothing needs it. */
  float[] input(Tensor.Input input) {
    Block block = of(input);
    return block == null ? new float[capacity(input.shape())] : block.values();
  }

  /** Where a result is handed out. */
  float[] result(Tensor result) {
    float[] copy = copies.get(owners.get(result.id()));
    return copy == null ? of(result).values() : copy;
  }

  /** Calls for each weight that is a result with where it lies and where it is handed out. */
  void copied(BiConsumer<Block, float[]> copy) {
    copies.forEach((id, values) -> copy.accept(blocks.get(id), values));
  }

  /** How many numbers a tensor has for the largest batch. */
  int capacity(TensorShape shape) {
    return Math.multiplyExact(shape.size(), shape.rows() ? maxRows : 1);
  }

  private void place() {
    List<Schedule.Node> nodes = schedule.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Schedule.Node node = nodes.get(i);
      if (!node.isAlias()) {
        blocks.put(node.tensor().id(), switch (node.tensor()) {
          case Tensor.Input input -> new Block(new float[capacity(input.shape())], 0);
          case Tensor.Weight weight -> weight(weight);
          case Tensor.Constant constant -> constant(constant);
          case Tensor.Result result -> new Block(result(node, i), 0);
        });
      }
      for (Tensor operand : node.operands()) {
        release(owners.get(operand.id()), i);
      }
    }
  }

  private Block weight(Tensor.Weight weight) {
    int offset = weights.offset(weight.name());
    if (weights.layout()
        .stream()
        .noneMatch(
            known -> known.name().equals(weight.name()) && known.shape().equals(weight.shape()))) {
      throw new IllegalArgumentException("the weights have no " + weight.name() + " of the sizes "
          + weight.shape().sizes());
    }
    if (kept.contains(weight.id())) {
      copies.put(weight.id(), new float[weight.shape().size()]);
    }
    return new Block(weights.values(), offset);
  }

  private static Block constant(Tensor.Constant constant) {
    float[] values = new float[constant.values().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = constant.values().get(i).floatValue();
    }
    return new Block(values, 0);
  }

  private float[] result(Schedule.Node node, int i) {
    int size = capacity(node.tensor().shape());
    if (kept.contains(node.tensor().id())) {
      return new float[size];
    }
    // Element by element a result may take the place of an operand of the same shape.
    TensorOp op = node.op().orElseThrow();
    if (op instanceof TensorOp.Unary || op instanceof TensorOp.Binary) {
      for (Tensor operand : node.operands()) {
        if (operand.shape().equals(node.tensor().shape())) {
          release(owners.get(operand.id()), i);
        }
      }
    }
    own.add(node.tensor().id());
    return free.stream()
        .filter(array -> array.length >= size)
        .min(Comparator.comparingInt(array -> array.length))
        .map(array -> {
          free.remove(array);
          return array;
        })
        .orElseGet(() -> new float[size]);
  }

  /** Lets others have the array of a computed tensor that step {@code i} is the last one to read, once. */
  private void release(int owner, int i) {
    if (lastUses.get(owner) == i && own.remove(owner)) {
      free.add(blocks.get(owner).values());
    }
  }
}
