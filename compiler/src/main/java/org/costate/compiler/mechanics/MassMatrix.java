/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.LdlSolve;

/**
 * A symmetric positive definite matrix M of formulas and the solution of M a = r. Coordinates that no chain of structural non-zeros
 * connects are solved apart; one alone is divided; several stay one {@link LdlSolve}, whose derivatives share its factors.
 */
final class MassMatrix {
  private final ExprBuilder builder;
  private final int n;
  /** The lower triangle; null where structurally zero. */
  private final Expr[][] lower;

  MassMatrix(ExprBuilder builder, int n) {
    this.builder = builder;
    this.n = n;
    this.lower = new Expr[n][n];
  }

  /** Sets M_ij = M_ji for j <= i. */
  void set(int i, int j, Expr value) {
    lower[i][j] = value;
  }

  /** M_ij, null where structurally zero. */
  Expr at(int i, int j) {
    return i < j ? lower[j][i] : lower[i][j];
  }

  /**
   * a with M a = r.
   *
   * @param r [n], null where structurally zero
   * @return [n]; the constant 0 where r vanishes in all of a connected part
   */
  List<Expr> solve(Expr[] r) {
    Expr zero = builder.constant(0);
    List<Expr> a = new ArrayList<>(Collections.nCopies(n, zero));
    for (int[] part : parts()) {
      if (Arrays.stream(part).allMatch(i -> r[i] == null)) {
        continue;
      }
      List<Expr> rightSide = Arrays.stream(part).mapToObj(i -> orZero(r[i])).toList();
      List<Expr> solution = part.length == 1
          ? List.of(builder.divide(rightSide.getFirst(), at(part[0], part[0])))
          : solve(part, rightSide);
      for (int i = 0; i < part.length; i++) {
        a.set(part[i], solution.get(i));
      }
    }
    return a;
  }

  private List<Expr> solve(int[] part, List<Expr> rightSide) {
    List<Expr> matrix = new ArrayList<>();
    for (int i = 0; i < part.length; i++) {
      for (int j = 0; j <= i; j++) {
        matrix.add(orZero(at(part[i], part[j])));
      }
    }
    List<Expr> arguments = new ArrayList<>(builder.call(new LdlFactor(part.length), matrix));
    arguments.addAll(matrix);
    arguments.addAll(rightSide);
    return builder.call(new LdlSolve(part.length), arguments);
  }

  private Expr orZero(Expr value) {
    return value == null ? builder.constant(0) : value;
  }

  /** The connected parts of M's graph, each ascending. */
  private List<int[]> parts() {
    List<int[]> parts = new ArrayList<>();
    BitSet seen = new BitSet();
    for (int first = seen.nextClearBit(0); first < n; first = seen.nextClearBit(first)) {
      BitSet part = new BitSet();
      BitSet border = new BitSet();
      border.set(first);
      while (!border.isEmpty()) {
        int i = border.nextSetBit(0);
        border.clear(i);
        part.set(i);
        for (int j = 0; j < n; j++) {
          if (at(i, j) != null && !part.get(j)) {
            border.set(j);
          }
        }
      }
      seen.or(part);
      parts.add(part.stream().toArray());
    }
    return parts;
  }
}
