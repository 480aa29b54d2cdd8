/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.data.Cell;
import org.costate.compiler.data.CsvReader;
import org.costate.compiler.data.DataFile;
import org.costate.compiler.data.Heading;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.costate.compiler.types.QuantityNames;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Unit;

/** The data files of a program, each read once, and numbers out of them (E1001 to E1003). */
final class DataFiles {
  private final DataProvider provider;
  private final Units units;
  private final Diagnostics diagnostics;
  private final Map<Key, Optional<DataFile>> files = new HashMap<>();
  private final List<Source> sources = new ArrayList<>();

  DataFiles(DataProvider provider, Units units, Diagnostics diagnostics) {
    this.provider = provider;
    this.units = units;
    this.diagnostics = diagnostics;
  }

  /** What units mean in the program. */
  @FunctionalInterface
  interface Units {
    /** Empty if the unit has an error, which is reported. */
    Optional<Unit> unit(UnitExpression written);
  }

  private record Key(Source program, String path) {}

  /** The texts of the files, in the order in which they were read. */
  List<Source> sources() {
    return List.copyOf(sources);
  }

  private Optional<DataFile> file(Expression.Text path) {
    Key key = new Key(path.span().source(), path.value());
    Optional<DataFile> known = files.get(key);
    if (known == null) {
      known = switch (provider.read(key.program, key.path)) {
        case DataProvider.Answer.Found found -> {
          sources.add(found.data());
          yield CsvReader.read(found.data(), diagnostics);
        }
        case DataProvider.Answer.Refused refused -> {
          diagnostics.report(Diagnostic
              .at(Code.E1001, path.span(), "cannot read the data file `" + path.value() + "`")
              .label(refused.reason())
              .help("a path leads from the folder of the program downwards: `\"data/drag.csv\"`"));
          yield Optional.empty();
        }
      };
      files.put(key, known);
    }
    return known;
  }

  /** A column, and the unit in its heading. */
  record Column(List<Point> points, Optional<Unit> unit) {
    Column {
      points = List.copyOf(points);
    }
  }

  /**
   * Two columns, arguments and values, in SI units.
   *
   * @param declared units of the two; a column without a unit in its heading counts in that
   */
  Optional<List<Column>> columns(CsvCall csv, List<Optional<Unit>> declared) {
    return file(csv.path()).flatMap(file -> {
      List<Integer> wanted = new ArrayList<>();
      if (file.headings().isEmpty() && !csv.columns().isEmpty()) {
        withoutNames(file, csv.columns().getFirst());
        return Optional.empty();
      }
      for (Expression.Text name : csv.columns()) {
        column(file, name).ifPresent(wanted::add);
      }
      if (csv.columns().isEmpty()) {
        if (file.columns() != 2) {
          notTwo(file, csv);
          return Optional.empty();
        }
        wanted.addAll(List.of(0, 1));
      }
      return wanted.size() < 2 ? Optional.empty() : numbers(file, wanted, declared);
    });
  }

  private Optional<List<Column>> numbers(DataFile file, List<Integer> columns, List<Optional<Unit>> declared) {
    List<Column> all = new ArrayList<>();
    for (int column : columns) {
      Optional<Heading> heading =
          file.headings().isEmpty() ? Optional.empty() : Optional.of(file.headings().get(column));
      Optional<Unit> unit = heading.flatMap(h -> unit(h));
      Optional<Unit> wanted = declared.get(all.size());
      if (heading.flatMap(Heading::unit).isPresent()
          && !(unit.isPresent() && fits(heading.get(), unit.get(), wanted))) {
        return Optional.empty();
      }
      Scale scale = unit.or(() -> wanted).map(Unit::scale).orElse(Scale.ONE);
      List<Point> points = new ArrayList<>();
      for (List<Cell> row : file.rows()) {
        Optional<Point> point = number(row.get(column));
        if (point.isEmpty()) {
          return Optional.empty();
        }
        points.add(point.get().times(scale));
      }
      all.add(new Column(points, unit));
    }
    return Optional.of(all);
  }

