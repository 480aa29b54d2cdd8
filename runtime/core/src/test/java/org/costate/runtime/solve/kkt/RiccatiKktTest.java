/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.kkt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.costate.runtime.linalg.LuKernel;
import org.costate.runtime.linalg.SymmetricEigen;
import org.costate.runtime.problem.DenseSweepStep;
import org.junit.jupiter.api.Test;

/** Against the dense matrix of the whole system. */
class RiccatiKktTest {
  private record Shape(int n, int m, int N, int path, int terminal, boolean freeStart, boolean elastic) {}

  private static Shape shape(Random random) {
    int n = 1 + random.nextInt(4);
    int m = random.nextInt(3);
    int N = random.nextInt(6);
    return new Shape(n, m, N, random.nextInt(3), random.nextInt(n + 1), random.nextBoolean(), random.nextInt(4) == 0);
  }

  /**
   * Everything random; half of the path constraints give way, so that the exact ones can be met, and a part of them sees the states only.
   *
   * @param convexity what is added to the diagonal of H
   */
  private static KktSystem random(Shape shape, double convexity, Random random) {
    int[] rows = new int[shape.N + 1];
    Arrays.fill(rows, shape.path);
    rows[shape.N] = shape.terminal;
    KktSystem system = new KktSystem(new Layout(shape.n, shape.m, shape.N, rows));
    Arrays.fill(system.free, true);
    for (int i = 0; i < shape.n; i++) {
      system.free[i] = shape.freeStart && random.nextInt(4) > 0;
    }
    for (int k = 0; k <= shape.N; k++) {
      KktStage stage = system.stages[k];
      fillSymmetric(stage.Hxx, shape.n, convexity, random);
      fill(stage.Hux, random);
      fillSymmetric(stage.Huu, system.layout.controls(k), convexity, random);
      fill(stage.A, random);
      fill(stage.B, random);
      fill(stage.Jx, random);
      fill(stage.Ju, random);
      for (int i = 0; i < rows[k]; i++) {
        if (random.nextInt(3) == 0) {
          Arrays.fill(stage.Ju, i * system.layout.controls(k), (i + 1) * system.layout.controls(k), 0);
        }
        boolean exact = k == shape.N || i >= shape.path / 2 && random.nextInt(3) == 0;
        system.compliance[system.layout.row(k) + i] = exact ? 0 : Math.exp(random.nextGaussian());
      }
      if (k < shape.N) {
        for (int i = 0; i < shape.m; i++) {
          system.free[system.layout.u(k) + i] = random.nextInt(6) > 0;
        }
      }
    }
    for (int i = system.layout.gap(0); i < system.layout.equations; i++) {
      system.compliance[i] = shape.elastic ? Math.exp(2 * random.nextGaussian()) : 0;
    }
    return system;
  }

