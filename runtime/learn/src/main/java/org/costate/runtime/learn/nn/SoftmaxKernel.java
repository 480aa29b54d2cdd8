/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorOp.Softmax;

/** Exponentials of what a number is below the largest of its vector, so that none overflows. */
final class SoftmaxKernel {
  private SoftmaxKernel() {}

  /** @param out [vectors x n] for the softmax, [vectors] for the logarithm of the sum */
  static void run(Softmax op, float[] x, int xAt, float[] out, int vectors, int n) {
    for (int v = 0; v < vectors; v++) {
      int at = xAt + v * n;
      float largest = x[at];
      for (int i = 1; i < n; i++) {
        largest = Math.max(largest, x[at + i]);
      }
      double sum = 0;
      switch (op) {
        case SOFTMAX -> {
          for (int i = 0; i < n; i++) {
            float e = FloatMath.exp(x[at + i] - largest);
            out[v * n + i] = e;
            sum += e;
          }
          for (int i = 0; i < n; i++) {
            out[v * n + i] = (float) (out[v * n + i] / sum);
          }
        }
        case LOG_SUM_EXP -> {
          for (int i = 0; i < n; i++) {
            sum += FloatMath.exp(x[at + i] - largest);
          }
          out[v] = (float) (largest + StrictMath.log(sum));
        }
      }
    }
  }
}
