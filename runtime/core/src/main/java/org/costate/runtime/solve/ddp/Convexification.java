/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import java.util.Arrays;
import org.costate.runtime.linalg.SymmetricEigen;

/**
 * The nearest positive semidefinite matrix to a Hessian, in the Frobenius norm: negative eigenvalues become zero.
 * Source: Higham 1988, theorem 2.1; for stage Hessians of optimal control: Verschueren et al. 2017, "project".
 */
final class Convexification {
  private final int n;
  private final int m;
  private final double[] H;
  private final SymmetricEigen joint;
  private final SymmetricEigen state;

  Convexification(int n, int m) {
    this.n = n;
    this.m = m;
    H = new double[(n + m) * (n + m)];
    joint = new SymmetricEigen(n + m);
    state = new SymmetricEigen(n);
  }

  /**
   * Projects the joint Hessian [xx xu; ux uu] of a stage in place.
   *
   * @return false if it has no eigenvalues, being not finite
   */
  boolean project(double[] xx, double[] ux, double[] uu) {
    int d = n + m;
    for (int i = 0; i < n; i++) {
      System.arraycopy(xx, i * n, H, i * d, n);
    }
    for (int i = 0; i < m; i++) {
      System.arraycopy(ux, i * n, H, (n + i) * d, n);
      System.arraycopy(uu, i * m, H, (n + i) * d + n, m);
      for (int j = 0; j < n; j++) {
        H[j * d + n + i] = ux[i * n + j];
      }
    }
    if (!project(joint, H, d)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(H, i * d, xx, i * n, n);
    }
    for (int i = 0; i < m; i++) {
      System.arraycopy(H, (n + i) * d, ux, i * n, n);
      System.arraycopy(H, (n + i) * d + n, uu, i * m, m);
    }
    return true;
  }

  /**
   * Projects a Hessian [n x n] with respect to a state in place.
   *
   * @return false if it has no eigenvalues, being not finite
   */
  boolean project(double[] xx) {
    return project(state, xx, n);
  }

  private static boolean project(SymmetricEigen eigen, double[] A, int d) {
    if (!eigen.decompose(A)) {
      return false;
    }
    boolean convex = true;
    for (int i = 0; i < d; i++) {
      convex &= eigen.w[i] >= 0;
    }
    if (convex) {
      return true; // not rebuilt, so that a convex problem keeps its bits
    }
    Arrays.fill(A, 0);
    for (int e = 0; e < d; e++) {
      double w = Math.max(eigen.w[e], 0);
      for (int i = 0; i < d; i++) {
        double wz = w * eigen.Z[i * d + e];
        for (int j = 0; j < d; j++) {
          A[i * d + j] += wz * eigen.Z[j * d + e];
        }
      }
    }
    return true;
  }
}
