/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lq;

import java.util.Optional;
import org.costate.runtime.linalg.Matrix;

/**
 * The discrete algebraic Riccati equation
 *
 * <pre>
 * P = A' P A - (A' P B + S') (R + B' P B)^-1 (B' P A + S) + Q
 * </pre>
 *
 * <p>by structured doubling: after k iterations H is the cost to go of 2^k steps, so convergence is quadratic. Source: Chu, Fan, Lin, Wang,
 * Structure-preserving algorithms for periodic discrete-time algebraic Riccati equations, Int. J. Control 77 (2004), section 3.
 */
public final class RiccatiEquation {
  private static final int MOST_DOUBLINGS = 60;
  private static final double TOLERANCE = 1e-14;

  private RiccatiEquation() {}

  /**
   * The least solution P >= 0 [n x n], symmetric, which stabilizes every mode that costs something.
   *
   * @param B [n x m]
   * @param S [m x n]
   * @param R [m x m], regular
   * @return empty if the iteration does not settle: a mode that costs something and does not decay cannot be controlled
   */
  public static Optional<Matrix> solve(Matrix A, Matrix B, Matrix Q, Matrix S, Matrix R) {
    // Without the mixed term: u = v - R^-1 S x.
    Matrix a = A.minus(B.times(R.solve(S)));
    Matrix g = B.times(R.solve(B.transpose())).symmetric();
    Matrix h = Q.minus(S.transpose().times(R.solve(S))).symmetric();
    Matrix one = Matrix.identity(A.rows());
    for (int k = 0; k < MOST_DOUBLINGS; k++) {
      Matrix w = one.plus(g.times(h));
      Matrix wa = w.solve(a);
      Matrix change = a.transpose().times(h).times(wa).symmetric();
      g = g.plus(a.times(w.solve(g)).times(a.transpose())).symmetric();
      h = h.plus(change);
      a = a.times(wa);
      if (!h.isFinite() || !g.isFinite()) {
        return Optional.empty();
      }
      if (change.largest() <= TOLERANCE * h.largest()) {
        return Optional.of(h);
      }
    }
    return Optional.empty();
  }

  /** The largest entry by which P misses the equation. */
  public static double residual(Matrix A, Matrix B, Matrix Q, Matrix S, Matrix R, Matrix P) {
    Matrix mixed = B.transpose().times(P).times(A).plus(S);
    Matrix right = A.transpose()
        .times(P)
        .times(A)
        .minus(mixed.transpose().times(R.plus(B.transpose().times(P).times(B)).solve(mixed)))
        .plus(Q);
    return P.minus(right).largest();
  }
}
