/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.List;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/** What runs graphs of tensors in floats. */
public interface Backend {
  /** As which it is chosen. */
  String name();

  /**
   * Makes what computes tensors of a graph. What is added to the graph later does not change it.
   *
   * @param results what is asked for
   * @param maxRows the largest number of samples
   * @param weights read anew at each run; those that the results need have to be there with the graph's sizes
   * @throws IllegalArgumentException for a weight that is missing or has other sizes
   */
  Executable prepare(TensorGraph graph, List<Tensor> results, int maxRows, Weights weights);
}
