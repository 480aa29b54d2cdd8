/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

/**
 * How much of {@link Convexification} the next sweep begins with, 0 none and 1 all: H + share (P(H) - H). It grows until a sweep is positive
 * definite and shrinks where one was at once. The first is all: with a share that is just enough a step may be far too long, which costs more than what a
 * long solve gains by it if there are few iterations.
 */
final class Convexity {
  private static final double GROWTH = 10;
  private static final double DECAY = 0.25;

  private final double least;
  private double share;

  /** Whether a sweep has needed a share since the last {@link #reset}. */
  private boolean needed;

  /** @param least the smallest share above 0 */
  Convexity(double least) {
    this.least = least;
  }

  double share() {
    return share;
  }

  void reset() {
    share = 0;
    needed = false;
  }

  /** @return false if it was all already */
  boolean increase() {
    if (share == 1) {
      return false;
    }
    share = needed ? Math.clamp(GROWTH * share, least, 1) : 1;
    needed = true;
    return true;
  }

  void decrease() {
    share = share > least ? DECAY * share : 0;
  }
}
