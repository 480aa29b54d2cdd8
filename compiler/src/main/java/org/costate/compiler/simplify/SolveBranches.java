/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.LuFactor;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.SymmetricSolve;
import org.costate.compiler.ops.Op;

/** {@link SymmetricSolve} as a choice: the solution by L D L' if every pivot is positive, else by LU. */
record SolveBranches(ExprBuilder builder) {
  /**
   * @param arguments of the call: factors, lower triangle of A, b
   * @param definite the solution by the factors
   */
  List<Expr> choose(SymmetricSolve solve, List<Expr> arguments, List<Expr> definite) {
    int n = solve.n();
    Expr positive = builder.truth(true);
    for (int i = 0; i < n; i++) {
      Expr pivot = arguments.get(LdlFactor.elementAt(i, i));
      positive = builder.apply(Op.AND, positive, builder.apply(Op.LESS, builder.constant(0), pivot));
    }
    List<Expr> matrix = solve.full(arguments.subList(solve.matrixAt(), solve.rightSideAt()));
    List<Expr> inputs = new ArrayList<>(builder.call(new LuFactor(n), matrix));
    inputs.addAll(matrix);
    inputs.addAll(arguments.subList(solve.rightSideAt(), solve.inputCount()));
    List<Expr> general = builder.call(new LuSolve(n, false), inputs);
    List<Expr> x = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      x.add(builder.choose(positive, definite.get(i), general.get(i)));
    }
    return x;
  }
}
