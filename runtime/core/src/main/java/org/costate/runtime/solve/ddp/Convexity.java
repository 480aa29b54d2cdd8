/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

/**
 * How much of {@link Convexification} the next sweep begins with, 0 none and 1 all: H + share (P(H) - H). It grows until a sweep is positive
 * definite and shrinks where one was at once.
 */
final class Convexity {
  private static final double GROWTH = 10;
  private static final double DECAY = 0.25;

  private final double least;
  private double share;

  /** @param least the smallest share above 0 */
  Convexity(double least) {
    this.least = least;
  }

  double share() {
    return share;
  }

  void reset() {
    share = 0;
  }

  /** @return false if it was all already */
  boolean increase() {
    if (share == 1) {
      return false;
    }
    share = Math.clamp(GROWTH * share, least, 1);
    return true;
  }

  void decrease() {
    share = share > least ? DECAY * share : 0;
  }
}
