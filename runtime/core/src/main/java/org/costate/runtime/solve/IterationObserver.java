/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/** Hears of every iteration, on the solving thread. */
@FunctionalInterface
public interface IterationObserver {
  /** Hears nothing. */
  IterationObserver NONE = iteration -> {};

  void iteration(Iteration iteration);
}
