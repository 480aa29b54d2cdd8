/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import java.util.Optional;
import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.linalg.MatrixKernels;

/**
 * The controller p of least expected cost on a linear-Gaussian model whose divergence from a reference is bounded:
 *
 * <p>min E_p[sum of cost + tilt(t)' u] + sum over t of nu(t) E KL(p || anchor) subject to sum over t of E KL(p || reference) <= bound.
 *
 * <p>For a multiplier eta of the bound it comes from one sweep of dynamic programming; eta is found by bracketing. Source: Levine and Abbeel 2014,
 * section 3.1. With the entropies of p that the divergences bring, the covariance of step t is (eta + nu(t)) Quu^-1.
 *
 * <p>Owns its memory: one object serves one thread.
 */
public final class TrajectoryStep {
  private static final double LEAST_ETA = 1e-8;
  private static final double LARGEST_ETA = 1e16;
  private static final int MAX_PASSES = 50;

  /** How far from its bound a divergence may be, as a part of it. */
  private static final double TOLERANCE = 0.1;

  private final int T;
  private final int n;
  private final int m;
  private final int d;

  /** What was found. */
  public final LinearGaussianController controller;

  /** Of {@link #controller} on the model. */
  final Marginals marginals;

  private final Divergence divergence;
  private final Pull toReference;
  private final Pull toAnchor;
  private final double[] Q;
  private final double[] q;
  private final double[] V;
  private final double[] v;
  private final double[] F;
  private final double[] VF;
  private final double[] Vf;
  private final double[] Quu;
  private final double[] L;
  private final double[] gains;
  private final double[] spread;

  public TrajectoryStep(int T, int n, int m) {
    this.T = T;
    this.n = n;
    this.m = m;
    d = n + m;
    controller = new LinearGaussianController(T, n, m);
    marginals = new Marginals(T, n, m);
    divergence = new Divergence(n, m);
    toReference = new Pull(T, n, m);
    toAnchor = new Pull(T, n, m);
    Q = new double[d * d];
    q = new double[d];
    V = new double[n * n];
    v = new double[n];
    F = new double[n * d];
    VF = new double[n * d];
    Vf = new double[n];
    Quu = new double[m * m];
    L = new double[m * m];
    gains = new double[m * (n + 1)];
    spread = new double[m * m];
  }

  /**
   * @param eta the multiplier
   * @param divergence from the reference, infinite if nothing was found, {@code passes} the sweeps it took
   * @param met whether the divergence is at most the bound and a tenth
   */
  public record Result(double eta, double divergence, int passes, boolean met) {}

  /**
   * What draws a controller to a policy beside the bound.
   */
  public static final class Anchor {
    private final LinearGaussianController policy;
    private final double[] nu;
    private final double[] tilt;

    /**
     * Keeps what it is given.
     *
     * @param nu weights of the divergences from the policy, [T]
     * @param tilt what is added to the gradient of the cost in the action, [T x m]
     */
    public Anchor(LinearGaussianController policy, double[] nu, double[] tilt) {
      this.policy = policy;
      this.nu = nu;
      this.tilt = tilt;
    }
  }

  /**
   * Finds {@link #controller}.
   *
   * @param eta where the search begins
   */
  public Result improve(LinearGaussianModel model, QuadraticCost cost, LinearGaussianController reference,
      Optional<Anchor> anchor, double bound, double eta) {
    toReference.toward(reference);
    anchor.ifPresent(a -> toAnchor.toward(a.policy));
    double least = LEAST_ETA;
    double largest = LARGEST_ETA;
    double now = Math.clamp(eta, least, largest);
    for (int pass = 1; pass < MAX_PASSES; pass++) {
      double kl = divergence(model, cost, reference, anchor.orElse(null), now);
      double excess = kl - bound;
      boolean free = excess < 0 && now <= 2 * LEAST_ETA; // the bound does not hold anything back
      if (free || Math.abs(excess) < TOLERANCE * bound) {
        return new Result(now, kl, pass, true);
      }
      if (excess < 0) {
        largest = now;
        now = Math.max(Math.sqrt(least * largest), 0.1 * largest);
      } else {
        least = now;
        now = Math.min(Math.sqrt(least * largest), 10 * least);
      }
    }
    // Where the divergence jumps, since a little less of the multiplier leaves a step without a minimum, none is near the bound.
    double kl = divergence(model, cost, reference, anchor.orElse(null), largest);
    return new Result(largest, kl, MAX_PASSES, kl < bound);
  }

  /** Of the controller for a multiplier from the reference; infinite if there is none. */
  private double divergence(LinearGaussianModel model, QuadraticCost cost, LinearGaussianController reference,
      Anchor anchor, double eta) {
    if (!sweep(model, cost, eta, anchor)) {
      return Double.POSITIVE_INFINITY;
    }
    marginals.run(model, controller);
    double kl = divergence.sum(controller, reference, marginals);
    return Double.isNaN(kl) ? Double.POSITIVE_INFINITY : kl;
  }

