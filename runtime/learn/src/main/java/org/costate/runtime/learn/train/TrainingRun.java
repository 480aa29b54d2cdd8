/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.train;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.learn.file.NamedArrays;
import org.costate.runtime.learn.file.NpzFile;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.EventFile;
import org.costate.runtime.learn.run.MetricsFile;
import org.costate.runtime.learn.run.RunState;

/**
 * One run of a learner, from its start or from a checkpoint to its budget. With a folder it writes {@value #METRICS}, a row for each iteration,
 * the same numbers for TensorBoard, and {@value #CHECKPOINT}, from which a run that was stopped in whatever way goes on bit for bit.
 */
public final class TrainingRun {
  public static final String METRICS = "metrics.csv";
  public static final String CHECKPOINT = "checkpoint.npz";

  private static final String EVENTS = "events.out.tfevents.";
  private static final String IDENTITY = "run";
  private static final String ITERATION = "iteration";

  /**
   * When a run is over.
   *
   * @param transitions steps of environments after which it is; 0 for any number
   * @param iterations after which it is; 0 for any number
   */
  public record Budget(long transitions, int iterations) {
    public Budget {
      if (transitions < 0 || iterations < 0 || transitions + iterations == 0) {
        throw new IllegalArgumentException(
            "a budget of " + transitions + " transitions and " + iterations + " iterations; expected one of them");
      }
    }

    /** How much of it is used, 1 and more when it is over. */
    double used(int done, long steps) {
      return Math.max(
          transitions == 0 ? 0 : (double) steps / transitions, iterations == 0 ? 0 : (double) done / iterations);
    }
  }

  /** How a run ended. */
  public enum Status {
    /** The budget is used. */
    FINISHED("finished"),
    /** It was told to stop; it can go on from its checkpoint. */
    INTERRUPTED("interrupted"),
    /** A weight is not a finite number any more; the last checkpoint is one from before. */
    DIVERGED("diverged: a weight is not finite"),
    /** The learner could not go on, see {@link TrainingRun#failure}; the last checkpoint is one from before. */
    FAILED("failed");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Hears of a run. */
  @FunctionalInterface
  public interface Observer {
    /**
     * After each iteration.
     *
     * @param used how much of the budget is used, at most 1
     * @throws LearningFailure if the run cannot go on, which then {@linkplain Status#FAILED fails}
     */
    void iterated(int iteration, Progress progress, double used);
  }

  private final Learner learner;
  private final Budget budget;
  private final String identity;
  private final int checkpointEvery;
  private final Optional<Path> folder;
  private Optional<String> failure = Optional.empty();
  private boolean interrupted;
  private int iteration;
  private long transitions;

  /**
   * @param identity of all that decides on the outcome but the budget; a checkpoint of another identity is refused
   * @param checkpointEvery iterations between two checkpoints, at least 1
   * @param folder which exists, for the files; without one nothing is written
   */
  public TrainingRun(
      Learner learner, Budget budget, String identity, int checkpointEvery, Optional<Path> folder) {
    if (checkpointEvery < 1) {
      throw new IllegalArgumentException("a checkpoint every " + checkpointEvery + " iterations");
    }
    this.learner = learner;
    this.budget = budget;
    this.identity = identity;
    this.checkpointEvery = checkpointEvery;
    this.folder = folder;
  }

  /**
   * Goes on from the checkpoint of the folder when it runs.
   *
   * @throws IOException if there is none, or that of another run
   */
  public void resume() throws IOException {
    Path file = folder.orElseThrow().resolve(CHECKPOINT);
    NamedArrays content = NpzFile.read(file);
    try {
      if (!content.text(IDENTITY).equals(identity)) {
        throw new IllegalArgumentException("its program, its options or its seed are others");
      }
      learner.restore(RunState.of(content));
      iteration = (int) content.longs(ITERATION)[0];
      transitions = content.longs(ITERATION)[1];
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no checkpoint of this run: " + e.getMessage(), e);
    }
  }

  /** Transitions so far, as the learner counts them. */
  public long transitions() {
    return transitions;
  }

  /** Where and why the learner could not go on, after a run that {@linkplain Status#FAILED failed}. */
  public Optional<String> failure() {
    return failure;
  }

  /** Iterations done so far. */
  public int iterations() {
    return iteration;
  }

  /**
   * Trains. An interrupt of the calling thread ends the run behind the iteration that is at work, with a checkpoint; the thread stays
   * interrupted.
   *
   * @throws IOException if a file cannot be written; what was learned until the last checkpoint is kept
   */
  public Status run(Observer observer) throws IOException {
    if (folder.isEmpty()) {
      return iterate(observer, progress -> {});
    }
    double now = seconds();
    try (MetricsFile table = MetricsFile.resume(folder.get().resolve(METRICS), iteration);
        EventFile events = new EventFile(folder.get().resolve(EVENTS + (long) now + "." + iteration), now)) {
      return iterate(observer, progress -> {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put(ITERATION, (double) iteration);
        row.putAll(progress.row());
        table.add(row);
        events.add(seconds(), progress.transitions(), progress.row());
      });
    }
  }

  private interface Log {
    void add(Progress progress) throws IOException;
  }

  private Status iterate(Observer observer, Log log) throws IOException {
    while (budget.used(iteration, transitions) < 1) {
      if (stopped()) {
        checkpoint();
        Thread.currentThread().interrupt();
        return Status.INTERRUPTED;
      }
      try {
        Progress progress = learner.iterate();
        if (!finite(learner.weights().values())) {
          return Status.DIVERGED;
        }
        iteration++;
        transitions = progress.transitions();
        log.add(progress);
        observer.iterated(iteration, progress, Math.min(1, budget.used(iteration, transitions)));
      } catch (LearningFailure e) {
        failure = Optional.of("iteration " + (iteration + 1) + ": " + e.getMessage());
        return Status.FAILED;
      }
      if (iteration % checkpointEvery == 0) {
        checkpoint();
      }
    }
    checkpoint();
    if (stopped()) {
      Thread.currentThread().interrupt();
    }
    return Status.FINISHED;
  }

  /** Takes the interrupt away, since a file that is written with it would be cut. */
  private boolean stopped() {
    interrupted |= Thread.interrupted();
    return interrupted;
  }

  private void checkpoint() throws IOException {
    try {
      write();
    } catch (ClosedByInterruptException e) {
      stopped();
      write();
    }
  }

  private void write() throws IOException {
    if (folder.isPresent()) {
      RunState state = new RunState();
      learner.save(state);
      state.put(ITERATION, iteration, transitions);
      NpzFile.write(folder.get().resolve(CHECKPOINT), state.arrays().text(IDENTITY, identity));
    }
  }

  private static boolean finite(float[] weights) {
    for (float weight : weights) {
      if (!Float.isFinite(weight)) {
        return false;
      }
    }
    return true;
  }

  private static double seconds() {
    return System.currentTimeMillis() / 1e3;
  }

  /** Whether a folder holds a run that could be resumed. */
  public static boolean isResumable(Path folder) {
    return Files.isRegularFile(folder.resolve(CHECKPOINT));
  }
}
