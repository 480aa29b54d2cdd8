/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.LdlSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.SymmetricSolve;
import org.costate.compiler.ir.TableLookup;

/**
 * Expands calls of small functions and small symmetric systems, in formulas and in the bodies of the functions that stay: {@code f(a) -> body
 * of f at a}. The value is the
 * same to the bit, because the builder performs exact rewrites only. Run it after differentiation: derivatives of a step built of calls are
 * cheaper than derivatives of the expanded step.
 */
public final class CallInliner {
  private final ExprBuilder builder;
  private final Predicate<GraphFunction> expanded;
  private final int writtenOut;
  private final Map<Expr, Expr> replacements;
  private final Map<GraphFunction, GraphFunction> bodies = new HashMap<>();

  /**
   * @param expanded which functions disappear
   * @param writtenOut symmetric systems of at most so many unknowns disappear too
   * @param replacements of nodes, everywhere; see {@link AngleSums}
   */
  public CallInliner(
      ExprBuilder builder, Predicate<GraphFunction> expanded, int writtenOut, Map<Expr, Expr> replacements) {
    this.builder = builder;
    this.expanded = expanded;
    this.writtenOut = writtenOut;
    this.replacements = replacements;
  }

  public List<Expr> apply(List<? extends Expr> roots) {
    return new ExprSubstitution(builder, replacements, this::outputs).apply(roots);
  }

  private List<Expr> outputs(Call call, List<Expr> arguments) {
    return switch (call.callee()) {
      case GraphFunction function -> {
        GraphFunction body = body(function);
        yield expanded.test(function)
            ? ExprSubstitution.of(builder, body.inputs(), arguments).apply(body.outputs())
            : builder.call(body, arguments);
      }
      case ImplicitSolve solve -> builder.call(solve.with(body(solve.system())), arguments);
      case LdlFactor factor when factor.n() <= writtenOut -> new WrittenOutLdl(builder).factor(factor, arguments);
      case LdlSolve solve -> definite(solve, arguments);
      case SymmetricSolve solve ->
        new SolveBranches(builder).choose(solve, arguments, definite(new LdlSolve(solve.n()), arguments));
      case Factorization factors -> builder.call(factors, arguments);
      case LinearSolve solve -> builder.call(solve, arguments);
      case MatrixProduct product -> builder.call(product, arguments);
      case TableLookup lookup -> builder.call(lookup, arguments);
    };
  }

  private List<Expr> definite(LdlSolve solve, List<Expr> arguments) {
    return solve.n() <= writtenOut
        ? new WrittenOutLdl(builder).solve(solve, arguments)
        : builder.call(solve, arguments);
  }

  /** {@code function} with the calls in its body expanded. */
  private GraphFunction body(GraphFunction function) {
    GraphFunction known = bodies.get(function);
    if (known == null) {
      List<Expr> outputs = apply(function.outputs());
      known =
          outputs.equals(function.outputs())
              ? function
              : new GraphFunction(function.name(), function.inputs(), new ArrayList<>(outputs));
      bodies.put(function, known);
    }
    return known;
  }
}
