/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.vector;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * When work that is fast at once is handed over to code that is faster later, as vectors are as soon as the virtual machine has compiled the loops over them. From
 * time to time the work is done by both, the second time for the measurement only.
 */
public final class WarmUp {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Of code that is not faster after so many measurements nothing is to be hoped. */
  private static final int MOST_MEASUREMENTS = 20_000;

  /** A measurement may have been disturbed. */
  private static final int IN_A_ROW = 2;

  private final double most;
  private boolean warm;
  private int faster;
  private int measurements;

  /** How many runs there are until the next measurement. */
  private double wait;

  /** @param most how much time measurements may take for each unit of time that the work takes */
  public WarmUp(double most) {
    this.most = most;
  }

  /** Whether the later code is the faster one, and so the one to run. */
  public boolean isWarm() {
    return warm;
  }

  /** Whether the next run, which is not warm, is to be measured. */
  public boolean isDue() {
    return measurements < MOST_MEASUREMENTS && wait-- <= 0;
  }

  /** Does the work by both. */
  public void measure(Runnable atOnce, Runnable later) {
    long start = THREADS.getCurrentThreadCpuTime();
    atOnce.run();
    long middle = THREADS.getCurrentThreadCpuTime();
    later.run();
    long end = THREADS.getCurrentThreadCpuTime();
    measurements++;
    faster = end - middle < middle - start ? faster + 1 : 0;
    warm = faster == IN_A_ROW;
    wait = (end - middle) / (most * Math.max(1, middle - start));
  }
}
