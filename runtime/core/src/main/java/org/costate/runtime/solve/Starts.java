/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the starts of a solve that began several times.
 *
 * @param all in their order, the given guess first; those that an interrupt left out are missing
 */
public record Starts(List<Start> all) {
  /** Costs that differ by less, relative to the lowest of them, are those of one optimum. */
  private static final double SAME = 1e-4;

  public Starts {
    all = List.copyOf(all);
  }

  /**
   * The end of one solve.
   *
   * @param violation largest violation of a constraint
   */
  public record Start(SolverStatus status, double cost, double violation, int iterations) {}

  /**
   * A local optimum.
   *
   * @param cost the lowest that a start reached
   * @param starts how many reached it
   */
  public record Optimum(double cost, int starts) {}

  /** How many converged. */
  public int converged() {
    return (int) all.stream().filter(start -> start.status().isSuccess()).count();
  }

  /** The different costs that starts converged to, the lowest first. */
  public List<Optimum> optima() {
    List<Optimum> optima = new ArrayList<>();
    all.stream().filter(start -> start.status().isSuccess()).mapToDouble(Start::cost).sorted().forEach(cost -> {
      Optimum last = optima.isEmpty() ? null : optima.getLast();
      if (last != null && cost - last.cost() <= SAME * Math.max(Math.abs(last.cost()), SAME)) {
        optima.set(optima.size() - 1, new Optimum(last.cost(), last.starts() + 1));
      } else {
        optima.add(new Optimum(cost, 1));
      }
    });
    return optima;
  }
}
