/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.List;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/** What computes tensors in floats. */
public interface Backend {
  String name();

  /**
   * @param maxRows most samples of a run
   * @param weights of the graph; read at each run, so what is learned is seen
   */
  Executable prepare(TensorGraph graph, List<Tensor> results, int maxRows, Weights weights);
}
