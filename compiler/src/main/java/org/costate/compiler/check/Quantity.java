/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.types.Unit;

/** What is known about the unit of a number. */
sealed interface Quantity {
  Quantity ZERO = new Zero();
  Quantity UNCHECKED = new Unchecked(false);
  Quantity FAILED = new Unchecked(true);
  Quantity PURE = new Measured(Unit.ONE);

  /** The number 0 without a unit, which is nothing of everything: it goes beside any quantity. */
  record Zero() implements Quantity {}

  /**
   * A number without a unit: dimensionless in a product, in the unit of the other side in a sum.
   *
   * @param value NaN if it is not known here
   */
  record Bare(double value) implements Quantity {}

  /**
   * Of something declared without a unit: fits everywhere, counts in SI units.
   *
   * @param failed because of an error that was reported
   */
  record Unchecked(boolean failed) implements Quantity {}

  /** A quantity; values are in coherent SI units, and a number that takes its unit counts in {@code unit}. */
  record Measured(Unit unit) implements Quantity {}

  static Quantity number(double value) {
    return value == 0 ? ZERO : new Bare(value);
  }

  /** The value of a number that is known, otherwise NaN. */
  default double value() {
    return switch (this) {
      case Zero z -> 0;
      case Bare b -> b.value();
      case Unchecked u -> Double.NaN;
      case Measured m -> Double.NaN;
    };
  }

  /** Whether this is a number without a unit. */
  default boolean bare() {
    return this instanceof Bare || this instanceof Zero;
  }
}
