/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.costate.runtime.problem.VaryingProblem.Place;
import org.costate.runtime.solve.Workers;

/**
 * One problem simulated many times, in parallel, for other starts, params, design variables and controls, without noise. Each case knows nothing of
 * the others, so results are the same bits for any number of threads, and those of one rollout after the other; that 256 cases are simulated at a
 * time in vector instructions, where that is worth its preparation, shows in the time only. May be used by several threads; see docs/batch.md.
 */
public final class Rollouts {
  /** More arrays of so many numbers as a step needs do not fit in the cache. */
  static final int TOGETHER = 256;

  /** Some seconds of simulation one by one: loops for many cases take up to one to be generated and compiled. */
  private static final long WORTH_PREPARING = 50_000_000;

  private final Problem problem;
  private final List<String> names;
  private final List<Place> places;
  private final int threads;

  /** Steps that were asked for until now, by this object and those that it was made of. */
  private final AtomicLong steps;

  private Rollouts(Problem problem, List<String> names, List<Place> places, int threads, AtomicLong steps) {
    this.problem = problem;
    this.names = names;
    this.places = places;
    this.threads = threads;
    this.steps = steps;
  }

  /** The controls of cases; asked by several threads at once. */
  @FunctionalInterface
  public interface Controls {
    /**
     * @param controls [N x nu], all numbers of a step side by side in the order of the controls: the guess that a solve would begin with, to be
     *   changed. They are not brought into their limits.
     */
    void change(int number, double[] controls);
  }

  static Rollouts of(Problem problem, List<String> names) {
    return new Rollouts(problem, List.copyOf(names), Batch.places(problem, names), Workers.THREADS, new AtomicLong());
  }

  /** With another number of threads than there are cores. */
  public Rollouts threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " threads; expected at least 1");
    }
    return new Rollouts(problem, names, places, count, steps);
  }

  /** Cases are simulated together from the first on. */
  Rollouts together() {
    return new Rollouts(problem, names, places, threads, new AtomicLong(WORTH_PREPARING));
  }

  /** What varies: the columns of a row. */
  public List<String> names() {
    return names;
  }

  /**
   * Simulates all cases with the controls that a solve would begin with: those of a warm start or a guess.
   *
   * @param rows one case each, a number for each name; not modified
   */
  public RolloutResults run(double[][] rows) {
    Batch.checkWidths(names, rows);
    return run(rows.length, (number, row) -> System.arraycopy(rows[number], 0, row, 0, row.length),
        (number, controls) -> {});
  }

  /**
   * Simulates cases. A case takes its place among the results and no other memory.
   *
   * @param rows say what a case begins with
   * @param controls say what is done
   */
  public RolloutResults run(int count, Batch.Rows rows, Controls controls) {
    RolloutResults results = new RolloutResults(problem.info(), count);
    boolean together = steps.addAndGet((long) count * problem.steps()) >= WORTH_PREPARING;
    int blocks = Math.ceilDiv(count, TOGETHER);
    List<CaseRollouts> workers = IntStream.range(0, Math.clamp(blocks, 1, threads))
        .mapToObj(_ -> new CaseRollouts(problem, names, places, Math.min(count, TOGETHER), together))
        .toList();
    new Workers<>(workers).run(blocks, (worker, block) -> {
      int first = block * TOGETHER;
      worker.run(first, Math.min(TOGETHER, count - first), rows, controls, results);
    }, () -> {});
    return results;
  }
}
