/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * The loops in which the time of a network goes. Implementations do the same operations in the same order for each number of a result, so they
 * agree in every bit. An array is followed by where its numbers begin; results do not overlap operands, except that {@link #unary} and {@link
 * #binary} may write over an operand of the same place.
 */
interface Kernels {
  /** C += A B for A [rows x n], B [n x m]; each number by fused products in the order of k. */
  void product(float[] A, int aAt, float[] B, int bAt, float[] C, int cAt, int rows, int n, int m);

  /** C += A' B for A [rows x n], B [rows x m], C [n x m]; each number by fused products in the order of the rows. */
  void outer(float[] A, int aAt, float[] B, int bAt, float[] C, int cAt, int rows, int n, int m);

  /** y = op(x). */
  void unary(Unary op, float[] x, int xAt, float[] y, int yAt, int count);

  /**
   * c = a op b.
   *
   * @param aStep 1, or 0 for one number that meets all
   * @param bStep likewise
   */
  void binary(Binary op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt, int count);

  /** y += the sum of the rows of x [rows x n], in their order. */
  void columnSums(float[] x, int xAt, float[] y, int yAt, int rows, int n);
}
