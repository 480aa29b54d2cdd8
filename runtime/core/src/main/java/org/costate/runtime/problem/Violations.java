/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects by how much a trajectory misses what it should keep: of each constraint the worst. */
final class Violations {
  private final Map<Key, Violation> worst = new LinkedHashMap<>();

  /** Items without labels may have the same text. */
  private record Key(String name, int line) {}

  /** Something that misses by {@code amount} at step k, if that is positive or NaN. */
  void add(String name, int line, int k, double amount) {
    if (!(amount <= 0)) {
      worst.merge(new Key(name, line), new Violation(name, line, k, amount),
          (a, b) -> Double.compare(b.amount(), a.amount()) > 0 ? b : a);
    }
  }

  /** A number outside limits. */
  void add(String name, int line, int k, double value, double lower, double upper) {
    if (!(value >= lower && value <= upper)) {
      add(name, line, k, Math.max(lower - value, value - upper));
    }
  }

  /** The worst first, NaN before all numbers. */
  List<Violation> all() {
    return worst.values().stream().sorted(Comparator.comparingDouble(Violation::amount).reversed()).toList();
  }
}
