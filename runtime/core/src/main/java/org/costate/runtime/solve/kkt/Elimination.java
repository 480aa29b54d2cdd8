/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.kkt;

import static org.costate.runtime.linalg.MatrixKernels.addProduct;
import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;

import java.util.Arrays;
import java.util.Optional;
import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.problem.DenseSweepStep;
import org.costate.runtime.problem.SweepStep;

/**
 * Eliminates u [m] from a quadratic program that goes on in x [n]:
 *
 * <pre>
 * V(x) = min over u of  1/2 [x; u]' Q [x; u] + q' [x; u]  subject to  Gx x + Gu u + g = 0
 *      = 1/2 x' P x + p' x + constant,  subject to  H x + h = 0,  at  u = K x + k
 * </pre>
 *
 * <p>Gaussian elimination of [Gu Gx], first with pivots in Gu as long as there are any: the rows that have one fix part of u. Those without
 * one constrain x, with pivots in Gx: H. Those that have neither depend on the others and are left out. What the rows leave of u is the
 * minimizer, by Cholesky factors of the Hessian reduced to their null space. Matrices and vectors are processed apart, so that more right-hand
 * sides cost little.
 *
 * <p>Source: Vanroye, Sathya, De Schutter, Decre, FATROP, 2023, section IV (one step of the recursion); Laine and Tomlin 2019 for H.
 */
final class Elimination {
  /** A row whose entries in Gu are smaller than this part of its largest entry says nothing about u. */
  private static final double LEAST_CONTROL_PIVOT = 1e-6;

  /** A row smaller than this part of what it was depends on those before. */
  private static final double LEAST_STATE_PIVOT = 1e-11;

  /** A pivot of the reduced Hessian below this part of its diagonal entry is rounding. */
  private static final double LEAST_CURVATURE = 1e-14;

  final int n;
  int m;
  int rows;

  private final int mostControls;
  private final Optional<SweepStep> products;

  // Matrices given, of Qxx the lower triangle; G [rows x (m + n)] has Gu in its first columns and is overwritten.
  final double[] Qxx;
  final double[] Qux;
  final double[] Quu;
  final double[] G;

  // Matrices found; H [toGo x n].
  final double[] P;
  final double[] K;
  final double[] H;
  int toGo;

  // Vectors given, and found.
  final double[] qx;
  final double[] qu;
  final double[] g;
  final double[] p;
  final double[] k;
  final double[] h;

  /** How far the dependent rows are from being satisfied, relative to their largest coefficient. */
  double inconsistency;

  /** Multipliers of the rows. */
  final double[] y;

  /** Rows with a pivot in Gu. */
  private int rank;

  /** Row and column that elimination put at a place; the size of a row, by its old place. */
  private final int[] rowOf;

  private final int[] controlOf;
  private final double[] size;

  /** Unit lower triangular factor of the elimination, [rows x rows]. */
  private final double[] L;

  /** -U1^-1 [U2 Gx1]: how the fixed part of u follows from its rest and from x, [rank x (m - rank + n)]. */
  private final double[] T;

  /** Q with u in the order of the pivots. */
  private final double[] Qvv;

  /** Cholesky factor of the reduced Hessian, and the reduced Hessian, [m - rank] squared. */
  private final double[] R;

  private final double[] RL;
  private final double[] work;
  private final double[] reduced;
  private final double[] v;
  private final double[] eta;

  /** For at most so many eliminated variables and rows. */
  Elimination(int n, int mostControls, int mostRows) {
    this(n, mostControls, mostRows, Optional.empty());
  }

