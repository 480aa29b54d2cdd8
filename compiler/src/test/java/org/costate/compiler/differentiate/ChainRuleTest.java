/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;

class ChainRuleTest {
  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final Random random = new Random(5);

  /** Rows of which some are empty, some have one element and the rest are nearly full. */
  private List<SparseRow> rows(int count, int width) {
    List<SparseRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Expr[] values = new Expr[width];
      double share = i % 5 == 0 ? 0 : i % 5 == 1 ? 1.0 / width : 0.95;
      for (int j = 0; j < width; j++) {
        if (random.nextDouble() < share) {
          values[j] = b.constant(random.nextInt(4) == 0 ? 1 : random.nextGaussian());
        }
      }
      rows.add(SparseRow.of(values));
    }
    return rows;
  }

  private double[][] dense(List<SparseRow> rows, int width) {
    double[][] dense = new double[rows.size()][width];
    for (int i = 0; i < rows.size(); i++) {
      SparseRow row = rows.get(i);
      for (int at = 0; at < row.size(); at++) {
        dense[i][row.column(at)] = Interpreter.evaluate(List.of(row.value(at)), Map.of())[0];
      }
    }
    return dense;
  }

  private static long products(List<SparseRow> rows) {
    List<Expr> values = new ArrayList<>();
    rows.forEach(row -> row.columns().forEach(column -> values.add(row.at(column))));
    return Graph.of(values)
        .nodes()
        .stream()
        .filter(n -> n instanceof Expr.Output o && o.call().callee() instanceof MatrixProduct)
        .count();
  }

  /** With a kernel for the dense core and without one. */
  @Test
  void aProductOfSparseMatricesIsThatOfTheDenseOnes() {
    for (int size : new int[] {1, 4, 9, 30, 40}) {
      List<SparseRow> left = rows(size, size + 3);
      List<SparseRow> right = rows(size + 3, size + 1);
      List<SparseRow> product = new ChainRule(b, new Terms(b)).product(left, right, size + 1);
      assertEquals(size >= 30, products(product) > 0, "size " + size);
      double[][] a = dense(left, size + 3);
      double[][] c = dense(right, size + 1);
      double[][] actual = dense(product, size + 1);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= size; j++) {
          double expected = 0;
          for (int k = 0; k < size + 3; k++) {
            expected += a[i][k] * c[k][j];
          }
          assertEquals(expected, actual[i][j], 1e-12, i + ", " + j + " of " + size);
        }
      }
    }
  }
}
