/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.sparsity;

import org.costate.compiler.ir.SparseMatrix;
import org.costate.runtime.problem.Sparsity;

/** From matrices of formulas to the patterns that solvers read. */
public final class Patterns {
  private Patterns() {}

  /** Where {@code matrix} is structurally non-zero. */
  public static Sparsity of(SparseMatrix matrix) {
    int[] entries =
        matrix.elements().stream().mapToInt(e -> e.row() * matrix.columns() + e.column()).toArray();
    return new Sparsity(matrix.rows(), matrix.columns(), entries);
  }
}
