/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.kkt;

import static org.costate.runtime.linalg.MatrixKernels.addLowerProduct;
import static org.costate.runtime.linalg.MatrixKernels.addProduct;
import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;
import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import java.util.Arrays;
import java.util.Optional;
import org.costate.runtime.problem.SweepStep;

/**
 * Solves a {@link KktSystem} by a recursion over k = N..0 whose effort grows linearly with N. With V(k+1) the optimal value after the step and H
 * dx + h = 0 what it demands of dx(k+1), substituting dx(k+1) = A dx + B du + b leaves a small problem in du(k), an {@link Elimination}. At k =
 * N no control is left to eliminate, and at the start the free directions of dx(0) are what is eliminated. Then, forward, the step and the
 * multipliers: lambda(k+1) = P dx(k+1) + p + H' nu.
 *
 * <p>An equation with compliance e > 0 is a penalty on its residual with weight 1/e. A gap with compliance is one more elimination: of what the
 * step from k to k + 1 adds to A dx + B du + b.
 *
 * <p>Source: Vanroye, Sathya, De Schutter, Decre, FATROP, 2023, section IV.
 */
public final class RiccatiKkt {
  /** How a factorization ended. */
  public enum Status {
    DONE,
    /** The Hessian is not positive definite on the null space of the equations. */
    WRONG_INERTIA,
    /** A number became infinite. */
    OVERFLOW
  }

  /** Rounds of iterative refinement, and the relative residual that needs none. Source: IPOPT's defaults. */
  private static final int MOST_REFINEMENTS = 8;

  private static final double SMALL_RESIDUAL = 1e-12;

  /** How far dependent equations that contradict each other may be apart, relative to the largest residual of all. */
  private static final double CONSISTENT = 1e-6;

  /** Whether some equations depended on others in the last factorization. */
  public boolean dependent;

  /** Where the last factorization failed. */
  public int failedAt;

  /** The residual that the last solution leaves, relative to its right-hand side and the solution. */
  public double residual;

  private final KktSystem system;
  private final SweepStep products;
  private final Layout layout;
  private final int n;
  private final int N;

  /** Eliminates u(k), k = 0..N-1; nothing at N. */
  private final Elimination[] stages;

  /** Eliminates what a compliant gap adds, k = 0..N-1; made where some system is {@link #elastic} for the first time. */
  private Elimination[] gaps;

  private final Elimination start;

  /** Free controls at k, by their place; free directions of x(0). */
  private final int[][] controls;

  private final int[] directions;

  /** Which equations must hold, by k; how many there are. */
  private final int[][] exact;

  private final int[] exacts;
  private boolean elastic;
  private boolean overflow;

  private final double[] B;
  private final double[] PA;
  private final double[] PB;
  private final double[] HA;
  private final double[] HB;
  private final double[] Pb;
  private final double[] gradient;
  private final double[] z;
  private final double[] u;
  private final double[] nu;

  // iterative refinement
  private final double[] gLeft;
  private final double[] rLeft;
  private final double[] wMore;
  private final double[] yMore;

  /** @param products of the problem whose system it is */
  public RiccatiKkt(KktSystem system, SweepStep products) {
    this.system = system;
    this.products = products;
    layout = system.layout;
    n = layout.n;
    N = layout.N;
    int m = layout.m;
    stages = new Elimination[N + 1];
    controls = new int[N][m];
    exact = new int[N + 1][];
    exacts = new int[N + 1];
    for (int k = 0; k <= N; k++) {
      exact[k] = new int[layout.rows(k)];
      stages[k] = k < N
          ? new Elimination(n, m, layout.rows(k) + n, Optional.of(products))
          : new Elimination(n, 0, layout.rows(N));
    }
    start = new Elimination(0, n, n);
    directions = new int[n];
    B = new double[n * m];
    PA = new double[n * n];
    PB = new double[n * m];
    HA = new double[n * n];
    HB = new double[n * m];
    Pb = new double[n];
    gradient = new double[n + m];
    z = new double[n];
    u = new double[Math.max(n, m)];
    nu = new double[n];
    gLeft = new double[layout.variables];
    rLeft = new double[layout.equations];
    wMore = new double[layout.variables];
    yMore = new double[layout.equations];
  }

  /** Processes the matrices of the system. */
  public Status factor() {
    dependent = false;
    overflow = false;
    elastic = false;
    for (int k = 0; k < N * n; k++) {
      elastic |= system.compliance[layout.gap(0) + k] > 0;
    }
    if (elastic && gaps == null) {
      gaps = new Elimination[N];
      Arrays.setAll(gaps, k -> new Elimination(n, n, n));
    }
    for (int k = N; k >= 0; k--) {
      failedAt = k;
      if (k < N && elastic && !factorGap(k) || !factorStage(k)) {
        return overflow ? Status.OVERFLOW : Status.WRONG_INERTIA;
      }
    }
    return factorStart() ? Status.DONE : overflow ? Status.OVERFLOW : Status.WRONG_INERTIA;
  }

