/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/** Numbers that lie one behind the other in an array. */
final class Block {
  private final float[] values;
  private final int offset;

  Block(float[] values, int offset) {
    this.values = values;
    this.offset = offset;
  }

  /** The array itself. */
  float[] values() {
    return values;
  }

  /** Where they begin. */
  int offset() {
    return offset;
  }
}
