/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Call;
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
    Map<Call, BitSet> calls = new HashMap<>();
    for (Expr node : graph.nodes()) {
      if (!sets.containsKey(node)) {
        BitSet set = switch (node) {
          case Expr.Output output when output.call().callee() instanceof GraphFunction function ->
            union(ofOutput(function, output), sets);
          case Expr.Output output -> calls.computeIfAbsent(output.call(), call -> union(Flow.operands(call), sets));
          default -> union(Flow.operands(node), sets);
        };
        sets.put(node, set);
      }
    }
  }

  private static BitSet union(List<Expr> operands, Map<Expr, BitSet> sets) {
    BitSet union = new BitSet();
    operands.forEach(operand -> union.or(sets.get(operand)));
    return union;
  }

  /** The arguments that one output of a function depends on. */
  private List<Expr> ofOutput(GraphFunction function, Expr.Output output) {
    return of(function).get(output.index()).stream().mapToObj(output.call().arguments()::get).toList();
  }
}
