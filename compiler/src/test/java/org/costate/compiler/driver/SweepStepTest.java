/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.DenseSweepStep;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.SweepStep;
import org.junit.jupiter.api.Test;

/** The products of a sweep as straight-line code against the runtime's loops. */
class SweepStepTest {
  private static GeneratedProblem compiled(String text) {
    CompilationResult result = Compiler.compile(new Source("sweep.ctl", text), CompilerOptions.DEFAULTS);
    assertFalse(result.hasErrors(), () -> text + result.diagnostics());
    return result.problems().getFirst().loaded().code();
  }

  /** Sparse dynamics of n states and m controls, a free final time now and then: one more direction. */
  private static String program(Random random, int n, int m) {
    StringBuilder text = new StringBuilder("model M {\n");
    for (int i = 1; i <= n; i++) {
      text.append("  state x" + i + ";\n");
    }
    for (int i = 1; i <= m; i++) {
      text.append("  control u" + i + ";\n");
    }
    text.append("  dynamics {\n");
    for (int i = 1; i <= n; i++) {
      text.append(String.format(Locale.ROOT, "    der(x%d) = %.3f*x%d", i, random.nextGaussian(), other(random, n)));
      if (random.nextBoolean()) {
        text.append(" + sin(x" + other(random, n) + ")*u" + other(random, m));
      }
      if (random.nextInt(3) == 0) {
        text.append(" + x" + other(random, n) + "*x" + other(random, n));
      }
      text.append(";\n");
    }
    String horizon = random.nextInt(3) == 0 ? "free T in [1, 2] guess 1.5" : "1";
    text.append("  }\n}\nproblem P for M {\n  horizon %s steps 5;\n  integrator %s;\n  start ".formatted(horizon,
        random.nextBoolean() ? "rk4" : "euler"));
    for (int i = 1; i <= n; i++) {
      text.append((i == 1 ? "" : ", ") + "x" + i + " = 0");
    }
    text.append(";\n  minimize { running ");
    for (int i = 1; i <= m; i++) {
      text.append((i == 1 ? "" : " + ") + "u" + i + "^2");
    }
    return text.append("; }\n}\n").toString();
  }

  private static int other(Random random, int count) {
    return 1 + random.nextInt(count);
  }

  private static double[] numbers(Random random, int count) {
    return random.doubles(count, -2, 2).toArray();
  }

  private static double[] symmetric(Random random, int n) {
    double[] A = numbers(random, n * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        A[j * n + i] = A[i * n + j];
      }
    }
    return A;
  }

  /** What is above the diagonal is not to be read. */
  private static double[] lower(double[] A, int n) {
    double[] L = A.clone();
    for (int i = 0; i < n; i++) {
      Arrays.fill(L, i * n + i + 1, (i + 1) * n, 0);
    }
    return L;
  }

  @Test
  void straightLineCodeHasTheBitsOfTheLoops() {
    int straight = 0;
    for (int seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      String text = program(random, 1 + random.nextInt(7), 1 + random.nextInt(3));
      GeneratedProblem code = compiled(text);
      straight += code.sweep().isPresent() ? 1 : 0;
      compare(new ProblemInstance(code), random, text);
    }
    int found = straight;
    assertTrue(found > 80 && found < 120, () -> found + " of 120 problems are small");
  }

  private static void compare(ProblemInstance problem, Random random, String text) {
    Dims dims = problem.dims();
    int n = dims.ndx();
    int m = dims.nu();
    SweepStep own = problem.sweepStep();
    SweepStep loops = new DenseSweepStep(n, m);
    StageExpansion e = new StageExpansion(dims);
    for (int i = 0; i < 3; i++) {
      problem.expand(0, numbers(random, dims.nx()), 0, numbers(random, m), 0, e);
      double[] Vxx = symmetric(random, n);
      double[] Qxx = symmetric(random, n);
      double[] Qux = numbers(random, m * n);
      double[] Quu = symmetric(random, m);
      double[] xx = Qxx.clone();
      double[] ux = Qux.clone();
      double[] uu = Quu.clone();
      own.congruence(e.fx, e.fu, Vxx, Qxx, Qux, Quu);
      loops.congruence(e.fx, e.fu, Vxx, xx, ux, uu);
      assertArrayEquals(lower(xx, n), lower(Qxx, n), text);
      assertArrayEquals(ux, Qux, text);
      assertArrayEquals(uu, Quu, text);
      double[] K = numbers(random, m * n);
      double[] value = new double[n * n];
      double[] expected = new double[n * n];
      own.value(Qxx, Qux, Quu, K, value);
      loops.value(Qxx, Qux, Quu, K, expected);
      assertArrayEquals(expected, value, text);
    }
  }

  /** Against the formula, entry by entry: both could be wrong together. */
  @Test
  void theProductsAreThoseOfTheFormula() {
    Random random = new Random(5);
    int n = 5;
    int m = 2;
    double[] fx = numbers(random, n * n);
    double[] fu = numbers(random, n * m);
    double[] Vxx = symmetric(random, n);
    double[] Qux = new double[m * n];
    double[] Quu = new double[m * m];
    double[] Qxx = new double[n * n];
    new DenseSweepStep(n, m).congruence(fx, fu, Vxx, Qxx, Qux, Quu);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        assertEquals(form(fx, i, n, Vxx, fx, j, n, n), Qxx[i * n + j], 1e-12);
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(form(fu, i, m, Vxx, fx, j, n, n), Qux[i * n + j], 1e-12);
      }
      for (int j = 0; j < m; j++) {
        assertEquals(form(fu, i, m, Vxx, fu, j, m, n), Quu[i * m + j], 1e-12);
      }
    }
    double[] K = numbers(random, m * n);
    double[] value = new double[n * n];
    new DenseSweepStep(n, m).value(Qxx, Qux, Quu, K, value);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = Qxx[Math.max(i, j) * n + Math.min(i, j)] + form(K, i, n, Quu, K, j, n, m);
        for (int a = 0; a < m; a++) {
          sum += K[a * n + i] * Qux[a * n + j] + Qux[a * n + i] * K[a * n + j];
        }
        assertEquals(sum, value[i * n + j], 1e-11);
      }
    }
  }

  /** The number in row i and column j of A' V B, with V [n x n]. */
  private static double form(double[] A, int i, int aColumns, double[] V, double[] B, int j, int bColumns, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      for (int l = 0; l < n; l++) {
        sum += A[k * aColumns + i] * V[k * n + l] * B[l * bColumns + j];
      }
    }
    return sum;
  }
}
