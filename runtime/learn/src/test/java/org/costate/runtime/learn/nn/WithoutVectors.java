/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.List;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;

/** What {@link BackendsTest} runs where there is no module of vectors. */
final class WithoutVectors {
  private WithoutVectors() {}

  public static void main(String[] args) {
    TensorGraph graph = new TensorGraph();
    Backend backend = Backends.best();
    Executable executable = backend.prepare(
        graph, List.of(graph.apply(Unary.TANH, graph.input("x", TensorShape.rows(1)))), 1, new Weights(graph));
    executable.input("x")[0] = 1;
    executable.run(1);
    System.out.println(backend.name() + " " + executable.result(0)[0]);
    try {
      System.out.println(Backends.named("vector").name());
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
  }
}
