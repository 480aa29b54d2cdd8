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
import org.costate.compiler.ir.SparseMatrix;

/**
 * A symmetric positive definite matrix M of formulas and the solution of M a = r. Coordinates that no chain of structural non-zeros
 * connects are solved apart; one alone is divided; several stay one {@link LdlSolve}, whose derivatives share its factors.
 */
final class MassMatrix {
  private final ExprBuilder builder;
  private final int n;
  /** The lower triangle, packed; the constant 0 where structurally zero. */
  private final List<Expr> lower;

  /** @param matrix [n x n], of which the lower triangle is taken */
  MassMatrix(ExprBuilder builder, SparseMatrix matrix) {
    this.builder = builder;
    this.n = matrix.rows();
    this.lower = new ArrayList<>(Collections.nCopies(new LdlFactor(n).inputCount(), builder.constant(0)));
    for (SparseMatrix.Element element : matrix.elements()) {
      if (element.column() <= element.row()) {
        lower.set(LdlFactor.elementAt(element.row(), element.column()), element.value());
      }
    }
  }

  /** M_ij. */
  Expr at(int i, int j) {
    return lower.get(LdlFactor.elementAt(i, j));
  }

  /**
   * a with M a = r.
   *
   * @param r [n], the constant 0 where structurally zero
   * @return [n]; the constant 0 where r vanishes in all of a connected part
   */
  List<Expr> solve(List<Expr> r) {
    List<Expr> a = new ArrayList<>(Collections.nCopies(n, builder.constant(0)));
    for (int[] part : parts()) {
      if (Arrays.stream(part).allMatch(i -> EulerLagrange.isZero(r.get(i)))) {
        continue;
      }
      List<Expr> solution = solve(part, Arrays.stream(part).mapToObj(r::get).toList());
      for (int i = 0; i < part.length; i++) {
        a.set(part[i], solution.get(i));
      }
    }
    return a;
  }

  private List<Expr> solve(int[] part, List<Expr> r) {
    if (part.length == 1) {
      return List.of(builder.divide(r.getFirst(), at(part[0], part[0])));
    }
    List<Expr> matrix = new ArrayList<>();
    for (int i = 0; i < part.length; i++) {
      for (int j = 0; j <= i; j++) {
        matrix.add(at(part[i], part[j]));
      }
    }
    List<Expr> arguments = new ArrayList<>(builder.call(new LdlFactor(part.length), matrix));
    arguments.addAll(matrix);
    arguments.addAll(r);
    return builder.call(new LdlSolve(part.length), arguments);
  }

  /** The connected parts of M's graph, each ascending. */
  private List<int[]> parts() {
    List<int[]> parts = new ArrayList<>();
    BitSet seen = new BitSet();
    for (int first = 0; first < n; first = seen.nextClearBit(first)) {
      BitSet part = new BitSet();
      BitSet border = new BitSet();
      border.set(first);
      while (!border.isEmpty()) {
        int i = border.nextSetBit(0);
        border.clear(i);
        part.set(i);
        for (int j = 0; j < n; j++) {
          if (!part.get(j) && !EulerLagrange.isZero(at(i, j))) {
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
