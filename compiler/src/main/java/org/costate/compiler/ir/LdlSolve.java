/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/** x with A x = b of a symmetric A, by {@link LdlFactor}. Forward and reverse derivatives use the same solve. */
public record LdlSolve(int n) implements LinearSolve {
  @Override
  public String name() {
    return "ldlSolve" + n;
  }

  @Override
  public LdlFactor factorization() {
    return new LdlFactor(n);
  }

  @Override
  public int elementAt(int i, int j) {
    return matrixAt() + LdlFactor.elementAt(i, j);
  }

  @Override
  public LdlSolve transpose() {
    return this;
  }
}
