/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.BitSet;
import java.util.List;

/** Which tensors depend on some others. */
final class Dependence {
  private final BitSet dependent = new BitSet();

  private Dependence() {}

  static Dependence on(TensorGraph graph, List<Tensor> sources) {
    Dependence dependence = new Dependence();
    sources.forEach(source -> dependence.dependent.set(source.id()));
    for (Tensor tensor : graph.tensors()) {
      if (tensor instanceof Tensor.Result result
          && result.operands().stream().anyMatch(dependence.dependent::get)) {
        dependence.dependent.set(result.id());
      }
    }
    return dependence;
  }

  boolean of(Tensor tensor) {
    return dependent.get(tensor.id());
  }
}
