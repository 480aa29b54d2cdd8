/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;

/**
 * Pairs (theta, phi) of violation and merit: a point is acceptable if, compared with every pair, it is better in one of the two.
 * Source: Wächter and Biegler 2006, section 2.3.
 */
final class Filter {
  private double[] thetas = new double[64];
  private double[] phis = new double[64];
  private int count;
  private double most;

  /** Forgets all pairs; from now on nothing with a violation above {@code mostViolation}, theta_max, is acceptable. */
  void reset(double mostViolation) {
    most = mostViolation;
    count = 0;
  }

  boolean accepts(double theta, double phi) {
    if (!(theta <= most)) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (theta >= thetas[i] && phi >= phis[i]) {
        return false;
      }
    }
    return true;
  }

  /** From now on a point must be better than this one in one of the two. */
  void add(double theta, double phi) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (thetas[i] < theta || phis[i] < phi) {
        thetas[kept] = thetas[i];
        phis[kept++] = phis[i];
      }
    }
    count = kept;
    if (count == thetas.length) {
      thetas = Arrays.copyOf(thetas, 2 * count);
      phis = Arrays.copyOf(phis, 2 * count);
    }
    thetas[count] = theta;
    phis[count++] = phi;
  }
}
