/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.SparseMatrix;

/** First derivatives of several formulas, sparse. */
public final class Jacobian {
  private Jacobian() {}

  /** d outputs / d symbols by forward mode, [outputs x symbols]. */
  public static SparseMatrix of(
      ExprBuilder builder, DerivedFunctions derived, List<Expr> outputs, List<Expr.Symbol> symbols) {
    return matrix(new ForwardMode(builder, derived, symbols).rows(outputs), symbols.size());
  }

  /** d (weights' outputs) / d symbols by reverse mode, [1 x symbols]. The weights are held constant. */
  public static SparseMatrix product(
      ExprBuilder builder,
      DerivedFunctions derived,
      List<Expr> outputs,
      List<Expr> weights,
      List<Expr.Symbol> symbols) {
    SparseRow gradient = new ReverseMode(builder, derived, symbols).gradient(outputs, weights);
    return matrix(List.of(gradient), symbols.size());
  }

  /**
   * (d outputs / d symbols) times {@code direction} by forward mode, [outputs x 1]: one sweep, however many symbols.
   *
   * @param direction per symbol how fast it changes; the others do not
   */
  public static SparseMatrix along(
      ExprBuilder builder, DerivedFunctions derived, List<Expr> outputs, Map<Expr.Symbol, Expr> direction) {
    return matrix(new ForwardMode(builder, derived, direction).rows(outputs), 1);
  }

  private static SparseMatrix matrix(List<SparseRow> rows, int columns) {
    List<SparseMatrix.Element> elements = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      SparseRow row = rows.get(i);
      for (int j = 0; j < row.size(); j++) {
        elements.add(new SparseMatrix.Element(i, row.column(j), row.value(j)));
      }
    }
    return new SparseMatrix(rows.size(), columns, elements);
  }
}
