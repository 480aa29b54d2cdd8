/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.functions;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The models a1 to a6 written a second time, over complex numbers: what the compiled functions and their derivatives are compared with. */
public enum ComplexModel {
  A1(4, 1) {
    private static final double MC = 1;
    private static final double MP = 0.2;
    private static final double L = 0.5;

    @Override
    Complex[] rate(Complex[] x, Complex[] u) {
      Complex s = x[1].sin();
      Complex c = x[1].cos();
      Complex w2 = x[3].square();
      Complex d = s.square().times(MP).plus(MC);
      Complex v = u[0].plus(s.times(MP).times(w2.times(L).plus(c.times(G)))).over(d);
      Complex w = u[0].times(c)
          .plus(w2.times(c).times(s).times(MP * L))
          .plus(s.times((MC + MP) * G))
          .times(-1 / L)
          .over(d);
      return new Complex[] {x[2], x[3], v, w};
    }
  },
  A2(4, 1) {
    @Override
    Complex[] rate(Complex[] x, Complex[] u) {
      double j1 = 1.0 / 12 + 0.25;
      double j2 = 1.0 / 12 + 0.25;
      double k = 0.5;
      Complex c2 = x[1].cos();
      Complex s2 = x[1].sin();
      Complex m11 = c2.times(2 * k).plus(j1 + j2 + 1);
      Complex m12 = c2.times(k).plus(j2);
      Complex both = x[0].plus(x[1]).sin().times(G * 0.5);
      Complex coriolis = x[2].times(x[3]).times(2).plus(x[3].square());
      Complex h1 = s2.times(coriolis).times(-k).plus(x[0].sin().times(1.5 * G)).plus(both);
      Complex h2 = s2.times(x[2].square()).times(k).plus(both);
      Complex r1 = h1.plus(x[2].times(0.1)).times(-1);
      Complex r2 = u[0].minus(h2).minus(x[3].times(0.1));
      Complex d = m11.times(j2).minus(m12.square());
      return new Complex[] {x[2], x[3], r1.times(j2).minus(m12.times(r2)).over(d),
        m11.times(r2).minus(m12.times(r1)).over(d)};
    }
  },
  A3(6, 2) {
    @Override
    Complex[] rate(Complex[] x, Complex[] u) {
      Complex thrust = u[0].plus(u[1]).times(1 / 0.486);
      return new Complex[] {x[3], x[4], x[5], thrust.times(x[2].sin()).times(-1), thrust.times(x[2].cos()).plus(-G),
        u[0].minus(u[1]).times(0.25 / 0.00383)};
    }
  },
  A4(13, 4) {
    @Override
    Complex[] rate(Complex[] x, Complex[] u) {
      double j = 0.0023;
      double j3 = 0.004;
      double arm = 0.175;
      Complex thrust = u[0].plus(u[1]).plus(u[2]).plus(u[3]).times(1 / 0.5);
      Complex qw = x[3];
      Complex qx = x[4];
      Complex qy = x[5];
      Complex qz = x[6];
      Complex w1 = x[10];
      Complex w2 = x[11];
      Complex w3 = x[12];
      Complex t1 = u[1].minus(u[3]).times(arm);
      Complex t2 = u[2].minus(u[0]).times(arm);
      Complex t3 = u[0].minus(u[1]).plus(u[2]).minus(u[3]).times(0.0245);
      return new Complex[] {x[7], x[8], x[9],
        qx.times(w1).plus(qy.times(w2)).plus(qz.times(w3)).times(-0.5),
        qw.times(w1).plus(qy.times(w3)).minus(qz.times(w2)).times(0.5),
        qw.times(w2).plus(qz.times(w1)).minus(qx.times(w3)).times(0.5),
        qw.times(w3).plus(qx.times(w2)).minus(qy.times(w1)).times(0.5),
        qx.times(qz).plus(qw.times(qy)).times(2).times(thrust),
        qy.times(qz).minus(qw.times(qx)).times(2).times(thrust),
        qx.square().plus(qy.square()).times(-2).plus(1).times(thrust).plus(-G),
        t1.minus(w2.times(w3).times(j3 - j)).times(1 / j),
        t2.minus(w3.times(w1).times(j - j3)).times(1 / j),
        t3.times(1 / j3)};
    }
  },
  A5(10, 5) {
    private static final int N = 5;
    private static final double M = 0.5;
    private static final double L = 0.4;

    private static double a(int i, int j) {
      return M * L * L * (N - Math.max(i, j));
    }

    @Override
    Complex[] rate(Complex[] x, Complex[] u) {
      Complex[][] mass = new Complex[N][N];
      Complex[] r = new Complex[N];
      for (int i = 0; i < N; i++) {
        Complex w = x[N + i];
        r[i] = u[i].minus(i + 1 < N ? u[i + 1] : Complex.of(0))
            .minus(x[i].sin().times(G * L * M * (N - i)))
            .minus(w.times(0.1));
        for (int j = 0; j < N; j++) {
          Complex difference = x[i].minus(x[j]);
          mass[i][j] = difference.cos().times(a(i, j));
          r[i] = r[i].minus(difference.sin().times(a(i, j)).times(x[N + j].square()));
        }
      }
      Complex[] acceleration = solveSymmetric(mass, r);
      return IntStream.range(0, 2 * N).mapToObj(i -> i < N ? x[N + i] : acceleration[i - N]).toArray(Complex[]::new);
    }

    /** Elimination without pivoting: the mass matrix is positive definite. Overwrites both. */
    private static Complex[] solveSymmetric(Complex[][] mass, Complex[] r) {
      for (int k = 0; k < N; k++) {
        for (int i = k + 1; i < N; i++) {
          Complex factor = mass[i][k].over(mass[k][k]);
          for (int j = k; j < N; j++) {
            mass[i][j] = mass[i][j].minus(factor.times(mass[k][j]));
          }
          r[i] = r[i].minus(factor.times(r[k]));
        }
      }
      for (int i = N - 1; i >= 0; i--) {
        for (int j = i + 1; j < N; j++) {
          r[i] = r[i].minus(mass[i][j].times(r[j]));
        }
        r[i] = r[i].over(mass[i][i]);
      }
      return r;
    }
  },
  A6(60, 3) {
    private static final int N = 10;

    @Override
    Complex[] rate(Complex[] x, Complex[] u) {
      Complex[] rate = new Complex[2 * 3 * N];
      for (int i = 0; i < N; i++) {
        Complex[] above = spring(x, i);
        Complex[] below = i + 1 < N ? spring(x, i + 1) : u;
        for (int axis = 0; axis < 3; axis++) {
          rate[3 * i + axis] = x[3 * (N + i) + axis];
          rate[3 * (N + i) + axis] = below[axis].minus(above[axis]).times(1 / 0.03).plus(axis == 2 ? -G : 0);
        }
      }
      return rate;
    }

    /** D (1 - L / |d|) d of the spring above mass i. */
    private static Complex[] spring(Complex[] x, int i) {
      Complex[] d = IntStream.range(0, 3)
          .mapToObj(axis -> i > 0 ? x[3 * i + axis].minus(x[3 * (i - 1) + axis]) : x[axis])
          .toArray(Complex[]::new);
      Complex length = d[0].square().plus(d[1].square()).plus(d[2].square()).sqrt();
      Complex factor = Complex.of(1).minus(Complex.of(0.033).over(length));
      return Arrays.stream(d).map(factor::times).toArray(Complex[]::new);
    }

    /** The springs of the check point are longer than at rest; elsewhere masses lie apart by about as much. */
    @Override
    double[] checkState() {
      double[] x = new double[n];
      for (int i = 1; i <= N; i++) {
        double[] place = {0.1 * i, 0.02 * i, -0.05 * i};
        double[] speed = {0.01 * i, -0.02 * i, 0.03 * i};
        System.arraycopy(place, 0, x, 3 * (i - 1), 3);
        System.arraycopy(speed, 0, x, 3 * (N + i - 1), 3);
      }
      return x;
    }
  };

