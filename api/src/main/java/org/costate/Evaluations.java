/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.costate.runtime.learn.run.MetricsFile;
import org.costate.runtime.learn.train.Evaluation;

/** Evaluations on the way of a training, at regular counts of steps or rounds, as a table in its folder. */
final class Evaluations implements Closeable {
  private final long every;
  private final Supplier<Evaluation> evaluation;
  private final Optional<MetricsFile> table;
  private long reached;

  /**
   * @param every how many steps or rounds lie between two; 0 for no evaluation
   * @param reached where the training goes on
   */
  Evaluations(long every, long reached, Optional<Path> folder, Supplier<Evaluation> evaluation) throws IOException {
    this.every = every;
    this.reached = reached;
    this.evaluation = evaluation;
    if (every == 0 || folder.isEmpty()) {
      table = Optional.empty();
      return;
    }
    Files.createDirectories(folder.get());
    table = Optional.of(MetricsFile.resume(folder.get().resolve(Training.EVALUATIONS), (int) (reached / every)));
  }

  /** Evaluates if a multiple of {@code every} was reached; several at once count as one, whose row stands for each. */
  void reached(long count) {
    long before = reached;
    reached = count;
    if (table.isEmpty() || count / every == before / every) {
      return;
    }
    Evaluation now = evaluation.get();
    try {
      for (long i = before / every + 1; i <= count / every; i++) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("reached", (double) count);
        row.put("mean_return", now.mean());
        row.put("half_width", now.halfWidth());
        table.get().add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (table.isPresent()) {
      table.get().close();
    }
  }
}
