/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

/** Values over the steps, which nobody can change: one a step, or a single one for all. */
final class Series {
  private final double[] values;

  Series(double... values) {
    this.values = values.clone();
  }

  /** @throws IllegalArgumentException unless there is one value, or one for each step */
  void check(String name, int steps) {
    if (values.length != 1 && values.length != steps) {
      throw new IllegalArgumentException(
          "`" + name + "` takes 1 or " + steps + " values, one a step; found " + values.length);
    }
  }

  double at(int k) {
    return values.length == 1 ? values[0] : values[k];
  }
}
