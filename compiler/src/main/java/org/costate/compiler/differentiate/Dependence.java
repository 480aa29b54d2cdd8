/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;

/** Which inputs of a function each of its outputs depends on, as far as derivatives see it. Kept for each function. */
final class Dependence {
  private final Map<GraphFunction, List<BitSet>> known = new HashMap<>();

  /** For each output the inputs that it depends on. */
  List<BitSet> of(GraphFunction function) {
    List<BitSet> result = known.get(function);
    if (result == null) {
      Map<Expr, BitSet> sets = new HashMap<>();
      for (int i = 0; i < function.inputCount(); i++) {
        BitSet self = new BitSet();
        self.set(i);
        sets.put(function.inputs().get(i), self);
      }
      propagate(Graph.of(function.outputs()), sets);
      result = function.outputs().stream().map(sets::get).toList();
      known.put(function, result);
    }
    return result;
  }

  /** Completes {@code sets}, which holds the wanted symbols' own, with every node of the graph: the union over what it depends on. */
  void propagate(Graph graph, Map<Expr, BitSet> sets) {
    for (Expr node : graph.nodes()) {
      if (!sets.containsKey(node)) {
        BitSet union = new BitSet();
        for (Expr operand : operands(node)) {
          union.or(sets.get(operand));
        }
        sets.put(node, union);
      }
    }
  }

  private List<Expr> operands(Expr node) {
    if (node instanceof Expr.Output output && output.call().callee() instanceof GraphFunction function) {
      List<Expr> used = new ArrayList<>();
      of(function).get(output.index()).stream().forEach(i -> used.add(output.call().arguments().get(i)));
      return used;
    }
    return Flow.operands(node);
  }
}
