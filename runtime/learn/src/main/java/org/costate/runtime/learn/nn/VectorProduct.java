/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices in tiles that stay in registers while the inner index runs: of four rows and four vectors or two, of eight rows and one vector, or
 * of one row. Blocks of the inner index and of the columns stay in the cache. Columns that do not fill a vector are copied to where they do. None of
 * that changes the order of the sums. Source: Goto and van de Geijn 2008. One object serves one thread.
 */
final class VectorProduct {
  private static final VectorSpecies<Float> SPECIES = VectorMath.SPECIES;
  private static final int LANES = SPECIES.length();

  /** Elements of the inner index in a block: 64 times four vectors are half of a first cache. */
  private static final int BLOCK = 64;

  /** Rows of a tile. */
  private static final int WIDE_ROWS = 4;
  private static final int NARROW_ROWS = 8;

  /** The columns that do not fill a vector, as a product of their own. */
  private final Product rest = new Product();

  VectorProduct() {
    rest.b(new Block(new float[BLOCK * LANES], 0), LANES);
    rest.c(new Block(new float[NARROW_ROWS * LANES], 0), LANES);
  }

  void run(Product q) {
    q.writeStart();
    for (int from = 0; from < q.n; from += BLOCK) {
      int to = Math.min(from + BLOCK, q.n);
      int column = 0;
      for (; column + 4 * LANES <= q.p; column += 4 * LANES) {
        fourVectors(q, column, from, to);
      }
      for (; column + 2 * LANES <= q.p; column += 2 * LANES) {
        twoVectors(q, column, from, to);
      }
      for (; column + LANES <= q.p; column += LANES) {
        oneVector(q, column, from, to);
      }
      if (column < q.p) {
        lessThanAVector(q, column, from, to);
      }
    }
  }

  private static void fourVectors(Product q, int column, int from, int to) {
    int row = 0;
    for (; row + WIDE_ROWS <= q.m; row += WIDE_ROWS) {
      fourByFour(q, row, column, from, to);
    }
    for (; row < q.m; row++) {
      oneByFour(q, row, column, from, to);
    }
  }

  private static void twoVectors(Product q, int column, int from, int to) {
    int row = 0;
    for (; row + WIDE_ROWS <= q.m; row += WIDE_ROWS) {
      fourByTwo(q, row, column, from, to);
    }
    for (; row < q.m; row++) {
      oneByTwo(q, row, column, from, to);
    }
  }

  private static void oneVector(Product q, int column, int from, int to) {
    int row = 0;
    for (; row + NARROW_ROWS <= q.m; row += NARROW_ROWS) {
      eightByOne(q, row, column, from, to);
    }
    for (; row < q.m; row++) {
      oneByOne(q, row, column, from, to);
    }
  }

  private void lessThanAVector(Product q, int column, int from, int to) {
    int width = q.p - column;
    for (int k = from; k < to; k++) {
      copy(q.B, q.bOffset + k * q.bRow + column, rest.B, (k - from) * LANES, width);
    }
    rest.A = q.A;
    rest.aRow = q.aRow;
    rest.aColumn = q.aColumn;
    rest.bOffset = -from * LANES;
    int rows;
    for (int row = 0; row < q.m; row += rows) {
      rows = row + NARROW_ROWS <= q.m ? NARROW_ROWS : 1;
      rest.aOffset = q.aOffset + row * q.aRow;
      int at = q.cOffset + row * q.cRow + column;
      for (int r = 0; r < rows; r++) {
        copy(q.C, at + r * q.cRow, rest.C, r * LANES, width);
      }
      if (rows == 1) {
        oneByOne(rest, 0, 0, from, to);
      } else {
        eightByOne(rest, 0, 0, from, to);
      }
      for (int r = 0; r < rows; r++) {
        copy(rest.C, r * LANES, q.C, at + r * q.cRow, width);
      }
    }
  }

  /** For a few numbers, less than it takes to call the library. */
  private static void copy(float[] x, int from, float[] y, int to, int n) {
    for (int i = 0; i < n; i++) {
      y[to + i] = x[from + i];
    }
  }

