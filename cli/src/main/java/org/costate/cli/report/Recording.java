/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers over time in a file that a run wrote, of a simulation those of its first run. It knows no kinds of variables, so it can be asked for any.
 *
 * @param time of the states, one or more
 * @param all numbers over time by their names
 * @param params that it was made with, by their names, and {@code design}, the numbers of design variables, as far as the file has them
 */
public record Recording(Numbers time, Map<String, Numbers> all, Map<String, Numbers> params,
    Map<String, Double> design) {
  private static final List<String> GROUPS = List.of("states", "controls", "observations");

  /** @throws IOException if the file cannot be read or is none of these */
  public static Recording read(Path file) throws IOException {
    JsonTree tree = JsonTree.read(file);
    Numbers time = SavedRun.time(tree);
    if (time.size() == 0) {
      throw tree.wrong("it has no times");
    }
    Map<String, Numbers> all = new LinkedHashMap<>();
    for (String group : GROUPS) {
      all.putAll(SavedRun.arrays(tree, group));
    }
    return new Recording(time, all, SavedRun.arrays(tree, "params"), SavedRun.design(tree));
  }

  /** A number over time. */
  public Optional<double[]> series(String name) {
    return Optional.ofNullable(all.get(name)).map(Numbers::array);
  }
}
