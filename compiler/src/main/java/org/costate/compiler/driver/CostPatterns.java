/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.costate.compiler.ir.Entry;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.Sparsity;

/**
 * Where the second derivatives of a problem's costs can differ from zero: what the code that computes them writes.
 *
 * @param stage of the cost of a step, by states and controls, [(ndx + nu) x (ndx + nu)]
 * @param terminal by states, [ndx x ndx]
 */
public record CostPatterns(Sparsity stage, Sparsity terminal) {
  public CostPatterns {
    Objects.requireNonNull(stage);
    Objects.requireNonNull(terminal);
  }

  public static CostPatterns of(CompiledProblem problem) {
    ProblemInfo info = problem.loaded().info();
    List<Entry> entries = problem.programs().getFirst().entries();
    int n = info.ndx();
    return new CostPatterns(pattern(entries, Entry.Kind.EXPAND, n, info.dims().nu()),
        pattern(entries, Entry.Kind.EXPAND_TERMINAL, n, 0));
  }

  /** Of l_xx, l_ux and its transpose, l_uu in one symmetric matrix. */
  private static Sparsity pattern(List<Entry> entries, Entry.Kind kind, int n, int m) {
    int size = n + m;
    TreeSet<Integer> found = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.kind() == kind) {
        for (Entry.Result result : entry.results()) {
          int i = result.place().index();
          switch (result.place().array()) {
            case LXX -> found.add(i / n * size + i % n);
            case LUX -> {
              found.add((n + i / n) * size + i % n);
              found.add(i % n * size + n + i / n);
            }
            case LUU -> found.add((n + i / m) * size + n + i % m);
            default -> {}
          }
        }
      }
    }
    return new Sparsity(size, size, found.stream().mapToInt(Integer::intValue).toArray());
  }
}
