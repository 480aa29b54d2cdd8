/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs work with a limit on the CPU time of each of its threads, the compiler's and its own: on a busy machine the wall clock says nothing.
 * What runs over is left to itself on daemon threads.
 */
final class Watchdog {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String WORKER = "costate-mutant";
  private static final Set<String> WATCHED = Set.of(WORKER, "costate-compiler");

  private Watchdog() {}

  /** @return empty if the limit was passed */
  static <T> Optional<T> run(double cpuSeconds, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread worker = new Thread(() -> {
      try {
        result.complete(work.get());
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }, WORKER);
    worker.setDaemon(true);
    worker.start();
    while (true) {
      try {
        return Optional.of(result.get(1, TimeUnit.SECONDS));
      } catch (TimeoutException running) {
        if (longestCpuSeconds() > cpuSeconds) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        throw new AssertionError("threw " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private static double longestCpuSeconds() {
    double most = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && WATCHED.contains(thread.getThreadName())) {
        most = Math.max(most, THREADS.getThreadCpuTime(thread.getThreadId()) * 1e-9);
      }
    }
    return most;
  }
}