  /** @param products of a problem with n directions and {@code mostControls} controls */
  Elimination(int n, int mostControls, int mostRows, Optional<SweepStep> products) {
    this.n = n;
    this.mostControls = mostControls;
    this.products = products;
    int m = mostControls;
    int wide = m + n;
    Qxx = new double[n * n];
    Qux = new double[m * n];
    Quu = new double[m * m];
    G = new double[mostRows * wide];
    P = new double[n * n];
    K = new double[m * n];
    H = new double[Math.min(mostRows, n) * n];
    qx = new double[n];
    qu = new double[m];
    g = new double[mostRows];
    p = new double[n];
    k = new double[m];
    h = new double[mostRows];
    y = new double[mostRows];
    rowOf = new int[mostRows];
    controlOf = new int[m];
    size = new double[mostRows];
    L = new double[mostRows * mostRows];
    T = new double[Math.min(m, mostRows) * wide];
    Qvv = new double[m * m];
    R = new double[m * m];
    RL = new double[m * m];
    work = new double[m * Math.max(n, m)];
    reduced = new double[m * Math.max(n, 1)];
    v = new double[m];
    eta = new double[mostRows];
  }

  /** Processes the matrices. @return false if the Hessian is not positive definite on what the rows leave of u */
  boolean factor() {
    if (rows == 0) {
      return factorFree();
    }
    eliminateRows();
    solveForFixedPart();
    if (!factorReducedHessian()) {
      return false;
    }
    gains();
    value();
    return true;
  }

  /** The common case, where no row fixes a part of u: K = -Quu^-1 Qux. */
  private boolean factorFree() {
    rank = 0;
    toGo = 0;
    if (!factor(Quu, m)) {
      return false;
    }
    for (int i = 0; i < m * n; i++) {
      K[i] = -Qux[i];
    }
    Cholesky.solve(RL, m, K, 0, n);
    value();
    return true;
  }

  /** Whether some rows depend on the others. */
  boolean dependent() {
    return rank + toGo < rows;
  }

  // matrices

  private void eliminateRows() {
    int wide = m + n;
    Arrays.fill(L, 0, rows * rows, 0);
    for (int j = 0; j < m; j++) {
      controlOf[j] = j;
    }
    for (int i = 0; i < rows; i++) {
      rowOf[i] = i;
      size[i] = largest(i, 0, wide);
      if (size[i] > 0) {
        for (int j = 0; j < wide; j++) {
          G[i * wide + j] /= size[i];
        }
      } else {
        size[i] = 1;
      }
    }
    rank = 0;
    while (rank < Math.min(m, rows) && pivot(rank, rank, m, LEAST_CONTROL_PIVOT)) {
      rank++;
    }
    toGo = 0;
    while (toGo < n && rank + toGo < rows && pivot(rank + toGo, m, wide, LEAST_STATE_PIVOT)) {
      System.arraycopy(G, (rank + toGo) * wide + m, H, toGo * n, n);
      toGo++;
    }
  }

  /** Brings the largest entry of the remaining rows in a range of columns to row {@code at} and clears its column below. @return false if it is too small */
  private boolean pivot(int at, int from, int to, double least) {
    int wide = m + n;
    int row = at;
    int column = from;
    double best = 0;
    for (int i = at; i < rows; i++) {
      for (int j = from; j < to; j++) {
        double entry = Math.abs(G[i * wide + j]);
        if (entry > best) {
          best = entry;
          row = i;
          column = j;
        }
      }
    }
    if (!(best > least)) {
      return false;
    }
    swapRows(at, row);
    if (to == m) {
      swapControls(at, column);
      column = at;
    }
    double diagonal = G[at * wide + column];
    for (int i = at + 1; i < rows; i++) {
      double factor = G[i * wide + column] / diagonal;
      L[i * rows + at] = factor;
      for (int j = from; factor != 0 && j < wide; j++) {
        G[i * wide + j] -= factor * G[at * wide + j];
      }
      G[i * wide + column] = 0;
    }
    return true;
  }

  private double largest(int row, int from, int to) {
    double largest = 0;
    for (int j = from; j < to; j++) {
      largest = Math.max(largest, Math.abs(G[row * (m + n) + j]));
    }
    return largest;
  }

  private void swapRows(int a, int b) {
    if (a == b) {
      return;
    }
    int row = rowOf[a];
    rowOf[a] = rowOf[b];
    rowOf[b] = row;
    swap(G, a * (m + n), b * (m + n), m + n, 1);
    swap(L, a * rows, b * rows, a, 1);
  }

