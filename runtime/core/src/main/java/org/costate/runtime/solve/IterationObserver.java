package org.costate.runtime.solve;

/** Hears of every iteration, on the solving thread. */
@FunctionalInterface
public interface IterationObserver {
  /** Hears nothing. */
  IterationObserver NONE = iteration -> {};

  void iteration(Iteration iteration);
}
