/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import org.costate.compiler.check.Symbol;

/** Thrown where the kinetic energy does not say how a coordinate accelerates, which only the derived mass matrix shows. */
public final class MasslessCoordinateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Symbol coordinate;

  MasslessCoordinateException(Symbol coordinate) {
    super("the kinetic energy does not depend on the rate of " + coordinate);
    this.coordinate = coordinate;
  }

  public Symbol coordinate() {
    return coordinate;
  }
}
