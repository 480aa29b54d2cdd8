/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** A dense matrix that never changes, for formulas of set-up that are to be read as formulas: every operation allocates. */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final double[] a;

  private Matrix(int rows, int columns, double[] a) {
    this.rows = rows;
    this.columns = columns;
    this.a = a;
  }

  /** @param entries [rows x columns], row by row; copied */
  public static Matrix of(int rows, int columns, double... entries) {
    if (entries.length != rows * columns) {
      throw new IllegalArgumentException(entries.length + " entries for " + rows + " x " + columns);
    }
    return new Matrix(rows, columns, entries.clone());
  }

  public static Matrix zero(int rows, int columns) {
    return new Matrix(rows, columns, new double[rows * columns]);
  }

  public static Matrix identity(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return diagonal(ones);
  }

  public static Matrix diagonal(double... entries) {
    Matrix diagonal = zero(entries.length, entries.length);
    for (int i = 0; i < entries.length; i++) {
      diagonal.a[i * entries.length + i] = entries[i];
    }
    return diagonal;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The entry of row i and column j, from 0. */
  public double at(int i, int j) {
    return a[i * columns + j];
  }

  /** All entries, row by row; a copy. */
  public double[] entries() {
    return a.clone();
  }

  public Matrix plus(Matrix other) {
    return entrywise(other, Double::sum);
  }

  public Matrix minus(Matrix other) {
    return entrywise(other, (x, y) -> x - y);
  }

  private Matrix entrywise(Matrix other, DoubleBinaryOperator operator) {
    if (rows != other.rows || columns != other.columns) {
      throw unfit(other);
    }
    Matrix result = zero(rows, columns);
    Arrays.setAll(result.a, i -> operator.applyAsDouble(a[i], other.a[i]));
    return result;
  }

  public Matrix times(double factor) {
    Matrix result = zero(rows, columns);
    Arrays.setAll(result.a, i -> factor * a[i]);
    return result;
  }

  public Matrix times(Matrix other) {
    if (columns != other.rows) {
      throw unfit(other);
    }
    Matrix result = zero(rows, other.columns);
    MatrixKernels.addProduct(a, other.a, result.a, rows, columns, other.columns);
    return result;
  }

  private IllegalArgumentException unfit(Matrix other) {
    return new IllegalArgumentException(
        rows + " x " + columns + " does not fit " + other.rows + " x " + other.columns);
  }

  public Matrix transpose() {
    Matrix result = zero(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result.a[j * rows + i] = at(i, j);
      }
    }
    return result;
  }

  /** (A + A') / 2. */
  public Matrix symmetric() {
    return plus(transpose()).times(0.5);
  }

  /** Rows {@code top}, ... of columns {@code left}, .... */
  public Matrix part(int top, int left, int height, int width) {
    Matrix result = zero(height, width);
    for (int i = 0; i < height; i++) {
      System.arraycopy(a, (top + i) * columns + left, result.a, i * width, width);
    }
    return result;
  }

  /** X with this X = B; not finite where this is singular. */
  public Matrix solve(Matrix b) {
    if (rows != columns || b.rows != rows) {
      throw unfit(b);
    }
    int n = rows;
    double[] w = new double[n * n + 2 * n];
    System.arraycopy(a, 0, w, 0, n * n);
    LuKernel.factor(w, 0, n, n * n);
    Matrix result = zero(n, b.columns);
    for (int j = 0; j < b.columns; j++) {
      for (int i = 0; i < n; i++) {
        w[n * n + n + i] = b.at(i, j);
      }
      LuKernel.solve(w, 0, n, n * n, n * n + n);
      for (int i = 0; i < n; i++) {
        result.a[i * b.columns + j] = w[n * n + n + i];
      }
    }
    return result;
  }

  public double trace() {
    double sum = 0;
    for (int i = 0; i < Math.min(rows, columns); i++) {
      sum += at(i, i);
    }
    return sum;
  }

  /** The largest entry, sign aside; NaN if an entry is. */
  public double largest() {
    double largest = 0;
    for (double entry : a) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  public boolean isFinite() {
    return MatrixKernels.isFinite(a, 0, a.length);
  }
}
