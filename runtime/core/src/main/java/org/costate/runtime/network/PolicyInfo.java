/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.List;

/**
 * A policy as it is compiled: what it sees, what it remembers, its network, and what it says about each control.
 *
 * @param problem the name of the problem that it is for
 * @param heads one for each control of the problem, in the problem's order
 */
public record PolicyInfo(
    String name, String problem, List<Feature> features, List<Memory> memories, List<Head> heads, TensorGraph graph) {
  public PolicyInfo {
    features = List.copyOf(features);
    memories = List.copyOf(memories);
    heads = List.copyOf(heads);
  }

  /** The text that {@link #decode} reads back; equal policies have equal texts. */
  public static String encode(List<PolicyInfo> policies) {
    return PolicyInfoText.encode(policies);
  }

  /** @throws IllegalArgumentException with the line at fault if the text is not one of {@link #encode} */
  public static List<PolicyInfo> decode(String text) {
    return PolicyInfoText.decode(text);
  }

  /**
   * An observation that the network reads, as the graph's input {@link #input}.
   *
   * @param previous whether it is that of the step before; at the first step they are the same
   */
  public record Feature(String observation, boolean previous, Tensor input) {}

  /**
   * What a network hands on to its next step; zero at the first step.
   *
   * @param input as which the network reads it
   * @param next what it hands on, of the same shape
   */
  public record Memory(String name, Tensor input, Tensor next) {}

  /** What the network says about one control. Tensors have one row for a sample. */
  public sealed interface Head {
    String control();

    /** The control itself. */
    record Deterministic(String control, Tensor value) implements Head {}

    /**
     * Independent normal numbers.
     *
     * @param deviation positive, of the shape of the mean or repeated to it; may be one for all samples
     * @param squashed whether the number z is brought into the limits of the control by lower + (upper - lower) (1 + tanh z) / 2
     */
    record Gaussian(String control, Tensor mean, Tensor deviation, boolean squashed) implements Head {}

    /**
     * One of a list of values.
     *
     * @param logits [values], not normalized
     */
    record Categorical(String control, Tensor logits, List<Double> values) implements Head {
      public Categorical {
        values = List.copyOf(values);
      }
    }
  }
}
