/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/** Tensors of a graph, ready to be computed. Owns its buffers: one object serves one thread; {@link #run} allocates nothing. */
public interface Executable {
  /**
   * Where the numbers of an input go, row after row; they stay there until they are overwritten.
   *
   * @throws IllegalArgumentException for a name that is no input of what is computed
   */
  float[] input(String name);

  /** Computes the results for the first {@code rows} rows of the inputs, at most as many as it was prepared for. */
  void run(int rows);

  /** The numbers of result {@code i}, row after row; overwritten by the next run. */
  float[] result(int i);
}
