/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The products of a sweep on vectors against the loops: the same bits, before vectors are used, when both are measured, and after. */
class VectorSweepStepTest {
  @Test
  void vectorsGiveTheBitsOfLoops() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.nextInt(35);
      int m = random.nextInt(9);
      Inputs in = new Inputs(random, n, m);
      double[][] vectors = in.results();
      double[][] loops = in.results();
      new VectorSweepStep(n, m).vectors(in.fx, in.fu, in.Vxx, vectors[0], vectors[1], vectors[2]);
      new DenseSweepStep(n, m).congruence(in.fx, in.fu, in.Vxx, loops[0], loops[1], loops[2]);
      in.assertSame(loops, vectors);
    }
  }

  @Test
  void resultsDoNotDependOnWhichIsUsed() {
    Random random = new Random(6);
    SweepStep step = assertInstanceOf(VectorSweepStep.class, SweepStep.loops(13, 4));
    SweepStep loops = new DenseSweepStep(13, 4);
    for (int trial = 0; trial < 3000; trial++) {
      Inputs in = new Inputs(random, 13, 4);
      double[][] expected = in.results();
      double[][] actual = in.results();
      step.congruence(in.fx, in.fu, in.Vxx, actual[0], actual[1], actual[2]);
      loops.congruence(in.fx, in.fu, in.Vxx, expected[0], expected[1], expected[2]);
      in.assertSame(expected, actual);
    }
  }

  @Test
  void smallProblemsKeepLoops() {
    assertInstanceOf(DenseSweepStep.class, SweepStep.loops(VectorSweepStep.LEAST - 1, 2));
  }

  private static final class Inputs {
    final double[] fx;
    final double[] fu;
    final double[] Vxx;
    private final int n;
    private final int m;
    private final double[][] before;

    Inputs(Random random, int n, int m) {
      this.n = n;
      this.m = m;
      fx = numbers(random, n * n);
      fu = numbers(random, n * m);
      Vxx = symmetric(numbers(random, n * n), n);
      before = new double[][] {numbers(random, n * n), numbers(random, m * n), symmetric(numbers(random, m * m), m)};
    }

    /** Qxx, Qux and Quu, before the products are added. */
    double[][] results() {
      return new double[][] {before[0].clone(), before[1].clone(), before[2].clone()};
    }

    void assertSame(double[][] expected, double[][] actual) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          assertSame(expected[0][i * n + j], actual[0][i * n + j]);
        }
      }
      for (int i = 0; i < m * n; i++) {
        assertSame(expected[1][i], actual[1][i]);
      }
      for (int i = 0; i < m * m; i++) {
        assertSame(expected[2][i], actual[2][i]);
      }
    }

    private void assertSame(double expected, double actual) {
      assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(actual),
          () -> "n = " + n + ", m = " + m);
    }

    /** A third of them is zero, of either sign. */
    private static double[] numbers(Random random, int length) {
      double[] numbers = new double[length];
      for (int i = 0; i < length; i++) {
        numbers[i] = random.nextInt(3) > 0 ? random.nextGaussian() : random.nextBoolean() ? 0.0 : -0.0;
      }
      return numbers;
    }

    private static double[] symmetric(double[] A, int n) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          A[j * n + i] = A[i * n + j];
        }
      }
      return A;
    }
  }
}
