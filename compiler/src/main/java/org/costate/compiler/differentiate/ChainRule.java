/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.MatrixProduct;

/**
 * Products of sparse Jacobians, dv/dz = sum over y of (dv/dy) (dy/dz).
 *
 * <p>Small and sparse ones are written out, so that structural zeros and ones cost nothing. A large dense core, the rows of dy/dz that hold
 * most columns and the rows of dv/dy that use them, is one {@link MatrixProduct}: the code grows with the size of the matrices and not with
 * the number of products.
 */
record ChainRule(ExprBuilder builder, Terms terms) {
  /**
   * Multiplications from which a core is not written out. Below, straight-line code is faster than loops; above, it no longer fits the
   * caches of instructions, and is compiled for seconds.
   */
  private static final int LARGE = 6000;

  /** The least share of non-zeros of a dense core's matrices. */
  private static final double DENSE = 0.5;

  /**
   * The rows of {@code left} times {@code right}.
   *
   * @param left its columns are the rows of {@code right}
   * @param width how many columns {@code right} has
   */
  List<SparseRow> product(List<SparseRow> left, List<SparseRow> right, int width) {
    Core core = Core.of(left, right, width);
    Expr[][] sums = core == null ? new Expr[left.size()][] : core.product(builder, left, right, width);
    List<SparseRow> result = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      SparseRow row = left.get(i);
      boolean inCore = core != null && core.rows.get(i);
      Expr[] values = inCore ? sums[i] : new Expr[width];
      for (int k = 0; k < row.size(); k++) {
        if (!(inCore && core.inner.get(row.column(k)))) {
          add(values, row.value(k), right.get(row.column(k)));
        }
      }
      result.add(SparseRow.of(values));
    }
    return result;
  }

  private void add(Expr[] values, Expr factor, SparseRow row) {
    for (int i = 0; i < row.size(); i++) {
      int column = row.column(i);
      values[column] = terms.sum(values[column], terms.product(factor, row.value(i)));
    }
  }

  /**
   * What is multiplied by a kernel.
   *
   * @param rows of the left matrix
   * @param inner its columns, the rows of the right matrix
   * @param columns of the right matrix
   */
  private record Core(BitSet rows, BitSet inner, BitSet columns) {
    /** The large dense core; null if there is none. */
    static Core of(List<SparseRow> left, List<SparseRow> right, int width) {
      BitSet inner = new BitSet();
      BitSet columns = new BitSet();
      for (int k = 0; k < right.size(); k++) {
        if (right.get(k).size() >= DENSE * width) {
          inner.set(k);
          right.get(k).columns().forEach(columns::set);
        }
      }
      BitSet rows = new BitSet();
      for (int i = 0; i < left.size(); i++) {
        if (left.get(i).columns().filter(inner::get).count() >= DENSE * inner.cardinality()) {
          rows.set(i);
        }
      }
      long products = 1L * rows.cardinality() * inner.cardinality() * columns.cardinality();
      return products >= LARGE ? new Core(rows, inner, columns) : null;
    }

    /** By row of the left matrix, dense over all columns; null for rows outside. */
    Expr[][] product(ExprBuilder builder, List<SparseRow> left, List<SparseRow> right, int width) {
      List<Expr> arguments = new ArrayList<>();
      Terms terms = new Terms(builder);
      rows.stream().forEach(i -> inner.stream().forEach(k -> arguments.add(terms.orZero(left.get(i).at(k)))));
      inner.stream().forEach(k -> columns.stream().forEach(j -> arguments.add(terms.orZero(right.get(k).at(j)))));
      MatrixProduct product =
          new MatrixProduct(rows.cardinality(), inner.cardinality(), columns.cardinality());
      List<Expr> values = builder.call(product, arguments);
      Expr[][] sums = new Expr[left.size()][];
      int at = 0;
      for (int i : rows.stream().toArray()) {
        sums[i] = new Expr[width];
        for (int j : columns.stream().toArray()) {
          sums[i][j] = values.get(at++);
        }
      }
      return sums;
    }
  }
}
