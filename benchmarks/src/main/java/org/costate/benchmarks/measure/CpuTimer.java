/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Time on this thread's CPU clock, which other processes do not slow down as they slow the wall clock. A figure is the lower quartile of
 * the second half of many batches: the first half warms the JIT compiler, and the quartile leaves out what the machine did meanwhile.
 */
public final class CpuTimer {
  /** Long against the clock's own cost, short against a time slice. */
  private static final long BATCH_NS = 3_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuTimer() {}

  /** What is measured, {@code count} times; what it returns keeps it from being optimized away. */
  @FunctionalInterface
  public interface Body {
    double run(int count);
  }

  /** Nanoseconds of CPU time that this thread has used. */
  public static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /**
   * Nanoseconds a call, at a steady state.
   *
   * @param budgetSeconds CPU time to spend, the warm-up included
   */
  public static double nanosPerCall(double budgetSeconds, Body body) {
    long end = now() + (long) (budgetSeconds * 1e9);
    double[] found = new double[16];
    int batches = 0;
    int count = 1;
    double sink = 0;
    do {
      long begin = now();
      sink += body.run(count);
      long used = Math.max(1, now() - begin);
      if (used >= BATCH_NS / 4 || count == 1 << 30) {
        if (batches == found.length) {
          found = Arrays.copyOf(found, 2 * batches);
        }
        found[batches++] = (double) used / count;
      }
      count = (int) Math.clamp(count * (double) BATCH_NS / used, 1, Math.min(1 << 30, 4.0 * count));
    } while (now() < end || batches < 4);
    if (Double.isNaN(sink)) {
      throw new IllegalStateException("the measured function gives NaN");
    }
    double[] second = Arrays.copyOfRange(found, batches / 2, batches);
    Arrays.sort(second);
    return second[second.length / 4];
  }
}