  /** One sweep from the end to the start. @return false if a step has no minimum */
  private boolean sweep(LinearGaussianModel model, QuadraticCost cost, double eta, Anchor anchor) {
    int end = T * d;
    for (int i = 0; i < n; i++) {
      System.arraycopy(cost.C, (end + i) * d, V, i * n, n);
    }
    System.arraycopy(cost.c, end, v, 0, n);
    for (int t = T - 1; t >= 0; t--) {
      System.arraycopy(cost.C, t * d * d, Q, 0, d * d);
      System.arraycopy(cost.c, t * d, q, 0, d);
      toReference.add(t, eta, Q, q);
      double entropy = eta;
      if (anchor != null) {
        toAnchor.add(t, anchor.nu[t], Q, q);
        entropy += anchor.nu[t];
        for (int i = 0; i < m; i++) {
          q[n + i] += anchor.tilt[t * m + i];
        }
      }
      System.arraycopy(model.F, t * n * d, F, 0, n * d);
      Arrays.fill(VF, 0);
      MatrixKernels.addProduct(V, F, VF, n, n, d);
      MatrixKernels.addLowerProduct(F, VF, Q, d, n);
      MatrixKernels.mirror(Q, d);
      System.arraycopy(v, 0, Vf, 0, n);
      MatrixKernels.addProduct(V, 0, model.f, t * n, Vf, 0, n, n);
      MatrixKernels.addTransposedProduct(F, 0, Vf, 0, q, 0, d, n);
      if (!minimize(t, entropy)) {
        return false;
      }
      value(t);
    }
    return true;
  }

  /** K = -Quu^-1 Qus, k = -Quu^-1 qu, S = entropy Quu^-1. */
  private boolean minimize(int t, double entropy) {
    for (int i = 0; i < m; i++) {
      int row = (n + i) * d;
      System.arraycopy(Q, row + n, Quu, i * m, m);
      System.arraycopy(Q, row, gains, i * (n + 1), n);
      gains[i * (n + 1) + n] = q[n + i];
    }
    if (Cholesky.factor(Quu, m, 0, L) != Cholesky.Status.FACTORED) {
      return false;
    }
    Cholesky.solve(L, m, gains, 0, n + 1);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        controller.K[(t * m + i) * n + j] = -gains[i * (n + 1) + j];
      }
      controller.k[t * m + i] = -gains[i * (n + 1) + n];
      for (int j = 0; j < m; j++) {
        spread[i * m + j] = i == j ? entropy : 0;
      }
    }
    Cholesky.solve(L, m, spread, 0, m);
    MatrixKernels.symmetrize(spread, m);
    return controller.spread(t, spread, 0);
  }

  /** V = Qss + Qsu K, v = qs + Qsu k. */
  private void value(int t) {
    for (int i = 0; i < n; i++) {
      double slope = q[i];
      for (int a = 0; a < m; a++) {
        slope += Q[i * d + n + a] * controller.k[t * m + a];
      }
      v[i] = slope;
      for (int j = 0; j < n; j++) {
        double entry = Q[i * d + j];
        for (int a = 0; a < m; a++) {
          entry += Q[i * d + n + a] * controller.K[(t * m + a) * n + j];
        }
        V[i * n + j] = entry;
      }
    }
    MatrixKernels.symmetrize(V, n);
  }

  /** -log q(u | s) of a controller, but for what does not depend on s and u: 1/2 z' M z + g' z with M = [K' P K, -K' P; -P K, P]. */
  private static final class Pull {
    private final int n;
    private final int m;
    private final int d;
    private final double[] M;
    private final double[] g;

    Pull(int T, int n, int m) {
      this.n = n;
      this.m = m;
      d = n + m;
      M = new double[T * d * d];
      g = new double[T * d];
    }

    void toward(LinearGaussianController c) {
      double[] W = new double[m * (d + 1)]; // [-K, I, -k]
      for (int t = 0; t < c.T; t++) {
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            W[i * (d + 1) + j] = -c.K[(t * m + i) * n + j];
          }
          for (int j = 0; j < m; j++) {
            W[i * (d + 1) + n + j] = i == j ? 1 : 0;
          }
          W[i * (d + 1) + d] = -c.k[t * m + i];
        }
        for (int i = 0; i < d; i++) {
          for (int j = 0; j <= d; j++) {
            double sum = 0;
            for (int a = 0; a < m; a++) {
              for (int b = 0; b < m; b++) {
                sum += W[a * (d + 1) + i] * c.precision[(t * m + a) * m + b] * W[b * (d + 1) + j];
              }
            }
            if (j < d) {
              M[(t * d + i) * d + j] = sum;
            } else {
              g[t * d + i] = sum;
            }
          }
        }
      }
    }

    void add(int t, double weight, double[] Q, double[] q) {
      for (int i = 0; i < d * d; i++) {
        Q[i] += weight * M[t * d * d + i];
      }
      for (int i = 0; i < d; i++) {
        q[i] += weight * g[t * d + i];
      }
    }
  }
}
