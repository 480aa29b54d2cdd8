/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * x with A x = b of a symmetric A that may be indefinite: {@link LdlSolve} where all pivots of {@link LdlFactor} are positive, which shows A
 * definite and the factors accurate; else {@link LuSolve}. Forward and reverse derivatives use the same solve.
 */
public record SymmetricSolve(int n) implements LinearSolve {
  @Override
  public String name() {
    return "symmetricSolve" + n;
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
  public SymmetricSolve transpose() {
    return this;
  }

  /** All elements of A row by row, from its lower triangle. */
  public <T> List<T> full(List<T> lower) {
    List<T> matrix = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix.add(lower.get(LdlFactor.elementAt(i, j)));
      }
    }
    return matrix;
  }
}
