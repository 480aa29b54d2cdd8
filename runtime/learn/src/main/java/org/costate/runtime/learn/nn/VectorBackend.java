/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.List;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/**
 * The vectors of the processor, as soon as the virtual machine has compiled the loops over them; plain loops until then. Both give the same bits, so
 * results do not depend on when that is. Needs the module {@code jdk.incubator.vector}: {@link Backends}.
 */
final class VectorBackend implements Backend {
  static final String NAME = "vector";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Executable prepare(TensorGraph graph, List<Tensor> results, int maxRows, Weights weights) {
    Tape tape = new Tape(graph, results, maxRows, weights);
    return new TapeExecutable(tape, new WarmingTape(tape, new PlainKernels(), new VectorKernels()));
  }
}
