/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.interpolate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LookupTableTest {
  private final Random random = new Random(7);

  @Test
  void aStraightLineIsReproducedToTheBit() {
    double[] x = {-2, 0, 1, 4, 8};
    LookupTable line = LookupTable.of(x, map(x, a -> 3 - 0.5 * a));
    for (double a = -5; a <= 12; a += 0.25) {
      assertEquals(3 - 0.5 * a, line.at(a, 0));
      assertEquals(-0.5, line.at(a, 1));
      assertEquals(0, line.at(a, 2));
      assertEquals(0, line.at(a, 3));
    }
  }

  @Test
  void twoPointsMakeALine() {
    LookupTable line = LookupTable.of(new double[] {1, 3}, new double[] {5, 9});
    assertEquals(7, line.at(2, 0));
    assertEquals(1, line.at(-1, 0));
    assertEquals(13, line.at(5, 0));
    assertEquals(2, line.at(2, 1));
  }

  @Test
  void everyPointIsMetToTheBit() {
    double[] x = grid(12);
    double[] values = random.doubles(12, -1, 1).toArray();
    LookupTable table = LookupTable.of(x, values);
    for (int i = 0; i < x.length; i++) {
      assertEquals(values[i], table.at(x[i], 0));
    }
  }

  /** All 4 (n - 1) conditions of the natural spline as one dense system, solved with pivoting. */
  @Test
  void equalsTheSolutionOfTheDefiningConditions() {
    for (int n = 2; n <= 9; n++) {
      double[] x = grid(n);
      double[] values = random.doubles(n, -1, 1).toArray();
      double[] c = dense(x, values);
      LookupTable table = LookupTable.of(x, values);
      for (int i = 0; i + 1 < n; i++) {
        for (double part = 0; part < 1; part += 0.125) {
          double s = part * (x[i + 1] - x[i]);
          double expected = c[4 * i] + s * (c[4 * i + 1] + s * (c[4 * i + 2] + s * c[4 * i + 3]));
          assertEquals(expected, table.at(x[i] + s, 0), 1e-11);
        }
      }
    }
  }

  private static double[] dense(double[] x, double[] y) {
    int pieces = x.length - 1;
    int size = 4 * pieces;
    double[][] a = new double[size][size + 1];
    int row = 0;
    for (int i = 0; i < pieces; i++) {
      double h = x[i + 1] - x[i];
      a[row][4 * i] = 1;
      a[row++][size] = y[i];
      for (int k = 0; k < 4; k++) {
        a[row][4 * i + k] = Math.pow(h, k);
      }
      a[row++][size] = y[i + 1];
      if (i + 1 < pieces) {
        for (int k = 1; k < 4; k++) {
          a[row][4 * i + k] = k * Math.pow(h, k - 1);
        }
        a[row++][4 * i + 5] = -1;
        a[row][4 * i + 2] = 2;
        a[row][4 * i + 3] = 6 * h;
        a[row++][4 * i + 6] = -2;
      }
    }
    a[row++][2] = 2;
    a[row][size - 2] = 2;
    a[row][size - 1] = 6 * (x[pieces] - x[pieces - 1]);
    return solved(a);
  }

  private static double[] solved(double[][] a) {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] swapped = a[k];
      a[k] = a[pivot];
      a[pivot] = swapped;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : a[i][k] / a[k][k];
        for (int j = k; factor != 0 && j <= n; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = a[i][n] / a[i][i];
    }
    return x;
  }

  @Test
  void valueSlopeAndCurvatureDoNotJumpAtThePointsAndTheEnds() {
    double[] x = grid(9);
    LookupTable table = LookupTable.of(x, random.doubles(9, -1, 1).toArray());
    for (double at : x) {
      for (int order = 0; order <= 2; order++) {
        assertEquals(table.at(Math.nextDown(at), order), table.at(at, order), 1e-12);
      }
    }
    assertEquals(0, table.at(x[0], 2), 1e-12);
    assertEquals(0, table.at(x[8], 2), 1e-12);
  }

  @Test
  void outsideItGoesOnStraight() {
    double[] x = grid(5);
    LookupTable table = LookupTable.of(x, random.doubles(5, -1, 1).toArray());
    double low = x[0];
    double high = x[4];
    assertEquals(table.at(low, 0) - 100 * table.at(low, 1), table.at(low - 100, 0), 1e-11);
    assertEquals(table.at(high, 0) + 100 * table.at(high, 1), table.at(high + 100, 0), 1e-11);
    assertEquals(table.at(low, 1), table.at(low - 100, 1));
    assertEquals(0, table.at(high + 100, 2));
  }

  @Test
  void derivativesAreThoseOfDifferences() {
    LookupTable table = LookupTable.of(grid(8), random.doubles(8, -1, 1).toArray());
    double h = 1e-6;
    for (int i = 0; i < 200; i++) {
      double at = random.nextDouble(-2, 6);
      for (int order = 0; order < 2; order++) {
        double quotient = (table.at(at + h, order) - table.at(at - h, order)) / (2 * h);
        assertEquals(quotient, table.at(at, order + 1), 1e-4);
      }
    }
  }

  @Test
  void aProductOfLinesIsReproducedInTwoDimensions() {
    double[] x = {-1, 0, 2};
    double[] y = {0, 1, 2, 4};
    double[] values = new double[12];
    for (int i = 0; i < 12; i++) {
      values[i] = bilinear(x[i / 4], y[i % 4]);
    }
    LookupTable table = LookupTable.of(x, y, values);
    for (double a = -3; a <= 4; a += 0.5) {
      for (double b = -2; b <= 6; b += 0.5) {
        assertEquals(bilinear(a, b), table.at(a, b, 0, 0));
        assertEquals(2 + 4 * b, table.at(a, b, 1, 0));
        assertEquals(-1 + 4 * a, table.at(a, b, 0, 1));
        assertEquals(4, table.at(a, b, 1, 1));
        assertEquals(0, table.at(a, b, 2, 0));
      }
    }
  }

  private static double bilinear(double a, double b) {
    return 3 + 2 * a - b + 4 * a * b;
  }

  /** Splines along y of the splines along x, in the other order than the table builds them. */
  @Test
  void theProductOfSplinesDoesNotDependOnTheOrder() {
    double[] x = grid(5);
    double[] y = grid(4);
    double[] values = random.doubles(20, -1, 1).toArray();
    LookupTable table = LookupTable.of(x, y, values);
    for (int trial = 0; trial < 100; trial++) {
      double a = random.nextDouble(-1, 4);
      double b = random.nextDouble(-1, 4);
      double[] atB = new double[5];
      for (int i = 0; i < 5; i++) {
        atB[i] = LookupTable.of(y, java.util.Arrays.copyOfRange(values, 4 * i, 4 * i + 4)).at(b, 1);
      }
      assertEquals(LookupTable.of(x, atB).at(a, 2), table.at(a, b, 2, 1), 1e-11);
    }
  }

  @Test
  void generatedCodeReadsItsArgumentsFromTheWorkspace() {
    LookupTable one = LookupTable.of(new double[] {0, 1}, new double[] {0, 2});
    double[] w = {9, 0.5, 9};
    one.look(w, 1, 0, 0);
    assertEquals(1, w[2]);
    LookupTable two = LookupTable.of(new double[] {0, 1}, new double[] {0, 1}, new double[] {0, 1, 2, 7});
    w = new double[] {0.5, 0.25, 9};
    two.look(w, 0, 1, 0);
    assertEquals(3, w[2]);
  }

  @Test
  void encodingKeepsEveryBit() {
    double[] x = {-0.0, Double.MIN_VALUE, 0.1, 1e300};
    double[] y = {-1, 1.0 / 3};
    double[] values = random.doubles(8, -1, 1).toArray();
    LookupTable table = LookupTable.of(x, y, values);
    LookupTable again = LookupTable.decode(table.encode());
    assertEquals(table.encode(), again.encode());
    assertEquals(table.at(0.05, 0.2, 0, 0), again.at(0.05, 0.2, 0, 0));
    assertEquals(2, again.arguments());
    assertEquals(1, LookupTable.decode(LookupTable.of(y, new double[] {1, 2}).encode()).arguments());
  }

  @Test
  void notANumberStaysOne() {
    LookupTable table = LookupTable.of(new double[] {0, 1, 2}, new double[] {0, 1, 5});
    assertTrue(Double.isNaN(table.at(Double.NaN, 0)));
    assertTrue(Double.isNaN(table.at(Double.NaN, 2)));
  }

  @Test
  void pointsThatAreNoTableAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> LookupTable.of(new double[] {1}, new double[] {1}));
    assertThrows(IllegalArgumentException.class, () -> LookupTable.of(new double[] {1, 1}, new double[] {1, 2}));
    assertThrows(IllegalArgumentException.class,
        () -> LookupTable.of(new double[] {0, Double.POSITIVE_INFINITY}, new double[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> LookupTable.of(new double[] {0, 1}, new double[] {1}));
  }

  @Test
  void polynomialsBeyondTheLargestNumberAreSeen() {
    assertFalse(LookupTable.of(new double[] {0, 1e-300}, new double[] {0, 1e10}).finite());
    assertTrue(LookupTable.of(new double[] {0, 1e-100}, new double[] {0, 1e10}).finite());
  }

  private double[] grid(int n) {
    double[] grid = new double[n];
    double at = -1;
    for (int i = 0; i < n; i++) {
      grid[i] = at;
      at += random.nextDouble(0.3, 0.9);
    }
    return grid;
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return java.util.Arrays.stream(x).map(f).toArray();
  }
}
