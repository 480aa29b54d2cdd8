/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.LdlSolve;
import org.costate.compiler.ops.Op;

/** {@link LdlFactor} and {@link LdlSolve} as elementary operations, in the order that gives every bit of their values. */
record WrittenOutLdl(ExprBuilder builder) {
  /** L, with 1 / D on the diagonal, of the lower triangle of A. */
  List<Expr> factor(LdlFactor callee, List<Expr> matrix) {
    List<Expr> packed = new ArrayList<>(matrix);
    for (int i = 0; i < callee.n(); i++) {
      int diagonal = LdlFactor.elementAt(i, i);
      Expr pivot = packed.get(diagonal);
      List<Expr> c = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        Expr rest = packed.get(LdlFactor.elementAt(i, j));
        for (int k = 0; k < j; k++) {
          rest = minus(rest, c.get(k), packed.get(LdlFactor.elementAt(j, k)));
        }
        c.add(rest);
      }
      for (int j = 0; j < i; j++) {
        Expr factor = builder.multiply(c.get(j), packed.get(LdlFactor.elementAt(j, j)));
        packed.set(LdlFactor.elementAt(i, j), factor);
        pivot = minus(pivot, c.get(j), factor);
      }
      packed.set(diagonal, reciprocal(pivot));
    }
    return packed;
  }

  /** 1 / pivot; NaN for a pivot that is zero or not finite, of which the product with the reciprocal is far from 1. */
  private Expr reciprocal(Expr pivot) {
    Expr reciprocal = builder.divide(builder.constant(1), pivot);
    Expr usable = builder.apply(Op.LESS, builder.multiply(reciprocal, pivot), builder.constant(2));
    return builder.choose(usable, reciprocal, builder.constant(Double.NaN));
  }

  /** @param arguments of the call: factors, A, b */
  List<Expr> solve(LdlSolve callee, List<Expr> arguments) {
    int n = callee.n();
    List<Expr> x = new ArrayList<>(arguments.subList(callee.rightSideAt(), callee.inputCount()));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x.set(i, minus(x.get(i), arguments.get(LdlFactor.elementAt(i, j)), x.get(j)));
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      x.set(i, builder.multiply(x.get(i), arguments.get(LdlFactor.elementAt(i, i))));
      for (int j = n - 1; j > i; j--) {
        x.set(i, minus(x.get(i), arguments.get(LdlFactor.elementAt(j, i)), x.get(j)));
      }
    }
    return x;
  }

  private Expr minus(Expr a, Expr b, Expr c) {
    return builder.subtract(a, builder.multiply(b, c));
  }
}
