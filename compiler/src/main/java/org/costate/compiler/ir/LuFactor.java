/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * P A = L U with partial pivoting. Inputs: A [n x n], row-major. Outputs: L and U packed [n x n], then the n pivot rows as numbers.
 */
public record LuFactor(int n) implements Factorization {
  @Override
  public String name() {
    return "lu" + n;
  }

  @Override
  public int inputCount() {
    return n * n;
  }

  @Override
  public int outputCount() {
    return n * n + n;
  }
}
