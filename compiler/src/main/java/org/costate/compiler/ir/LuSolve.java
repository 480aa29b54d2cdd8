/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/** x with A x = b, or A' x = b if transposed, by {@link LuFactor} of A. */
public record LuSolve(int n, boolean transposed) implements LinearSolve {
  @Override
  public String name() {
    return transposed ? "luSolveTransposed" + n : "luSolve" + n;
  }

  @Override
  public LuFactor factorization() {
    return new LuFactor(n);
  }

  @Override
  public int elementAt(int i, int j) {
    return matrixAt() + (transposed ? j * n + i : i * n + j);
  }

  @Override
  public LuSolve transpose() {
    return new LuSolve(n, !transposed);
  }
}
