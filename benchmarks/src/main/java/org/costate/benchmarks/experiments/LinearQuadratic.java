/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.util.Random;
import org.costate.runtime.policy.AffinePolicy;

/**
 * A random linear-quadratic problem: minimize 1/2 sum over k = 0..T-1 of x'Q x + u'R u, plus 1/2 x'Q x at T, with x+ = A x + B u and x(0)
 * given. A = I + 0.1 N(0, 1), B = N(0, 1), Q = G G' + I and R = G G' + I with G = N(0, 1), x(0) = N(0, 1).
 */
public final class LinearQuadratic {
  private static final double SPREAD = 0.1;

  private final int n;
  private final int m;
  private final double[] a;
  private final double[] b;
  private final double[] q;
  private final double[] r;
  private final double[] x0;

  private LinearQuadratic(int n, int m, double[] a, double[] b, double[] q, double[] r, double[] x0) {
    this.n = n;
    this.m = m;
    this.a = a;
    this.b = b;
    this.q = q;
    this.r = r;
    this.x0 = x0;
  }

  public static LinearQuadratic random(int n, int m, Random random) {
    double[] a = normal(n * n, random);
    for (int i = 0; i < a.length; i++) {
      a[i] = SPREAD * a[i] + (i % (n + 1) == 0 ? 1 : 0);
    }
    return new LinearQuadratic(n, m, a, normal(n * m, random), weight(n, random), weight(m, random), normal(n, random));
  }

  static double[] normal(int count, Random random) {
    return random.doubles(count).map(unused -> random.nextGaussian()).toArray();
  }

  private static double[] weight(int n, Random random) {
    double[] g = normal(n * n, random);
    double[] w = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          w[i * n + j] += g[i * n + k] * g[j * n + k];
        }
      }
      w[i * n + i] += 1;
    }
    return w;
  }

  /** The same with Q multiplied: another optimum. */
  public LinearQuadratic withStateWeight(double factor) {
    double[] heavier = q.clone();
    for (int i = 0; i < heavier.length; i++) {
      heavier[i] *= factor;
    }
    return new LinearQuadratic(n, m, a, b, heavier, r, x0);
  }

  public double[] a() {
    return a.clone();
  }

  public double[] b() {
    return b.clone();
  }

  public double[] q() {
    return q.clone();
  }

  public double[] r() {
    return r.clone();
  }

  public double[] x0() {
    return x0.clone();
  }

  /** The controls [T x m] of u = K x from x(0), with the gains of {@code policy}: its trajectory, which is huge where A is unstable, is not used. */
  public double[] closedLoop(AffinePolicy policy, int steps) {
    double[] controls = new double[steps * m];
    double[] x = x0.clone();
    for (int k = 0; k < steps; k++) {
      double[] next = new double[n];
      for (int j = 0; j < m; j++) {
        for (int i = 0; i < n; i++) {
          controls[k * m + j] += policy.gain(k, j, i) * x[i];
        }
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          next[i] += a[i * n + j] * x[j];
        }
        for (int j = 0; j < m; j++) {
          next[i] += b[i * m + j] * controls[k * m + j];
        }
      }
      x = next;
    }
    return controls;
  }

  /**
   * The optimal controls [T x m] by one dense solve of the optimality conditions
   * {@code R u_k + B' y_{k+1} = 0, Q x_k + A' y_{k+1} - y_k = 0, x_{k+1} - A x_k - B u_k = 0}, with unknowns u_k, y_{k+1}, x_{k+1}.
   */
  public double[] optimalControls(int steps) {
    int block = m + 2 * n;
    int size = steps * block;
    double[] kkt = new double[size * size];
    double[] right = new double[size];
    for (int k = 0; k < steps; k++) {
      int u = k * block;
      int y = u + m;
      int x = y + n;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          kkt[(u + i) * size + u + j] = r[i * m + j];
        }
        for (int j = 0; j < n; j++) {
          kkt[(u + i) * size + y + j] = b[j * m + i];
          kkt[(y + j) * size + u + i] = -b[j * m + i];
        }
      }
      for (int i = 0; i < n; i++) {
        kkt[(y + i) * size + x + i] = 1;
        kkt[(x + i) * size + y + i] = -1;
        for (int j = 0; j < n; j++) {
          kkt[(x + i) * size + x + j] = q[i * n + j];
          if (k > 0) {
            kkt[(y + i) * size + x - block + j] = -a[i * n + j];
            kkt[(x - block + i) * size + y + j] = a[j * n + i];
          } else {
            right[y + i] += a[i * n + j] * x0[j];
          }
        }
      }
    }
    double[] solution = LinearSystem.solve(kkt, right);
    double[] controls = new double[steps * m];
    for (int k = 0; k < steps; k++) {
      System.arraycopy(solution, k * block, controls, k * m, m);
    }
    return controls;
  }
}
