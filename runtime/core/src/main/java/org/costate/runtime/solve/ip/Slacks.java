/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;

/**
 * Variables t >= 0 that belong to one equation each: c + sum of sign t = 0. An inequality c <= 0 has one, c + s = 0; in the restoration phase
 * every equation has two more, c - p + n = 0, whose price per unit is a part of what is minimized.
 */
final class Slacks {
  /** Their equations, in ascending order but for the elastic ones, which follow; [count]. */
  final int[] equation;

  /** 1 or -1, [count]. */
  final double[] sign;

  /** What a unit costs, [count]. */
  final double[] price;

  private Slacks(int count) {
    equation = new int[count];
    sign = new double[count];
    price = new double[count];
  }

  int count() {
    return equation.length;
  }

  /** One for each inequality. */
  static Slacks of(boolean[] equality) {
    int count = 0;
    for (boolean equal : equality) {
      count += equal ? 0 : 1;
    }
    Slacks slacks = new Slacks(count);
    int at = 0;
    for (int i = 0; i < equality.length; i++) {
      if (!equality[i]) {
        slacks.equation[at] = i;
        slacks.sign[at++] = 1;
      }
    }
    return slacks;
  }

  /** These, then p of all equations, then n of all equations. */
  Slacks elastic(int equations, double unitPrice) {
    Slacks all = new Slacks(count() + 2 * equations);
    System.arraycopy(equation, 0, all.equation, 0, count());
    System.arraycopy(sign, 0, all.sign, 0, count());
    for (int i = 0; i < equations; i++) {
      all.equation[count() + i] = i;
      all.equation[count() + equations + i] = i;
    }
    Arrays.fill(all.sign, count(), count() + equations, -1);
    Arrays.fill(all.sign, count() + equations, all.count(), 1);
    Arrays.fill(all.price, count(), all.count(), unitPrice);
    return all;
  }
}
