/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TrigonometryLanesTest {
  private static final double[] SPECIAL =
      {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-310, Math.PI, -Math.PI / 2,
        1e6, -1e6, Math.nextUp(1e6), -3e9, 1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

  @Test
  void bitsAreThoseOfOneAngle() {
    Random random = new Random(1);
    for (int n = 1; n < 130; n++) {
      double[] x = new double[130];
      for (int i = 0; i < n; i++) {
        double scale = Math.pow(10, random.nextInt(-8, 6));
        x[i] = n % 3 == 0 && random.nextInt(20) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)]
            : random.nextBoolean() ? scale * random.nextGaussian() : random.nextInt(-40, 40) * (Math.PI / 4);
      }
      check(x, n);
    }
  }

  @Test
  void oneSpecialAngleAmongOthersIsSeenWhereverItStands() {
    for (double special : SPECIAL) {
      for (int n : new int[] {1, 7, 8, 9, 31, 64}) {
        for (int at = 0; at < n; at++) {
          double[] x = new double[n];
          java.util.Arrays.fill(x, 0.7);
          x[at] = special;
          check(x, n);
        }
      }
    }
  }

  private static void check(double[] x, int n) {
    TrigonometryLanes lanes = new TrigonometryLanes(x.length);
    double[] sin = new double[x.length];
    double[] cos = new double[x.length];
    double[] bothSin = new double[x.length];
    double[] bothCos = new double[x.length];
    lanes.sin(x, sin, n);
    lanes.cos(x, cos, n);
    lanes.sinCos(x, bothSin, bothCos, n);
    for (int i = 0; i < n; i++) {
      assertSame(Trigonometry.sin(x[i]), sin[i], "sin " + x[i]);
      assertSame(Trigonometry.cos(x[i]), cos[i], "cos " + x[i]);
      assertSame(Trigonometry.sin(x[i]), bothSin[i], "sin " + x[i]);
      assertSame(Trigonometry.cos(x[i]), bothCos[i], "cos " + x[i]);
    }
  }

  private static void assertSame(double wanted, double actual, String what) {
    assertEquals(Double.doubleToLongBits(wanted), Double.doubleToLongBits(actual), what);
  }
}
