/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.ops.NumberAlgebra;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Scale;

/** A number of a table and where it stands, in the program or in a data file. */
record Point(double value, Span place) {
  /** In SI units, if it counts in a unit of this scale. */
  Point times(Scale scale) {
    return scale.one() ? this : new Point(Conversions.scaled(NumberAlgebra.INSTANCE, value, scale), place);
  }
}
