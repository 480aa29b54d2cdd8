/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.List;
import java.util.Locale;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** Whether the plant of one problem can stand in for that of another one: its numbers must mean the same. */
final class PlantFit {
  private PlantFit() {}

  /** @throws IllegalArgumentException naming the first difference */
  static void check(ProblemInfo model, ProblemInfo plant) {
    for (Kind kind : List.of(Kind.STATE, Kind.CONTROL, Kind.DESIGN)) {
      List<VariableInfo> wanted = model.variables(kind);
      List<VariableInfo> found = plant.variables(kind);
      for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
        String here = i < wanted.size() ? text(wanted.get(i)) : "none";
        String there = i < found.size() ? text(found.get(i)) : "none";
        boolean alike = i < wanted.size() && i < found.size() && alike(wanted.get(i), found.get(i));
        if (!alike) {
          String what = kind.name().toLowerCase(Locale.ROOT) + (kind == Kind.DESIGN ? " variable " : " ") + (i + 1);
          throw new IllegalArgumentException("the plant " + plant.name() + " does not fit " + model.name() + ": "
              + what + " is " + there + " in the plant, expected " + here);
        }
      }
    }
    if (model.discrete() != plant.discrete()) {
      throw new IllegalArgumentException("the plant " + plant.name() + " does not fit " + model.name() + ": "
          + (plant.discrete() ? plant.name() : model.name())
          + " goes from step to step by `next`, the other one in time");
    }
  }

  /** A unit that only one of them gives is not compared. */
  private static boolean alike(VariableInfo a, VariableInfo b) {
    return a.name().equals(b.name())
        && a.shape().equals(b.shape())
        && a.manifold() == b.manifold()
        && (a.unit().isEmpty() || b.unit().isEmpty() || bare(a.unit()).equals(bare(b.unit())));
  }

  private static String bare(String unit) {
    return unit.replace(" ", "");
  }

  /** As it is declared: {@code p[3] : m}. */
  private static String text(VariableInfo variable) {
    String shape = variable.shape().isEmpty() ? "" : variable.shape().toString();
    return "`" + variable.name() + shape + (variable.unit().isEmpty() ? "" : " : " + variable.unit()) + "`";
  }
}