  private static void fill(double[] x, Random random) {
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextGaussian();
    }
  }

  private static void fillSymmetric(double[] x, int n, double diagonal, Random random) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        x[i * n + j] = random.nextGaussian() + (i == j ? diagonal : 0);
        x[j * n + i] = x[i * n + j];
      }
    }
  }

  /** The matrix of the system without what cannot change, column by column from its products with unit vectors. */
  private static double[] dense(KktSystem system) {
    int w = system.layout.variables;
    int size = w + system.layout.equations;
    double[] M = new double[size * size];
    double[] g = new double[w];
    double[] r = new double[size - w];
    for (int j = 0; j < size; j++) {
      double[] dw = new double[w];
      double[] dy = new double[size - w];
      if (j >= w) {
        dy[j - w] = 1;
      } else if (system.free[j]) {
        dw[j] = 1;
      }
      double[] gLeft = new double[w];
      double[] rLeft = new double[size - w];
      system.residual(g, r, dw, dy, gLeft, rLeft);
      for (int i = 0; i < size; i++) {
        M[i * size + j] = i < w ? gLeft[i] : rLeft[i - w];
      }
      if (j < w && !system.free[j]) {
        M[j * size + j] = 1;
      }
    }
    return M;
  }

  /** How many eigenvalues of the dense matrix are negative, and the smallest absolute one. */
  private static double[] inertia(double[] M, int size) {
    SymmetricEigen eigen = new SymmetricEigen(size);
    assertTrue(eigen.decompose(M, size));
    double negative = Arrays.stream(eigen.w).filter(v -> v < 0).count();
    return new double[] {negative, Arrays.stream(eigen.w).map(Math::abs).min().orElse(1)};
  }

  private static double[] solveDense(double[] M, int size, double[] g, double[] r) {
    double[] w = Arrays.copyOf(M, size * size + 2 * size);
    for (int i = 0; i < size; i++) {
      w[size * size + i] = i < g.length ? -g[i] : -r[i - g.length];
    }
    LuKernel.factor(w, 0, size, size * size + size);
    LuKernel.solve(w, 0, size, size * size + size, size * size);
    return Arrays.copyOfRange(w, size * size, size * size + size);
  }

  @Test
  void theMatrixIsSymmetric() {
    Random random = new Random(3);
    for (int seed = 0; seed < 50; seed++) {
      KktSystem system = random(shape(random), 1, random);
      double[] M = dense(system);
      int size = system.layout.variables + system.layout.equations;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
          assertEquals(M[i * size + j], M[j * size + i], 0);
        }
      }
    }
  }

  @Test
  void solvesAndJudgesAsTheDenseMatrixDoes() {
    Random random = new Random(1);
    int solved = 0;
    int indefinite = 0;
    int singular = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Shape shape = shape(random);
      KktSystem system = random(shape, random.nextInt(3) == 0 ? 1 : 4, random);
      Layout layout = system.layout;
      int size = layout.variables + layout.equations;
      double[] M = dense(system);
      double[] inertia = inertia(M, size);
      RiccatiKkt kkt = new RiccatiKkt(system, new DenseSweepStep(system.layout.n, system.layout.m));
      RiccatiKkt.Status status = kkt.factor();
      String name = "seed " + seed + ", " + shape;
      if (inertia[1] < 1e-6) {
        singular++;
        continue;
      }
      assertFalse(kkt.dependent, name);
      boolean right = inertia[0] == layout.equations;
      assertEquals(right ? RiccatiKkt.Status.DONE : RiccatiKkt.Status.WRONG_INERTIA, status, name);
      if (!right) {
        indefinite++;
        continue;
      }
      double[] g = new double[layout.variables];
      double[] r = new double[layout.equations];
      fill(g, random);
      fill(r, random);
      for (int i = 0; i < layout.variables; i++) {
        g[i] = system.free[i] ? g[i] : 0;
      }
      double[] expected = solveDense(M, size, g, r);
      double[] dw = new double[layout.variables];
      double[] dy = new double[layout.equations];
      assertTrue(kkt.solve(g, r, dw, dy), name);
      double tolerance = 1e-9 * (1 + Arrays.stream(expected).map(Math::abs).max().orElse(0)) / Math.min(1, inertia[1]);
      assertArrayEquals(Arrays.copyOf(expected, layout.variables), dw, tolerance, name);
      assertArrayEquals(Arrays.copyOfRange(expected, layout.variables, size), dy, tolerance, name);
      assertTrue(kkt.residual < 1e-10, () -> name + " residual " + kkt.residual);
      solved++;
    }
    int[] counts = {solved, indefinite, singular};
    assertTrue(solved > 500 && indefinite > 50, () -> Arrays.toString(counts));
  }

  /** A chain of integrators whose end is given: its equations flow back through several steps before controls can meet them. */
  @Test
  void aGivenEndOfAChainOfIntegratorsIsMet() {
    for (int n = 1; n <= 5; n++) {
      int N = 100;
      int[] rows = new int[N + 1];
      rows[N] = n;
      KktSystem system = new KktSystem(new Layout(n, 1, N, rows));
      Layout layout = system.layout;
      Arrays.fill(system.free, n, layout.variables, true);
      double h = 0.02;
      for (int k = 0; k < N; k++) {
        KktStage stage = system.stages[k];
        for (int i = 0; i < n; i++) {
          double entry = 1;
          for (int j = i; j < n; j++) {
            stage.A[i * n + j] = entry;
            entry *= h / (j - i + 1);
          }
          stage.B[i] = entry;
        }
        stage.Huu[0] = h;
      }
      double[] r = new double[layout.equations];
      for (int i = 0; i < n; i++) {
        system.stages[N].Jx[i * n + i] = 1;
        r[layout.row(N) + i] = i == 0 ? -1 : 0;
      }
      RiccatiKkt kkt = new RiccatiKkt(system, new DenseSweepStep(system.layout.n, system.layout.m));
      assertEquals(RiccatiKkt.Status.DONE, kkt.factor());
      double[] dw = new double[layout.variables];
      double[] dy = new double[layout.equations];
      int order = n;
      assertTrue(kkt.solve(new double[layout.variables], r, dw, dy), () -> order + " integrators");
      assertTrue(kkt.residual < 1e-9, () -> order + " integrators: residual " + kkt.residual);
      assertEquals(1, dw[layout.x(N)], 1e-8);
    }
  }

  @Test
  void dependentEquationsAreSolvedIfTheyAgreeAndRefusedIfNot() {
    Random random = new Random(5);
    for (int seed = 0; seed < 100; seed++) {
      int n = 2 + random.nextInt(3);
      KktSystem system = random(new Shape(n, 2, 4, 0, 2, true, false), 6, random);
      Layout layout = system.layout;
      KktStage end = system.stages[4];
      for (int j = 0; j < n; j++) {
        end.Jx[n + j] = 3 * end.Jx[j];
      }
      Arrays.fill(system.free, 0, n, true);
      RiccatiKkt kkt = new RiccatiKkt(system, new DenseSweepStep(system.layout.n, system.layout.m));
      assertEquals(RiccatiKkt.Status.DONE, kkt.factor());
      assertTrue(kkt.dependent);
      double[] g = random.doubles(layout.variables, -1, 1).toArray();
      double[] r = random.doubles(layout.equations, -1, 1).toArray();
      for (int i = 0; i < layout.variables; i++) {
        g[i] = system.free[i] ? g[i] : 0;
      }
      double[] dw = new double[layout.variables];
      double[] dy = new double[layout.equations];
      r[layout.row(4) + 1] = 3 * r[layout.row(4)];
      assertTrue(kkt.solve(g, r, dw, dy));
      assertTrue(kkt.residual < 1e-10);
      r[layout.row(4) + 1] += 0.1;
      assertFalse(kkt.solve(g, r, dw, dy));
    }
  }

  @Test
  void moreEquationsThanAGivenStartAndTheControlsCanMeetAreDependent() {
    KktSystem system = random(new Shape(3, 1, 2, 0, 3, false, false), 6, new Random(2));
    Arrays.fill(system.free, 3, system.layout.variables, true);
    RiccatiKkt kkt = new RiccatiKkt(system, new DenseSweepStep(system.layout.n, system.layout.m));
    assertEquals(RiccatiKkt.Status.DONE, kkt.factor());
    assertTrue(kkt.dependent);
  }
}
