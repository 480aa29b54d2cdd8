/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.util.BitSet;

/** The local variables of one method behind its parameters, two slots each; the lowest free one is taken first. */
final class Locals {
  private final int first;
  private final BitSet taken = new BitSet();

  /** @param first the number of slots that the parameters take */
  Locals(int first) {
    this.first = first;
  }

  int take() {
    int index = taken.nextClearBit(0);
    taken.set(index);
    return first + 2 * index;
  }

  /** Lets a variable be taken again. */
  void give(int local) {
    taken.clear((local - first) / 2);
  }
}
