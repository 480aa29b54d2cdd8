/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What a quantity measures, as exponents of the seven base units of the SI, in the order of {@link #BASE}. */
public record Dimension(List<Fraction> exponents) {
  /** The base units. */
  public static final List<String> BASE = List.of("kg", "m", "s", "A", "K", "mol", "cd");

  public static final Dimension NONE = new Dimension(Collections.nCopies(BASE.size(), Fraction.ZERO));

  public Dimension {
    exponents = List.copyOf(exponents);
    if (exponents.size() != BASE.size()) {
      throw new IllegalArgumentException(exponents.size() + " exponents of " + BASE.size() + " base units");
    }
  }

  /** The dimension of a base unit. */
  public static Dimension base(String unit) {
    List<Fraction> exponents = new ArrayList<>(NONE.exponents);
    exponents.set(BASE.indexOf(unit), Fraction.ONE);
    return new Dimension(exponents);
  }

  /** Exponents of kg, m, s, and A. */
  public static Dimension of(int kilogram, int metre, int second, int ampere) {
    List<Fraction> exponents = new ArrayList<>(NONE.exponents);
    exponents.set(0, Fraction.of(kilogram));
    exponents.set(1, Fraction.of(metre));
    exponents.set(2, Fraction.of(second));
    exponents.set(3, Fraction.of(ampere));
    return new Dimension(exponents);
  }

  public Dimension times(Dimension other) {
    return new Dimension(
        IntStream.range(0, BASE.size()).mapToObj(i -> exponents.get(i).plus(other.exponents.get(i))).toList());
  }

  public Dimension over(Dimension other) {
    return times(other.power(Fraction.of(-1)));
  }

  public Dimension power(Fraction exponent) {
    return new Dimension(exponents.stream().map(e -> e.times(exponent)).toList());
  }

  /** Whether nothing is measured: a pure number or an angle. */
  public boolean none() {
    return equals(NONE);
  }
}
