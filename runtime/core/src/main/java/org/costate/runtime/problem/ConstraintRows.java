/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One group of constraints with memory for what it computes: for one thread. */
final class ConstraintRows {
  final GeneratedConstraints code;
  final ConstraintGroup group;

  /** Of all rows. */
  final ConstraintExpansion expansion;

  /** Weights of all rows. */
  final double[] y;

  private final int n;
  private final int m;
  private final boolean[] usesControls;

  ConstraintRows(GeneratedConstraints code, ConstraintGroup group, Dims dims) {
    this.code = code;
    this.group = group;
    n = dims.ndx();
    m = dims.nu();
    expansion = new ConstraintExpansion(dims, group.rows().size());
    y = new double[group.rows().size()];
    usesControls = new boolean[group.rows().size()];
    for (int entry : group.pattern().entries()) {
      usesControls[entry / (n + m)] |= entry % (n + m) >= n;
    }
  }

  int size() {
    return y.length;
  }

  /** The rows that something at a moment can change. */
  int[] changeable(boolean[] freeDirections) {
    boolean[] changes = usesControls.clone();
    for (int entry : group.pattern().entries()) {
      int column = entry % (n + m);
      changes[entry / (n + m)] |= column < n && freeDirections[column];
    }
    return IntStream.range(0, size()).filter(i -> changes[i]).toArray();
  }

  /** Whether a row needs controls, of which there are none at the end. */
  boolean usesControls() {
    for (boolean uses : usesControls) {
      if (uses) {
        return true;
      }
    }
    return false;
  }

  /** How far row i is from being kept, not positive where it is; {@link #expansion} holds its value. */
  double excess(int i) {
    double c = expansion.c[i];
    return group.rows().get(i).equality() ? Math.abs(c) : c;
  }

  void clearWeights() {
    Arrays.fill(y, 0);
  }
}
