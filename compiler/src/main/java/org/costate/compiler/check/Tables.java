/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.ast.Row;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Type;
import org.costate.compiler.types.Unit;
import org.costate.runtime.interpolate.LookupTable;

/** The functions that tables and imported signals stand for, each made once. */
public final class Tables {
  private final Analysis facts;
  private final Diagnostics diagnostics;
  private final DataFiles files;
  private final Map<Symbol.Table, Optional<Curve>> tables = new HashMap<>();
  private final Map<Expression.Call, Optional<Curve>> imported = new IdentityHashMap<>();

  Tables(Analysis facts, DataProvider data, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.files = new DataFiles(data, unit -> facts.units().unit(unit), diagnostics);
  }

  /** The data files that the program reads. */
  public List<Source> files() {
    return files.sources();
  }

  /** The function of a table; empty if the declaration is wrong, which was reported. */
  public Optional<Curve> table(Symbol.Table symbol) {
    Optional<Curve> known = tables.get(symbol);
    if (known == null) {
      known = read(symbol);
      tables.put(symbol, known);
    }
    return known;
  }

  /** The function of time of a {@code csv(...)} in a signal; empty if it is wrong, which was reported. */
  public Optional<Curve> imported(Expression.Call call) {
    Optional<Curve> known = imported.get(call);
    if (known == null) {
      known = CsvCall.of(call, diagnostics).flatMap(this::ofTime);
      imported.put(call, known);
    }
    return known;
  }

  private Optional<Curve> ofTime(CsvCall csv) {
    Points points = new Points(csv.path().value(), csv.call().span(), diagnostics);
    List<Optional<Unit>> units = List.of(facts.units().time(), Optional.empty());
    return files.columns(csv, units)
        .flatMap(columns -> points.line(columns.get(0).points(), columns.get(1).points())
            .map(line -> new Curve(csv.path().value(), line, List.of("t"), units.subList(0, 1),
                columns.get(1).unit(), true)));
  }

  private Optional<Curve> read(Symbol.Table symbol) {
    Member.Table table = symbol.declaration();
    if (!argumentsFit(table)) {
      return Optional.empty();
    }
    List<Optional<Unit>> takes =
        table.parameters().stream().map(p -> p.unit().flatMap(facts.units()::unit)).toList();
    Optional<Unit> gives = table.unit().flatMap(facts.units()::unit);
    Points points = new Points(symbol.name(), table.value().span(), diagnostics);
    return points(symbol, points, takes, gives)
        .map(found -> new Curve(symbol.name(), found,
            table.parameters().stream().map(p -> p.name().text()).toList(), takes, gives, false));
  }

  private Optional<LookupTable> points(
      Symbol.Table symbol, Points points, List<Optional<Unit>> takes, Optional<Unit> gives) {
    boolean one = takes.size() == 1;
    Optional<Expression.Call> call = CsvCall.find(symbol.declaration().value(), facts.bindings());
    if (call.isEmpty()) {
      return rows(symbol, takes, gives)
          .flatMap(rows -> one ? points.line(column(rows, 0), column(rows, 1)) : points.surface(rows));
    }
    Optional<CsvCall> csv = CsvCall.of(call.get(), diagnostics);
    if (one) {
      return csv.flatMap(c -> files.columns(c, List.of(takes.getFirst(), gives)))
          .flatMap(columns -> points.line(columns.get(0).points(), columns.get(1).points()));
    }
    return csv.flatMap(files::grid).flatMap(rows -> points.surface(scaled(rows, takes, gives)));
  }

  private static List<List<Point>> scaled(
      List<List<Point>> rows, List<Optional<Unit>> takes, Optional<Unit> gives) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> IntStream.range(0, rows.get(i).size())
            .mapToObj(j -> rows.get(i).get(j).times(unit(i, j, takes, gives).map(Unit::scale).orElse(Scale.ONE)))
            .toList())
        .toList();
  }

  /** What the number in a row and column measures. */
  private static Optional<Unit> unit(int i, int j, List<Optional<Unit>> takes, Optional<Unit> gives) {
    boolean one = takes.size() == 1;
    if (j == 0 && (one || i > 0)) {
      return takes.getFirst();
    }
    return !one && i == 0 && j > 0 ? takes.getLast() : gives;
  }

  private static List<Point> column(List<List<Point>> rows, int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  private boolean argumentsFit(Member.Table table) {
    List<Parameter> arguments = table.parameters();
    if (arguments.isEmpty() || arguments.size() > 2) {
      diagnostics.report(Diagnostic
          .at(Code.E1004, table.name().span(), "table `" + table.name() + "` must have one or two arguments")
          .label(arguments.isEmpty() ? "it has none" : "it has " + arguments.size()));
      return false;
    }
    for (Parameter argument : arguments) {
      if (!argument.shape().isEmpty()) {
        diagnostics.report(Diagnostic
            .at(Code.E1004, argument.span(), "the arguments of a table are numbers")
            .label("this one has a shape")
            .note("called with arrays, a table works element by element"));
        return false;
      }
    }
    if (arguments.size() == 2 && arguments.get(0).name().text().equals(arguments.get(1).name().text())) {
      diagnostics.report(Diagnostic
          .at(Code.E0203, arguments.get(1).name().span(), "`" + arguments.get(1).name() + "` is declared twice")
          .label("declared again here")
          .second(arguments.get(0).name().span(), "first declared here"));
      return false;
    }
    return true;
  }

  /** The numbers of a matrix that is known when compiling; one that is not is reported where moments are checked. */
  private Optional<List<List<Point>>> rows(
      Symbol.Table symbol, List<Optional<Unit>> takes, Optional<Unit> gives) {
    Member.Table table = symbol.declaration();
    boolean one = takes.size() == 1;
    Expression value = table.value();
    if (!facts.constancy().constant(value)) {
      return Optional.empty();
    }
    Optional<Shape> shape = facts.shapes().numbers(value);
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    boolean matrix = shape.get().dimensions().size() == 2;
    if (!matrix || one && shape.get().columns() != 2) {
      diagnostics.report(Diagnostic
          .at(Code.E1004, value.span(), "the points of `" + table.name() + "` are not made of "
              + (one ? "two columns" : "rows and columns"))
          .label(new Type.Numbers(shape.get()).describe())
          .help(one
              ? "a row for each point, argument and value: `[0, 0.30; 0.8, 0.32; 1.0, 0.55]`"
              : "the second argument in the first row, the first argument in the first column: "
                  + "`[0, 0.2, 0.6; -5, -0.4, -0.5; 5, 0.4, 0.5]`"));
      return Optional.empty();
    }
    int columns = shape.get().columns();
    List<Scale> scales = facts.units()
        .points(value, symbol, shape.get(), i -> unit(i / columns, i % columns, takes, gives));
    Tensor<Double> numbers = facts.constants().evaluate(value);
    List<List<Point>> rows = new ArrayList<>();
    for (int i = 0; i < shape.get().rows(); i++) {
      List<Point> row = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        Point point = new Point(numbers.at(i, j), place(value, shape.get(), i, j));
        row.add(point.times(scales.get(i * columns + j)));
      }
      rows.add(row);
    }
    return Optional.of(rows);
  }

  /** Where a number stands: its own expression, where the matrix is written number by number, otherwise the whole. */
  private static Span place(Expression value, Shape shape, int i, int j) {
    if (value.bare() instanceof Expression.Array array && array.rows().size() == shape.rows()) {
      Row row = array.rows().get(i);
      if (row.loop().isEmpty() && row.elements().size() == shape.columns()) {
        return row.elements().get(j).span();
      }
    }
    return value.span();
  }
}
