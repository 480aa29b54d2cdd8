/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lq;

import java.util.Optional;
import org.costate.runtime.linalg.Matrix;

/**
 * The linear-quadratic regulator u = -K x, which minimizes the sum over all steps of 1/2 x' Q x + u' S x + 1/2 u' R u.
 *
 * @param K [m x n]
 * @param P the cost to go is 1/2 x' P x, [n x n]
 * @param closedLoop A - B K
 */
public record Regulator(Matrix K, Matrix P, Matrix closedLoop) {
  /** @return empty where no feedback stabilizes what costs something; see {@link RiccatiEquation#solve} */
  public static Optional<Regulator> of(Matrix A, Matrix B, Matrix Q, Matrix S, Matrix R) {
    return RiccatiEquation.solve(A, B, Q, S, R).map(P -> {
      Matrix K = R.plus(B.transpose().times(P).times(B)).solve(B.transpose().times(P).times(A).plus(S));
      return new Regulator(K, P, A.minus(B.times(K)));
    });
  }
}
