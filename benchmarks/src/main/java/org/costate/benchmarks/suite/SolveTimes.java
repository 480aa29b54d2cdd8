/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;

/** Every run of the problems b1 to b8, from the stated controls, with the options that its file states: at a steady state of the JVM. */
final class SolveTimes {
  private static final double SECONDS_FOR_EACH = 6;

  private SolveTimes() {}

  static List<String> columns() {
    return List.of("problem", "run", "method", "status", "cost", "relative_error", "iterations", "solve_ms",
        "iteration_us", "best_peer", "best_peer_iterations", "best_peer_ms");
  }

  static List<List<String>> measure(List<String> files) throws IOException {
    Table references = Table.read(Tree.reference("solves"));
    List<List<String>> rows = new ArrayList<>();
    for (String file : files) {
      Map<String, String> reference = references.row(file);
      for (Problem run : Costate.load(Tree.problem(file)).runs()) {
        Solution solution = run.solve();
        double best = Double.parseDouble(reference.get("best"));
        double nanos = CpuTimer.nanosPerCall(SECONDS_FOR_EACH, count -> {
          double sum = 0;
          for (int i = 0; i < count; i++) {
            sum += run.solve().objective();
          }
          return sum;
        });
        rows.add(List.of(file, run.run().orElseThrow().name(), run.method(), solution.status().name(),
            Double.toString(solution.objective()), Figures.text((solution.objective() - best) / best),
            Integer.toString(solution.iterations()), Figures.text(nanos * 1e-6),
            Figures.text(nanos * 1e-3 / Math.max(1, solution.iterations())), reference.get("best_peer"),
            reference.get("best_peer_iterations"), reference.get("best_peer_ms")));
      }
    }
    return rows;
  }
}
