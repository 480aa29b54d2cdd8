/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects by how much a trajectory misses what it should keep: of each constraint the worst. */
final class Violations {
  private final StateLayout layout;
  private final ProblemSetup setup;
  private final List<VariableInfo> controls;
  private final Map<Key, Violation> worst = new LinkedHashMap<>();

  /** Items without labels may have the same text. */
  private record Key(String name, int line) {}

  Violations(ProblemInfo info, StateLayout layout, ProblemSetup setup) {
    this.layout = layout;
    this.setup = setup;
    controls = info.variables(VariableInfo.Kind.CONTROL);
  }

  /** Something that misses by {@code amount} at step k, if that is positive or NaN. */
  void add(String name, int line, int k, double amount) {
    if (!(amount <= 0)) {
      worst.merge(new Key(name, line), new Violation(name, line, k, amount),
          (a, b) -> Double.compare(b.amount(), a.amount()) > 0 ? b : a);
    }
  }

  /** The limits of states and, if it is {@code controlled}, of controls that row k of a trajectory does not keep. */
  void limits(double[] X, double[] U, int k, boolean controlled) {
    int nx = layout.nx();
    for (int i = 0; i < nx; i++) {
      add(layout.name(i), layout.line(i), k, outside(X[k * nx + i], setup.stateLower[i], setup.stateUpper[i]));
    }
    int nu = setup.controlLower.length;
    for (VariableInfo control : controlled ? controls : List.<VariableInfo>of()) {
      for (int i = control.offset(); i < control.offset() + control.size(); i++) {
        double amount = outside(U[k * nu + i], setup.controlLower[i], setup.controlUpper[i]);
        if (!(amount <= 0)) {
          add(control.elementNames().get(i - control.offset()), control.line(), k, amount);
        }
      }
    }
  }

  /** Not positive within the limits, NaN for NaN. */
  static double outside(double value, double lower, double upper) {
    return Math.max(lower - value, value - upper);
  }

  /** The worst first, NaN before all numbers. */
  List<Violation> all() {
    return worst.values().stream().sorted(Comparator.comparingDouble(Violation::amount).reversed()).toList();
  }
}
