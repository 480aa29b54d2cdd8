/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * The loops that take the time. Each element of a result comes from the same operations in the same order in every implementation, so all of
 * them give the same bits. Whatever is summed by fused products is summed in the order of the inner index.
 */
interface Kernels {
  /** out_i = op(x_i), i = 0, ..., n - 1; {@code out} may be {@code x}. */
  void unary(Unary op, float[] x, int xAt, float[] out, int outAt, int n);

  /**
   * out_i = op(a_i, b_i), i = 0, ..., n - 1; {@code out} may be one of them.
   *
   * @param aStep 1, or 0 if all a_i are the first one
   * @param bStep likewise
   */
  void binary(Binary op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n);

  /** out_i = out_i + x_i. */
  void accumulate(float[] x, int xAt, float[] out, int outAt, int n);

  /** How many columns a product takes the least time for, of {@code p} and more, at most the next multiple of {@value Pixels#LANES}. */
  int columns(int p);

  /** C = start + A B, each element as a chain of fused products in the order of the inner index. */
  void multiply(Product product);
}