  private void swapControls(int a, int b) {
    if (a == b) {
      return;
    }
    int control = controlOf[a];
    controlOf[a] = controlOf[b];
    controlOf[b] = control;
    swap(G, a, b, rows, m + n);
  }

  private static void swap(double[] M, int a, int b, int count, int stride) {
    for (int i = 0; i < count; i++) {
      double t = M[a + i * stride];
      M[a + i * stride] = M[b + i * stride];
      M[b + i * stride] = t;
    }
  }

  private void solveForFixedPart() {
    int wide = m + n;
    int rest = wide - rank;
    for (int i = rank - 1; i >= 0; i--) {
      for (int j = 0; j < rest; j++) {
        double sum = -G[i * wide + rank + j];
        for (int l = i + 1; l < rank; l++) {
          sum -= G[i * wide + l] * T[l * rest + j];
        }
        T[i * rest + j] = sum / G[i * wide + i];
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        Qvv[i * m + j] = Quu[controlOf[i] * m + controlOf[j]];
      }
    }
  }

  /** R = Z' Qvv Z with Z = [T2; I]. */
  private boolean factorReducedHessian() {
    int open = m - rank;
    int rest = open + n;
    for (int i = 0; i < m; i++) { // W = Qvv Z
      for (int j = 0; j < open; j++) {
        double sum = Qvv[i * m + rank + j];
        for (int l = 0; l < rank; l++) {
          sum += Qvv[i * m + l] * T[l * rest + j];
        }
        work[i * open + j] = sum;
      }
    }
    for (int i = 0; i < open; i++) {
      for (int j = 0; j < open; j++) {
        double sum = work[(rank + i) * open + j];
        for (int l = 0; l < rank; l++) {
          sum += T[l * rest + i] * work[l * open + j];
        }
        R[i * open + j] = sum;
      }
    }
    return factor(R, open);
  }

  /** Writes the Cholesky factor of a Hessian [open x open] to {@link #RL}. @return false where rounding may be all that is positive */
  private boolean factor(double[] hessian, int open) {
    if (Cholesky.factor(hessian, open, 0, RL) != Cholesky.Status.FACTORED) {
      return false;
    }
    for (int i = 0; i < open; i++) {
      if (!(RL[i * open + i] * RL[i * open + i] > LEAST_CURVATURE * hessian[i * open + i])) {
        return false;
      }
    }
    return true;
  }

