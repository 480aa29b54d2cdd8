/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.interpolate;

import java.util.Arrays;

/**
 * A function of one or two numbers through points on a grid: natural cubic splines, in two dimensions their tensor product. Twice continuously
 * differentiable everywhere; outside the grid it goes on as a straight line in the argument that left it. Immutable; looking up allocates
 * nothing.
 */
public final class LookupTable {
  /** Polynomials beyond this order have no derivative but zero. */
  public static final int LAST_ORDER = NaturalSpline.SIZE - 1;

  private static final int SIZE = NaturalSpline.SIZE;

  /** Increasing: [n] and [m]; {@code y} has no elements in one dimension. */
  private final double[] x;

  private final double[] y;

  /** [n], or [n x m] row by row. */
  private final double[] values;

  /** One dimension: [(n + 1) x 4]. Two: [(n + 1) x (m + 1) x 4 x 4], coefficient of s^a r^b at [a, b] of its piece. */
  private final double[] c;

  private LookupTable(double[] x, double[] y, double[] values, double[] c) {
    this.x = x;
    this.y = y;
    this.values = values;
    this.c = c;
  }

  /**
   * A function of one number.
   *
   * @param x increasing, finite [n], n at least 2
   * @param values [n]
   */
  public static LookupTable of(double[] x, double[] values) {
    check(x);
    checkCount(values, x.length);
    return new LookupTable(x.clone(), new double[0], values.clone(), NaturalSpline.pieces(x, values));
  }

  /**
   * A function of two numbers.
   *
   * @param x grid of the first, increasing, finite [n], n at least 2
   * @param y grid of the second [m], likewise
   * @param values [n x m], row by row
   */
  public static LookupTable of(double[] x, double[] y, double[] values) {
    check(x);
    check(y);
    checkCount(values, x.length * y.length);
    return new LookupTable(x.clone(), y.clone(), values.clone(), patches(x, y, values));
  }

  private static void check(double[] grid) {
    boolean sound = grid.length >= 2;
    for (int i = 0; i + 1 < grid.length; i++) {
      sound &= grid[i] < grid[i + 1];
    }
    if (!sound || Double.isInfinite(grid[0]) || Double.isInfinite(grid[grid.length - 1])) {
      throw new IllegalArgumentException("a grid needs two numbers or more, increasing: " + Arrays.toString(grid));
    }
  }

  private static void checkCount(double[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(values.length + " values on a grid of " + expected);
    }
  }

  /** Splines along x for every column; then, since coefficients are linear in the values, splines of those along y. */
  private static double[] patches(double[] x, double[] y, double[] values) {
    int n = x.length;
    int m = y.length;
    double[][] alongX = new double[m][];
    for (int j = 0; j < m; j++) {
      double[] column = new double[n];
      for (int i = 0; i < n; i++) {
        column[i] = values[i * m + j];
      }
      alongX[j] = NaturalSpline.pieces(x, column);
    }
    double[] c = new double[(n + 1) * (m + 1) * SIZE * SIZE];
    double[] row = new double[m];
    for (int k = 0; k < (n + 1) * SIZE; k++) {
      for (int j = 0; j < m; j++) {
        row[j] = alongX[j][k];
      }
      double[] alongY = NaturalSpline.pieces(y, row);
      int piece = k / SIZE;
      int a = k % SIZE;
      for (int q = 0; q <= m; q++) {
        System.arraycopy(alongY, q * SIZE, c, ((piece * (m + 1) + q) * SIZE + a) * SIZE, SIZE);
      }
    }
    return c;
  }

  /** How many numbers it is a function of: 1 or 2. */
  public int arguments() {
    return y.length == 0 ? 1 : 2;
  }

  /** The points on the axis of an argument, 0 or 1; a copy. */
  public double[] grid(int argument) {
    return (argument == 0 ? x : y).clone();
  }

