/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.numdiff;

import java.util.Arrays;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;

/**
 * A problem whose derivatives are central differences of another one's values: an oracle for derivatives, and a way to solve a problem
 * that has none. Unlike compiled problems it allocates a few objects per call.
 *
 * <p>With eps = 2^-52 and s = max(1, |coordinate|), first derivatives step by eps^(1/3) s and second derivatives by eps^(1/4) s. For values
 * of order f with derivatives of order one the error is about {@link #FIRST_ORDER_TOLERANCE} f in first derivatives and
 * {@link #SECOND_ORDER_TOLERANCE} f in second ones; it grows with the third and fourth derivatives, and with 1/s in tangent
 * coordinates of states that are not plain numbers. Source: Nocedal and Wright, Numerical Optimization, 2nd ed., section 8.1.
 */
public final class FiniteDifferenceProblem extends ForwardingProblem {
  /** What a test should allow between an exact first derivative and a difference, relative to the size of the values. */
  public static final double FIRST_ORDER_TOLERANCE = 1e-9;

  /** As {@link #FIRST_ORDER_TOLERANCE}, for second derivatives. */
  public static final double SECOND_ORDER_TOLERANCE = 1e-6;

  private static final double FIRST_STEP = Math.cbrt(Math.ulp(1.0));
  private static final double SECOND_STEP = Math.sqrt(Math.sqrt(Math.ulp(1.0)));

  private final int nx;
  private final int n;
  private final int m;

  /** The point that is differentiated at, and the one that is evaluated. */
  private final double[] x0;

  private final double[] u0;
  private final double[] x;
  private final double[] u;

  /** The tangent step from the one to the other, states then controls, [n + m]. */
  private final double[] dz;

  private final double[] f0;
  private final double[] f;
  private final double[] plus;
  private final double[] minus;

  /** @param values only its values, start, limits and tangent are used */
  public FiniteDifferenceProblem(OptimalControlProblem values) {
    super(values);
    Dims dims = values.dims();
    nx = dims.nx();
    n = dims.ndx();
    m = dims.nu();
    x0 = new double[nx];
    u0 = new double[m];
    x = new double[nx];
    u = new double[m];
    dz = new double[n + m];
    f0 = new double[nx];
    f = new double[nx];
    plus = new double[n];
    minus = new double[n];
  }

  @Override
  public void linearize(int k, double[] xs, int xAt, double[] us, int uAt, StageExpansion out) {
    moveTo(xs, xAt, us, uAt);
    original.step(k, x0, 0, u0, 0, f0, 0);
    System.arraycopy(f0, 0, out.next, 0, nx);
    for (int j = 0; j < n + m; j++) {
      double h = step(j, FIRST_STEP);
      nextAlong(k, j, h, plus);
      nextAlong(k, j, -h, minus);
      for (int i = 0; i < n; i++) {
        double derivative = (plus[i] - minus[i]) / (2 * h);
        if (j < n) {
          out.fx[i * n + j] = derivative;
        } else {
          out.fu[i * m + j - n] = derivative;
        }
      }
    }
  }

  @Override
  public void expand(int k, double[] xs, int xAt, double[] us, int uAt, StageExpansion out) {
    linearize(k, xs, xAt, us, uAt, out);
    Value cost = () -> original.stage(k, x, 0, u, 0, f, 0);
    out.l = at(cost, 0, 0, 0, 0);
    for (int j = 0; j < n; j++) {
      out.lx[j] = first(cost, j);
    }
    for (int j = 0; j < m; j++) {
      out.lu[j] = first(cost, n + j);
    }
    second(cost, out.lxx, out.lux, out.luu);
  }

  @Override
  public void expandTerminal(double[] xs, int xAt, TerminalExpansion out) {
    System.arraycopy(xs, xAt, x0, 0, nx);
    Value cost = () -> original.terminal(x, 0);
    out.l = at(cost, 0, 0, 0, 0);
    for (int i = 0; i < n; i++) {
      out.lx[i] = first(cost, i);
      for (int j = 0; j <= i; j++) {
        double derivative = second(cost, i, j);
        out.lxx[i * n + j] = derivative;
        out.lxx[j * n + i] = derivative;
      }
    }
  }

