/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.data;

import java.util.List;
import org.costate.compiler.source.Source;

/**
 * A data file: rows of equally many cells.
 *
 * @param headings of the columns; none if the file begins with its rows
 * @param rows one at least
 */
public record DataFile(Source source, List<Heading> headings, List<List<Cell>> rows) {
  public DataFile {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
  }

  public int columns() {
    return rows.getFirst().size();
  }
}
