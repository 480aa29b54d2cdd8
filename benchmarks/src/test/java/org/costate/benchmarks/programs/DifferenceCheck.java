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
 *
 * <p>States move along tangent directions. With R(dx) = retract(x, dx) a gradient g at R(dx) is, as one over dx, g' dR, where dR is the second of
 * the Jacobians of retract; the Hessian is the change of that with dx.
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
    this.n = point.get(Array.DX).length;
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
    double[] next = linear.get(Array.NEXT);
    for (int j = 0; j < n + m; j++) {
      int column = j;
      boolean state = j < n;
      compare("dF", j, p -> seen(next, functions.execute(Entry.Kind.STEP, p).get(Array.NEXT)).get(Array.DX),
          i -> state ? linear.get(Array.FX)[i * n + column] : linear.get(Array.FU)[i * m + column - n]);
      compare("dl", j, p -> functions.execute(Entry.Kind.STAGE, p).get(Array.L),
          i -> state ? expanded.get(Array.LX)[column] : expanded.get(Array.LU)[column - n]);
      compare("d2l", j, p -> alongTheWay(p, gradient(functions.execute(Entry.Kind.EXPAND, p))),
          i -> second(expanded, Array.LXX, Array.LUX, Array.LUU, i, column, m));
      compare("d2F", j, p -> alongTheWay(p, weighted(next, functions.execute(Entry.Kind.LINEARIZE, p), m)),
          i -> second(curved, Array.HXX, Array.HUX, Array.HUU, i, column, m));
      if (state) {
        compare("dlN", j, p -> functions.execute(Entry.Kind.TERMINAL, p).get(Array.L),
            i -> terminal.get(Array.LX)[column]);
        compare("d2lN", j, p -> alongTheWay(p, functions.execute(Entry.Kind.EXPAND_TERMINAL, p).get(Array.LX)),
            i -> terminal.get(Array.LXX)[i * n + column]);
      }
    }
    functions.constraints().forEach(this::constraints);
  }

  /** Rows of constraints and what they add up to with the point's weights. */
  private void constraints(ConstraintFunctions group) {
    int m = point.get(Array.U).length;
    Map<Array, double[]> here = group.point(point);
    Map<Array, double[]> expanded = group.execute(Entry.Kind.EXPAND_CONSTRAINTS, here);
    Map<Array, double[]> curved = group.execute(Entry.Kind.CURVATURE, here);
    double[] weights = here.get(Array.LAMBDA);
    for (int j = 0; j < n + m; j++) {
      int column = j;
      compare("dc", j, p -> group.execute(Entry.Kind.CONSTRAIN, group.point(p)).get(Array.C),
          i -> column < n ? expanded.get(Array.CX)[i * n + column] : expanded.get(Array.CU)[i * m + column - n]);
      compare("d2c", j, p -> {
        Map<Array, double[]> there = group.execute(Entry.Kind.EXPAND_CONSTRAINTS, group.point(p));
        return alongTheWay(p, DoubleStream.concat(Arrays.stream(times(weights, there.get(Array.CX), n)),
            Arrays.stream(times(weights, there.get(Array.CU), m))).toArray());
      }, i -> second(curved, Array.HXX, Array.HUX, Array.HUU, i, column, m));
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

  /** What leads from a state to another, in DX, and how it changes with them. */
  private Map<Array, double[]> seen(double[] from, double[] to) {
    Map<Array, double[]> ends = CompiledFunctions.copy(point);
    ends.put(Array.X, from);
    ends.put(Array.Y, to);
    return functions.execute(Entry.Kind.DIFFERENCE, ends);
  }

  /** The gradient of lambda' difference(next, F): lambda' D (fx, fu), D the change of the difference with its second end. */
  private double[] weighted(double[] next, Map<Array, double[]> linear, int m) {
    Map<Array, double[]> ends = seen(next, linear.get(Array.NEXT));
    double[] lambda =
        times(point.get(Array.LAMBDA), functions.execute(Entry.Kind.DIFFERENCE_JACOBIANS, ends).get(Array.SECOND), n);
    return DoubleStream.concat(Arrays.stream(times(lambda, linear.get(Array.FX), n)),
        Arrays.stream(times(lambda, linear.get(Array.FU), m))).toArray();
  }

  /** A gradient at a moved point as one over the way there, DX. */
  private double[] alongTheWay(Map<Array, double[]> moved, double[] gradient) {
    Map<Array, double[]> way = CompiledFunctions.copy(moved);
    way.put(Array.X, point.get(Array.X));
    double[] turned = times(Arrays.copyOf(gradient, n),
        functions.execute(Entry.Kind.RETRACT_JACOBIANS, way).get(Array.SECOND), n);
    double[] result = gradient.clone();
    System.arraycopy(turned, 0, result, 0, n);
    return result;
  }

  /** row' matrix. */
  private static double[] times(double[] row, double[] matrix, int columns) {
    double[] result = new double[columns];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < columns; j++) {
        result[j] += row[i] * matrix[i * columns + j];
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
    double[] middle = f.apply(moved(j, 0));
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

  /** The point moved by h in direction j, with the way there in DX. */
  private Map<Array, double[]> moved(int j, double h) {
    Map<Array, double[]> moved = CompiledFunctions.copy(point);
    double[] way = moved.get(Array.DX);
    Arrays.fill(way, 0);
    if (j < n) {
      way[j] = h;
      moved.put(Array.X, functions.execute(Entry.Kind.RETRACT, moved).get(Array.Y));
    } else {
      moved.get(Array.U)[j - n] += h;
    }
    return moved;
  }
}