  @Override
  public void curvature(int k, double[] xs, int xAt, double[] us, int uAt, double[] lambda, int lambdaAt,
      Curvature out) {
    moveTo(xs, xAt, us, uAt);
    original.step(k, x0, 0, u0, 0, f0, 0);
    Value product = () -> {
      original.step(k, x, 0, u, 0, f, 0);
      original.difference(f0, 0, f, 0, plus, 0);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += lambda[lambdaAt + i] * plus[i];
      }
      return sum;
    };
    second(product, out.hxx, out.hux, out.huu);
  }

  @Override
  public void expandConstraints(int k, double[] xs, int xAt, double[] us, int uAt, ConstraintExpansion out) {
    moveTo(k, xs, xAt, us, uAt);
    int r = out.c.length;
    original.constrain(k, x0, 0, u0, 0, out.c, 0);
    double[] above = new double[r];
    double[] below = new double[r];
    for (int j = 0; j < n + m; j++) {
      double h = step(j, FIRST_STEP);
      place(j, h, j, 0);
      original.constrain(k, x, 0, u, 0, above, 0);
      place(j, -h, j, 0);
      original.constrain(k, x, 0, u, 0, below, 0);
      for (int i = 0; i < r; i++) {
        double derivative = (above[i] - below[i]) / (2 * h);
        if (j < n) {
          out.cx[i * n + j] = derivative;
        } else {
          out.cu[i * m + j - n] = derivative;
        }
      }
    }
  }

  @Override
  public void constraintCurvature(int k, double[] xs, int xAt, double[] us, int uAt, double[] y, int yAt,
      Curvature out) {
    moveTo(k, xs, xAt, us, uAt);
    double[] c = new double[original.constraints(k)];
    Value product = () -> {
      original.constrain(k, x, 0, u, 0, c, 0);
      double sum = 0;
      for (int i = 0; i < c.length; i++) {
        sum += y[yAt + i] * c[i];
      }
      return sum;
    };
    second(product, out.hxx, out.hux, out.huu);
  }

  /** At the end, where there are no controls, they count as zero. */
  private void moveTo(int k, double[] xs, int xAt, double[] us, int uAt) {
    if (k < dims().steps()) {
      moveTo(xs, xAt, us, uAt);
    } else {
      System.arraycopy(xs, xAt, x0, 0, nx);
      Arrays.fill(u0, 0);
    }
  }

  /** A number that depends on {@link #x} and {@link #u}. */
  private interface Value {
    double get();
  }

  private void moveTo(double[] xs, int xAt, double[] us, int uAt) {
    System.arraycopy(xs, xAt, x0, 0, nx);
    System.arraycopy(us, uAt, u0, 0, m);
  }

  /** The step along coordinate j of (x, u), scaled to a coordinate that is large. */
  private double step(int j, double relative) {
    double coordinate = j >= n ? u0[j - n] : n == nx ? x0[j] : 1;
    return relative * Math.max(1, Math.abs(coordinate));
  }

  /** Tangent of F(x + h e(j)) seen from F(x). */
  private void nextAlong(int k, int j, double h, double[] out) {
    place(j, h, j, 0);
    original.step(k, x, 0, u, 0, f, 0);
    original.difference(f0, 0, f, 0, out, 0);
  }

  /** Sets the evaluated point to the base point plus a e(i) plus b e(j). */
  private void place(int i, double a, int j, double b) {
    Arrays.fill(dz, 0);
    if (n + m > 0) {
      dz[i] += a;
      dz[j] += b;
    }
    original.retract(x0, 0, dz, 0, x, 0);
    for (int c = 0; c < m; c++) {
      u[c] = u0[c] + dz[n + c];
    }
  }

  private double at(Value value, int i, double a, int j, double b) {
    place(i, a, j, b);
    return value.get();
  }

  private double first(Value value, int j) {
    double h = step(j, FIRST_STEP);
    return (at(value, j, h, j, 0) - at(value, j, -h, j, 0)) / (2 * h);
  }

  private double second(Value value, int i, int j) {
    double a = step(i, SECOND_STEP);
    double b = step(j, SECOND_STEP);
    return (at(value, i, a, j, b) - at(value, i, a, j, -b) - at(value, i, -a, j, b) + at(value, i, -a, j, -b))
        / (4 * a * b);
  }

  private void second(Value value, double[] xx, double[] ux, double[] uu) {
    for (int i = 0; i < n + m; i++) {
      for (int j = 0; j <= i; j++) {
        double derivative = second(value, i, j);
        if (i < n) {
          xx[i * n + j] = derivative;
          xx[j * n + i] = derivative;
        } else if (j < n) {
          ux[(i - n) * n + j] = derivative;
        } else {
          uu[(i - n) * m + j - n] = derivative;
          uu[(j - n) * m + i - n] = derivative;
        }
      }
    }
  }
}
