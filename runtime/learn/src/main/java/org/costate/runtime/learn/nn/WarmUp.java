/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Runs a tape with kernels that are fast at once until others, which first have to be compiled, are faster. From time to time a run is done by both,
 * the second time for the measurement only: so seldom that the slow ones take no more time than the fast ones. Kernels agree in every bit.
 */
final class WarmUp implements TapeExecutable.Runner {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Tape tape;
  private final Kernels atOnce;
  private final Kernels later;
  private boolean warm;
  /** How many runs there are until the next measurement. */
  private long wait;

  WarmUp(Tape tape, Kernels atOnce, Kernels later) {
    this.tape = tape;
    this.atOnce = atOnce;
    this.later = later;
  }

  @Override
  public void run(int rows) {
    if (warm) {
      tape.run(later, rows);
    } else if (wait > 0) {
      wait--;
      tape.run(atOnce, rows);
    } else {
      measure(rows);
    }
  }

  private void measure(int rows) {
    long start = THREADS.getCurrentThreadCpuTime();
    tape.run(atOnce, rows);
    long middle = THREADS.getCurrentThreadCpuTime();
    tape.run(later, rows);
    long end = THREADS.getCurrentThreadCpuTime();
    warm = end - middle < middle - start;
    wait = (end - middle) / Math.max(1, middle - start);
  }

  boolean isWarm() {
    return warm;
  }
}
