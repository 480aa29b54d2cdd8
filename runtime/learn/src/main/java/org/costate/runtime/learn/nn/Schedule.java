/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp;

/**
 * What of a graph is computed, in the order of the graph. Three things of the graph need no computation of their own: what holds the same numbers
 * as another tensor (reshaped or held), what is only repeated for an operation element by element, and a product of matrices to which a row is
 * added, which is one with the sum.
 *
 * @param nodes operands first
 */
record Schedule(List<Node> nodes) {
  Schedule {
    nodes = List.copyOf(nodes);
  }

  /**
   * A tensor that is computed or given.
   *
   * @param op by which it is computed; not there if it is given. A product of matrices may have the row that is added as a third operand.
   * @param operands what it is computed from
   */
  record Node(Tensor tensor, Optional<TensorOp> op, List<Tensor> operands) {
    Node {
      operands = List.copyOf(operands);
    }

    /** Whether it has the numbers of its operand. */
    boolean isAlias() {
      return op.isPresent() && (op.get() instanceof TensorOp.Reshaped || op.get() == TensorOp.Unary.HELD);
    }

    Tensor operand(int i) {
      return operands.get(i);
    }
  }

  static Schedule of(TensorGraph graph, List<Tensor> results) {
    Map<Integer, Integer> uses = new HashMap<>();
    results.forEach(result -> uses.merge(result.id(), 1, Integer::sum));
    for (Tensor tensor : graph.needed(results)) {
      if (tensor instanceof Tensor.Result result) {
        result.operands().forEach(id -> uses.merge(id, 1, Integer::sum));
      }
    }
    BitSet needed = new BitSet();
    results.forEach(result -> needed.set(result.id()));
    List<Node> backwards = new ArrayList<>();
    for (int id = needed.length() - 1; id >= 0; id = needed.previousSetBit(id - 1)) {
      Node node = node(graph, graph.tensor(id), uses);
      node.operands().forEach(operand -> needed.set(operand.id()));
      backwards.add(node);
    }
    return new Schedule(backwards.reversed());
  }

  private static Node node(TensorGraph graph, Tensor tensor, Map<Integer, Integer> uses) {
    if (!(tensor instanceof Tensor.Result result)) {
      return new Node(tensor, Optional.empty(), List.of());
    }
    List<Tensor> operands = result.operands().stream().map(graph::tensor).toList();
    if (result.op() == TensorOp.Binary.ADD && isRow(operands.get(1), result)
        && operands.get(0) instanceof Tensor.Result product && product.op() instanceof TensorOp.MatrixProduct
        && product.shape().equals(result.shape()) && uses.get(product.id()) == 1) {
      List<Tensor> all = new ArrayList<>(product.operands().stream().map(graph::tensor).toList());
      all.add(operands.get(1));
      return new Node(tensor, Optional.of(product.op()), all);
    }
    return new Node(tensor, Optional.of(result.op()), result.op() instanceof TensorOp.Binary
        ? operands.stream().map(operand -> unrepeated(graph, operand)).toList()
        : operands);
  }

  private static boolean isRow(Tensor row, Tensor.Result sum) {
    return !row.shape().rows() && row.shape().size() == sum.shape().last() && row.shape().last() == row.shape().size();
  }

  private static Tensor unrepeated(TensorGraph graph, Tensor tensor) {
    Tensor source = tensor;
    while (source instanceof Tensor.Result result && result.op() instanceof TensorOp.Repeat) {
      source = graph.tensor(result.operands().getFirst());
    }
    return source;
  }
}
