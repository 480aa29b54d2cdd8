/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTableTest {
  private static final Map<String, Double> PREFIXES = Map.ofEntries(
      Map.entry("da", 1e1), Map.entry("h", 1e2), Map.entry("k", 1e3), Map.entry("M", 1e6), Map.entry("G", 1e9),
      Map.entry("T", 1e12), Map.entry("d", 1e-1), Map.entry("c", 1e-2), Map.entry("m", 1e-3), Map.entry("u", 1e-6),
      Map.entry("µ", 1e-6), Map.entry("n", 1e-9), Map.entry("p", 1e-12), Map.entry("f", 1e-15));

  /** A word that could be read as two units would be found here. */
  @Test
  void everyWordHasOneReading() {
    for (String word : UnitTable.words()) {
      List<String> readings = new ArrayList<>();
      PREFIXES.keySet().forEach(prefix -> {
        if (word.startsWith(prefix) && UnitTable.prefixable().contains(word.substring(prefix.length()))) {
          readings.add(prefix);
        }
      });
      boolean plain = UnitTable.common().contains(word) && readings.isEmpty() || UnitTable.prefixable().contains(word);
      if (plain) {
        readings.add("");
      }
      boolean micro = word.startsWith("μ");
      assertTrue(micro || readings.size() == 1, () -> word + " " + readings);
    }
  }

  @Test
  void everyPrefixScalesEveryUnitThatTakesOne() {
    for (String unit : UnitTable.prefixable()) {
      Unit plain = UnitTable.find(unit).orElseThrow();
      PREFIXES.forEach((prefix, factor) -> {
        Unit scaled = UnitTable.find(prefix + unit).orElseThrow();
        assertEquals(plain.dimension(), scaled.dimension());
        double wanted = factor * plain.scale().value();
        assertEquals(wanted, scaled.scale().value(), 1e-14 * wanted);
      });
    }
  }

  @ParameterizedTest
  @CsvSource({"min, 60, s", "h, 3600, s", "day, 86400, s", "cd, 1, cd", "mm, 0.001, m", "t, 1000, kg", "mg, 1e-6, kg",
    "deg, 0.017453292519943295, 1", "rpm, 0.10471975511965977, 1/s", "kWh, 3.6e6, kg*m^2/s^2",
    "bar, 1e5, kg/(m*s^2)", "mL, 1e-6, m^3", "percent, 0.01, 1", "hPa, 100, kg/(m*s^2)", "ms, 0.001, s"})
  void wordsMeanWhatTheyMean(String word, double scale, String base) {
    Unit unit = UnitTable.find(word).orElseThrow();
    assertEquals(scale, unit.scale().value(), 1e-15 * scale);
    assertEquals(base, unit.si().text());
  }

  @Test
  void whatTakesNoPrefixHasNone() {
    for (String word : List.of("kmin", "mday", "krpm", "kdeg", "kt", "mh", "kpercent", "")) {
      assertTrue(UnitTable.find(word).isEmpty(), word);
    }
  }
}