  /** The value after the step from k. */
  private Elimination after(int k) {
    return elastic ? gaps[k] : stages[k + 1];
  }

  private boolean factorStage(int k) {
    Elimination e = stages[k];
    KktStage stage = system.stages[k];
    int m = freeControls(k);
    e.m = m;
    System.arraycopy(stage.Hxx, 0, e.Qxx, 0, n * n);
    for (int i = 0; i < m; i++) {
      int c = controls[k][i];
      System.arraycopy(stage.Hux, c * n, e.Qux, i * n, n);
      for (int j = 0; j < m; j++) {
        e.Quu[i * m + j] = stage.Huu[c * layout.m + controls[k][j]];
      }
    }
    gatherConstraints(k, e);
    if (k < N) {
      substituteStep(k, e);
    }
    return finish(e);
  }

  private int freeControls(int k) {
    int m = 0;
    for (int i = 0; i < layout.controls(k); i++) {
      if (system.free[layout.u(k) + i]) {
        controls[k][m++] = i;
      }
    }
    return m;
  }

  /** Rows for the equations that must hold, penalties J' J / e for the others. */
  private void gatherConstraints(int k, Elimination e) {
    KktStage stage = system.stages[k];
    int m = e.m;
    int wide = m + n;
    int mAll = layout.controls(k);
    e.rows = 0;
    for (int i = 0; i < layout.rows(k); i++) {
      double compliance = system.compliance[layout.row(k) + i];
      if (compliance == 0) {
        exact[k][e.rows] = i;
        for (int j = 0; j < m; j++) {
          e.G[e.rows * wide + j] = stage.Ju[i * mAll + controls[k][j]];
        }
        System.arraycopy(stage.Jx, i * n, e.G, e.rows * wide + m, n);
        e.rows++;
        continue;
      }
      for (int a = 0; a < n; a++) {
        double weighted = stage.Jx[i * n + a] / compliance;
        for (int b = 0; weighted != 0 && b < n; b++) {
          e.Qxx[a * n + b] += weighted * stage.Jx[i * n + b];
        }
      }
      for (int a = 0; a < m; a++) {
        double weighted = stage.Ju[i * mAll + controls[k][a]] / compliance;
        for (int b = 0; weighted != 0 && b < n; b++) {
          e.Qux[a * n + b] += weighted * stage.Jx[i * n + b];
        }
        for (int b = 0; weighted != 0 && b < m; b++) {
          e.Quu[a * m + b] += weighted * stage.Ju[i * mAll + controls[k][b]];
        }
      }
    }
    exacts[k] = e.rows;
  }

  /** Adds P and H of the next value, as functions of x(k) and u(k). */
  private void substituteStep(int k, Elimination e) {
    Elimination next = after(k);
    double[] A = system.stages[k].A;
    int m = e.m;
    gatherColumns(system.stages[k].B, controls[k], m);
    if (m == layout.m) {
      products.congruence(A, B, next.P, e.Qxx, e.Qux, e.Quu);
    } else {
      Arrays.fill(PA, 0);
      Arrays.fill(PB, 0, n * m, 0);
      addProduct(next.P, A, PA, n, n, n);
      addProduct(next.P, B, PB, n, n, m);
      addLowerProduct(A, PA, e.Qxx, n, n);
      addTransposedProduct(B, PA, e.Qux, m, n, n);
      addTransposedProduct(B, PB, e.Quu, m, n, m);
    }
    if (next.toGo > 0) {
      substituteRows(next, A, e);
    }
  }

  private void substituteRows(Elimination next, double[] A, Elimination e) {
    int m = e.m;
    Arrays.fill(HA, 0, next.toGo * n, 0);
    Arrays.fill(HB, 0, next.toGo * m, 0);
    addProduct(next.H, A, HA, next.toGo, n, n);
    addProduct(next.H, B, HB, next.toGo, n, m);
    for (int i = 0; i < next.toGo; i++) {
      int row = (e.rows + i) * (m + n);
      System.arraycopy(HB, i * m, e.G, row, m);
      System.arraycopy(HA, i * n, e.G, row + m, n);
    }
    e.rows += next.toGo;
  }

