/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/** C = A B of dense matrices, row by row in a workspace. */
public final class ProductKernel {
  private ProductKernel() {}

  /**
   * Multiplies A [rows x inner] at {@code w[at ..)} by B [inner x columns] behind it.
   *
   * <p>Each element of C is summed from 0 in the order of the inner index, four products in one pass over a row of C: the loop over columns is
   * one that the JIT compiler makes vector instructions of.
   *
   * @param productAt C [rows x columns], apart from A and B
   */
  public static void multiply(double[] w, int at, int productAt, int rows, int inner, int columns) {
    int b = at + rows * inner;
    for (int i = 0; i < rows; i++) {
      int a = at + i * inner;
      int c = productAt + i * columns;
      for (int j = 0; j < columns; j++) {
        w[c + j] = 0;
      }
      int k = 0;
      for (; k + 3 < inner; k += 4) {
        addFour(w, c, columns, w[a + k], w[a + k + 1], w[a + k + 2], w[a + k + 3], b + k * columns);
      }
      for (; k < inner; k++) {
        double factor = w[a + k];
        int row = b + k * columns;
        for (int j = 0; j < columns; j++) {
          w[c + j] += factor * w[row + j];
        }
      }
    }
  }

  private static void addFour(double[] w, int c, int columns, double a0, double a1, double a2, double a3, int b0) {
    int b1 = b0 + columns;
    int b2 = b1 + columns;
    int b3 = b2 + columns;
    for (int j = 0; j < columns; j++) {
      w[c + j] = w[c + j] + a0 * w[b0 + j] + a1 * w[b1 + j] + a2 * w[b2 + j] + a3 * w[b3 + j];
    }
  }
}
