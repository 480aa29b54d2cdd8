/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

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

  /**
   * These, then p of all equations, then n of all equations.
   *
   * @param unitPrice what a unit of them costs, by equations
   */
  Slacks elastic(double[] unitPrice) {
    int equations = unitPrice.length;
    Slacks all = new Slacks(count() + 2 * equations);
    System.arraycopy(equation, 0, all.equation, 0, count());
    System.arraycopy(sign, 0, all.sign, 0, count());
    for (int i = 0; i < equations; i++) {
      int p = count() + i;
      int n = p + equations;
      all.equation[p] = i;
      all.equation[n] = i;
      all.sign[p] = -1;
      all.sign[n] = 1;
      all.price[p] = unitPrice[i];
      all.price[n] = unitPrice[i];
    }
    return all;
  }
}
