/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * C = A B of dense matrices that are too large to be written out. Inputs: A [rows x inner], then B [inner x columns], row by row; outputs C
 * [rows x columns]. Each C_ij is ((0 + A_i1 B_1j) + A_i2 B_2j) + ...: the order is part of the meaning, so that kernels agree to the bit.
 */
public record MatrixProduct(int rows, int inner, int columns) implements Callee {
  @Override
  public String name() {
    return "product" + rows + "x" + inner + "x" + columns;
  }

  @Override
  public int inputCount() {
    return rows * inner + inner * columns;
  }

  @Override
  public int outputCount() {
    return rows * columns;
  }

  /** Where B begins among the inputs. */
  public int rightAt() {
    return rows * inner;
  }

  /** The matrix [rows x columns] transposed. */
  public static <T> List<T> transposed(List<T> matrix, int rows, int columns) {
    List<T> result = new ArrayList<>(matrix.size());
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        result.add(matrix.get(i * columns + j));
      }
    }
    return result;
  }

  /** C by the textbook loops. */
  double[] at(double[] arguments) {
    double[] product = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < inner; k++) {
          product[i * columns + j] += arguments[i * inner + k] * arguments[rightAt() + k * columns + j];
        }
      }
    }
    return product;
  }
}
