/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import org.costate.compiler.types.Shape;

/** Whether operands fit together: the shape of the result, or what is wrong. */
sealed interface Fit {
  /** They do. */
  record Of(Shape shape) implements Fit {}

  /**
   * They do not.
   *
   * @param operand the one to blame, from 0
   * @param reason a sentence without a final stop
   */
  record Not(int operand, String reason) implements Fit {}

  /** The result would have more than {@link Sizes#MAX_ELEMENTS} elements. */
  record TooLarge() implements Fit {}

  /** Equal shapes, or numbers beside one shape: what element-by-element operations need. */
  static Fit elementwise(List<Shape> operands) {
    Shape common = Shape.SCALAR;
    for (int i = 0; i < operands.size(); i++) {
      Shape shape = operands.get(i);
      if (common.scalar()) {
        common = shape;
      } else if (!shape.scalar() && !shape.equals(common)) {
        return new Not(i, "element by element needs equal shapes, or a number: this is " + shape.describe()
            + ", the one before is " + common.describe());
      }
    }
    return new Of(common);
  }
}
