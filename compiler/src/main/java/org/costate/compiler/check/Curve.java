/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.types.Unit;
import org.costate.runtime.interpolate.LookupTable;

/**
 * A function given by points, as formulas call it: a table, or a signal's file as a function of time.
 *
 * @param points in SI units
 * @param arguments their names
 * @param takes the units in which they are declared, empty for those without one
 * @param gives the unit of the value, empty if none is declared
 * @param imported whether it is a file of a signal, whose numbers without a unit count in the unit of the signal
 */
public record Curve(
    String name,
    LookupTable points,
    List<String> arguments,
    List<Optional<Unit>> takes,
    Optional<Unit> gives,
    boolean imported) {
  public Curve {
    arguments = List.copyOf(arguments);
    takes = List.copyOf(takes);
  }
}
