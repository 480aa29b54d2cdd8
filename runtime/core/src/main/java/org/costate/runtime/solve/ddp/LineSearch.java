/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import org.costate.runtime.solve.LineSearchOptions;

/**
 * The search for a step length: backtracking from a full step, and beyond it where the cost falls much faster than promised.
 *
 * <p>Backtracking with expected reduction: Tassa, Erez, Todorov 2012, section II-D. Going beyond: where the sweep was convexified the model
 * has more curvature than the cost, a full step is short, and the actual reduction approaches twice the expected one.
 */
final class LineSearch {
  /** A full step that achieves this multiple of its promise is lengthened. */
  private static final double SURPLUS = 1.4;

  private static final double LONGEST = 1024;

  /** The step length of the candidate after a success. */
  double alpha;

  /** Rollouts since the solve began. */
  int rollouts;

  private final LineSearchOptions options;
  private final ForwardPass forward;
  private final Gaps gaps;

  LineSearch(LineSearchOptions options, ForwardPass forward, Gaps gaps) {
    this.options = options;
    this.gaps = gaps;
    this.forward = forward;
  }

  /** @return whether the candidate trajectory of {@code forward} lowers the nominal {@code cost} enough */
  boolean run(double cost, BackwardPass sweep) {
    alpha = 1;
    for (int i = 0; i < options.steps(); i++) {
      double expected = sweep.expectedReduction(alpha);
      if (rollOut(alpha) && expected > 0 && reduction(cost) >= options.decrease() * expected) {
        if (i == 0 && !gaps.open && reduction(cost) >= SURPLUS * expected) {
          lengthen();
        }
        return true;
      }
      alpha *= options.shrink();
    }
    return false;
  }

  /** What the candidate lowers: the cost, and with it what the gaps count. */
  double reduction(double cost) {
    return cost - forward.cost + gaps.relief(alpha);
  }

  /** Doubles the step while the cost falls; the candidate is the last one that lowered it. */
  private void lengthen() {
    double best = forward.cost;
    forward.exchange();
    while (alpha < LONGEST && rollOut(2 * alpha) && forward.cost < best) {
      best = forward.cost;
      alpha *= 2;
      forward.exchange();
    }
    forward.exchange();
    forward.cost = best;
  }

  /** Tries a step length. @return whether all is finite */
  boolean rollOut(double length) {
    rollouts++;
    return forward.run(length);
  }
}
