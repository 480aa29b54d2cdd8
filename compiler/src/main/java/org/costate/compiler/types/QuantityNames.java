/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people call a quantity: "a force", "a torque". */
public final class QuantityNames {
  private static final Map<Dimension, String> NAMES = new LinkedHashMap<>();
  private static final Dimension ENERGY = Dimension.of(1, 2, -2, 0);
  private static final Dimension RATE = Dimension.of(0, 0, -1, 0);
  private static final Dimension RATE_OF_RATE = Dimension.of(0, 0, -2, 0);

  static {
    NAMES.put(Dimension.of(1, 0, 0, 0), "a mass");
    NAMES.put(Dimension.of(0, 1, 0, 0), "a length");
    NAMES.put(Dimension.of(0, 0, 1, 0), "a time");
    NAMES.put(Dimension.of(0, 0, 0, 1), "a current");
    NAMES.put(Dimension.base("K"), "a temperature");
    NAMES.put(Dimension.base("mol"), "an amount of substance");
    NAMES.put(Dimension.base("cd"), "a luminous intensity");
    NAMES.put(Dimension.of(0, 2, 0, 0), "an area");
    NAMES.put(Dimension.of(0, 3, 0, 0), "a volume");
    NAMES.put(Dimension.of(0, 1, -1, 0), "a speed");
    NAMES.put(Dimension.of(0, 1, -2, 0), "an acceleration");
    NAMES.put(Dimension.of(0, 1, -3, 0), "a jerk");
    NAMES.put(Dimension.of(0, 2, -2, 0), "an energy per mass");
    NAMES.put(Dimension.of(0, 3, -1, 0), "a volume flow");
    NAMES.put(Dimension.of(1, 0, -1, 0), "a mass flow or a damping");
    NAMES.put(Dimension.of(1, -3, 0, 0), "a density");
    NAMES.put(Dimension.of(1, 1, -1, 0), "a momentum");
    NAMES.put(Dimension.of(1, 1, -2, 0), "a force");
    NAMES.put(Dimension.of(1, 0, -2, 0), "a stiffness");
    NAMES.put(Dimension.of(1, 2, 0, 0), "a moment of inertia");
    NAMES.put(Dimension.of(1, 2, -1, 0), "an angular momentum");
    NAMES.put(Dimension.of(1, 2, -3, 0), "a power");
    NAMES.put(Dimension.of(1, -1, -2, 0), "a pressure");
    NAMES.put(Dimension.of(0, 0, 1, 1), "a charge");
    NAMES.put(Dimension.of(1, 2, -3, -1), "a voltage");
    NAMES.put(Dimension.of(1, 2, -3, -2), "a resistance");
    NAMES.put(Dimension.of(-1, -2, 3, 2), "a conductance");
    NAMES.put(Dimension.of(-1, -2, 4, 2), "a capacitance");
    NAMES.put(Dimension.of(1, 2, -2, -2), "an inductance");
    NAMES.put(Dimension.of(1, 2, -2, -1), "a magnetic flux");
    NAMES.put(Dimension.of(1, 0, -2, -1), "a magnetic field");
  }

  private QuantityNames() {}

  /** To stand in a sentence; a quantity without a name is called by its unit. */
  public static String of(Unit unit) {
    if (unit.dimension().none()) {
      return has(unit, "rad", "deg", "rev", "mrad") ? "an angle" : "a pure number";
    }
    if (unit.dimension().equals(ENERGY)) {
      return has(unit, "N", "kN", "mN") ? "a torque"
          : has(unit, "J", "kJ", "MJ", "Wh", "kWh", "eV", "W") ? "an energy" : "a torque or an energy";
    }
    boolean angular = has(unit, "rad", "deg", "rev", "rpm", "mrad");
    if (unit.dimension().equals(RATE)) {
      return angular ? "an angular rate" : has(unit, "Hz", "kHz", "MHz") ? "a frequency" : "a rate";
    }
    if (unit.dimension().equals(RATE_OF_RATE)) {
      return angular ? "an angular acceleration" : "a rate of a rate";
    }
    return NAMES.getOrDefault(unit.dimension(),
        "a quantity in " + (unit.factors().size() <= 3 ? unit.text() : unit.si().text()));
  }

  private static boolean has(Unit unit, String... names) {
    return unit.factors().stream().anyMatch(f -> List.of(names).contains(f.name()));
  }
}
