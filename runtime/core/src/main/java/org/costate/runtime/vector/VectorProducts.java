/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of row-major matrices on the vectors of the processor. A tile of four rows and one vector of sums is held in registers while the terms go by.
 * Every sum adds its terms in their order, without fusing, so it has the bits of {@link org.costate.runtime.linalg.MatrixKernels}. Rows of results and of right
 * factors begin at multiples of a stride of {@link #stride} entries; what is behind their last column is not to be read. Needs the module {@link VectorModule}.
 */
public final class VectorProducts {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorProducts() {}

  /** How far apart rows of so many columns are. */
  public static int stride(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  /** C = A B, with A [p x q] of rows without gaps, B [q x r], C [p x r], both of them with r a {@link #stride}. */
  public static void product(double[] A, double[] B, double[] C, int p, int q, int r) {
    int i = 0;
    for (; i + 4 <= p; i += 4) {
      for (int j = 0; j < r; j += LANES) {
        tile(A, i * q, q, 1, B, j, C, i * r + j, q, r);
      }
    }
    for (; i < p; i++) {
      for (int j = 0; j < r; j += LANES) {
        row(A, i * q, 1, B, j, C, i * r + j, q, r);
      }
    }
  }

  /** The lower triangle of C = A' B, with A, B [q x n], C [n x n], all with rows a stride of r apart; what is above it is not to be read. */
  public static void lowerProduct(double[] A, double[] B, double[] C, int n, int q, int r) {
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      for (int j = 0; j <= i + 3; j += LANES) {
        tile(A, i, 1, r, B, j, C, i * r + j, q, r);
      }
    }
    for (; i < n; i++) {
      for (int j = 0; j <= i; j += LANES) {
        row(A, i, r, B, j, C, i * r + j, q, r);
      }
    }
  }

  /** Four rows and one vector of columns. */
  private static void tile(
      double[] A, int aAt, int down, int along, double[] B, int bAt, double[] C, int cAt, int q, int r) {
    DoubleVector c0 = DoubleVector.zero(SPECIES);
    DoubleVector c1 = c0;
    DoubleVector c2 = c0;
    DoubleVector c3 = c0;
    int a = aAt;
    int b = bAt;
    for (int k = 0; k < q; k++) {
      DoubleVector bk = DoubleVector.fromArray(SPECIES, B, b);
      c0 = c0.add(bk.mul(A[a]));
      c1 = c1.add(bk.mul(A[a + down]));
      c2 = c2.add(bk.mul(A[a + 2 * down]));
      c3 = c3.add(bk.mul(A[a + 3 * down]));
      a += along;
      b += r;
    }
    c0.intoArray(C, cAt);
    c1.intoArray(C, cAt + r);
    c2.intoArray(C, cAt + 2 * r);
    c3.intoArray(C, cAt + 3 * r);
  }

  /** One row and one vector of columns. */
  private static void row(double[] A, int aAt, int along, double[] B, int bAt, double[] C, int cAt, int q, int r) {
    DoubleVector c = DoubleVector.zero(SPECIES);
    int a = aAt;
    int b = bAt;
    for (int k = 0; k < q; k++) {
      c = c.add(DoubleVector.fromArray(SPECIES, B, b).mul(A[a]));
      a += along;
      b += r;
    }
    c.intoArray(C, cAt);
  }
}
