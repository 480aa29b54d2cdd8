/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.List;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/** Our own: a tape of kernels over arrays that are planned once. */
public final class KernelBackend implements Backend {
  private final String name;
  private final Kernels kernels;

  private KernelBackend(String name, Kernels kernels) {
    this.name = name;
    this.kernels = kernels;
  }

  /** Plain loops, which run everywhere and need no time to become fast. */
  public static KernelBackend plain() {
    return new KernelBackend("plain", new PlainKernels());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Executable prepare(TensorGraph graph, List<Tensor> results, int maxRows, Weights weights) {
    Tape tape = new Tape(graph, results, maxRows, weights);
    return new Executable() {
      @Override
      public float[] input(String input) {
        return tape.input(input);
      }

      @Override
      public void run(int rows) {
        tape.run(kernels, rows);
      }

      @Override
      public float[] result(int i) {
        return tape.result(i);
      }
    };
  }
}
