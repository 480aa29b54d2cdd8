/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/** Loops over one element after the other. */
final class PlainKernels implements Kernels {
  @Override
  public void unary(Unary op, float[] x, int xAt, float[] out, int outAt, int n) {
    switch (op) {
      case NEGATE -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = -x[xAt + i];
        }
      }
      case EXP -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = FloatMath.exp(x[xAt + i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = FloatMath.tanh(x[xAt + i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = FloatMath.relu(x[xAt + i]);
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = x[xAt + i] * x[xAt + i];
        }
      }
      case LOG, SIGMOID, SOFTPLUS, ELU, SQRT, RECIPROCAL, SIN, COS, ABS, POSITIVE, HELD -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = element(op, x[xAt + i]);
        }
      }
    }
  }

  /** What {@code op} makes of one number. */
  static float element(Unary op, float x) {
    return switch (op) {
      case NEGATE -> -x;
      case EXP -> FloatMath.exp(x);
      case LOG -> FloatMath.log(x);
      case TANH -> FloatMath.tanh(x);
      case SIGMOID -> FloatMath.sigmoid(x);
      case SOFTPLUS -> FloatMath.softplus(x);
      case RELU -> FloatMath.relu(x);
      case ELU -> FloatMath.elu(x);
      case SQUARE -> x * x;
      case SQRT -> (float) Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case SIN -> FloatMath.sin(x);
      case COS -> FloatMath.cos(x);
      case ABS -> Math.abs(x);
      case POSITIVE -> FloatMath.positive(x);
      case HELD -> x;
    };
  }

  @Override
  public void binary(
      Binary op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    switch (op) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = a[aAt + aStep * i] + b[bAt + bStep * i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = a[aAt + aStep * i] - b[bAt + bStep * i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = a[aAt + aStep * i] * b[bAt + bStep * i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = a[aAt + aStep * i] / b[bAt + bStep * i];
        }
      }
      case MINIMUM -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = element(op, a[aAt + aStep * i], b[bAt + bStep * i]);
        }
      }
      case MAXIMUM -> {
        for (int i = 0; i < n; i++) {
          out[outAt + i] = element(op, a[aAt + aStep * i], b[bAt + bStep * i]);
        }
      }
    }
  }

  /** What {@code op} makes of two numbers. */
  static float element(Binary op, float a, float b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MINIMUM -> a > b ? b : a;
      case MAXIMUM -> b > a ? b : a;
    };
  }

  @Override
  public void accumulate(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] += x[xAt + i];
    }
  }

  @Override
  public int columns(int p) {
    return p;
  }

  @Override
  public void multiply(Product product) {
    product.writeStart();
    for (int i = 0; i < product.m; i++) {
      int c = product.cOffset + i * product.cRow;
      int a = product.aOffset + i * product.aRow;
      for (int k = 0; k < product.n; k++) {
        addMultiple(product.A[a + k * product.aColumn],
            product.B, product.bOffset + k * product.bRow, product.C, c, product.p);
      }
    }
  }

  private static void addMultiple(float factor, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = Math.fma(factor, x[xAt + i], out[outAt + i]);
    }
  }
}
