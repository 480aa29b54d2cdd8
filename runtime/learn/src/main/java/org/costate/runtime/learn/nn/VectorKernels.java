/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * Loops over vectors of elements, of the width that the processor likes best; what is left over is done one by one. Exists only where the module of
 * vectors does. A method has few vector operations, since compiling takes long for each. One object serves one thread.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = VectorMath.SPECIES;
  private static final int LANES = SPECIES.length();

  private final VectorProduct products = new VectorProduct();

  @Override
  public void unary(Unary op, float[] x, int xAt, float[] out, int outAt, int n) {
    int bound = n - n % LANES;
    switch (op) {
      case NEGATE -> negate(x, xAt, out, outAt, bound);
      case EXP -> exp(x, xAt, out, outAt, bound);
      case LOG -> log(x, xAt, out, outAt, bound);
      case TANH -> tanh(x, xAt, out, outAt, bound);
      case SIGMOID -> sigmoid(x, xAt, out, outAt, bound);
      case SOFTPLUS -> softplus(x, xAt, out, outAt, bound);
      case RELU -> relu(x, xAt, out, outAt, bound);
      case ELU -> elu(x, xAt, out, outAt, bound);
      case SQUARE -> square(x, xAt, out, outAt, bound);
      case SQRT -> sqrt(x, xAt, out, outAt, bound);
      case RECIPROCAL -> reciprocal(x, xAt, out, outAt, bound);
      case SIN -> wave(op, 0, x, xAt, out, outAt, bound);
      case COS -> wave(op, 1, x, xAt, out, outAt, bound);
      case ABS -> abs(x, xAt, out, outAt, bound);
      case POSITIVE -> positive(x, xAt, out, outAt, bound);
      case HELD -> System.arraycopy(x, xAt, out, outAt, bound);
    }
    for (int i = bound; i < n; i++) {
      out[outAt + i] = PlainKernels.element(op, x[xAt + i]);
    }
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  private static void negate(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(x, xAt + i).neg().intoArray(out, outAt + i);
    }
  }

  private static void exp(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.exp(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void log(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.log(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void tanh(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.tanh(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void sigmoid(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.sigmoid(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void softplus(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.softplus(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void relu(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.relu(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void elu(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.elu(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void sqrt(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(x, xAt + i).sqrt().intoArray(out, outAt + i);
    }
  }

  private static void reciprocal(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.broadcast(SPECIES, 1).div(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void abs(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(x, xAt + i).abs().intoArray(out, outAt + i);
    }
  }

  private static void positive(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      VectorMath.positive(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  private static void square(float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = load(x, xAt + i);
      v.mul(v).intoArray(out, outAt + i);
    }
  }

  /** Numbers that are too large for vectors are done one by one. */
  private static void wave(Unary op, int quarter, float[] x, int xAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = load(x, xAt + i);
      if (v.abs().compare(VectorOperators.LE, FloatMath.WAVE_MAX).allTrue()) {
        VectorMath.wave(v, quarter).intoArray(out, outAt + i);
      } else {
        for (int k = i; k < i + LANES; k++) {
          out[outAt + k] = PlainKernels.element(op, x[xAt + k]);
        }
      }
    }
  }

  @Override
  public void binary(
      Binary op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    int bound = n - n % LANES;
    if (bound > 0) {
      switch (op) {
        case ADD -> add(a, aAt, aStep, b, bAt, bStep, out, outAt, bound);
        case SUBTRACT -> subtract(a, aAt, aStep, b, bAt, bStep, out, outAt, bound);
        case MULTIPLY -> multiply(a, aAt, aStep, b, bAt, bStep, out, outAt, bound);
        case DIVIDE -> divide(a, aAt, aStep, b, bAt, bStep, out, outAt, bound);
        case MINIMUM -> minimum(a, aAt, aStep, b, bAt, bStep, out, outAt, bound);
        case MAXIMUM -> maximum(a, aAt, aStep, b, bAt, bStep, out, outAt, bound);
      }
    }
    for (int i = bound; i < n; i++) {
      out[outAt + i] = PlainKernels.element(op, a[aAt + aStep * i], b[bAt + bStep * i]);
    }
  }

  private static FloatVector load(float[] x, int at, int step, int i) {
    return step == 0 ? FloatVector.broadcast(SPECIES, x[at]) : FloatVector.fromArray(SPECIES, x, at + i);
  }

  private static void add(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).add(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void subtract(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).sub(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void multiply(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).mul(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void divide(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, aAt, aStep, i).div(load(b, bAt, bStep, i)).intoArray(out, outAt + i);
    }
  }

  private static void minimum(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector left = load(a, aAt, aStep, i);
      FloatVector right = load(b, bAt, bStep, i);
      left.blend(right, left.compare(VectorOperators.GT, right)).intoArray(out, outAt + i);
    }
  }

  private static void maximum(
      float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector left = load(a, aAt, aStep, i);
      FloatVector right = load(b, bAt, bStep, i);
      left.blend(right, right.compare(VectorOperators.GT, left)).intoArray(out, outAt + i);
    }
  }

  @Override
  public void accumulate(float[] x, int xAt, float[] out, int outAt, int n) {
    int bound = n - n % LANES;
    for (int i = 0; i < bound; i += LANES) {
      load(out, outAt + i).add(load(x, xAt + i)).intoArray(out, outAt + i);
    }
    for (int i = bound; i < n; i++) {
      out[outAt + i] += x[xAt + i];
    }
  }

  @Override
  public int columns(int p) {
    return Math.min(LANES, Pixels.LANES) * Math.ceilDiv(p, Math.min(LANES, Pixels.LANES));
  }

  @Override
  public void multiply(Product product) {
    products.run(product);
  }
}
