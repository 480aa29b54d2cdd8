/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;
import org.costate.runtime.interpolate.LookupTable;

/**
 * From points to the function through them, if they make one: two or more, increasing, all finite (E1004).
 *
 * @param name of the table or signal
 */
record Points(String name, Span place, Diagnostics diagnostics) {

  /** A function of one argument. */
  Optional<LookupTable> line(List<Point> arguments, List<Point> values) {
    if (tooMany(2L * arguments.size()) || !grid(arguments, "points") || !finite(values)) {
      return Optional.empty();
    }
    return smooth(LookupTable.of(numbers(arguments), numbers(values)));
  }

  /**
   * A function of two arguments.
   *
   * @param rows the second argument's grid behind a corner that counts for nothing, then one row for each of the first argument's
   */
  Optional<LookupTable> surface(List<List<Point>> rows) {
    int columns = rows.getFirst().size();
    if (tooMany((long) rows.size() * columns)) {
      return Optional.empty();
    }
    List<Point> second = rows.getFirst().subList(1, columns);
    List<Point> first = rows.stream().skip(1).map(List::getFirst).toList();
    List<Point> values = rows.stream().skip(1).flatMap(row -> row.stream().skip(1)).toList();
    if (!grid(first, "rows") || !grid(second, "columns") || !finite(values)) {
      return Optional.empty();
    }
    return smooth(LookupTable.of(numbers(first), numbers(second), numbers(values)));
  }

  private static double[] numbers(List<Point> points) {
    return points.stream().mapToDouble(Point::value).toArray();
  }

  private boolean tooMany(long count) {
    if (count <= Sizes.MAX_ELEMENTS) {
      return false;
    }
    diagnostics.report(Diagnostic
        .at(Code.E0902, place, "a table has at most " + Sizes.MAX_ELEMENTS + " numbers")
        .label("this one has " + count));
    return true;
  }

  private boolean grid(List<Point> points, String what) {
    if (points.size() < 2) {
      diagnostics.report(Diagnostic
          .at(Code.E1004, place, "`" + name + "` needs two " + what + " or more")
          .label(points.isEmpty() ? "there is none" : "there is one"));
      return false;
    }
    if (!finite(points)) {
      return false;
    }
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point next = points.get(i);
      if (before.value() >= next.value()) {
        Diagnostic.Builder diagnostic = Diagnostic
            .at(Code.E1004, next.place(), "the arguments of `" + name + "` must increase")
            .label(Numbers.text(next.value()) + " comes after " + Numbers.text(before.value()));
        if (!before.place().equals(next.place())) {
          diagnostic.second(before.place(), "the one before");
        }
        diagnostics.report(diagnostic);
        return false;
      }
    }
    return true;
  }

  private boolean finite(List<Point> points) {
    for (Point point : points) {
      if (!Double.isFinite(point.value())) {
        diagnostics.report(Diagnostic
            .at(Code.E1004, point.place(), "the numbers of `" + name + "` must be finite")
            .label("this is " + Numbers.text(point.value())));
        return false;
      }
    }
    return true;
  }

  private Optional<LookupTable> smooth(LookupTable table) {
    if (table.finite()) {
      return Optional.of(table);
    }
    diagnostics.report(Diagnostic
        .at(Code.E1004, place, "no curve of finite numbers goes through the points of `" + name + "`")
        .label("arguments too close, or values too large"));
    return Optional.empty();
  }
}