  /** The whole file row by row; the corner, which may hold anything, as zero. */
  Optional<List<List<Point>>> grid(CsvCall csv) {
    if (!csv.columns().isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E1003, csv.columns().getFirst().span(), "a table of two arguments is made of the whole file")
          .label("columns are for tables of one argument")
          .help("write `csv(" + csv.path().span().text() + ")`; the first row and the first column are the arguments"));
      return Optional.empty();
    }
    return file(csv.path()).filter(this::withoutUnits).flatMap(file -> {
      List<List<Point>> rows = new ArrayList<>();
      for (List<Cell> row : file.rows()) {
        List<Point> points = new ArrayList<>();
        for (Cell cell : row) {
          boolean corner = rows.isEmpty() && points.isEmpty();
          Optional<Point> point = corner ? Optional.of(new Point(0, cell.span())) : number(cell);
          if (point.isEmpty()) {
            return Optional.empty();
          }
          points.add(point.get());
        }
        rows.add(points);
      }
      return Optional.of(rows);
    });
  }

  Optional<Point> number(Cell cell) {
    if (cell.number().isPresent() && Double.isFinite(cell.number().getAsDouble())) {
      return Optional.of(new Point(cell.number().getAsDouble(), cell.span()));
    }
    String text = cell.text();
    if (cell.number().isPresent()) {
      diagnostics.report(Diagnostic.at(Code.E1002, cell.span(), "`" + text + "` is too large for a number")
          .label("the largest is about 1.8e308"));
    } else {
      boolean comma = text.matches("[+-]?[0-9]+,[0-9]+");
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E1002, cell.span(), text.isEmpty() ? "a number is missing" : "`" + text + "` is not a number")
          .label(text.isEmpty() ? "this cell is empty" : "a number is needed here");
      if (comma) {
        diagnostic.help("numbers have a point: `" + text.replace(',', '.') + "`");
      }
      diagnostics.report(diagnostic);
    }
    return Optional.empty();
  }

  Optional<Unit> unit(Heading heading) {
    return heading.unit().flatMap(text -> {
      Optional<UnitExpression> written = HeadingUnit.read(text);
      if (written.isEmpty()) {
        diagnostics.report(Diagnostic
            .at(Code.E0403, heading.cell().span(), "`" + text.text() + "` is not a unit")
            .label("what stands in brackets is the unit of the column")
            .help("a unit is written as in a program: `speed [km/h]`"));
      }
      return written.flatMap(units::unit);
    });
  }

  boolean fits(Heading heading, Unit unit, Optional<Unit> declared) {
    if (declared.isEmpty() || declared.get().dimension().equals(unit.dimension())) {
      return true;
    }
    diagnostics.report(Diagnostic
        .at(Code.E0404, heading.cell().span(), "column `" + heading.name() + "` is " + QuantityNames.of(unit)
            + ", and " + QuantityNames.of(declared.get()) + " is needed")
        .label("`" + unit.text() + "` is no measure of it"));
    return false;
  }

  /** The columns of a grid have no names to write units to. */
  private boolean withoutUnits(DataFile file) {
    Optional<Heading> measured = file.headings().stream().filter(h -> h.unit().isPresent()).findFirst();
    measured.ifPresent(heading -> diagnostics.report(Diagnostic
        .at(Code.E1003, heading.cell().span(), "the units of a table of two arguments do not stand in its file")
        .label("this would be the unit of one column")
        .help("declare them: `table lift(alpha : deg, mach) : 1 = csv(...);`")));
    return measured.isEmpty();
  }

  private Optional<Integer> column(DataFile file, Expression.Text name) {
    List<String> names = file.headings().stream().map(Heading::name).toList();
    int at = names.indexOf(name.value());
    if (at < 0) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E1003, name.span(), "the data file has no column `" + name.value() + "`")
          .label("not in its header")
          .second(file.headings().getFirst().cell().span(), "the header")
          .help("it has " + NameReporter.quoted(names));
      Suggestions.closest(name.value(), names)
          .ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), "\"" + near + "\"")));
      diagnostics.report(diagnostic);
      return Optional.empty();
    }
    int again = names.lastIndexOf(name.value());
    if (again != at) {
      diagnostics.report(Diagnostic
          .at(Code.E1003, name.span(), "the data file has two columns `" + name.value() + "`")
          .label("which one?")
          .second(file.headings().get(at).cell().span(), "this one")
          .second(file.headings().get(again).cell().span(), "or this one"));
      return Optional.empty();
    }
    return Optional.of(at);
  }

  private void withoutNames(DataFile file, Expression.Text name) {
    diagnostics.report(Diagnostic
        .at(Code.E1003, name.span(), "the columns of the data file have no names")
        .label("no header says which column this is")
        .second(file.rows().getFirst().getFirst().span(), "the first row has numbers"));
  }

  private void notTwo(DataFile file, CsvCall csv) {
    String path = csv.path().span().text();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E1003, csv.path().span(), "this data file has "
            + (file.columns() == 1 ? "one column" : file.columns() + " columns") + ", and two are needed")
        .label("arguments and values");
    if (file.columns() > 2) {
      diagnostic.help(file.headings().isEmpty()
          ? "give the columns names in a first line, and name two: `csv(" + path + ", \"x\", \"y\")`"
          : "name two of them: `csv(" + path + ", \"" + file.headings().get(0).name() + "\", \""
              + file.headings().get(1).name() + "\")`");
    }
    diagnostics.report(diagnostic);
  }
}
