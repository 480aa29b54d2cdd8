/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.List;
import java.util.Map;
import org.costate.compiler.check.CaseColumns;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Source;

/**
 * A file of cases: what varies, and a row of numbers for each case.
 *
 * @param names of what varies, one at least; none if something is wrong
 * @param columns the numbers of each name, equally many, in the declared units
 * @param diagnostics what is wrong
 * @param unshown how many errors there were besides the diagnostics
 */
public record CaseTable(
    List<String> names, List<List<Double>> columns, List<Diagnostic> diagnostics, int unshown) {
  public CaseTable {
    names = List.copyOf(names);
    columns = List.copyOf(columns);
    diagnostics = List.copyOf(diagnostics);
  }

  /** @param declared the numbers that may vary, by the names of the language, and their declared units, empty where there is none */
  public static CaseTable read(Source source, Map<String, String> declared) {
    Diagnostics diagnostics = new Diagnostics();
    List<CaseColumns.Column> columns = CaseColumns.read(source, declared, diagnostics).orElse(List.of());
    return new CaseTable(columns.stream().map(CaseColumns.Column::name).toList(),
        columns.stream().map(CaseColumns.Column::numbers).toList(), diagnostics.sorted(), diagnostics.unshown());
  }
}
