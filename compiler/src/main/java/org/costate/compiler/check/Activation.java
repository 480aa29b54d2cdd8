/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;

/** What {@code act =} can be. */
enum Activation {
  TANH, RELU, ELU, SIGMOID, SOFTPLUS,
  /** x times sigmoid(x). */
  SILU, NONE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Activation::word).toList();
  }

  static Optional<Activation> find(String word) {
    return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
  }

  Tensor apply(TensorGraph graph, Tensor x) {
    return switch (this) {
      case TANH -> graph.apply(Unary.TANH, x);
      case RELU -> graph.apply(Unary.RELU, x);
      case ELU -> graph.apply(Unary.ELU, x);
      case SIGMOID -> graph.apply(Unary.SIGMOID, x);
      case SOFTPLUS -> graph.apply(Unary.SOFTPLUS, x);
      case SILU -> graph.times(x, graph.apply(Unary.SIGMOID, x));
      case NONE -> x;
    };
  }
}