  /**
   * The polynomials, piece by piece: [(n + 1) x 4] for one argument, [(n + 1) x (m + 1) x 4 x 4] for two, the coefficient of s^a r^b at [a, b]
   * of its piece; s and r count from the point at which a piece begins, those of the first from the first point. A copy.
   */
  public double[] coefficients() {
    return c.clone();
  }

  /** Whether all of its polynomials are made of finite numbers: points may be too close or values too large for that. */
  public boolean finite() {
    return Arrays.stream(c).allMatch(Double::isFinite);
  }

  /** The derivative of the given order, 0 for the value, of a function of one number. */
  public double at(double argument, int order) {
    int p = piece(x, argument);
    return polynomial(p * SIZE, argument - base(x, p), order);
  }

  /** The derivative of order {@code orderX} in the first and {@code orderY} in the second of two numbers. */
  public double at(double first, double second, int orderX, int orderY) {
    int p = piece(x, first);
    int q = piece(y, second);
    double s = first - base(x, p);
    double r = second - base(y, q);
    int at = (p * (y.length + 1) + q) * SIZE * SIZE;
    return derivative(
        s, orderX, polynomial(at, r, orderY), polynomial(at + SIZE, r, orderY), polynomial(at + 2 * SIZE, r, orderY),
        polynomial(at + 3 * SIZE, r, orderY));
  }

  /**
   * The same for generated code: the arguments are at {@code w[at ..)}, the result comes behind them.
   *
   * @param orderY without meaning for a function of one number
   */
  public void look(double[] w, int at, int orderX, int orderY) {
    if (y.length == 0) {
      w[at + 1] = at(w[at], orderX);
    } else {
      w[at + 2] = at(w[at], w[at + 1], orderX, orderY);
    }
  }

  /** How many points of the grid are not right of {@code argument}; 0 for NaN, which every piece passes on. */
  private static int piece(double[] grid, double argument) {
    int low = 0;
    int high = grid.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (grid[middle] <= argument) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double base(double[] grid, int piece) {
    return grid[Math.max(0, piece - 1)];
  }

  private double polynomial(int at, double s, int order) {
    return derivative(s, order, c[at], c[at + 1], c[at + 2], c[at + 3]);
  }

  private static double derivative(double s, int order, double c0, double c1, double c2, double c3) {
    return switch (order) {
      case 0 -> c0 + s * (c1 + s * (c2 + s * c3));
      case 1 -> c1 + s * (2 * c2 + s * (3 * c3));
      case 2 -> 2 * c2 + s * (6 * c3);
      case 3 -> 6 * c3;
      default -> 0;
    };
  }

  /** The points as a text that {@link #decode} reads: every number bit for bit in four characters. */
  public String encode() {
    StringBuilder text = new StringBuilder();
    text.append((char) (x.length >>> 16))
        .append((char) x.length)
        .append((char) (y.length >>> 16))
        .append((char) y.length);
    for (double[] numbers : new double[][] {x, y, values}) {
      for (double number : numbers) {
        long bits = Double.doubleToRawLongBits(number);
        for (int shift = 48; shift >= 0; shift -= 16) {
          text.append((char) (bits >>> shift));
        }
      }
    }
    return text.toString();
  }

  /** The table that {@link #encode} wrote. */
  public static LookupTable decode(String text) {
    int n = text.charAt(0) << 16 | text.charAt(1);
    int m = text.charAt(2) << 16 | text.charAt(3);
    double[] x = numbers(text, 1, n);
    double[] y = numbers(text, 1 + n, m);
    double[] values = numbers(text, 1 + n + m, m == 0 ? n : n * m);
    return m == 0 ? of(x, values) : of(x, y, values);
  }

  private static double[] numbers(String text, int from, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      long bits = 0;
      for (int k = 0; k < 4; k++) {
        bits = bits << 16 | text.charAt(4 * (from + i) + k);
      }
      numbers[i] = Double.longBitsToDouble(bits);
    }
    return numbers;
  }
}
