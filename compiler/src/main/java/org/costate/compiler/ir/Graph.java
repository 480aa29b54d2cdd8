/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The nodes that some roots need, operands before users. Calls' bodies are not entered. */
public record Graph(List<Expr> nodes) {
  public Graph {
    nodes = List.copyOf(nodes);
  }

  /** All nodes that {@code roots} are computed from, the roots included, by ascending id. */
  public static Graph of(Collection<? extends Expr> roots) {
    BitSet seen = new BitSet();
    BitSet calls = new BitSet();
    List<Expr> reached = new ArrayList<>();
    ArrayDeque<Expr> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (seen.get(next.id())) {
        continue;
      }
      seen.set(next.id());
      reached.add(next);
      if (next instanceof Expr.Output output) {
        // Arguments are looked at once, not once for each of the outputs.
        if (calls.get(output.call().id())) {
          continue;
        }
        calls.set(output.call().id());
      }
      for (Expr operand : next.operands()) {
        if (!seen.get(operand.id())) {
          open.push(operand);
        }
      }
    }
    reached.sort(Comparator.comparingInt(Expr::id));
    return new Graph(reached);
  }

  public List<Expr.Symbol> symbols() {
    return nodes.stream().filter(Expr.Symbol.class::isInstance).map(Expr.Symbol.class::cast).toList();
  }

  /** How many nodes compute something: neither constants nor symbols. */
  public int operationCount() {
    return (int) nodes.stream()
        .filter(e -> e instanceof Expr.Apply || e instanceof Expr.Choose || e instanceof Expr.Output)
        .count();
  }
}
