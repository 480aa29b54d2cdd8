/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;

/**
 * Compares the compiled derivatives at one point with central differences of the compiled functions, where these are smooth.
 *
 * <p>Two differences D(h) and D(h/2) of a smooth function differ by three quarters of the truncation error of the first, so |D(h) - D(h/2)|
 * bounds that of the second; rounding adds about eps |f| / h. Where they differ by much there is a kink or a jump between the points.
 */
final class DifferenceCheck {
  private static final double[] STEPS = {2e-4, 1e-5};
  private static final double KINK = 1e-3;
  private static final double ROUNDING = 1e4 * 0x1p-52;
  private static final double LARGEST_VALUE = 1e5;

  private final CompiledFunctions functions;
  private final Map<Array, double[]> point;
  private final ProgramReport report;
  private final Consumer<String> failed;
  private final int n;

  DifferenceCheck(CompiledFunctions functions, Map<Array, double[]> point, ProgramReport report,
      Consumer<String> failed) {
    this.functions = functions;
    this.point = point;
    this.report = report;
    this.failed = failed;
    this.n = point.get(Array.X).length;
  }

  void run() {
    int m = point.get(Array.U).length;
    Map<Array, double[]> linear = functions.execute(Entry.Kind.LINEARIZE, point);
    Map<Array, double[]> expanded = functions.execute(Entry.Kind.EXPAND, point);
    Map<Array, double[]> curved = functions.execute(Entry.Kind.CURVATURE, point);
    Map<Array, double[]> terminal = functions.execute(Entry.Kind.EXPAND_TERMINAL, point);
    if (!(Math.max(largest(expanded), Math.max(largest(curved), largest(terminal))) < LARGEST_VALUE)) {
      report.pointsRunAway++;
      return;
    }
    for (int j = 0; j < n + m; j++) {
      int column = j;
      boolean state = j < n;
      compare("dF", j, p -> functions.execute(Entry.Kind.STEP, p).get(Array.NEXT),
          i -> state ? linear.get(Array.FX)[i * n + column] : linear.get(Array.FU)[i * m + column - n]);
      compare("dl", j, p -> functions.execute(Entry.Kind.STAGE, p).get(Array.L),
          i -> state ? expanded.get(Array.LX)[column] : expanded.get(Array.LU)[column - n]);
      compare("d2l", j, p -> gradient(functions.execute(Entry.Kind.EXPAND, p)),
          i -> second(expanded, Array.LXX, Array.LUX, Array.LUU, i, column, m));
      compare("d2F", j, p -> weighted(functions.execute(Entry.Kind.LINEARIZE, p), m),
          i -> second(curved, Array.HXX, Array.HUX, Array.HUU, i, column, m));
      if (state) {
        compare("dlN", j, p -> functions.execute(Entry.Kind.TERMINAL, p).get(Array.L),
            i -> terminal.get(Array.LX)[column]);
        compare("d2lN", j, p -> functions.execute(Entry.Kind.EXPAND_TERMINAL, p).get(Array.LX),
            i -> terminal.get(Array.LXX)[i * n + column]);
      }
    }
  }

  /** Differences resolve nothing beside numbers many orders larger: a step may take a state to 1e80. NaN if one of the values is. */
  private static double largest(Map<Array, double[]> results) {
    return results.values().stream().flatMapToDouble(Arrays::stream).map(Math::abs).reduce(0, Math::max);
  }

  private static double[] gradient(Map<Array, double[]> expanded) {
    return DoubleStream.concat(
        Arrays.stream(expanded.get(Array.LX)), Arrays.stream(expanded.get(Array.LU))).toArray();
  }

  /** lambda' (fx, fu). */
  private double[] weighted(Map<Array, double[]> linear, int m) {
    double[] lambda = point.get(Array.LAMBDA);
    double[] result = new double[n + m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n + m; j++) {
        result[j] += lambda[i] * (j < n ? linear.get(Array.FX)[i * n + j] : linear.get(Array.FU)[i * m + j - n]);
      }
    }
    return result;
  }

  private double second(Map<Array, double[]> blocks, Array xx, Array ux, Array uu, int i, int j, int m) {
    if (i < n && j < n) {
      return blocks.get(xx)[i * n + j];
    }
    return i >= n && j >= n ? blocks.get(uu)[(i - n) * m + j - n]
        : blocks.get(ux)[(Math.max(i, j) - n) * n + Math.min(i, j)];
  }

  private interface Compiled {
    double at(int i);
  }

  private void compare(String what, int j, Function<Map<Array, double[]>, double[]> f, Compiled compiled) {
    double[] middle = f.apply(point);
    double[][] coarse = new double[STEPS.length][];
    double[][] fine = new double[STEPS.length][];
    for (int s = 0; s < STEPS.length; s++) {
      coarse[s] = difference(f, j, STEPS[s]);
      fine[s] = difference(f, j, STEPS[s] / 2);
    }
    for (int i = 0; i < middle.length; i++) {
      double found = compiled.at(i);
      boolean smooth = false;
      boolean agrees = false;
      for (int s = 0; s < STEPS.length && !agrees; s++) {
        double truncation = Math.abs(coarse[s][i] - fine[s][i]);
        if (truncation <= KINK * Math.max(1, Math.abs(fine[s][i]))) {
          smooth = true;
          double tolerance = 4 * truncation + ROUNDING * Math.max(1, Math.abs(middle[i])) / STEPS[s];
          agrees = Math.abs(found - fine[s][i]) <= tolerance;
        }
      }
      if (!smooth) {
        report.derivativesNotSmooth++;
      } else {
        report.derivativesCompared++;
        if (!agrees) {
          failed.accept(what + "[" + i + "] in variable " + j + " is " + found + ", by differences " + fine[0][i]
              + " and " + fine[1][i]);
        }
      }
    }
  }

  private double[] difference(Function<Map<Array, double[]>, double[]> f, int j, double h) {
    double[] above = f.apply(moved(j, h));
    double[] below = f.apply(moved(j, -h));
    double[] result = new double[above.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (above[i] - below[i]) / (2 * h);
    }
    return result;
  }

  private Map<Array, double[]> moved(int j, double h) {
    Map<Array, double[]> moved = CompiledFunctions.copy(point);
    if (j < n) {
      moved.get(Array.X)[j] += h;
    } else {
      moved.get(Array.U)[j - n] += h;
    }
    return moved;
  }
}
