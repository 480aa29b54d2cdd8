/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.costate.Batch;
import org.costate.Cases;
import org.costate.Problem;
import org.costate.runtime.file.AtomicFile;

/** {@code costate solve --batch}: one run for every row of a file, a line for each result. */
final class BatchRun {
  private final Batch batch;
  private final Cases cases;
  private final CaseLines lines;
  private final Terminal terminal;
  private final ProgressLine progress;

  /** How many cases ended how. */
  private final Map<String, Integer> counts = new TreeMap<>();

  private BatchRun(Batch batch, Cases cases, CaseLines lines, Terminal terminal, ProgressLine progress) {
    this.batch = batch;
    this.cases = cases;
    this.lines = lines;
    this.terminal = terminal;
    this.progress = progress;
  }

  /** @param out where results go; empty for the output */
  static int run(Problem problem, CommandLine line, Optional<Path> out, Terminal terminal) throws IOException {
    if (line.hasOption("certify")) {
      throw new UsageException("--certify looks at one solution, not at a batch");
    }
    Cases cases = Cases.read(Arguments.path(line.getOptionValue("batch")), problem);
    Batch batch = batch(problem, cases);
    if (line.hasOption("threads")) {
      batch = batch.threads(threads(line.getOptionValue("threads")));
    }
    CaseLines lines = line.hasOption("json") ? new CaseLines.Json(problem) : new CaseLines.Csv(problem);
    ProgressLine progress = new ProgressLine(terminal, "cases", out.isPresent() && !line.hasOption("quiet"));
    return new BatchRun(batch, cases, lines, terminal, progress).run(out);
  }

  private static Batch batch(Problem problem, Cases cases) {
    try {
      return problem.batch(cases.names());
    } catch (IllegalArgumentException e) {
      throw new UsageException(problem.name() + ": " + e.getMessage());
    }
  }

  private static int threads(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new UsageException("--threads " + text + ": expected a positive number of threads");
    }
    return Integer.parseInt(text);
  }

  private int run(Optional<Path> out) throws IOException {
    long begin = System.nanoTime();
    try (Interruption interruption = Interruption.watch(terminal)) {
      if (out.isPresent()) {
        AtomicFile.write(out.get(), stream -> write(stream, interruption));
      } else {
        write(terminal.out(), interruption);
      }
      progress.end();
      String summary = summary((System.nanoTime() - begin) * 1e-9);
      if (out.isPresent()) {
        terminal.say(summary);
        terminal.say("written: " + out.get());
      } else {
        terminal.complain(summary);
      }
    }
    if (counts.containsKey(CaseLines.INTERRUPTED)) {
      return ExitCode.INTERRUPTED;
    }
    return counts.keySet().equals(Set.of(CaseLines.CONVERGED)) ? ExitCode.OK : ExitCode.NOT_CONVERGED;
  }

  private void write(OutputStream out, Interruption interruption) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write(lines.header());
    try {
      int done = interruption.during(() -> batch.solve(cases.count(), cases::fill, result -> {
        counts.merge(CaseLines.status(result), 1, Integer::sum);
        try {
          text.write(lines.of(result));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        progress.reached(result.number() + 1, cases.count());
      }));
      for (int number = done; number < cases.count(); number++) {
        counts.merge(CaseLines.INTERRUPTED, 1, Integer::sum);
        text.write(lines.interrupted(number));
      }
      text.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String summary(double seconds) {
    return String.format(Locale.ROOT, "%s in %.2f s: ", counted(), seconds)
        + counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
  }

  private String counted() {
    int done = counts.values().stream().mapToInt(Integer::intValue).sum();
    return done + (done == 1 ? " case" : " cases");
  }
}
