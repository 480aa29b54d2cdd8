/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorShape;

/** An operation element by element of two tensors, each repeated to the shape of the result. */
final class Together implements Tape.Step {
  private final Kernels kernels;
  private final Binary op;
  private final Extent made;
  private final Stretch first;
  private final Stretch second;
  private final Memory.Place a;
  private final Memory.Place b;
  private final float[] out;

  Together(Kernels kernels, Binary op, TensorShape shape, TensorShape aShape, Memory.Place a, TensorShape bShape,
      Memory.Place b, float[] out) {
    this.kernels = kernels;
    this.op = op;
    made = Extent.of(shape);
    this.a = a;
    this.b = b;
    this.out = out;
    int length = Math.min(Stretch.of(shape, aShape).length, Stretch.of(shape, bShape).length);
    first = Stretch.of(shape, aShape, length);
    second = Stretch.of(shape, bShape, length);
  }

  @Override
  public void run(int rows) {
    int samples = made.rows() ? rows : 1;
    if (first.same() && second.same()) {
      kernels.binary(op, a.data, a.at, 1, b.data, b.at, 1, out, 0, made.count(rows));
      return;
    }
    int to = 0;
    for (int r = 0; r < samples; r++) {
      for (int i = 0; i < first.begins.length; i++) {
        kernels.binary(op, a.data, a.at + r * first.rowStep + first.begins[i], first.step, b.data,
            b.at + r * second.rowStep + second.begins[i], second.step, out, to, first.length);
        to += first.length;
      }
    }
  }
}
