/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * A = L D L' of a symmetric A without pivoting, as it suits positive definite matrices. Inputs: the lower triangle of A row by row
 * [n (n + 1) / 2], A_ij with j <= i at i (i + 1) / 2 + j. Outputs: L likewise, with the reciprocals of D on its diagonal.
 */
public record LdlFactor(int n) implements Factorization {
  @Override
  public String name() {
    return "ldl" + n;
  }

  @Override
  public int inputCount() {
    return n * (n + 1) / 2;
  }

  @Override
  public int outputCount() {
    return inputCount();
  }

  /** The place of A_ij = A_ji among the inputs. */
  public static int elementAt(int i, int j) {
    int row = Math.max(i, j);
    return row * (row + 1) / 2 + Math.min(i, j);
  }
}
