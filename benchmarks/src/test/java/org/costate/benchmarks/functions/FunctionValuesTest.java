/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.costate.Costate;
import org.costate.Evaluator;
import org.costate.Problem;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.Sparsity;
import org.costate.runtime.problem.StageExpansion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The compiled functions of a1 to a6 against the check values, and against the same models in complex arithmetic at random points. */
class FunctionValuesTest {
  private static final double BAR = 1e-9;
  private static final int POINTS = 1_000;

  /** For a model of more than 20 states: a point takes (n + m)^2 complex steps. */
  private static final int FEW_POINTS = 10;

  private static Problem problem(ComplexModel model) throws IOException {
    String name = model.name().toLowerCase(Locale.ROOT);
    return Costate.load(Tree.problem(name)).problem(model.name());
  }

  private static Map<String, String> reference(ComplexModel model) {
    return Table.read(Tree.reference("functions")).row(model.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource
  void checkValues(ComplexModel model) throws IOException {
    Evaluator evaluator = problem(model).evaluator();
    double[] x = model.checkState();
    double[] u = IntStream.range(0, model.m).mapToDouble(i -> 0.2 * (i + 1)).toArray();
    double[] lambda = IntStream.range(0, model.n).mapToDouble(i -> 1.0 / (i + 1)).toArray();
    Map<String, String> reference = reference(model);
    StageExpansion linear = evaluator.linearize(0, x, u);
    Curvature curved = evaluator.curvature(0, x, u, lambda);
    assertReference(reference, "sum_F", sum(evaluator.step(0, x, u)));
    assertReference(reference, "norm_F", norm(evaluator.step(0, x, u)));
    assertReference(reference, "sum_F", sum(linear.next));
    assertReference(reference, "sum_Fx", sum(linear.fx));
    assertReference(reference, "fro_Fx", norm(linear.fx));
    assertReference(reference, "sum_Fu", sum(linear.fu));
    double[] hessian = hessian(model, curved);
    assertReference(reference, "sum_H", sum(hessian));
    assertReference(reference, "fro_H", norm(hessian));
  }

  private static void assertReference(Map<String, String> reference, String name, double value) {
    double wanted = Double.parseDouble(reference.get(name));
    assertEquals(wanted, value, BAR * Math.max(1, Math.abs(wanted)), name);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }

  /** The full symmetric matrix over (x, u), [(n + m) x (n + m)]. */
  private static double[] hessian(ComplexModel model, Curvature curved) {
    int n = model.n;
    int m = model.m;
    double[] full = new double[(n + m) * (n + m)];
    for (int i = 0; i < n + m; i++) {
      for (int j = 0; j < n + m; j++) {
        full[i * (n + m) + j] = i < n && j < n ? curved.hxx[i * n + j]
            : i < n ? curved.hux[(j - n) * n + i]
                : j < n ? curved.hux[(i - n) * n + j] : curved.huu[(i - n) * m + j - n];
      }
    }
    return full;
  }

  @ParameterizedTest
  @EnumSource
  void structuralNonZeros(ComplexModel model) throws IOException {
    ProblemInfo info = problem(model).info();
    assertEquals(Integer.parseInt(reference(model).get("nonzeros_F")), info.dynamicsPattern().nonZeros());
    assertEquals(Integer.parseInt(reference(model).get("nonzeros_H")), info.curvaturePattern().nonZeros());
  }

  /** F and its Jacobians are those of the complex step; the Hessian is the difference of complex-step gradients. */
  @ParameterizedTest
  @EnumSource
  void randomPoints(ComplexModel model) throws IOException {
    Problem problem = problem(model);
    Evaluator evaluator = problem.evaluator();
    Random random = new Random(7);
    Worst worst = new Worst();
    int points = model.n > 20 ? FEW_POINTS : POINTS;
    for (int point = 0; point < points; point++) {
      double[] z = random.doubles(model.n + model.m, -2, 2).toArray();
      double[] lambda = random.doubles(model.n, -1, 1).toArray();
      comparePoint(model, evaluator, problem.info(), z, lambda, worst);
    }
    // The complex step has rounding errors only.
    assertTrue(worst.value < 1e-12, () -> "F: " + worst.value);
    assertTrue(worst.jacobian < 1e-11, () -> "Jacobians: " + worst.jacobian);
    // Central differences with step h: h^2 of truncation and eps / h of rounding, h = 1e-4 on gradients exact to rounding.
    assertTrue(worst.difference < 1e-6, () -> "Jacobians by differences: " + worst.difference);
    assertTrue(worst.hessian < 1e-6, () -> "Hessian: " + worst.hessian);
  }

  /** The largest errors seen, relative to the largest entry of each matrix where that exceeds 1. */
  private static final class Worst {
    private double value;
    private double jacobian;
    private double difference;
    private double hessian;
  }

  private static void comparePoint(
      ComplexModel model, Evaluator evaluator, ProblemInfo info, double[] z, double[] lambda, Worst worst) {
    int n = model.n;
    int m = model.m;
    double[] x = Arrays.copyOf(z, n);
    double[] u = Arrays.copyOfRange(z, n, n + m);
    double[][] exact = model.derivatives(z);
    StageExpansion linear = evaluator.linearize(0, x, u);
    worst.value = Math.max(worst.value, error(linear.next, exact[0]));
    double[] compiled = new double[n * (n + m)];
    double[] wanted = new double[n * (n + m)];
    double[] differences = new double[n * (n + m)];
    double[] hessian = new double[(n + m) * (n + m)];
    for (int j = 0; j < n + m; j++) {
      double h = 1e-4;
      double[] up = z.clone();
      double[] down = z.clone();
      up[j] += h;
      down[j] -= h;
      double[][] above = model.derivatives(up);
      double[][] below = model.derivatives(down);
      double[] fAbove = evaluator.step(0, Arrays.copyOf(up, n), Arrays.copyOfRange(up, n, n + m));
      double[] fBelow = evaluator.step(0, Arrays.copyOf(down, n), Arrays.copyOfRange(down, n, n + m));
      for (int i = 0; i < n; i++) {
        compiled[i * (n + m) + j] = j < n ? linear.fx[i * n + j] : linear.fu[i * m + j - n];
        wanted[i * (n + m) + j] = exact[j + 1][i];
        differences[i * (n + m) + j] = (fAbove[i] - fBelow[i]) / (up[j] - down[j]);
        for (int column = 0; column < n + m; column++) {
          hessian[column * (n + m) + j] +=
              lambda[i] * (above[column + 1][i] - below[column + 1][i]) / (up[j] - down[j]);
        }
      }
    }
    worst.jacobian = Math.max(worst.jacobian, error(compiled, wanted));
    worst.difference = Math.max(worst.difference, error(compiled, differences));
    double[] curved = hessian(model, evaluator.curvature(0, x, u, lambda));
    worst.hessian = Math.max(worst.hessian, error(curved, hessian));
    assertZeroOutside(info.dynamicsPattern(), compiled);
    assertZeroOutside(info.curvaturePattern(), curved);
  }

  private static double error(double[] found, double[] wanted) {
    double scale = Math.max(1, Arrays.stream(wanted).map(Math::abs).max().orElse(0));
    return IntStream.range(0, wanted.length)
        .mapToDouble(i -> Math.abs(found[i] - wanted[i]) / scale)
        .map(e -> Double.isNaN(e) ? Double.POSITIVE_INFINITY : e)
        .max()
        .orElse(0);
  }

  private static void assertZeroOutside(Sparsity pattern, double[] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      if (matrix[i] != 0) {
        assertTrue(pattern.contains(i / pattern.columns(), i % pattern.columns()), "an entry outside the pattern");
      }
    }
  }
}
