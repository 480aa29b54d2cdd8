/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.nd4j;

import java.util.List;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Graphs on ND4J, one of its operations after the other, on one thread, so that the same machine gives the same bits. For networks whose products are
 * large; its operations take some microseconds each to call. Other bits than our own back ends'.
 */
public final class Nd4jBackend implements Backend {
  /** As which it is chosen. */
  public static final String NAME = "nd4j";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Executable prepare(TensorGraph graph, List<Tensor> results, int maxRows, Weights weights) {
    // learners use threads of their own, and sums of several threads come in any order
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    return new Nd4jExecutable(graph, results, maxRows, weights);
  }
}
