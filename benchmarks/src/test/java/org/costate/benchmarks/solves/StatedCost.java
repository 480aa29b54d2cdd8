/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.solves;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.costate.benchmarks.functions.ComplexModel;

/** The costs of b1 to b8 for given controls, rolled out apart from the compiler. */
final class StatedCost {
  private StatedCost() {}

  /** @param controls u(k), k = 0..N-1 */
  static double of(String file, double[][] controls) {
    return switch (file) {
      case "b1", "b2", "b3" -> new Quadratic(rate(ComplexModel.A1), new double[4], new double[] {0, Math.PI, 0, 0},
          same(4, 5e-4), same(1, 5e-3), new double[1], 100).of(controls);
      case "b4", "b5" -> new Quadratic(rate(ComplexModel.A2), new double[4], new double[] {Math.PI, 0, 0, 0},
          same(4, 5e-4), same(1, 5e-4), new double[1], 100).of(controls);
      case "b6" -> {
        double[] weights = same(13, 0.005);
        Arrays.fill(weights, 0, 7, 0.05);
        double[] start = {-3, -2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        double[] goal = {3, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        yield new Quadratic(rate(ComplexModel.A4), start, goal, weights, same(4, 5e-3), same(4, 1.22625), 100)
            .of(controls);
      }
      case "b7" -> new Quadratic(
          (x, u) -> new double[] {u[0] * Math.cos(x[2]), u[0] * Math.sin(x[2]), u[1]},
          new double[3], new double[] {3, 3, 0}, same(3, 0.05), same(2, 0.025), new double[2], 10).of(controls);
      case "b8" -> parking(controls);
      default -> throw new IllegalArgumentException(file);
    };
  }

  private static BinaryOperator<double[]> rate(ComplexModel model) {
    return model::rate;
  }

  private static double[] same(int size, double value) {
    double[] all = new double[size];
    Arrays.fill(all, value);
    return all;
  }

  /** Half the weighted squares along rk4 steps of 0.05 s; the last state is weighted by {@code qf} in all entries. */
  private record Quadratic(BinaryOperator<double[]> rate, double[] start, double[] goal, double[] q, double[] r,
      double[] trim, double qf) {
    double of(double[][] controls) {
      double[] x = start;
      double cost = 0;
      for (double[] u : controls) {
        cost += squares(q, x, goal) + squares(r, u, trim);
        x = rk4(y -> rate.apply(y, u), x, 0.05);
      }
      return cost + squares(same(x.length, qf), x, goal);
    }

    private static double squares(double[] weights, double[] x, double[] goal) {
      double sum = 0;
      for (int i = 0; i < goal.length; i++) {
        sum += 0.5 * weights[i] * (x[i] - goal[i]) * (x[i] - goal[i]);
      }
      return sum;
    }
  }

  private static double[] rk4(Function<double[], double[]> f, double[] x, double h) {
    double[] k1 = f.apply(x);
    double[] k2 = f.apply(moved(x, h / 2, k1));
    double[] k3 = f.apply(moved(x, h / 2, k2));
    double[] k4 = f.apply(moved(x, h, k3));
    return moved(moved(moved(moved(x, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
  }

  private static double[] moved(double[] x, double h, double[] k) {
    double[] y = x.clone();
    Arrays.setAll(y, i -> x[i] + h * k[i]);
    return y;
  }

  private static double parking(double[][] controls) {
    double px = 1;
    double py = 1;
    double th = 3 * Math.PI / 2;
    double v = 0;
    double cost = 0;
    for (double[] u : controls) {
      cost += 1e-2 * u[0] * u[0] + 1e-4 * u[1] * u[1] + 1e-3 * (sabs(px, 0.1) + sabs(py, 0.1));
      double f = 0.03 * v;
      double b = 2 + f * Math.cos(u[0]) - Math.sqrt(4 - f * f * Math.sin(u[0]) * Math.sin(u[0]));
      px += b * Math.cos(th);
      py += b * Math.sin(th);
      th += Math.asin(f * Math.sin(u[0]) / 2);
      v += 0.03 * u[1];
    }
    return cost + 1e-3 * (sabs(px, 0.1) + sabs(py, 0.1)) + 0.1 * sabs(px, 0.01) + 0.1 * sabs(py, 0.01)
        + sabs(th, 0.01) + 0.3 * sabs(v, 1);
  }

  private static double sabs(double y, double p) {
    return Math.sqrt(y * y + p * p) - p;
  }
}
