/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** The nodes that some roots need, operands before users. Calls' bodies are not entered. */
public record Graph(List<Expr> nodes) {
  public Graph {
    nodes = List.copyOf(nodes);
  }

  /** All nodes that {@code roots} are computed from, the roots included, by ascending id. */
  public static Graph of(Collection<? extends Expr> roots) {
    BitSet calls = new BitSet();
    Ids seen = Ids.upTo(roots);
    List<Expr> reached = new ArrayList<>();
    seen.addNew(roots, reached);
    for (int i = 0; i < reached.size(); i++) {
      Expr next = reached.get(i);
      if (next instanceof Expr.Output output) {
        // Arguments are looked at once, not once for each of the outputs.
        if (calls.get(output.call().id())) {
          continue;
        }
        calls.set(output.call().id());
      }
      seen.addNew(next.operands(), reached);
    }
    return new Graph(seen.ascending(reached));
  }

  /** A set of ids up to a largest one, which counts those below each. */
  private static final class Ids {
    private final long[] words;

    private Ids(int largest) {
      words = new long[(largest >> 6) + 1];
    }

    /** For what roots are computed from: no operand has a larger id than its user. */
    static Ids upTo(Collection<? extends Expr> roots) {
      int largest = 0;
      for (Expr root : roots) {
        largest = Math.max(largest, root.id());
      }
      return new Ids(largest);
    }

    /** Adds the ids of {@code nodes}; those that are new go to {@code found}, too. */
    void addNew(Collection<? extends Expr> nodes, List<Expr> found) {
      for (Expr node : nodes) {
        int word = node.id() >> 6;
        long bit = 1L << node.id();
        if ((words[word] & bit) == 0) {
          words[word] |= bit;
          found.add(node);
        }
      }
    }

    /** The nodes whose ids these are, in their order, without comparing any: large graphs are gathered again and again. */
    List<Expr> ascending(List<Expr> nodes) {
      int[] before = new int[words.length];
      for (int word = 1; word < words.length; word++) {
        before[word] = before[word - 1] + Long.bitCount(words[word - 1]);
      }
      Expr[] ascending = new Expr[nodes.size()];
      for (Expr node : nodes) {
        int word = node.id() >> 6;
        long smaller = words[word] & (1L << node.id()) - 1;
        ascending[before[word] + Long.bitCount(smaller)] = node;
      }
      return Arrays.asList(ascending);
    }
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
