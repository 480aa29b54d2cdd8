/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.stream.IntStream;

/** Values by their index, immutable; one that is not finite leaves a gap. */
interface Numbers {
  Numbers NONE = of(new double[0]);

  int size();

  double at(int i);

  static Numbers of(double[] values) {
    double[] own = values.clone();
    return new Numbers() {
      @Override
      public int size() {
        return own.length;
      }

      @Override
      public double at(int i) {
        return own[i];
      }
    };
  }

  /** 1, 2, ... */
  static Numbers counting(int count) {
    return of(IntStream.rangeClosed(1, count).asDoubleStream().toArray());
  }
}
