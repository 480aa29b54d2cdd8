/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Unit;

/**
 * The columns of a file of cases: each has the name of a number that varies, {@code theta}, {@code q[2]}, and may have a unit, {@code theta
 * [deg]}; without one its numbers count in the declared unit, as all numbers do afterwards (E0403, E0404, E1002, E1003).
 */
public final class CaseColumns {
  private final Map<String, String> declared;
  private final Diagnostics diagnostics;
  private final DataFiles cells;

  private CaseColumns(Map<String, String> declared, Diagnostics diagnostics) {
    this.declared = declared;
    this.diagnostics = diagnostics;
    UnitNames units = new UnitNames(diagnostics);
    cells = new DataFiles(DataProvider.NONE, units::unit, diagnostics);
  }

  /**
   * One column.
   *
   * @param name as the language writes it
   * @param numbers in the declared unit, a row each
   */
  public record Column(String name, List<Double> numbers) {
    public Column {
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * Reads a file.
   *
   * @param declared the numbers that may vary and the units that they are declared with, empty where there is none
   * @return empty if something is wrong, which was reported
   */
  public static Optional<List<Column>> read(Source source, Map<String, String> declared, Diagnostics diagnostics) {
    return CsvReader.read(source, diagnostics).flatMap(new CaseColumns(declared, diagnostics)::columns);
  }

  private Optional<List<Column>> columns(DataFile file) {
    if (file.headings().isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E1003, file.rows().getFirst().getFirst().span(), "the columns of the data file have no names")
          .label("the first row has numbers")
          .help("say in a first line what varies: " + NameReporter.quoted(List.copyOf(declared.keySet()))));
      return Optional.empty();
    }
    List<Heading> headings = new ArrayList<>();
    for (Heading heading : file.headings()) {
      named(heading.cell()).filter(h -> isFirst(h, headings)).ifPresent(headings::add);
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < headings.size() && !diagnostics.hasErrors(); i++) {
      column(file, headings.get(i), i).ifPresent(columns::add);
    }
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(columns);
  }

  /** Brackets hold an index or a unit; names decide. Empty for none of the names, which is reported. */
  private Optional<Heading> named(Cell cell) {
    Optional<String> whole = known(cell.text());
    if (whole.isPresent()) {
      return Optional.of(new Heading(whole.get(), Optional.empty(), cell));
    }
    int bracket = cell.text().lastIndexOf('[');
    boolean measured = bracket > 0 && cell.text().endsWith("]");
    String text = measured ? cell.text().substring(0, bracket).strip() : cell.text();
    Optional<String> name = known(text);
    if (name.isEmpty()) {
      unknown(cell, text);
    }
    return name.map(n -> new Heading(n, measured ? Optional.of(inBrackets(cell)) : Optional.empty(), cell));
  }

  private Optional<String> known(String text) {
    String compact = text.replace(" ", "");
    return declared.keySet().stream().filter(name -> name.replace(" ", "").equals(compact)).findFirst();
  }

  private static Span inBrackets(Cell cell) {
    Span whole = cell.span();
    int from = whole.text().lastIndexOf('[') + 1;
    return new Span(whole.source(), whole.start() + from, whole.start() + whole.text().lastIndexOf(']'));
  }

  private void unknown(Cell cell, String text) {
    List<String> names = List.copyOf(declared.keySet());
    Optional<String> element = names.stream().filter(name -> name.startsWith(text + "[")).findFirst();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E1003, cell.span(), element.isPresent() ? "`" + text + "` has several numbers, and a column has one"
            : "nothing that varies is called `" + text + "`")
        .label(element.isPresent() ? "which of them?" : "no start, param or design variable")
        .help(element.map(name -> "name one, for example `" + name + "`")
            .orElseGet(() -> "it can be " + NameReporter.quoted(names)));
    Optional<String> near = element.isPresent() ? Optional.empty() : Suggestions.closest(text, names);
    near.filter(_ -> cell.span().text().equals(text))
        .ifPresent(name -> diagnostic.fix(Fix.replace(cell.span(), name)));
    diagnostics.report(diagnostic);
  }

  private boolean isFirst(Heading heading, List<Heading> before) {
    Optional<Heading> same = before.stream().filter(h -> h.name().equals(heading.name())).findFirst();
    same.ifPresent(first -> diagnostics.report(Diagnostic
        .at(Code.E1003, heading.cell().span(), "the data file has two columns `" + heading.name() + "`")
        .label("which one?")
        .second(first.cell().span(), "or this one")));
    return same.isEmpty();
  }

  private Optional<Column> column(DataFile file, Heading heading, int at) {
    Optional<Scale> scale = scale(heading);
    if (scale.isEmpty()) {
      return Optional.empty();
    }
    List<Double> numbers = new ArrayList<>();
    for (List<Cell> row : file.rows()) {
      cells.number(row.get(at)).map(point -> point.times(scale.get()).value()).ifPresent(numbers::add);
    }
    return Optional.of(new Column(heading.name(), numbers));
  }

  /** From the unit of the heading to the declared one; empty if they do not fit, which is reported. */
  private Optional<Scale> scale(Heading heading) {
    String own = declared.get(heading.name());
    if (heading.unit().isEmpty() || heading.unit().get().text().equals(own)) {
      return Optional.of(Scale.ONE);
    }
    Optional<Unit> wanted = unit(own);
    if (wanted.isEmpty() && !own.isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E0404, heading.cell().span(), "`" + heading.name() + "` is declared in `" + own
              + "`, a unit of the program's own")
          .label("this cannot be converted to it")
          .help("write `" + heading.name() + " [" + own + "]`, and numbers in that unit"));
      return Optional.empty();
    }
    return cells.unit(heading)
        .filter(unit -> cells.fits(heading, unit, wanted))
        .map(unit -> wanted.map(w -> unit.scale().over(w.scale())).orElse(unit.scale()));
  }

  /** What a declaration says; empty if it is nothing that the language knows. */
  private static Optional<Unit> unit(String text) {
    Optional<UnitExpression> written =
        text.isEmpty() ? Optional.empty() : HeadingUnit.read(new Span(new Source("", text), 0, text.length()));
    return written.flatMap(new UnitNames(new Diagnostics())::unit);
  }
}
