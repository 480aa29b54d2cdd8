/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lq;

import java.util.Optional;
import org.costate.runtime.linalg.Matrix;

/**
 * The stationary Kalman filter of x+ = A x + B u + w, y = C x + v with covariances W of w and V of v:
 *
 * <pre>
 * x^ = x^- + L (y - C x^-),   x^-(next) = A x^ + B u
 * </pre>
 *
 * @param L [n x p]
 * @param P covariance of the error of the prediction x^-, [n x n]
 */
public record KalmanFilter(Matrix L, Matrix P) {
  /** @return empty where a mode that does not decay is not seen; see {@link RiccatiEquation#solve} */
  public static Optional<KalmanFilter> of(Matrix A, Matrix C, Matrix W, Matrix V) {
    Matrix none = Matrix.zero(C.rows(), A.rows());
    // The regulator's equation of the transposed system.
    return RiccatiEquation.solve(A.transpose(), C.transpose(), W, none, V).map(P -> {
      Matrix innovation = C.times(P).times(C.transpose()).plus(V);
      return new KalmanFilter(innovation.solve(C.times(P)).transpose(), P);
    });
  }
}