  /** B becomes the m columns of free controls, [n x m], of what the step has, [n x layout.m]. */
  private void gatherColumns(double[] all, int[] columns, int m) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        B[i * m + j] = all[i * layout.m + columns[j]];
      }
    }
  }

  /** The step from k arrives at z + d with d' (d / compliance) / 2 as its price: eliminates d. */
  private boolean factorGap(int k) {
    Elimination next = stages[k + 1];
    Elimination e = gaps[k];
    e.m = n;
    System.arraycopy(next.P, 0, e.Qxx, 0, n * n);
    System.arraycopy(next.P, 0, e.Qux, 0, n * n);
    System.arraycopy(next.P, 0, e.Quu, 0, n * n);
    for (int i = 0; i < n; i++) {
      e.Quu[i * n + i] += 1 / system.compliance[layout.gap(k) + i];
    }
    e.rows = next.toGo;
    for (int i = 0; i < next.toGo; i++) {
      System.arraycopy(next.H, i * n, e.G, i * 2 * n, n);
      System.arraycopy(next.H, i * n, e.G, i * 2 * n + n, n);
    }
    return finish(e);
  }

  private boolean factorStart() {
    Elimination first = stages[0];
    int m = 0;
    for (int i = 0; i < n; i++) {
      if (system.free[layout.x(0) + i]) {
        directions[m++] = i;
      }
    }
    start.m = m;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        start.Quu[i * m + j] = first.P[directions[i] * n + directions[j]];
      }
    }
    start.rows = first.toGo;
    for (int i = 0; i < first.toGo; i++) {
      for (int j = 0; j < m; j++) {
        start.G[i * m + j] = first.H[i * n + directions[j]];
      }
    }
    return finish(start);
  }

  private boolean finish(Elimination e) {
    boolean done = e.factor();
    overflow |= !isFinite(done ? e.P : e.Qxx, 0, e.n * e.n) || !isFinite(e.Quu, 0, e.m * e.m);
    dependent |= e.dependent();
    return done && !overflow;
  }

  /**
   * Solves for {@code dw} and {@code dy} with the factors, refined with the residual of the whole system.
   *
   * @param g [variables], not modified
   * @param r [equations], not modified
   * @return false if equations that depend on each other contradict each other, or the solution is not finite
   */
  public boolean solve(double[] g, double[] r, double[] dw, double[] dy) {
    sweep(g, r, dw, dy);
    if (inconsistency() > CONSISTENT * Math.max(largest(r), 1e-10)) {
      return false;
    }
    residual = leftOver(g, r, dw, dy);
    for (int round = 0; round < MOST_REFINEMENTS && residual > SMALL_RESIDUAL; round++) {
      sweep(gLeft, rLeft, wMore, yMore);
      add(wMore, dw);
      add(yMore, dy);
      double left = leftOver(g, r, dw, dy);
      if (!(left < 0.5 * residual)) {
        if (!(left < residual)) {
          subtract(wMore, dw);
          subtract(yMore, dy);
        }
        break;
      }
      residual = left;
    }
    return Double.isFinite(residual);
  }

  /** The residual of the gradient's rows, relative to the multipliers, or that of the equations, relative to the step. */
  private double leftOver(double[] g, double[] r, double[] dw, double[] dy) {
    system.residual(g, r, dw, dy, gLeft, rLeft);
    double step = largest(dw) + Double.MIN_NORMAL;
    return Math.max(largest(gLeft) / (largest(g) + Math.max(step, largest(dy))), largest(rLeft) / (largest(r) + step));
  }

  private double inconsistency() {
    double largest = start.inconsistency;
    for (int k = 0; k <= N; k++) {
      largest = Math.max(largest, stages[k].inconsistency);
      largest = elastic && k < N ? Math.max(largest, gaps[k].inconsistency) : largest;
    }
    return largest;
  }

  private void sweep(double[] g, double[] r, double[] dw, double[] dy) {
    for (int k = N; k >= 0; k--) {
      if (k < N && elastic) {
        reduceGap(k);
      }
      reduceStage(k, g, r);
    }
    reduceStart();
    Arrays.fill(nu, 0);
    expandStart(dw);
    for (int k = 0; k < N; k++) {
      expandStage(k, r, dw, dy);
      arrive(k, r, dw, dy);
    }
    expandStage(N, r, dw, dy);
  }

  // backward, vectors

  private void reduceStage(int k, double[] g, double[] r) {
    Elimination e = stages[k];
    KktStage stage = system.stages[k];
    int mAll = layout.controls(k);
    Arrays.fill(gradient, 0);
    System.arraycopy(g, layout.x(k), gradient, 0, n + mAll);
    for (int i = 0, row = 0; i < layout.rows(k); i++) {
      double compliance = system.compliance[layout.row(k) + i];
      double value = r[layout.row(k) + i];
      if (row < exacts[k] && exact[k][row] == i) {
        e.g[row++] = value;
      } else {
        addScaled(value / compliance, stage.Jx, i * n, gradient, 0, n);
        addScaled(value / compliance, stage.Ju, i * mAll, gradient, n, mAll);
      }
    }
    if (k < N) {
      Elimination next = after(k);
      System.arraycopy(next.p, 0, Pb, 0, n);
      addProduct(next.P, 0, r, layout.gap(k), Pb, 0, n, n);
      addTransposedProduct(stage.A, 0, Pb, 0, gradient, 0, n, n);
      addTransposedProduct(stage.B, 0, Pb, 0, gradient, n, mAll, n);
      System.arraycopy(next.h, 0, e.g, exacts[k], next.toGo);
      addProduct(next.H, 0, r, layout.gap(k), e.g, exacts[k], next.toGo, n);
    }
    System.arraycopy(gradient, 0, e.qx, 0, n);
    for (int i = 0; i < e.m; i++) {
      e.qu[i] = gradient[n + controls[k][i]];
    }
    e.reduce();
  }

  private void reduceGap(int k) {
    Elimination next = stages[k + 1];
    Elimination e = gaps[k];
    System.arraycopy(next.p, 0, e.qx, 0, n);
    System.arraycopy(next.p, 0, e.qu, 0, n);
    System.arraycopy(next.h, 0, e.g, 0, next.toGo);
    e.reduce();
  }

  private void reduceStart() {
    for (int i = 0; i < start.m; i++) {
      start.qu[i] = stages[0].p[directions[i]];
    }
    System.arraycopy(stages[0].h, 0, start.g, 0, stages[0].toGo);
    start.reduce();
  }

  // forward

  private void expandStart(double[] dw) {
    start.expand(z, 0, nu, u);
    Arrays.fill(dw, 0, n, 0);
    for (int i = 0; i < start.m; i++) {
      dw[directions[i]] = u[i];
    }
    System.arraycopy(start.y, 0, nu, 0, start.rows);
  }

  /** From dx(k) and the multipliers of what is demanded of it to du(k) and the multipliers of the constraints and of what comes. */
  private void expandStage(int k, double[] r, double[] dw, double[] dy) {
    Elimination e = stages[k];
    KktStage stage = system.stages[k];
    int mAll = layout.controls(k);
    e.expand(dw, layout.x(k), nu, u);
    Arrays.fill(dw, layout.x(k) + n, layout.x(k) + n + mAll, 0);
    for (int i = 0; i < e.m; i++) {
      dw[layout.u(k) + controls[k][i]] = u[i];
    }
    for (int i = 0, row = 0; i < layout.rows(k); i++) {
      int equation = layout.row(k) + i;
      if (row < exacts[k] && exact[k][row] == i) {
        dy[equation] = e.y[row++];
      } else {
        double value = r[equation];
        for (int j = 0; j < n; j++) {
          value += stage.Jx[i * n + j] * dw[layout.x(k) + j];
        }
        for (int j = 0; j < mAll; j++) {
          value += stage.Ju[i * mAll + j] * dw[layout.u(k) + j];
        }
        dy[equation] = value / system.compliance[equation];
      }
    }
    System.arraycopy(e.y, exacts[k], nu, 0, e.rows - exacts[k]);
  }

  /** dx(k+1) and lambda(k+1). */
  private void arrive(int k, double[] r, double[] dw, double[] dy) {
    KktStage stage = system.stages[k];
    int x = layout.x(k + 1);
    System.arraycopy(r, layout.gap(k), dw, x, n);
    addProduct(stage.A, 0, dw, layout.x(k), dw, x, n, n);
    addProduct(stage.B, 0, dw, layout.u(k), dw, x, n, layout.m);
    if (elastic) {
      gaps[k].expand(dw, x, nu, u);
      for (int i = 0; i < n; i++) {
        dw[x + i] += u[i];
      }
      System.arraycopy(gaps[k].y, 0, nu, 0, gaps[k].rows);
    }
    Elimination next = stages[k + 1];
    System.arraycopy(next.p, 0, dy, layout.gap(k), n);
    addProduct(next.P, 0, dw, x, dy, layout.gap(k), n, n);
    addTransposedProduct(next.H, 0, nu, 0, dy, layout.gap(k), n, next.toGo);
  }

  // gains

  /** Writes du(k) = K dx(k), [m x n], to {@code out} from {@code at}; zero for controls that cannot change. */
  public void gains(int k, double[] out, int at) {
    Arrays.fill(out, at, at + layout.m * n, 0);
    for (int i = 0; i < stages[k].m; i++) {
      System.arraycopy(stages[k].K, i * n, out, at + controls[k][i] * n, n);
    }
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double entry : x) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  private static void add(double[] x, double[] to) {
    addScaled(1, x, 0, to, 0, x.length);
  }

  private static void subtract(double[] x, double[] from) {
    addScaled(-1, x, 0, from, 0, x.length);
  }

  private static void addScaled(double factor, double[] x, int xAt, double[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] += factor * x[xAt + i];
    }
  }
}