  private static final double G = 9.81;
  private static final double H = 0.02;

  final int n;
  final int m;

  ComplexModel(int n, int m) {
    this.n = n;
    this.m = m;
  }

  /** Where the check values hold. */
  double[] checkState() {
    return IntStream.range(0, n).mapToDouble(i -> 0.1 * (i + 1)).toArray();
  }

  /** dx/dt. */
  abstract Complex[] rate(Complex[] x, Complex[] u);

  /** dx/dt of real numbers. */
  public double[] rate(double[] x, double[] u) {
    Complex[] rate = rate(complex(x), complex(u));
    return Arrays.stream(rate).mapToDouble(Complex::re).toArray();
  }

  private static Complex[] complex(double[] values) {
    return Arrays.stream(values).mapToObj(Complex::of).toArray(Complex[]::new);
  }

  /** One rk4 step of 0.02 s. */
  Complex[] step(Complex[] x, Complex[] u) {
    Complex[] k1 = rate(x, u);
    Complex[] k2 = rate(moved(x, H / 2, k1), u);
    Complex[] k3 = rate(moved(x, H / 2, k2), u);
    Complex[] k4 = rate(moved(x, H, k3), u);
    return moved(moved(moved(moved(x, H / 6, k1), H / 3, k2), H / 3, k3), H / 6, k4);
  }

  private static Complex[] moved(Complex[] x, double h, Complex[] k) {
    return IntStream.range(0, x.length).mapToObj(i -> x[i].plus(k[i].times(h))).toArray(Complex[]::new);
  }

  /** F at (x, u), then the columns of (F_x, F_u), each exact but for rounding: imaginary part of F(z + i h e_j) / h with a tiny h. */
  double[][] derivatives(double[] z) {
    double tiny = 1e-30;
    double[][] result = new double[n + m + 1][n];
    for (int column = 0; column <= n + m; column++) {
      int perturbed = column - 1;
      Complex[] point = IntStream.range(0, n + m)
          .mapToObj(i -> new Complex(z[i], i == perturbed ? tiny : 0))
          .toArray(Complex[]::new);
      Complex[] next = step(Arrays.copyOf(point, n), Arrays.copyOfRange(point, n, n + m));
      for (int i = 0; i < n; i++) {
        result[column][i] = column == 0 ? next[i].re() : next[i].im() / tiny;
      }
    }
    return result;
  }
}
