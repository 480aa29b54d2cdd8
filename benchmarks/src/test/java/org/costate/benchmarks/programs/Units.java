/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Units of one kind, with what one of each is in the first, which is that of the SI.
 *
 * @param names in formulas
 * @param values as decimal fractions
 */
record Units(List<String> names, List<Double> values) {
  static final Units LENGTH = new Units(List.of("m", "cm", "km", "span"), List.of(1.0, 0.01, 1000.0, 2.5));
  private static final Units MASS = new Units(List.of("kg", "g", "t"), List.of(1.0, 0.001, 1000.0));
  private static final Units ANGLE = new Units(List.of("rad", "deg", "rev"),
      List.of(1.0, Math.PI / 180, 2 * Math.PI));
  static final Units FORCE = new Units(List.of("N", "kN", "g*m/s^2"), List.of(1.0, 1000.0, 0.001));
  private static final Units CURRENT = new Units(List.of("A", "mA", "C/h"), List.of(1.0, 0.001, 1 / 3600.0));
  private static final Units PRESSURE = new Units(List.of("Pa", "bar", "kPa"), List.of(1.0, 1e5, 1000.0));
  private static final List<Units> KINDS = List.of(LENGTH, MASS, ANGLE, FORCE, CURRENT, PRESSURE);

  /** Declared before their use. */
  static final String DECLARATIONS = "unit span = 2.5 [m];\n";

  static Units any(RandomGenerator random) {
    return KINDS.get(random.nextInt(KINDS.size()));
  }

  /** One of the kind. */
  int draw(RandomGenerator random) {
    return random.nextInt(names.size());
  }
}
