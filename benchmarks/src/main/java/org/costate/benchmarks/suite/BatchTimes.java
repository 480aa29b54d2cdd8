/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.costate.Batch;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.benchmarks.measure.Tree;

/** B1 by ddp from many random starts, in one batch: how it scales with threads, and what a case takes besides time. */
final class BatchTimes {
  private static final int CASES = 10_000;
  private static final int WARM_UP = 1000;
  private static final int REPEATS = 2;
  private static final long SEED = 1;

  /** Starts are uniform within these on either side of the declared one, which hangs at rest: p, th, v, w. */
  private static final double[] SPREAD = {0.5, 1, 0.5, 0.5};

  private BatchTimes() {}

  static List<String> columns() {
    return List.of("threads", "cases", "converged", "wall_s", "solves_per_s", "per_thread", "speedup", "bytes_per_case",
        "classes_loaded", "load");
  }

  /** One row for each number of threads up to that of the cores; runs take turns, and the fastest of each counts. */
  static List<List<String>> measure() throws IOException {
    Problem problem = Costate.load(Tree.problem("b1")).problem("B1").run("B1_ddp");
    int threads = Runtime.getRuntime().availableProcessors();
    Run[] best = new Run[threads + 1];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      for (int n = 1; n <= threads; n++) {
        Batch batch = problem.batch(List.of("p", "th", "v", "w")).threads(n);
        solve(batch, WARM_UP);
        Run run = solve(batch, CASES);
        best[n] = best[n] == null || run.seconds < best[n].seconds ? run : best[n];
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (int n = 1; n <= threads; n++) {
      double rate = CASES / best[n].seconds;
      rows.add(List.of(Integer.toString(n), Integer.toString(CASES), Long.toString(best[n].converged),
          Figures.text(best[n].seconds), Figures.text(rate), Figures.text(rate / n),
          Figures.text(best[1].seconds / best[n].seconds), Figures.text((double) best[n].bytes / CASES),
          Long.toString(best[n].classes), Figures.text(best[n].load)));
    }
    return rows;
  }

  /** @param load the average number of runnable threads of the machine in the minute before it ended */
  private record Run(double seconds, long converged, long bytes, long classes, double load) {}

  private static Run solve(Batch batch, int count) {
    double[][] starts = starts(count);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    int[] converged = {0};
    long loaded = classes.getTotalLoadedClassCount();
    long bytes = threads.getTotalThreadAllocatedBytes();
    long begin = System.nanoTime();
    batch.solve(count, (number, row) -> System.arraycopy(starts[number], 0, row, 0, row.length),
        result -> converged[0] += result.converged() ? 1 : 0);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    return new Run(seconds, converged[0], threads.getTotalThreadAllocatedBytes() - bytes,
        classes.getTotalLoadedClassCount() - loaded, system.getSystemLoadAverage());
  }

  private static double[][] starts(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] starts = new double[count][SPREAD.length];
    for (double[] start : starts) {
      Arrays.setAll(start, i -> SPREAD[i] * (2 * random.nextDouble() - 1));
    }
    return starts;
  }
}
