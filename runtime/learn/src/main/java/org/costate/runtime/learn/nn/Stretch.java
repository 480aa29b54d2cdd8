/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.costate.runtime.network.TensorShape;

/**
 * How a tensor lies in a larger one that it is repeated to: a sample of the larger one in runs of equal length, in each of which the smaller one
 * either goes along or stands still.
 */
final class Stretch {
  /** Length of a run. */
  final int length;

  /** Where each run of a sample begins in the smaller tensor. */
  final int[] begins;

  /** 1 or 0 within a run. */
  final int step;

  /** From a sample to the next one. */
  final int rowStep;

  private Stretch(int length, int[] begins, int step, int rowStep) {
    this.length = length;
    this.begins = begins;
    this.step = step;
    this.rowStep = rowStep;
  }

  /** The longest runs there are. */
  static Stretch of(TensorShape larger, TensorShape smaller) {
    int rank = larger.sizes().size();
    int length = 1;
    int step = -1;
    for (int d = rank - 1; d >= 0; d--) {
      int size = larger.sizes().get(d);
      if (size > 1) {
        int own = smaller.sizeFrom(rank, d) == 1 ? 0 : 1;
        if (step >= 0 && own != step) {
          break;
        }
        step = own;
        length *= size;
      }
    }
    return of(larger, smaller, length);
  }

  /** @param length divides that of {@link #of(TensorShape, TensorShape)} */
  static Stretch of(TensorShape larger, TensorShape smaller, int length) {
    int[] begins = IntStream.iterate(0, i -> i < larger.size(), i -> i + length)
        .map(i -> at(i, larger, smaller))
        .toArray();
    int step = length == 1 ? 1 : at(1, larger, smaller) - at(0, larger, smaller);
    return new Stretch(length, begins, step, smaller.rows() ? smaller.size() : 0);
  }

  private static int at(int element, TensorShape larger, TensorShape smaller) {
    int rank = larger.sizes().size();
    int index = 0;
    int stride = 1;
    int rest = element;
    for (int d = rank - 1; d >= 0; d--) {
      int own = smaller.sizeFrom(rank, d);
      index += own == 1 ? 0 : rest % larger.sizes().get(d) * stride;
      stride *= own;
      rest /= larger.sizes().get(d);
    }
    return index;
  }

  /** Whether a sample is one run that goes along, so that all samples together are one. */
  boolean same() {
    return begins.length == 1 && step == 1 && rowStep == length;
  }

  @Override
  public String toString() {
    return length + " from " + Arrays.toString(begins) + " by " + step;
  }
}
