/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many operations an evaluation performs, calls entered: one for each elementary operation and choice, 2/3 n^3 for a factorization, half
 * of that for a symmetric one, 2 n^2 for a solve, 2 for each product of a matrix product, 10 and 40 for a
 * table of one and of two arguments, five steps for a Newton iteration. The measure for deciding what to expand, and for reports.
 */
public final class OperationCount {
  private static final int USUAL_NEWTON_STEPS = 5;

  private final Map<GraphFunction, Long> known = new HashMap<>();

  public static long of(Collection<? extends Expr> roots) {
    return new OperationCount().count(roots);
  }

  /** The operations of one call of {@code callee}. */
  public long of(Callee callee) {
    return switch (callee) {
      case LuFactor factor -> 2L * factor.n() * factor.n() * factor.n() / 3;
      case LdlFactor factor -> 1L * factor.n() * factor.n() * factor.n() / 3;
      case ImplicitSolve solve -> {
        LuFactor factor = new LuFactor(solve.n());
        yield USUAL_NEWTON_STEPS * (of(solve.system()) + of(factor) + 2 * of(new LuSolve(solve.n(), false)));
      }
      case LinearSolve solve -> 2L * solve.n() * solve.n();
      case MatrixProduct product -> 2L * product.outputCount() * product.inner();
      case TableLookup lookup -> lookup.inputCount() == 1 ? 10 : 40;
      case GraphFunction function -> {
        Long count = known.get(function);
        if (count == null) {
          count = count(function.outputs());
          known.put(function, count);
        }
        yield count;
      }
    };
  }

  private long count(Collection<? extends Expr> roots) {
    long sum = 0;
    Set<Call> calls = new HashSet<>();
    for (Expr node : Graph.of(roots).nodes()) {
      sum +=
          switch (node) {
            case Expr.Apply apply -> 1;
            case Expr.Choose choose -> 1;
            case Expr.Output output -> calls.add(output.call()) ? of(output.call().callee()) : 0;
            case Expr.Constant constant -> 0;
            case Expr.Truth truth -> 0;
            case Expr.Symbol symbol -> 0;
          };
    }
    return sum;
  }
}
