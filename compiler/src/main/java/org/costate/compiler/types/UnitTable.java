/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The units of the language: those of the SI, what is used beside them, and prefixes on those that take them. */
public final class UnitTable {
  private static final Map<String, Double> LARGE = Map.of("da", 1e1, "h", 1e2, "k", 1e3, "M", 1e6, "G", 1e9, "T", 1e12);
  private static final Map<String, Double> SMALL =
      Map.of("d", 1e1, "c", 1e2, "m", 1e3, "u", 1e6, "µ", 1e6, "μ", 1e6, "n", 1e9, "p", 1e12, "f", 1e15);

  private static final Map<String, Unit> PREFIXED = new LinkedHashMap<>();
  private static final Map<String, Unit> PLAIN = new LinkedHashMap<>();
  private static final Map<String, Unit> ALL = new LinkedHashMap<>();

  static {
    for (String base : List.of("m", "s", "A", "K", "mol", "cd")) {
      prefixed(base, Dimension.base(base), Scale.ONE);
    }
    prefixed("g", Dimension.base("kg"), new Scale(1, 1000));
    prefixed("Hz", Dimension.of(0, 0, -1, 0), Scale.ONE);
    prefixed("N", Dimension.of(1, 1, -2, 0), Scale.ONE);
    prefixed("Pa", Dimension.of(1, -1, -2, 0), Scale.ONE);
    prefixed("J", Dimension.of(1, 2, -2, 0), Scale.ONE);
    prefixed("W", Dimension.of(1, 2, -3, 0), Scale.ONE);
    prefixed("C", Dimension.of(0, 0, 1, 1), Scale.ONE);
    prefixed("V", Dimension.of(1, 2, -3, -1), Scale.ONE);
    prefixed("ohm", Dimension.of(1, 2, -3, -2), Scale.ONE);
    prefixed("S", Dimension.of(-1, -2, 3, 2), Scale.ONE);
    prefixed("F", Dimension.of(-1, -2, 4, 2), Scale.ONE);
    prefixed("H", Dimension.of(1, 2, -2, -2), Scale.ONE);
    prefixed("Wb", Dimension.of(1, 2, -2, -1), Scale.ONE);
    prefixed("T", Dimension.of(1, 0, -2, -1), Scale.ONE);
    prefixed("lm", Dimension.base("cd"), Scale.ONE);
    prefixed("lx", Dimension.base("cd").times(Dimension.of(0, -2, 0, 0)), Scale.ONE);
    prefixed("L", Dimension.of(0, 3, 0, 0), new Scale(1, 1000));
    prefixed("bar", Dimension.of(1, -1, -2, 0), Scale.of(1e5));
    prefixed("Wh", Dimension.of(1, 2, -2, 0), Scale.of(3600));
    prefixed("Ah", Dimension.of(0, 0, 1, 1), Scale.of(3600));
    prefixed("eV", Dimension.of(1, 2, -2, 0), Scale.of(1.602176634e-19));
    prefixed("rad", Dimension.NONE, Scale.ONE);
    plain("sr", Dimension.NONE, Scale.ONE);
    plain("deg", Dimension.NONE, new Scale(Math.PI, 180));
    plain("rev", Dimension.NONE, Scale.of(2 * Math.PI));
    plain("rpm", Dimension.of(0, 0, -1, 0), new Scale(2 * Math.PI, 60));
    plain("percent", Dimension.NONE, new Scale(1, 100));
    plain("min", Dimension.base("s"), Scale.of(60));
    plain("h", Dimension.base("s"), Scale.of(3600));
    plain("day", Dimension.base("s"), Scale.of(86_400));
    plain("t", Dimension.base("kg"), Scale.of(1000));
  }

  private UnitTable() {}

  private static void prefixed(String name, Dimension dimension, Scale scale) {
    PREFIXED.put(name, add(name, dimension, scale));
    LARGE.forEach((prefix, factor) -> add(prefix + name, dimension, scale.times(Scale.of(factor))));
    SMALL.forEach((prefix, divisor) -> add(prefix + name, dimension, scale.times(new Scale(1, divisor))));
  }

  private static void plain(String name, Dimension dimension, Scale scale) {
    PLAIN.put(name, add(name, dimension, scale));
  }

  private static Unit add(String name, Dimension dimension, Scale scale) {
    Unit unit = Unit.named(name, dimension, scale);
    Unit before = ALL.put(name, unit);
    if (before != null) {
      throw new IllegalStateException("the unit " + name + " has two meanings");
    }
    return unit;
  }

  /** The unit that a word stands for, with its prefix if it has one. */
  public static Optional<Unit> find(String word) {
    return Optional.ofNullable(ALL.get(word));
  }

  /** All words, prefixed ones too. */
  public static Set<String> words() {
    return java.util.Collections.unmodifiableSet(ALL.keySet());
  }

  /** The words without prefixes, and the prefixed ones that everybody uses: what a person may have meant. */
  public static List<String> common() {
    return Stream.of(PREFIXED.keySet().stream(), PLAIN.keySet().stream(),
        Stream.of("kg", "mg", "km", "cm", "mm", "ms", "us", "kN", "mN", "kJ", "MJ", "kW", "MW", "kPa", "MPa", "kHz",
            "MHz", "mV", "kV", "mA", "mL", "kWh", "mrad"))
        .flatMap(s -> s)
        .toList();
  }

  /** The words that take a prefix. */
  public static Set<String> prefixable() {
    return java.util.Collections.unmodifiableSet(PREFIXED.keySet());
  }
}
