/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.costate.runtime.linalg.MatrixKernels.addProduct;
import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;
import static org.costate.runtime.linalg.MatrixKernels.dot;
import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import java.util.Arrays;
import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.SweepStep;

/**
 * One sweep from the last step to the first: at every step the quadratic model Q of the cost to go, its minimizer k within the control
 * limits, the gains K of the controls that are free there, and the model V of the cost to go before the step; then the step of a free start.
 */
final class BackwardPass {
  /** How a sweep ended. */
  enum Status {
    DONE,
    /** Quu + mu I is not positive definite at {@link #step}, or Vxx + mu I at a free start. */
    NOT_POSITIVE_DEFINITE,
    /** The dynamics' curvature is not finite at {@link #step}. */
    CURVATURE_NOT_FINITE,
    /** V overflowed at {@link #step}. */
    VALUE_NOT_FINITE
  }

  /** Whether the last sweep used convexified Hessians. */
  boolean convexified;

  /** The step at which a sweep was abandoned. */
  int step;

  private static final byte FREE = 0;
  private static final byte AT_LOWER = 1;
  private static final byte AT_UPPER = 2;

  /** Of the projection of exact Hessians; those of a cost alone are projected or not. */
  private static final double LEAST_SHARE = 0.01;

  private final SweepWorkspace ws;
  private final SecondOrder secondOrder;
  private final SweepStep products;
  private final int n;
  private final int m;
  private final double[] Vx;
  private final double[] Vxx;
  private final double[] Qx;
  private final double[] Qu;
  private final double[] Qxx;
  private final double[] Qux;
  private final double[] Quu;
  private final double[] QuuReg;
  private final double[] gain;
  private final double[] lower;
  private final double[] upper;
  private final BoxQp boxQp;
  private final Convexification convexification;
  private final Convexity convexity;

  /** Sum over the steps of k' Qu, and Vx' dx of a free start; with gaps the derivative of the cost along the step. */
  private double linear;

  /** Sum over the steps of k' Quu k / 2, and dx' Vxx dx / 2 of a free start; with gaps the rest of what a full step changes. */
  private double quadratic;

  BackwardPass(SweepWorkspace ws, SecondOrder secondOrder) {
    this.ws = ws;
    this.secondOrder = secondOrder;
    products = ws.problem.sweepStep();
    n = ws.dims.ndx();
    m = ws.dims.nu();
    Vx = new double[n];
    Vxx = new double[n * n];
    Qx = new double[n];
    Qu = new double[m];
    Qxx = new double[n * n];
    Qux = new double[m * n];
    Quu = new double[m * m];
    QuuReg = new double[m * m];
    gain = new double[m * n];
    lower = new double[m];
    upper = new double[m];
    boxQp = new BoxQp(m);
    convexification = new Convexification(n, m);
    convexity = new Convexity(secondOrder == SecondOrder.EXACT ? LEAST_SHARE : 1);
  }

  /** Forgets what earlier sweeps taught about convexity. */
  void reset() {
    convexity.reset();
  }

  /**
   * Fills {@code ws.k}, {@code ws.K} and the step of a free start, with Hessians as little convexified as it takes to make all Quu + mu I, and
   * Vxx + mu I at a free start, positive definite on what is free.
   *
   * @param mu added to the diagonal of Quu, and of Vxx at a free start
   */
  Status run(double mu) {
    Status status = sweep(mu, ws.start.isFree());
    if (status == Status.DONE) {
      convexified = convexity.share() > 0;
      convexity.decrease();
      return status;
    }
    return raise(status, mu, ws.start.isFree());
  }

  /** As {@link #run}, for {@code ws.K} alone, and with the Hessians as they are where that is possible. */
  Status gains(double mu) {
    convexity.reset();
    return raise(sweep(mu, false), mu, false);
  }

  private Status raise(Status first, double mu, boolean withStart) {
    Status status = first;
    while ((status == Status.NOT_POSITIVE_DEFINITE || status == Status.VALUE_NOT_FINITE) && convexity.increase()) {
      status = sweep(mu, withStart);
    }
    convexified = convexity.share() > 0;
    return status;
  }

  /** What the last sweep promises for a step length: -(alpha sum k' Qu + alpha^2 sum k' Quu k / 2), with the start's Vx and Vxx, and the gaps. */
  double expectedReduction(double alpha) {
    return -alpha * (linear + alpha * quadratic) + ws.gaps.relief(alpha);
  }

  private Status sweep(double mu, boolean withStart) {
    linear = 0;
    quadratic = 0;
    step = ws.dims.steps();
    System.arraycopy(ws.terminal.lx, 0, Vx, 0, n);
    System.arraycopy(ws.terminal.lxx, 0, Vxx, 0, n * n);
    if (convexity.share() > 0 && !convexification.project(Vxx, convexity.share())) {
      return Status.VALUE_NOT_FINITE;
    }
    for (step--; step >= 0; step--) {
      if (ws.gaps.open) {
        linear += ws.gaps.shift(ws, step, Vx, Vxx);
      }
      Status hessian = stageHessian(ws.expansions[step]);
      if (hessian != Status.DONE) {
        return hessian;
      }
      actionValue(ws.expansions[step]);
      if (!isFinite(Qxx, 0, n * n) || !isFinite(Qux, 0, m * n) || !isFinite(Quu, 0, m * m) || !isFinite(Qu, 0, m)) {
        return Status.VALUE_NOT_FINITE;
      }
      if (!stepAndGains(mu)) {
        return Status.NOT_POSITIVE_DEFINITE;
      }
      value();
    }
    Status status = withStart ? start(mu) : Status.DONE;
    if (ws.gaps.open) {
      promise();
    }
    return status;
  }

