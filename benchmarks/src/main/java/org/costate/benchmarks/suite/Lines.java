/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.benchmarks.measure.Tree;

/** What another process measures, a line each: words that say what it is, and a number. */
final class Lines {
  static final String SEPARATOR = " ";

  private Lines() {}

  /** A script of a rival in Python: {@code python3}, or what the variable PYTHON names, runs it. */
  static List<String> python(String script) {
    return List.of(Optional.ofNullable(System.getenv("PYTHON")).orElse("python3"),
        Tree.root().resolve("benchmarks/rivals/" + script).toString());
  }

  /** The number of each line by the words before it; empty if the command fails. */
  static Optional<Map<String, String>> of(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      return Optional.empty();
    }
    Map<String, String> numbers = new LinkedHashMap<>();
    text.lines().forEach(line -> {
      int last = line.lastIndexOf(SEPARATOR);
      numbers.put(line.substring(0, last), Figures.text(Double.parseDouble(line.substring(last + 1))));
    });
    return Optional.of(numbers);
  }
}
