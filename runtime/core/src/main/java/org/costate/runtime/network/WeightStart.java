/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

/** What weights are before they are learned. */
public sealed interface WeightStart {
  /** All the same. */
  record Constant(double value) implements WeightStart {}

  /** Independent, uniform in [-bound, bound]. */
  record Uniform(double bound) implements WeightStart {}

  /** Independent, normal with mean 0. */
  record Normal(double deviation) implements WeightStart {}

  /**
   * A random matrix [n x m] with orthonormal columns, or rows if there are more columns, times a gain. Source: Saxe, McClelland, Ganguli 2014.
   */
  record Orthogonal(double gain) implements WeightStart {}
}
