/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.SparseMatrix;

/**
 * Second derivatives of a weighted sum of formulas by forward over reverse mode. Only the lower triangle is differentiated; the upper one is
 * the same formulas, so the matrix is symmetric to the bit.
 *
 * @param gradient [1 x symbols], a by-product
 * @param matrix [symbols x symbols], both triangles
 */
public record Hessian(SparseMatrix gradient, SparseMatrix matrix) {

  /** Gradient and Hessian of weights' outputs in {@code symbols}; the weights are held constant. */
  public static Hessian of(
      ExprBuilder builder,
      DerivedFunctions derived,
      List<Expr> outputs,
      List<Expr> weights,
      List<Expr.Symbol> symbols) {
    SparseMatrix gradient = Jacobian.product(builder, derived, outputs, weights, symbols);
    List<SparseRow> rows = new ForwardMode(builder, derived, symbols).rows(gradient.values());
    List<SparseMatrix.Element> elements = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      SparseMatrix.Element first = gradient.elements().get(i);
      SparseRow row = rows.get(i);
      for (int at = 0; at < row.size() && row.column(at) <= first.column(); at++) {
        elements.add(new SparseMatrix.Element(first.column(), row.column(at), row.value(at)));
        if (row.column(at) < first.column()) {
          elements.add(new SparseMatrix.Element(row.column(at), first.column(), row.value(at)));
        }
      }
    }
    elements.sort(
        Comparator.comparingInt(SparseMatrix.Element::row).thenComparingInt(SparseMatrix.Element::column));
    return new Hessian(gradient, new SparseMatrix(symbols.size(), symbols.size(), elements));
  }

  /** The same derivatives with some of their nodes replaced. */
  public Hessian with(ExprSubstitution substitution) {
    return new Hessian(replaced(gradient, substitution), replaced(matrix, substitution));
  }

  private static SparseMatrix replaced(SparseMatrix matrix, ExprSubstitution substitution) {
    List<Expr> values = substitution.apply(matrix.values());
    List<SparseMatrix.Element> elements = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      SparseMatrix.Element old = matrix.elements().get(i);
      elements.add(new SparseMatrix.Element(old.row(), old.column(), values.get(i)));
    }
    return new SparseMatrix(matrix.rows(), matrix.columns(), elements);
  }

  /** Gradient and Hessian of one formula. */
  public static Hessian of(
      ExprBuilder builder, DerivedFunctions derived, Expr formula, List<Expr.Symbol> symbols) {
    return of(builder, derived, List.of(formula), List.of(builder.constant(1)), symbols);
  }
}
