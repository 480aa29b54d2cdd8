/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

/** The swing-up of E1b and E8 once more, written by hand: what a logged sequence of forces must be worth. */
final class SwingUpEquations {
  private static final double MC = 1;
  private static final double MP = 0.1;
  private static final double L = 0.5;
  private static final double G = 9.81;
  private static final double H = 0.04;
  private static final double LIMIT = 10;
  private static final double WALL = 3;

  private SwingUpEquations() {}

  /**
   * The undiscounted return.
   *
   * @param start x, v, theta, omega
   * @param forces in newtons before they are limited, one a step
   */
  static double worth(double[] start, double[] forces) {
    double[] s = start.clone();
    double sum = 0;
    for (double force : forces) {
      double u = Math.min(Math.max(force, -LIMIT), LIMIT);
      sum += Math.cos(s[2]) - 0.02 * s[0] * s[0] - 0.001 * u * u;
      double[] k1 = rates(s, u);
      double[] k2 = rates(plus(s, H / 2, k1), u);
      double[] k3 = rates(plus(s, H / 2, k2), u);
      double[] k4 = rates(plus(s, H, k3), u);
      for (int i = 0; i < s.length; i++) {
        s[i] += H / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
      if (Math.abs(s[0]) > WALL) {
        s[0] = Math.copySign(WALL, s[0]);
        s[1] = 0;
      }
    }
    return sum;
  }

  private static double[] rates(double[] s, double u) {
    double sin = Math.sin(s[2]);
    double cos = Math.cos(s[2]);
    double push = (u + MP * L * s[3] * s[3] * sin - MP * G * sin * cos) / (MC + MP * sin * sin);
    return new double[] {s[1], push, s[3], (G * sin - push * cos) / L};
  }

  private static double[] plus(double[] s, double h, double[] rates) {
    double[] sum = s.clone();
    for (int i = 0; i < s.length; i++) {
      sum[i] += h * rates[i];
    }
    return sum;
  }
}
