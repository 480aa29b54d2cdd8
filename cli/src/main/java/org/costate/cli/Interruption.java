/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: interrupts the working thread, so that a solver stops between two iterations and the command can say how far it came, and holds
 * the end of the process back until it has. The JVM itself then exits with 130.
 */
final class Interruption {
  /** An iteration that takes longer than this is not waited for. */
  private static final long PATIENCE_SECONDS = 5;

  private final CountDownLatch finished = new CountDownLatch(1);

  private Interruption() {}

  static Interruption watch(Thread worker) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(worker), "costate-interrupt"));
    return interruption;
  }

  /** The command has ended and printed all it had to. */
  void finished() {
    finished.countDown();
  }

  private void stop(Thread worker) {
    if (finished.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
