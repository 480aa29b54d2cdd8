/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.driver.CaseTable;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** The cases of a CSV file: its header says what varies, each further row is a case. Immutable. */
public final class Cases {
  private final List<String> names;
  private final double[][] rows;

  private Cases(List<String> names, double[][] rows) {
    this.names = names;
    this.rows = rows;
  }

  /**
   * Reads a file whose header names states, params or design variables of a problem, with units in brackets where they are not the declared
   * ones.
   *
   * @throws IOException if the file cannot be read
   * @throws CompilationException if it is wrong; the diagnostics say where
   */
  public static Cases read(Path file, Problem problem) throws IOException {
    CaseTable table = CaseTable.read(SourceFiles.read(file), units(problem));
    if (table.names().isEmpty()) {
      throw new CompilationException(table.diagnostics(), table.unshown());
    }
    int count = table.columns().getFirst().size();
    double[][] rows = new double[count][table.names().size()];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = table.columns().get(j).get(i);
      }
    }
    return new Cases(table.names(), rows);
  }

  private static Map<String, String> units(Problem problem) {
    Map<String, String> units = new LinkedHashMap<>();
    for (Kind kind : List.of(Kind.STATE, Kind.PARAM, Kind.DESIGN)) {
      for (VariableInfo variable : problem.variables(kind)) {
        variable.elementNames().forEach(name -> units.put(name, variable.unit()));
      }
    }
    return units;
  }

  /** What varies. */
  public List<String> names() {
    return names;
  }

  /** How many cases there are. */
  public int count() {
    return rows.length;
  }

  /** Writes the numbers of a case to {@code row}; what {@link Batch#solve(int, Batch.Rows, java.util.function.Consumer)} asks. */
  public void fill(int number, double[] row) {
    System.arraycopy(rows[number], 0, row, 0, row.length);
  }
}
