/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lq;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.linalg.Matrix;

/**
 * How many dimensions B, A B, A^2 B, ... span: what controls can reach, and with transposed matrices what observations tell apart. An
 * orthonormal basis grows by A times its own vectors, so no powers of A are formed; states should be of similar size.
 */
public final class Reachability {
  /** A part of a vector, relative to it, that counts as nothing. */
  private static final double NOTHING = 1e-10;

  private Reachability() {}

  /**
   * @param A [n x n]
   * @param B [n x m]
   */
  public static int dimension(Matrix A, Matrix B) {
    List<Matrix> basis = new ArrayList<>();
    for (int j = 0; j < B.columns(); j++) {
      extend(basis, B.part(0, j, B.rows(), 1));
    }
    for (int k = 0; k < basis.size(); k++) {
      // x+ - x spans the same as x+, and is not lost beside x where a step is short.
      extend(basis, A.times(basis.get(k)).minus(basis.get(k)));
    }
    return basis.size();
  }

  private static void extend(List<Matrix> basis, Matrix vector) {
    double size = norm(vector);
    Matrix rest = vector;
    for (int round = 0; round < 2; round++) { // twice is enough (Kahan, Parlett)
      for (Matrix direction : basis) {
        rest = rest.minus(direction.times(direction.transpose().times(rest).at(0, 0)));
      }
    }
    if (norm(rest) > NOTHING * size) {
      basis.add(rest.times(1 / norm(rest)));
    }
  }

  private static double norm(Matrix vector) {
    return Math.sqrt(vector.transpose().times(vector).at(0, 0));
  }
}
