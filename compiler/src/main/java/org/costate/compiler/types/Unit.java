/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A unit: what it measures and how large it is.
 *
 * @param factors named units whose product it is, in the order in which they are written; empty for a pure number
 */
public record Unit(Dimension dimension, Scale scale, List<Factor> factors) {
  /** Pure numbers. */
  public static final Unit ONE = new Unit(Dimension.NONE, Scale.ONE, List.of());

  /** A named unit to a power. */
  public record Factor(String name, Dimension dimension, Fraction exponent) {}

  public Unit {
    factors = List.copyOf(factors);
  }

  /** A unit with a name of its own. */
  public static Unit named(String name, Dimension dimension, Scale scale) {
    return new Unit(dimension, scale, List.of(new Factor(name, dimension, Fraction.ONE)));
  }

  /** The unit as an expression of named units wrote it: nothing is put into another order. */
  public Unit then(Unit other) {
    return new Unit(dimension.times(other.dimension), scale.times(other.scale), merged(other));
  }

  /** The unit of a product. Angles vanish: an angular rate times a radius is a speed. */
  public Unit times(Unit other) {
    List<Factor> all = new ArrayList<>(merged(other));
    if (!factors.isEmpty() && !other.factors.isEmpty()) {
      all.removeIf(f -> f.name.equals("rad") || f.name.equals("sr"));
      all.sort(Comparator.comparingInt((Factor f) -> Dimension.BASE.indexOf(f.name)));
    }
    return new Unit(dimension.times(other.dimension), scale.times(other.scale), all);
  }

  private List<Factor> merged(Unit other) {
    List<Factor> all = new ArrayList<>(factors);
    for (Factor factor : other.factors) {
      int at = 0;
      while (at < all.size() && !all.get(at).name.equals(factor.name)) {
        at++;
      }
      if (at == all.size()) {
        all.add(factor);
      } else {
        Fraction exponent = all.get(at).exponent.plus(factor.exponent);
        all.set(at, new Factor(factor.name, factor.dimension, exponent));
      }
    }
    all.removeIf(f -> f.exponent.zero());
    return all;
  }

  public Unit over(Unit other) {
    return times(other.power(Fraction.of(-1)));
  }

  public Unit power(Fraction exponent) {
    return new Unit(dimension.power(exponent), scale.power(exponent),
        exponent.zero() ? List.of()
            : factors.stream().map(f -> new Factor(f.name, f.dimension, f.exponent.times(exponent))).toList());
  }

  /** What changes by one of this unit in a second: rad/s for rad. */
  public Unit rate() {
    return then(named("s", Dimension.base("s"), Scale.ONE).power(Fraction.of(-1)));
  }

  /** The unit of the SI for the same dimension. */
  public Unit coherent() {
    return scale.one() ? this : si();
  }

  /** The product of base units for the same dimension. */
  public Unit si() {
    Unit unit = ONE;
    for (int i = 0; i < Dimension.BASE.size(); i++) {
      Fraction exponent = dimension.exponents().get(i);
      if (!exponent.zero()) {
        String base = Dimension.BASE.get(i);
        unit = unit.then(named(base, Dimension.base(base), Scale.ONE).power(exponent));
      }
    }
    return unit;
  }

  /** Whether a number in this unit is the same quantity in the other. */
  public boolean same(Unit other) {
    return dimension.equals(other.dimension) && scale.value() == other.scale.value();
  }

  /** Whether the same thing is measured in two ways, as in km*s/h, so that nobody thinks of a number in this unit. */
  public boolean mixed() {
    return factors.stream().map(Factor::dimension).filter(d -> !d.none()).distinct().count() < factors.stream()
        .filter(f -> !f.dimension.none())
        .count();
  }

  /** As the language writes it: {@code N*m/rad}; {@code 1} for a pure number. */
  public String text() {
    StringBuilder above = new StringBuilder();
    StringBuilder below = new StringBuilder();
    int divisors = 0;
    for (Factor factor : factors) {
      boolean divides = factor.exponent.numerator() < 0;
      Fraction power = divides ? factor.exponent.negated() : factor.exponent;
      StringBuilder side = divides ? below : above;
      side.append(side.isEmpty() ? "" : "*").append(factor.name).append(power.equals(Fraction.ONE) ? "" : "^" + power);
      divisors += divides ? 1 : 0;
    }
    String top = above.isEmpty() ? "1" : above.toString();
    return divisors == 0 ? top : top + "/" + (divisors == 1 ? below : "(" + below + ")");
  }

  @Override
  public String toString() {
    return text();
  }
}
