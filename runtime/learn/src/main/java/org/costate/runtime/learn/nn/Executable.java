/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/** A prepared computation with arrays of its own; one object serves one thread. A run allocates nothing. */
public interface Executable {
  /**
   * Where an input is to be written before a run, sample after sample, each in the order of its indices; large enough for the largest number of
   * samples. A run does not change it.
   *
   * @throws IllegalArgumentException if the graph has no such input
   */
  float[] input(String name);

  /**
   * Computes the results for the first {@code rows} samples of the inputs.
   *
   * @throws IllegalArgumentException if there are more than it was prepared for
   */
  void run(int rows);

  /** Result {@code i} of the last run, sample after sample; valid until the next one. Behind the last sample it holds anything. */
  float[] result(int i);
}
