/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A format of files of results, told by the end of their names. */
public sealed interface ResultFormat permits CsvFormat, JsonFormat, NpzFormat {
  /** The formats that there are, for people. */
  String ENDINGS = ".csv, .json or .npz";

  /** No solution that a solve begins with has more numbers: a file with more is none. */
  int MAX_NUMBERS = 1 << 24;

  /** Empty for other files. */
  static Optional<ResultFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return Optional.of(new CsvFormat());
    }
    if (name.endsWith(".json")) {
      return Optional.of(new JsonFormat());
    }
    return name.endsWith(".npz") ? Optional.of(new NpzFormat()) : Optional.empty();
  }

  /** Writes a file that is there as a whole or not at all. */
  void write(Path file, Result result) throws IOException;

  /**
   * Reads a solution.
   *
   * @throws IOException if the file cannot be read or holds none, with the file and the entry at fault
   */
  SavedSolution read(Path file) throws IOException;

  /**
   * All that a file says, as the object that it is in JSON: maps, lists, texts, and numbers as doubles, NaN for one that is not finite. The name {@code time}
   * and those of groups of variables are what a single run has, of a simulation the first one.
   *
   * @throws IOException if the file cannot be read or is none of these
   */
  default Map<String, Object> content(Path file) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(fields(file));
    if (all.get(Result.RUNS) instanceof List<?> runs && !runs.isEmpty() && runs.getFirst() instanceof Map<?, ?> first) {
      first.forEach((name, value) -> all.put(name.toString(), value));
    }
    return all;
  }

  /** The same, but that runs in JSON are where they stand. */
  Map<String, Object> fields(Path file) throws IOException;
}