  /** With gaps the terms of Vx are not linear in the step, so its two parts come from the derivative and from the whole. */
  private void promise() {
    double full = linear + quadratic;
    linear = ws.gaps.slope(ws);
    quadratic = full - linear;
    ws.gaps.weigh(linear, full);
  }

  private Status start(double mu) {
    step = 0;
    if (!isFinite(Vx, 0, n) || !isFinite(Vxx, 0, n * n)) {
      return Status.VALUE_NOT_FINITE;
    }
    if (!ws.start.solve(Vx, Vxx, mu)) {
      return Status.NOT_POSITIVE_DEFINITE;
    }
    linear += ws.start.linear;
    quadratic += ws.start.quadratic;
    return Status.DONE;
  }

  /**
   * Qxx = lxx + Vx . fxx, Qux = lux + Vx . fux, Quu = luu + Vx . fuu, without the products with V that iLQR drops.
   * Source: Tassa, Mansard, Todorov 2014, equations (5c) to (5e), the terms without V'xx.
   */
  private Status stageHessian(StageExpansion e) {
    System.arraycopy(e.lxx, 0, Qxx, 0, n * n);
    System.arraycopy(e.lux, 0, Qux, 0, m * n);
    System.arraycopy(e.luu, 0, Quu, 0, m * m);
    if (secondOrder == SecondOrder.EXACT) {
      Curvature h = ws.curvature;
      ws.problem.curvature(step, ws.nominal.X, step * ws.dims.nx(), ws.nominal.U, step * m, Vx, 0, h);
      if (!isFinite(h.hxx, 0, n * n) || !isFinite(h.hux, 0, m * n) || !isFinite(h.huu, 0, m * m)) {
        return Status.CURVATURE_NOT_FINITE;
      }
      add(h.hxx, Qxx);
      add(h.hux, Qux);
      add(h.huu, Quu);
    }
    double share = convexity.share();
    return share > 0 && !convexification.project(Qxx, Qux, Quu, share) ? Status.VALUE_NOT_FINITE : Status.DONE;
  }

  /**
   * Qx = lx + fx' Vx, Qu = lu + fu' Vx, Qxx += fx' Vxx fx, Qux += fu' Vxx fx, Quu += fu' Vxx fu.
   * Source: Tassa, Mansard, Todorov 2014, equations (5a) to (5e).
   */
  private void actionValue(StageExpansion e) {
    System.arraycopy(e.lx, 0, Qx, 0, n);
    addTransposedProduct(e.fx, 0, Vx, 0, Qx, 0, n, n);
    System.arraycopy(e.lu, 0, Qu, 0, m);
    addTransposedProduct(e.fu, 0, Vx, 0, Qu, 0, m, n);
    products.congruence(e.fx, e.fu, Vxx, Qxx, Qux, Quu);
  }

  /** k = argmin of 1/2 k' (Quu + mu I) k + Qu' k within the limits; K = -(Quu + mu I)^-1 Qux on the free rows, 0 on the clamped. */
  private boolean stepAndGains(double mu) {
    System.arraycopy(Quu, 0, QuuReg, 0, m * m);
    for (int i = 0; i < m; i++) {
      QuuReg[i * m + i] += mu;
      double u = ws.nominal.U[step * m + i];
      lower[i] = ws.lower[i] - u;
      upper[i] = ws.upper[i] - u;
      boxQp.x[i] = switch (ws.held[step * m + i]) {
        case AT_LOWER -> lower[i];
        case AT_UPPER -> upper[i];
        default -> 0; // not the previous k, which may be so large that the sum loses the new one's digits
      };
    }
    if (boxQp.solve(QuuReg, Qu, lower, upper) != BoxQp.Status.SOLVED) {
      return false;
    }
    System.arraycopy(boxQp.x, 0, ws.k, step * m, m);
    for (int i = 0; i < m; i++) {
      ws.held[step * m + i] = !boxQp.clamped[i] ? FREE : boxQp.x[i] <= lower[i] ? AT_LOWER : AT_UPPER;
    }
    int free = boxQp.free;
    for (int i = 0; i < free; i++) {
      for (int j = 0; j < n; j++) {
        gain[i * n + j] = -Qux[boxQp.freeIndex[i] * n + j];
      }
    }
    Cholesky.solve(boxQp.L, free, gain, 0, n);
    for (int i = m - 1, from = free - 1; i >= 0; i--) { // each row to its place, the last one first
      if (boxQp.clamped[i]) {
        Arrays.fill(gain, i * n, (i + 1) * n, 0);
      } else if (from-- != i) {
        System.arraycopy(gain, (from + 1) * n, gain, i * n, n);
      }
    }
    System.arraycopy(gain, 0, ws.K, step * m * n, m * n);
    return true;
  }

  /**
   * Vx = Qx + K' Quu k + K' Qu + Qux' k, Vxx = Qxx + K' Quu K + K' Qux + Qux' K.
   * Source: Tassa, Erez, Todorov 2012, equations (11b), (11c): valid for any K, so also for regularized and clamped ones.
   */
  private void value() {
    double[] k = boxQp.x;
    linear += dot(k, 0, Qu, 0, m);

    // Qu + Quu k, in place of Qu, which is not needed any more
    addProduct(Quu, 0, k, 0, Qu, 0, m, m);
    double kQuuk = 0;
    for (int i = 0; i < m; i++) {
      kQuuk += k[i] * dot(Quu, i * m, k, 0, m);
    }
    quadratic += 0.5 * kQuuk;

    System.arraycopy(Qx, 0, Vx, 0, n);
    addTransposedProduct(gain, 0, Qu, 0, Vx, 0, n, m);
    addTransposedProduct(Qux, 0, k, 0, Vx, 0, n, m);
    products.value(Qxx, Qux, Quu, gain, Vxx);
  }

  private static void add(double[] term, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }
}
