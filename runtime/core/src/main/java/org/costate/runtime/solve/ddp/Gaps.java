/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.costate.runtime.linalg.MatrixKernels.addProduct;
import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;
import static org.costate.runtime.linalg.MatrixKernels.dot;

import java.util.Arrays;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;

/**
 * The gaps of a nominal trajectory whose states do not fit together, g(k+1) = difference(x(k+1), F(x(k), u(k))). A step of length alpha leaves
 * (1 - alpha) g of them, so a full step closes all for good. As the cost may rise meanwhile, steps are judged by cost + weight sum |g|.
 * See docs/algorithms/fddp.md.
 */
final class Gaps {
  /** How much of the weight is more than the model needs to promise a fall. */
  private static final double MARGIN = 2;

  /** Whether there are any. */
  boolean open;

  /** The largest |g|. */
  double largest;

  private final OptimalControlProblem problem;
  private final int n;
  private final int m;
  private final int nx;
  private final int N;

  /** [(N + 1) x n], zero at the start. */
  private final double[] g;

  /** Sum of all |g|. */
  private double sum;

  private double weight;

  /** How the difference changes with its ends, [n x n]; the second is D. */
  private final double[] first;

  private final double[] D;
  private final double[] product;
  private final double[] vector;
  private final double[] dx;
  private final double[] du;
  private final double[] step;
  private final double[] reached;

  Gaps(OptimalControlProblem problem) {
    this.problem = problem;
    n = problem.dims().ndx();
    m = problem.dims().nu();
    nx = problem.dims().nx();
    N = problem.dims().steps();
    g = new double[(N + 1) * n];
    first = new double[n * n];
    D = new double[n * n];
    product = new double[n * n];
    vector = new double[n];
    dx = new double[n];
    du = new double[m];
    step = new double[n];
    reached = new double[nx];
  }

  /** There are none, and none are to come. */
  void close() {
    open = false;
    largest = 0;
    sum = 0;
  }

  /** There may be some; steps have no reason yet to prefer smaller ones. */
  void open() {
    open = true;
    weight = 0;
  }

  /** Reads them off the nominal trajectory and its expansion. */
  void measure(SweepWorkspace ws) {
    sum = 0;
    largest = 0;
    for (int k = 1; k <= N; k++) {
      problem.difference(ws.nominal.X, k * nx, ws.expansions[k - 1].next, 0, g, k * n);
      for (int i = k * n; i < (k + 1) * n; i++) {
        sum += Math.abs(g[i]);
        largest = Math.max(largest, Math.abs(g[i]));
      }
    }
    open = sum > 0;
  }

  /**
   * Takes the model of the cost to go from changes of x(k+1) to changes of F at k, of which x(k+1) misses g: Vx + Vxx g and Vxx, and on a
   * manifold D' (Vx + Vxx g) and D' Vxx D with difference(x(k+1), F moved by e) = g + D e.
   *
   * @return Vx' g + g' Vxx g / 2, what closing the gap changes
   */
  double shift(SweepWorkspace ws, int k, double[] Vx, double[] Vxx) {
    int at = (k + 1) * n;
    Arrays.fill(vector, 0);
    addProduct(Vxx, 0, g, at, vector, 0, n, n);
    double change = dot(Vx, 0, g, at, n) + 0.5 * dot(vector, 0, g, at, n);
    for (int i = 0; i < n; i++) {
      vector[i] += Vx[i];
    }
    differentiate(ws, k);
    Arrays.fill(Vx, 0);
    addTransposedProduct(D, 0, vector, 0, Vx, 0, n, n);
    Arrays.fill(product, 0);
    addProduct(Vxx, D, product, n, n, n);
    Arrays.fill(Vxx, 0);
    addTransposedProduct(D, product, Vxx, n, n, n);
    return change;
  }

  private void differentiate(SweepWorkspace ws, int k) {
    problem.differenceJacobians(ws.nominal.X, (k + 1) * nx, ws.expansions[k].next, 0, first, D);
  }

  /** The derivative of the cost along the step of the last sweep, which closes the gaps: of l and lN along du = k + K dx, dx+ = D (fx dx + fu du) + g. */
  double slope(SweepWorkspace ws) {
    double slope = 0;
    Arrays.fill(dx, 0);
    ws.start.step(dx);
    for (int k = 0; k < N; k++) {
      StageExpansion e = ws.expansions[k];
      System.arraycopy(ws.k, k * m, du, 0, m);
      addProduct(ws.K, k * m * n, dx, 0, du, 0, m, n);
      slope += dot(e.lx, 0, dx, 0, n) + dot(e.lu, 0, du, 0, m);
      Arrays.fill(vector, 0);
      addProduct(e.fx, 0, dx, 0, vector, 0, n, n);
      addProduct(e.fu, 0, du, 0, vector, 0, n, m);
      differentiate(ws, k);
      System.arraycopy(g, (k + 1) * n, dx, 0, n);
      addProduct(D, 0, vector, 0, dx, 0, n, n);
    }
    return slope + dot(ws.terminal.lx, 0, dx, 0, n);
  }

  /** Makes the weight so large that a step whose cost changes by {@code full} in the model, beginning with {@code slope}, is an improvement. */
  void weigh(double slope, double full) {
    if (sum > 0) {
      weight = Math.max(weight, MARGIN * Math.max(slope, full) / sum);
    }
  }

  /** What a step of length alpha takes off weight sum |g|. */
  double relief(double alpha) {
    return open ? alpha * weight * sum : 0;
  }

  /** Writes to {@code X} the state k + 1 of a candidate: F moved back by (1 - alpha) g. Only where gaps are open and alpha < 1. */
  void leave(double alpha, int k, double[] X) {
    for (int i = 0; i < n; i++) {
      step[i] = (alpha - 1) * g[(k + 1) * n + i];
    }
    System.arraycopy(X, (k + 1) * nx, reached, 0, nx);
    problem.retract(reached, 0, step, 0, X, (k + 1) * nx);
  }
}
