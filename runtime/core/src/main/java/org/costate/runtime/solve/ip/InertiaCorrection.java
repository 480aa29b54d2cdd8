/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

/**
 * What is added to the Hessian until it is positive definite where the equations leave freedom, and the compliance that equations get which
 * contradict each other. Source: Wächter and Biegler 2006, algorithm IC with its constants.
 */
final class InertiaCorrection {
  private static final double FIRST = 1e-4;
  private static final double LEAST = 1e-20;
  private static final double MOST = 1e20;
  private static final double GROWTH = 8;
  private static final double FIRST_GROWTH = 100;
  private static final double DECAY = 1.0 / 3;
  private static final double COMPLIANCE = 1e-8;
  private static final double COMPLIANCE_EXPONENT = 0.25;

  /** delta_w, added to the diagonal of the Hessian. */
  double hessian;

  /** delta_c, the compliance of equalities. */
  double compliance;

  /** The last delta_w that was needed. */
  private double last;

  private double mu;

  void reset() {
    last = 0;
  }

  /** Before the first factorization of an iteration. */
  void begin(double barrier) {
    mu = barrier;
    hessian = 0;
    compliance = 0;
  }

  /** Corrects the Hessian more. @return false if there is no point in it */
  boolean increase() {
    if (hessian == 0) {
      hessian = last == 0 ? FIRST : Math.max(LEAST, DECAY * last);
    } else {
      hessian *= last == 0 ? FIRST_GROWTH : GROWTH;
    }
    return hessian <= MOST;
  }

  /** Gives the equations some compliance. @return false if they have it already */
  boolean regularizeEquations() {
    if (compliance > 0) {
      return false;
    }
    compliance = COMPLIANCE * Math.pow(mu, COMPLIANCE_EXPONENT);
    return true;
  }

  /** What was added is good. */
  void accept() {
    if (hessian > 0) {
      last = hessian;
    }
  }
}
