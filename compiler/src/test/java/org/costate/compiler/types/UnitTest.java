/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  private static final Random RANDOM = new Random(7);

  private static Unit unit(String word) {
    return UnitTable.find(word).orElseThrow();
  }

  private static Unit random() {
    List<String> words = new ArrayList<>(UnitTable.words());
    Unit unit = Unit.ONE;
    for (int i = 0; i < 3; i++) {
      unit = unit.times(unit(words.get(RANDOM.nextInt(words.size()))).power(Fraction.of(RANDOM.nextInt(5) - 2)));
    }
    return unit;
  }

  private static void same(Unit a, Unit b) {
    assertEquals(a.dimension(), b.dimension());
    assertEquals(a.scale().value(), b.scale().value(), 1e-12 * Math.abs(b.scale().value()), () -> a + " and " + b);
  }

  @Test
  void unitsAreAnAbelianGroup() {
    for (int i = 0; i < 500; i++) {
      Unit a = random();
      Unit b = random();
      Unit c = random();
      same(a.times(b), b.times(a));
      same(a.times(b).times(c), a.times(b.times(c)));
      same(a.times(b).over(b), a);
      same(a.over(a), Unit.ONE);
      same(a.then(b), a.times(b));
    }
  }

  @Test
  void powersAreHomomorphisms() {
    for (int i = 0; i < 500; i++) {
      Unit a = random();
      Unit b = random();
      same(a.times(b).power(Fraction.of(3)), a.power(Fraction.of(3)).times(b.power(Fraction.of(3))));
      same(a.power(Fraction.HALF).power(Fraction.of(2)), a);
      same(a.power(Fraction.of(2)), a.times(a));
      assertTrue(a.power(Fraction.ZERO).same(Unit.ONE));
    }
  }

  /** Not to rounding but to the last bit, since a conversion of 1 changes nothing in what is generated. */
  @Test
  void whatIsCoherentIsExactlyOne() {
    assertEquals(Scale.ONE, unit("kg").scale());
    assertEquals(new Scale(1000, 1), unit("km").over(unit("h")).times(unit("h")).scale());
    assertEquals(Scale.ONE, unit("deg").over(unit("deg")).scale());
    assertEquals(Scale.ONE, unit("km").over(unit("ms").times(unit("m"))).times(unit("us")).scale());
    assertEquals(Scale.ONE, unit("kg").times(unit("m")).over(unit("s").power(Fraction.of(2))).over(unit("N")).scale());
    assertEquals(1000.0 / 3600.0, unit("km").over(unit("h")).scale().value());
  }

  @ParameterizedTest
  @CsvSource({"N, kg*m/s^2", "J, kg*m^2/s^2", "V, kg*m^2/(s^3*A)", "rad, 1", "rpm, 1/s", "L, m^3", "lx, cd/m^2"})
  void derivedUnitsAreMadeOfBaseUnits(String word, String base) {
    assertEquals(base, unit(word).si().text());
  }

  @Test
  void productsAreWrittenInOrderAndWithoutAngles() {
    assertEquals("N", unit("N").times(unit("s")).times(unit("rad").over(unit("s"))).text());
    assertEquals("N*m*s", unit("s").times(unit("m")).times(unit("N")).text());
    assertEquals("rad/s^2", unit("rad").rate().rate().text());
    assertEquals("m^0.5", unit("m").power(Fraction.HALF).text());
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1/2", "0.3333333333333333, 1/3", "-2, -2/1", "1.25, 5/4", "0, 0/1"})
  void fractionsAreFoundInNumbers(double number, String fraction) {
    Fraction found = Fraction.near(number);
    assertEquals(fraction, found.numerator() + "/" + found.denominator());
  }
}
