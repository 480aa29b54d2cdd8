/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.Margins;
import org.costate.Problem;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** What a problem has over time, in one or several runs, with the names, units and limits of its source. */
record TimePlots(Problem problem, Page.Clock clock) {
  /** The variables of a kind; empty if there are none. */
  Optional<Page.Group> variables(String title, Kind kind, List<Trace> runs) {
    return group(title, problem.variables(kind)
        .stream()
        .map(v -> Plot.over(clock.label(), v.name(), v.unit(), v.elementNames(), runs, limits(v), held(kind)))
        .toList());
  }

  /** Controls hold over a step, and so does what is seen at its beginning. */
  private static boolean held(Kind kind) {
    return switch (kind) {
      case CONTROL, OBSERVATION, SIGNAL, NOISE -> true;
      case STATE, PARAM, DESIGN -> false;
    };
  }

  private List<Plot.Limit> limits(VariableInfo variable) {
    return switch (variable.kind()) {
      case STATE, CONTROL -> Plot.Limit.of(problem.lower(variable), problem.upper(variable));
      case PARAM, SIGNAL, DESIGN, NOISE, OBSERVATION -> List.of();
    };
  }

  /** By how much constraints are kept, one plot for each item of the source; empty if there are none. */
  Optional<Page.Group> margins(Margins margins, Numbers time) {
    Map<String, List<ConstraintInfo>> items = new LinkedHashMap<>();
    for (ConstraintInfo constraint : margins.constraints()) {
      items.computeIfAbsent(item(constraint.name()), name -> new ArrayList<>()).add(constraint);
    }
    List<Plot> plots = new ArrayList<>();
    items.forEach((name, rows) -> {
      Map<String, ConstraintInfo> byName = new LinkedHashMap<>();
      rows.forEach(row -> byName.put(row.name(), row));
      Trace run = new Trace("", time, row -> margins.of(byName.get(row)));
      plots.add(Plot.over(clock.label(), name, rows.getFirst().unit(), List.copyOf(byName.keySet()), List.of(run),
          List.of(new Plot.Limit("missed below", 0)), false));
    });
    return group(RunReport.MARGINS, plots);
  }

  /** The name of the item that a constraint is a row of. */
  private static String item(String name) {
    return name.endsWith("]") ? name.substring(0, name.lastIndexOf('[')) : name;
  }

  private static Optional<Page.Group> group(String title, List<Plot> plots) {
    return plots.isEmpty() ? Optional.empty() : Optional.of(new Page.Group(title, plots));
  }
}