  private void gains() {
    int open = m - rank;
    int rest = open + n;
    for (int i = 0; i < m; i++) { // Qvx + Qvv [Tx; 0]
      for (int j = 0; j < n; j++) {
        double sum = Qux[controlOf[i] * n + j];
        for (int l = 0; l < rank; l++) {
          sum += Qvv[i * m + l] * T[l * rest + open + j];
        }
        work[i * n + j] = sum;
      }
    }
    for (int i = 0; i < open; i++) {
      for (int j = 0; j < n; j++) {
        double sum = work[(rank + i) * n + j];
        for (int l = 0; l < rank; l++) {
          sum += T[l * rest + i] * work[l * n + j];
        }
        reduced[i * n + j] = -sum;
      }
    }
    Cholesky.solve(RL, open, reduced, 0, n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = i < rank ? T[i * rest + open + j] : reduced[(i - rank) * n + j];
        for (int l = 0; i < rank && l < open; l++) {
          sum += T[i * rest + l] * reduced[l * n + j];
        }
        K[controlOf[i] * n + j] = sum;
      }
    }
  }

  /** P = Qxx + K' Qux + Qux' K + K' Quu K. */
  private void value() {
    if (products.isPresent() && m == mostControls) {
      products.get().value(Qxx, Qux, Quu, K, P);
    } else {
      DenseSweepStep.value(n, m, Qxx, Qux, Quu, K, work, P);
    }
  }

  // vectors

  /** Finds k, p and h. */
  void reduce() {
    if (rows == 0) {
      inconsistency = 0;
      for (int i = 0; i < m; i++) {
        k[i] = -qu[i];
      }
      Cholesky.solve(RL, m, k, 0, 1);
    } else {
      reduceWithRows();
    }
    System.arraycopy(qx, 0, p, 0, n); // p = qx + Qux' k + K' (qu + Quu k)
    addTransposedProduct(Qux, 0, k, 0, p, 0, n, m);
    System.arraycopy(qu, 0, work, 0, m);
    addProduct(Quu, 0, k, 0, work, 0, m, m);
    addTransposedProduct(K, 0, work, 0, p, 0, n, m);
  }

  private void reduceWithRows() {
    int wide = m + n;
    int open = m - rank;
    int rest = open + n;
    for (int i = 0; i < rows; i++) { // L^-1 of the permuted, scaled g
      double sum = g[rowOf[i]] / size[rowOf[i]];
      for (int j = 0; j < i; j++) {
        sum -= L[i * rows + j] * eta[j];
      }
      eta[i] = sum;
    }
    System.arraycopy(eta, rank, h, 0, toGo);
    inconsistency = 0;
    for (int i = rank + toGo; i < rows; i++) {
      inconsistency = Math.max(inconsistency, Math.abs(eta[i]));
    }
    for (int i = rank - 1; i >= 0; i--) { // -U1^-1 g1
      double sum = -eta[i];
      for (int l = i + 1; l < rank; l++) {
        sum -= G[i * wide + l] * v[l];
      }
      v[i] = sum / G[i * wide + i];
    }
    for (int i = 0; i < m; i++) { // qv + Qvv [v1; 0]
      double sum = qu[controlOf[i]];
      for (int l = 0; l < rank; l++) {
        sum += Qvv[i * m + l] * v[l];
      }
      work[i] = sum;
    }
    for (int i = 0; i < open; i++) {
      double sum = work[rank + i];
      for (int l = 0; l < rank; l++) {
        sum += T[l * rest + i] * work[l];
      }
      reduced[i] = -sum;
    }
    Cholesky.solve(RL, open, reduced, 0, 1);
    for (int i = 0; i < m; i++) {
      double sum = i < rank ? v[i] : reduced[i - rank];
      for (int l = 0; i < rank && l < open; l++) {
        sum += T[i * rest + l] * reduced[l];
      }
      k[controlOf[i]] = sum;
    }
  }

  /**
   * Writes u = K x + k to {@code u} and the multipliers of the rows to {@link #y}.
   *
   * @param nu the multipliers of H x + h = 0, [toGo]
   */
  void expand(double[] x, int xAt, double[] nu, double[] u) {
    System.arraycopy(k, 0, u, 0, m);
    addProduct(K, 0, x, xAt, u, 0, m, n);
    if (rows > 0) {
      multipliers(x, xAt, nu, u);
    }
  }

  private void multipliers(double[] x, int xAt, double[] nu, double[] u) {
    int wide = m + n;
    System.arraycopy(qu, 0, work, 0, m); // the gradient in u, which U1' eta1 balances
    addProduct(Quu, 0, u, 0, work, 0, m, m);
    addProduct(Qux, 0, x, xAt, work, 0, m, n);
    for (int i = 0; i < rank; i++) {
      double sum = -work[controlOf[i]];
      for (int l = 0; l < i; l++) {
        sum -= G[l * wide + i] * eta[l];
      }
      eta[i] = sum / G[i * wide + i];
    }
    System.arraycopy(nu, 0, eta, rank, toGo);
    Arrays.fill(eta, rank + toGo, rows, 0);
    for (int i = rows - 1; i >= 0; i--) { // L^-T
      double sum = eta[i];
      for (int j = i + 1; j < rows; j++) {
        sum -= L[j * rows + i] * eta[j];
      }
      eta[i] = sum;
    }
    for (int i = 0; i < rows; i++) {
      y[rowOf[i]] = eta[i] / size[rowOf[i]];
    }
  }
}
