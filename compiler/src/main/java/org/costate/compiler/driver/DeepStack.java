/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs work that recurses over syntax trees on a thread whose stack is deep enough for every tree within the parser's limits. */
final class DeepStack {
  /** Reserved, not used: memory is taken only as deep as the recursion goes. */
  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /** The result of {@code work}, or what it throws. An interrupt of the caller is kept for later: compiling is bounded. */
  static <T> T call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread worker = new Thread(null, () -> {
      try {
        result.complete(work.get());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    }, "costate-compiler", BYTES);
    worker.setDaemon(true);
    worker.start();
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
