/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.linalg.SymmetricEigen;

/**
 * The way from a Hessian to the nearest positive semidefinite matrix in the Frobenius norm: negative eigenvalues are raised, for a share of 1 to
 * zero. Source: Higham 1988, theorem 2.1; for stage Hessians of optimal control: Verschueren et al. 2017, "project"; the share is ours.
 *
 * <p>A variable that no other one meets is an eigenvector, so only the block of the others is decomposed; and it is not where it has a
 * Cholesky factor, up to rounding, and is thus its own projection.
 */
final class Convexification {
  /** What rounding may take off an eigenvalue, relative to the trace. */
  private static final double ROUNDING = 1e-15;

  private final int n;
  private final int m;
  private final double[] H;

  /** The block of the variables that meet others, and which they are. */
  private final double[] block;

  private final int[] met;
  private final double[] L;
  private final SymmetricEigen eigen;

  Convexification(int n, int m) {
    this.n = n;
    this.m = m;
    int d = n + m;
    H = new double[d * d];
    block = new double[d * d];
    met = new int[d];
    L = new double[d * d];
    eigen = new SymmetricEigen(d);
  }

  /**
   * Projects the joint Hessian [xx xu; ux uu] of a stage in place.
   *
   * @param share of the negative eigenvalues that is taken away
   * @return false if it has no eigenvalues, being not finite
   */
  boolean project(double[] xx, double[] ux, double[] uu, double share) {
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
    if (!project(H, d, share)) {
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
   * @param share of the negative eigenvalues that is taken away
   * @return false if it has no eigenvalues, being not finite
   */
  boolean project(double[] xx, double share) {
    return project(xx, n, share);
  }

  private boolean project(double[] A, int d, double share) {
    int size = 0;
    for (int i = 0; i < d; i++) {
      if (meetsAnother(A, i, d)) {
        met[size++] = i;
      } else {
        A[i * d + i] -= share * Math.min(A[i * d + i], 0);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        block[i * size + j] = A[met[i] * d + met[j]];
      }
    }
    if (isConvex(size)) {
      return true; // not rebuilt, so that a convex problem keeps its bits
    }
    if (!eigen.decompose(block, size)) {
      return false;
    }
    for (int e = 0; e < size; e++) {
      if (eigen.w[e] < 0) {
        lift(A, d, -share * eigen.w[e], e * size, size);
      }
    }
    return true;
  }

  private static boolean meetsAnother(double[] A, int i, int d) {
    for (int j = 0; j < d; j++) {
      if (j != i && A[i * d + j] != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isConvex(int size) {
    double trace = 0;
    for (int i = 0; i < size; i++) {
      trace += Math.abs(block[i * size + i]);
    }
    System.arraycopy(block, 0, L, 0, size * size);
    for (int i = 0; i < size; i++) {
      L[i * size + i] += ROUNDING * trace;
    }
    return Cholesky.factor(L, size, 0, L) == Cholesky.Status.FACTORED;
  }

  /** A += weight z z' on the block, z being the row of eigenvectors from {@code z} on. */
  private void lift(double[] A, int d, double weight, int z, int size) {
    for (int i = 0; i < size; i++) {
      double wz = weight * eigen.Z[z + i];
      for (int j = 0; j < size; j++) {
        A[met[i] * d + met[j]] += wz * eigen.Z[z + j];
      }
    }
  }
}
