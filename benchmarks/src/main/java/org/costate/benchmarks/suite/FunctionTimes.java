/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.Rounding;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;

/** F, F with its Jacobians (FJ) and the Hessian of lambda' F (H), in nanoseconds a call, as a solver calls them. */
final class FunctionTimes {
  private static final double SECONDS_FOR_EACH = 4;

  private FunctionTimes() {}

  static List<String> columns() {
    return List.of("model", "F_ns", "FJ_ns", "H_ns", "gcc_F_ns", "gcc_FJ_ns", "gcc_H_ns", "F_by_gcc", "FJ_by_gcc",
        "H_by_gcc", "gcc_compile_s", "fma_F_ns", "fma_FJ_ns", "fma_H_ns", "fma_F_by_gcc", "fma_FJ_by_gcc",
        "fma_H_by_gcc", "peer_interpreter_F_ns", "peer_interpreter_FJ_ns",
        "peer_interpreter_H_ns", "peer_c_F_ns", "peer_c_FJ_ns", "peer_c_H_ns");
  }

  static List<List<String>> measure(List<String> models) throws IOException, InterruptedException {
    Table peers = Table.read(Tree.reference("peers-functions"));
    List<List<String>> rows = new ArrayList<>();
    for (String model : models) {
      Problems problems = Costate.load(Tree.problem(model));
      String name = model.toUpperCase(Locale.ROOT);
      OptimalControlProblem problem = problems.problem(name).evaluator().problem();
      Nanos found = nanos(problem, SECONDS_FOR_EACH);
      double[] ours = {found.step, found.jacobians, found.hessian};
      List<String> row = new ArrayList<>(List.of(model));
      Arrays.stream(ours).mapToObj(Figures::text).forEach(row::add);
      Optional<GccTimes> gcc = GccTimes.measure(problems, name, SECONDS_FOR_EACH / 2);
      row.addAll(gcc(gcc, ours));
      row.addAll(fused(model, gcc));
      Map<String, String> peer = peers.row(model);
      for (String column : List.of("F_interpreter_ns", "FJ_interpreter_ns", "H_interpreter_ns", "F_c_ns", "FJ_c_ns",
          "H_c_ns")) {
        row.add(peer.get(column));
      }
      rows.add(row);
    }
    return rows;
  }

  /** With products and their sums rounded once, and how many times as long as gcc, which contracts them in any case. */
  private static List<String> fused(String model, Optional<GccTimes> gcc) throws IOException {
    Problem problem =
        Costate.load(Tree.problem(model), Map.of(), Rounding.FUSED).problem(model.toUpperCase(Locale.ROOT));
    Nanos found = nanos(problem.evaluator().problem(), SECONDS_FOR_EACH);
    List<String> cells = new ArrayList<>();
    DoubleStream.of(found.step, found.jacobians, found.hessian).mapToObj(Figures::text).forEach(cells::add);
    gcc.map(rival -> DoubleStream.of(
        found.step / rival.value(), found.jacobians / rival.jacobians(), found.hessian / rival.hessian()))
        .orElse(DoubleStream.empty())
        .mapToObj(Figures::text)
        .forEach(cells::add);
    while (cells.size() < 6) {
      cells.add("");
    }
    return cells;
  }

  /** The rival's figures, how many times as long ours take, and what its compiler takes; nothing where there is no gcc. */
  private static List<String> gcc(Optional<GccTimes> found, double[] ours) {
    return found
        .map(gcc -> DoubleStream.of(gcc.value(), gcc.jacobians(), gcc.hessian(), ours[0] / gcc.value(),
            ours[1] / gcc.jacobians(), ours[2] / gcc.hessian(), gcc.compileSeconds()))
        .map(figures -> figures.mapToObj(Figures::text).toList())
        .orElse(Collections.nCopies(7, ""));
  }

  /** Nanoseconds of CPU time a call. */
  record Nanos(double step, double jacobians, double hessian) {}

  /** @param seconds to spend on each of the three */
  static Nanos nanos(OptimalControlProblem problem, double seconds) {
    return new Nanos(value(problem, seconds), jacobians(problem, seconds), hessian(problem, seconds));
  }

  private static double value(OptimalControlProblem problem, double seconds) {
    double[] x = point(problem.dims().nx(), 0.1);
    double[] u = point(problem.dims().nu(), 0.2);
    double[] next = new double[x.length];
    return CpuTimer.nanosPerCall(seconds, count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        vary(x, i);
        problem.step(0, x, 0, u, 0, next, 0);
        sum += next[0];
      }
      return sum;
    });
  }

  private static double jacobians(OptimalControlProblem problem, double seconds) {
    Dims dims = problem.dims();
    double[] x = point(dims.nx(), 0.1);
    double[] u = point(dims.nu(), 0.2);
    StageExpansion out = new StageExpansion(dims);
    return CpuTimer.nanosPerCall(seconds, count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        vary(x, i);
        problem.linearize(0, x, 0, u, 0, out);
        sum += out.fx[0];
      }
      return sum;
    });
  }

  private static double hessian(OptimalControlProblem problem, double seconds) {
    Dims dims = problem.dims();
    double[] x = point(dims.nx(), 0.1);
    double[] u = point(dims.nu(), 0.2);
    double[] lambda = point(dims.ndx(), 0.3);
    Curvature out = new Curvature(dims);
    return CpuTimer.nanosPerCall(seconds, count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        vary(x, i);
        problem.curvature(0, x, 0, u, 0, lambda, 0, out);
        sum += out.hxx[0];
      }
      return sum;
    });
  }

  /** Keeps the JIT compiler from seeing the same call again and again. */
  private static void vary(double[] x, int i) {
    x[0] = 0.1 + 1e-6 * (i & 1023);
  }

  private static double[] point(int n, double scale) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = scale * (i + 1);
    }
    return values;
  }
}