  private static void fourByFour(Product q, int row, int column, int from, int to) {
    float[] A = q.A;
    float[] B = q.B;
    float[] C = q.C;
    int a0 = q.aOffset + row * q.aRow;
    int a1 = a0 + q.aRow;
    int a2 = a1 + q.aRow;
    int a3 = a2 + q.aRow;
    int c0 = q.cOffset + row * q.cRow + column;
    int c1 = c0 + q.cRow;
    int c2 = c1 + q.cRow;
    int c3 = c2 + q.cRow;
    FloatVector c00 = FloatVector.fromArray(SPECIES, C, c0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, C, c0 + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, C, c0 + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, C, c0 + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, C, c1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, C, c1 + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, C, c1 + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, C, c1 + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, C, c2);
    FloatVector c21 = FloatVector.fromArray(SPECIES, C, c2 + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, C, c2 + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, C, c2 + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, C, c3);
    FloatVector c31 = FloatVector.fromArray(SPECIES, C, c3 + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, C, c3 + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, C, c3 + 3 * LANES);
    int b = q.bOffset + from * q.bRow + column;
    for (int k = from; k < to; k++) {
      int at = k * q.aColumn;
      FloatVector b0 = FloatVector.fromArray(SPECIES, B, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, B, b + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, B, b + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, B, b + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, A[a0 + at]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, A[a1 + at]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, A[a2 + at]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, A[a3 + at]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      b += q.bRow;
    }
    c00.intoArray(C, c0);
    c01.intoArray(C, c0 + LANES);
    c02.intoArray(C, c0 + 2 * LANES);
    c03.intoArray(C, c0 + 3 * LANES);
    c10.intoArray(C, c1);
    c11.intoArray(C, c1 + LANES);
    c12.intoArray(C, c1 + 2 * LANES);
    c13.intoArray(C, c1 + 3 * LANES);
    c20.intoArray(C, c2);
    c21.intoArray(C, c2 + LANES);
    c22.intoArray(C, c2 + 2 * LANES);
    c23.intoArray(C, c2 + 3 * LANES);
    c30.intoArray(C, c3);
    c31.intoArray(C, c3 + LANES);
    c32.intoArray(C, c3 + 2 * LANES);
    c33.intoArray(C, c3 + 3 * LANES);
  }

  private static void fourByTwo(Product q, int row, int column, int from, int to) {
    float[] A = q.A;
    float[] B = q.B;
    float[] C = q.C;
    int a0 = q.aOffset + row * q.aRow;
    int a1 = a0 + q.aRow;
    int a2 = a1 + q.aRow;
    int a3 = a2 + q.aRow;
    int c0 = q.cOffset + row * q.cRow + column;
    int c1 = c0 + q.cRow;
    int c2 = c1 + q.cRow;
    int c3 = c2 + q.cRow;
    FloatVector c00 = FloatVector.fromArray(SPECIES, C, c0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, C, c0 + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, C, c1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, C, c1 + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, C, c2);
    FloatVector c21 = FloatVector.fromArray(SPECIES, C, c2 + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, C, c3);
    FloatVector c31 = FloatVector.fromArray(SPECIES, C, c3 + LANES);
    int b = q.bOffset + from * q.bRow + column;
    for (int k = from; k < to; k++) {
      int at = k * q.aColumn;
      FloatVector b0 = FloatVector.fromArray(SPECIES, B, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, B, b + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, A[a0 + at]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, A[a1 + at]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, A[a2 + at]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, A[a3 + at]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      b += q.bRow;
    }
    c00.intoArray(C, c0);
    c01.intoArray(C, c0 + LANES);
    c10.intoArray(C, c1);
    c11.intoArray(C, c1 + LANES);
    c20.intoArray(C, c2);
    c21.intoArray(C, c2 + LANES);
    c30.intoArray(C, c3);
    c31.intoArray(C, c3 + LANES);
  }

  private static void eightByOne(Product q, int row, int column, int from, int to) {
    float[] A = q.A;
    float[] B = q.B;
    float[] C = q.C;
    int a0 = q.aOffset + row * q.aRow;
    int a1 = a0 + q.aRow;
    int a2 = a1 + q.aRow;
    int a3 = a2 + q.aRow;
    int a4 = a3 + q.aRow;
    int a5 = a4 + q.aRow;
    int a6 = a5 + q.aRow;
    int a7 = a6 + q.aRow;
    int c0 = q.cOffset + row * q.cRow + column;
    int c1 = c0 + q.cRow;
    int c2 = c1 + q.cRow;
    int c3 = c2 + q.cRow;
    int c4 = c3 + q.cRow;
    int c5 = c4 + q.cRow;
    int c6 = c5 + q.cRow;
    int c7 = c6 + q.cRow;
    FloatVector c00 = FloatVector.fromArray(SPECIES, C, c0);
    FloatVector c10 = FloatVector.fromArray(SPECIES, C, c1);
    FloatVector c20 = FloatVector.fromArray(SPECIES, C, c2);
    FloatVector c30 = FloatVector.fromArray(SPECIES, C, c3);
    FloatVector c40 = FloatVector.fromArray(SPECIES, C, c4);
    FloatVector c50 = FloatVector.fromArray(SPECIES, C, c5);
    FloatVector c60 = FloatVector.fromArray(SPECIES, C, c6);
    FloatVector c70 = FloatVector.fromArray(SPECIES, C, c7);
    int b = q.bOffset + from * q.bRow + column;
    for (int k = from; k < to; k++) {
      int at = k * q.aColumn;
      FloatVector b0 = FloatVector.fromArray(SPECIES, B, b);
      c00 = FloatVector.broadcast(SPECIES, A[a0 + at]).fma(b0, c00);
      c10 = FloatVector.broadcast(SPECIES, A[a1 + at]).fma(b0, c10);
      c20 = FloatVector.broadcast(SPECIES, A[a2 + at]).fma(b0, c20);
      c30 = FloatVector.broadcast(SPECIES, A[a3 + at]).fma(b0, c30);
      c40 = FloatVector.broadcast(SPECIES, A[a4 + at]).fma(b0, c40);
      c50 = FloatVector.broadcast(SPECIES, A[a5 + at]).fma(b0, c50);
      c60 = FloatVector.broadcast(SPECIES, A[a6 + at]).fma(b0, c60);
      c70 = FloatVector.broadcast(SPECIES, A[a7 + at]).fma(b0, c70);
      b += q.bRow;
    }
    c00.intoArray(C, c0);
    c10.intoArray(C, c1);
    c20.intoArray(C, c2);
    c30.intoArray(C, c3);
    c40.intoArray(C, c4);
    c50.intoArray(C, c5);
    c60.intoArray(C, c6);
    c70.intoArray(C, c7);
  }

  private static void oneByFour(Product q, int row, int column, int from, int to) {
    float[] A = q.A;
    float[] B = q.B;
    float[] C = q.C;
    int a0 = q.aOffset + row * q.aRow;
    int c0 = q.cOffset + row * q.cRow + column;
    FloatVector c00 = FloatVector.fromArray(SPECIES, C, c0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, C, c0 + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, C, c0 + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, C, c0 + 3 * LANES);
    int b = q.bOffset + from * q.bRow + column;
    for (int k = from; k < to; k++) {
      int at = k * q.aColumn;
      FloatVector b0 = FloatVector.fromArray(SPECIES, B, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, B, b + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, B, b + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, B, b + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, A[a0 + at]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      b += q.bRow;
    }
    c00.intoArray(C, c0);
    c01.intoArray(C, c0 + LANES);
    c02.intoArray(C, c0 + 2 * LANES);
    c03.intoArray(C, c0 + 3 * LANES);
  }

  private static void oneByTwo(Product q, int row, int column, int from, int to) {
    float[] A = q.A;
    float[] B = q.B;
    float[] C = q.C;
    int a0 = q.aOffset + row * q.aRow;
    int c0 = q.cOffset + row * q.cRow + column;
    FloatVector c00 = FloatVector.fromArray(SPECIES, C, c0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, C, c0 + LANES);
    int b = q.bOffset + from * q.bRow + column;
    for (int k = from; k < to; k++) {
      int at = k * q.aColumn;
      FloatVector b0 = FloatVector.fromArray(SPECIES, B, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, B, b + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, A[a0 + at]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      b += q.bRow;
    }
    c00.intoArray(C, c0);
    c01.intoArray(C, c0 + LANES);
  }

  private static void oneByOne(Product q, int row, int column, int from, int to) {
    float[] A = q.A;
    float[] B = q.B;
    float[] C = q.C;
    int a0 = q.aOffset + row * q.aRow;
    int c0 = q.cOffset + row * q.cRow + column;
    FloatVector c00 = FloatVector.fromArray(SPECIES, C, c0);
    int b = q.bOffset + from * q.bRow + column;
    for (int k = from; k < to; k++) {
      int at = k * q.aColumn;
      FloatVector b0 = FloatVector.fromArray(SPECIES, B, b);
      c00 = FloatVector.broadcast(SPECIES, A[a0 + at]).fma(b0, c00);
      b += q.bRow;
    }
    c00.intoArray(C, c0);
  }
}
