/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.List;
import java.util.function.Supplier;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/** Our own: a tape of kernels over arrays that are planned once. */
public final class KernelBackend implements Backend {
  private final String name;
  /** Kernels for each executable, since they may have memory of their own. */
  private final Supplier<Kernels> kernels;

  KernelBackend(String name, Supplier<Kernels> kernels) {
    this.name = name;
    this.kernels = kernels;
  }

  /** Plain loops, which run everywhere and need no time to become fast. */
  public static KernelBackend plain() {
    return new KernelBackend("plain", PlainKernels::new);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Executable prepare(TensorGraph graph, List<Tensor> results, int maxRows, Weights weights) {
    Tape tape = new Tape(graph, results, maxRows, weights);
    Kernels own = kernels.get();
    return new TapeExecutable(tape, rows -> tape.run(own, rows));
  }
}
