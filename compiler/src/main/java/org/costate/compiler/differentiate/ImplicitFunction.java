/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LuFactor;
import org.costate.compiler.ir.SparseMatrix;

/** Functions given by equations: how one is made, and its linear system at the solution. */
public final class ImplicitFunction {
  private ImplicitFunction() {}

  /**
   * The unknowns as a function of the other inputs.
   *
   * @param unknowns [n], {@code inputs} what else the equations use
   * @param equations what is zero [n]
   */
  public static ImplicitSolve of(
      ExprBuilder builder,
      DerivedFunctions derived,
      String name,
      List<Expr.Symbol> unknowns,
      List<Expr.Symbol> inputs,
      List<Expr> equations) {
    int n = unknowns.size();
    List<Expr.Symbol> all = new ArrayList<>(unknowns);
    all.addAll(inputs);
    List<Expr> system = new ArrayList<>(equations);
    system.addAll(dense(builder, n, Jacobian.of(builder, derived, equations, unknowns).elements()));
    return new ImplicitSolve(new GraphFunction(name, all, equations),
        new GraphFunction("system of " + name, all, system));
  }

  /** All elements of [n x n], row by row. */
  private static List<Expr> dense(ExprBuilder builder, int n, List<SparseMatrix.Element> elements) {
    List<Expr> matrix = new ArrayList<>(Collections.nCopies(n * n, builder.constant(0)));
    elements.forEach(e -> matrix.set(e.row() * n + e.column(), e.value()));
    return matrix;
  }

  /** The arguments of the residual at the solution: the solution in place of the guess. */
  static List<Expr> solutionPoint(ExprBuilder builder, ImplicitSolve solve, List<Expr> arguments) {
    List<Expr> point = new ArrayList<>(builder.call(solve, arguments));
    point.addAll(arguments.subList(solve.n(), arguments.size()));
    return point;
  }

  /** The first arguments of a linear solve with dr/dy at {@code point}: its factors, then itself. All derivatives at a point share them. */
  static List<Expr> matrix(ExprBuilder builder, DerivedFunctions derived, ImplicitSolve solve, List<Expr> point) {
    int n = solve.n();
    BitSet unknowns = new BitSet();
    unknowns.set(0, n);
    List<Expr> a = dense(builder, n, derived.jacobian(solve.residual(), unknowns).at(point));
    List<Expr> arguments = new ArrayList<>(builder.call(new LuFactor(n), a));
    arguments.addAll(a);
    return arguments;
  }
}
