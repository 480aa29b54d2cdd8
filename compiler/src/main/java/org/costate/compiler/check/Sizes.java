/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.types.Shape;

/** How large arrays may be. */
final class Sizes {
  /** What one array may have at most. */
  static final int MAX_ELEMENTS = 100_000;

  /** How many unknowns a linear system may have. */
  static final int MAX_SYSTEM = 64;

  private Sizes() {}

  /** A vector of a positive whole size, unless it is too large. */
  static Fit vector(double size) {
    return size > MAX_ELEMENTS ? new Fit.TooLarge() : new Fit.Of(Shape.vector((int) size));
  }

  /** A matrix of positive whole sizes, unless it is too large. */
  static Fit matrix(double rows, double columns) {
    return rows * columns > MAX_ELEMENTS ? new Fit.TooLarge() : new Fit.Of(Shape.matrix((int) rows, (int) columns));
  }
}
