/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/** As loops. Inner ones run over neighbouring numbers of the result, which HotSpot turns into vector instructions. */
final class PlainKernels implements Kernels {
  @Override
  public void product(float[] A, int aAt, float[] B, int bAt, float[] C, int cAt, int rows, int n, int m) {
    for (int r = 0; r < rows; r++) {
      int c = cAt + r * m;
      for (int k = 0; k < n; k++) {
        axpy(A[aAt + r * n + k], B, bAt + k * m, C, c, m);
      }
    }
  }

  @Override
  public void outer(float[] A, int aAt, float[] B, int bAt, float[] C, int cAt, int rows, int n, int m) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        axpy(A[aAt + r * n + i], B, bAt + r * m, C, cAt + i * m, m);
      }
    }
  }

  private static void axpy(float a, float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = Math.fma(a, x[xAt + i], y[yAt + i]);
    }
  }

  @Override
  public void unary(Unary op, float[] x, int xAt, float[] y, int yAt, int count) {
    switch (op) {
      case NEGATE -> {
        for (int i = 0; i < count; i++) {
          y[yAt + i] = -x[xAt + i];
        }
      }
      case TANH -> {
        for (int i = 0; i < count; i++) {
          y[yAt + i] = FloatMath.tanh(x[xAt + i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < count; i++) {
          y[yAt + i] = Math.max(x[xAt + i], 0);
        }
      }
      case POSITIVE -> {
        for (int i = 0; i < count; i++) {
          y[yAt + i] = x[xAt + i] > 0 ? 1 : 0;
        }
      }
      case SQUARE -> {
        for (int i = 0; i < count; i++) {
          y[yAt + i] = x[xAt + i] * x[xAt + i];
        }
      }
      case HELD -> System.arraycopy(x, xAt, y, yAt, count);
      case EXP, LOG, SIGMOID, SOFTPLUS, ELU, SQRT, RECIPROCAL, SIN, COS, ABS -> {
        for (int i = 0; i < count; i++) {
          y[yAt + i] = unary(op, x[xAt + i]);
        }
      }
    }
  }

  static float unary(Unary op, float x) {
    return switch (op) {
      case NEGATE -> -x;
      case EXP -> FloatMath.exp(x);
      case LOG -> FloatMath.log(x);
      case TANH -> FloatMath.tanh(x);
      case SIGMOID -> FloatMath.sigmoid(x);
      case SOFTPLUS -> FloatMath.softplus(x);
      case RELU -> Math.max(x, 0);
      case ELU -> FloatMath.elu(x);
      case SQUARE -> x * x;
      case SQRT -> (float) Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case SIN -> (float) StrictMath.sin(x);
      case COS -> (float) StrictMath.cos(x);
      case ABS -> Math.abs(x);
      case POSITIVE -> x > 0 ? 1 : 0;
      case HELD -> x;
    };
  }

  @Override
  public void binary(
      Binary op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt, int count) {
    switch (op) {
      case ADD -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < count; i++) {
            c[cAt + i] = a[aAt + i] + b[bAt + i];
          }
        } else {
          for (int i = 0; i < count; i++) {
            c[cAt + i] = a[aAt + i * aStep] + b[bAt + i * bStep];
          }
        }
      }
      case MULTIPLY -> {
        if (aStep == 1 && bStep == 1) {
          for (int i = 0; i < count; i++) {
            c[cAt + i] = a[aAt + i] * b[bAt + i];
          }
        } else {
          for (int i = 0; i < count; i++) {
            c[cAt + i] = a[aAt + i * aStep] * b[bAt + i * bStep];
          }
        }
      }
      case SUBTRACT, DIVIDE, MINIMUM, MAXIMUM -> {
        for (int i = 0; i < count; i++) {
          c[cAt + i] = binary(op, a[aAt + i * aStep], b[bAt + i * bStep]);
        }
      }
    }
  }

  static float binary(Binary op, float a, float b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MINIMUM -> a - b > 0 ? b : a;
      case MAXIMUM -> b - a > 0 ? b : a;
    };
  }

  @Override
  public void columnSums(float[] x, int xAt, float[] y, int yAt, int rows, int n) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        y[yAt + i] += x[xAt + r * n + i];
      }
    }
  }
}
