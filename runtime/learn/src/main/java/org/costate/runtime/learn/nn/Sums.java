/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorShape;

/** The sum over what a smaller shape leaves out. Sums over neighbouring numbers are gathered in double precision. */
final class Sums implements Tape.Step {
  private final Kernels kernels;
  private final Extent from;
  private final Memory.Place x;
  private final Extent to;
  private final Stretch stretch;
  private final float[] out;
  private final double[] sums;

  Sums(Kernels kernels, TensorShape from, Memory.Place x, TensorShape to, float[] out) {
    this.kernels = kernels;
    this.from = Extent.of(from);
    this.x = x;
    this.to = Extent.of(to);
    this.out = out;
    stretch = Stretch.of(from, to);
    sums = new double[to.size()];
  }

  @Override
  public void run(int rows) {
    int samples = from.rows() ? rows : 1;
    boolean one = !to.rows();
    if (one && stretch.step == 1 && stretch.begins.length == 1) {
      Tape.zero(out, to.size());
      kernels.columnSums(x.data, x.at, out, 0, samples, from.size());
      return;
    }
    if (one) {
      clear();
    }
    for (int r = 0; r < samples; r++) {
      if (!one) {
        clear();
      }
      add(x.at + r * from.size());
      if (!one) {
        write(r * sums.length);
      }
    }
    if (one) {
      write(0);
    }
  }

  private void clear() {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = 0;
    }
  }

  private void add(int sample) {
    int at = sample;
    for (int begin : stretch.begins) {
      if (stretch.step == 0) {
        double sum = sums[begin];
        for (int i = 0; i < stretch.length; i++) {
          sum += x.data[at + i];
        }
        sums[begin] = sum;
      } else {
        for (int i = 0; i < stretch.length; i++) {
          sums[begin + i] += x.data[at + i];
        }
      }
      at += stretch.length;
    }
  }

  private void write(int at) {
    for (int i = 0; i < sums.length; i++) {
      out[at + i] = (float) sums[i];
    }
  }
}
