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
    ForwardMode forward = new ForwardMode(builder, derived, symbols);
    List<SparseMatrix.Element> elements = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      add(elements, i, forward.row(outputs.get(i)));
    }
    return new SparseMatrix(outputs.size(), symbols.size(), elements);
  }

  /** d (weights' outputs) / d symbols by reverse mode, [1 x symbols]. The weights are held constant. */
  public static SparseMatrix product(
      ExprBuilder builder,
      DerivedFunctions derived,
      List<Expr> outputs,
      List<Expr> weights,
      List<Expr.Symbol> symbols) {
    List<SparseMatrix.Element> elements = new ArrayList<>();
    add(elements, 0, new ReverseMode(builder, derived, symbols).gradient(outputs, weights));
    return new SparseMatrix(1, symbols.size(), elements);
  }

  /**
   * (d outputs / d symbols) times {@code direction} by forward mode, [outputs x 1]: one sweep, however many symbols.
   *
   * @param direction per symbol how fast it changes; the others do not
   */
  public static SparseMatrix along(
      ExprBuilder builder, DerivedFunctions derived, List<Expr> outputs, Map<Expr.Symbol, Expr> direction) {
    ForwardMode forward = new ForwardMode(builder, derived, direction);
    List<SparseMatrix.Element> elements = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      add(elements, i, forward.row(outputs.get(i)));
    }
    return new SparseMatrix(outputs.size(), 1, elements);
  }

  private static void add(List<SparseMatrix.Element> elements, int row, SparseRow derivatives) {
    for (int j = 0; j < derivatives.size(); j++) {
      elements.add(new SparseMatrix.Element(row, derivatives.column(j), derivatives.value(j)));
    }
  }
}
