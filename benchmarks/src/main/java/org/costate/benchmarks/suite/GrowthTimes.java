/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.source.Source;

/** How effort grows: with the links of a chain, and with the steps of a horizon. */
final class GrowthTimes {
  private static final int[] LINKS = {2, 4, 8, 12, 16, 20, 30};
  private static final int[] STEPS = {100, 1000, 10_000, 100_000};
  /** The JIT compiler waits for some thousand calls, which take longer too the more links there are. */
  private static final double SECONDS_BY_PAIR_OF_LINKS = 0.1;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private GrowthTimes() {}

  static List<String> linkColumns() {
    return List.of("links", "states", "formulas", "derived", "class_bytes", "compile_cpu_ms", "F_us", "FJ_us", "H_us");
  }

  /** The compiler is warmed by shorter chains first; each chain is compiled once. */
  static List<List<String>> links() throws IOException {
    for (int repeat = 0; repeat < 5; repeat++) {
      Subject warm = Subject.chain(6);
      warm.compile(warm.source());
    }
    List<List<String>> rows = new ArrayList<>();
    for (int n : LINKS) {
      Subject chain = Subject.chain(n);
      Source source = chain.source();
      long begin = PROCESS.getProcessCpuTime();
      CompilationResult result = chain.compile(source);
      double compiled = (PROCESS.getProcessCpuTime() - begin) * 1e-6;
      GraphSize size = GraphSize.of(result.problems());
      CompiledProblem problem = result.problems().getFirst();
      FunctionTimes.Nanos nanos = FunctionTimes.nanos(
          Costate.load(Tree.root().resolve(chain.file()), Map.of("n", (double) n))
              .problem("SwingUp")
              .evaluator()
              .problem(),
          SECONDS_BY_PAIR_OF_LINKS * n * n);
      rows.add(
          List.of(Integer.toString(n), Integer.toString(problem.graph().x().size()), Long.toString(size.formulas()),
              Long.toString(size.derived()), Long.toString(size.bytes()), Figures.text(compiled),
              Figures.text(nanos.step() * 1e-3), Figures.text(nanos.jacobians() * 1e-3),
              Figures.text(nanos.hessian() * 1e-3)));
    }
    return rows;
  }

  static List<String> stepColumns() {
    return List.of("steps", "method", "iterations", "iteration_ms", "ns_by_step", "allocated_bytes_by_step");
  }

  /** The second of two solves: of CPU time and of what it allocates, with everything that it holds. */
  static List<List<String>> steps() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int n : STEPS) {
      for (Problem run : Costate.load(Tree.problem("growth"), Map.of("N", (double) n)).runs()) {
        run.solve();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begin = CpuTimer.now();
        Solution solution = run.solve();
        double nanos = (double) (CpuTimer.now() - begin) / Math.max(1, solution.iterations());
        double bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / n;
        rows.add(List.of(Integer.toString(n), run.method(), Integer.toString(solution.iterations()),
            Figures.text(nanos * 1e-6), Figures.text(nanos / n), Figures.text(bytes)));
      }
    }
    return rows;
  }
}
