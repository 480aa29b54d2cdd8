/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;

/**
 * {@code benchmarks/run [TABLE...]}: measures everything, or the named tables only, writes benchmarks/results and docs/benchmarks.md, where the
 * tables that are not measured are the last ones recorded.
 */
public final class BenchmarkRunner {
  private static final String HEAD = """
      # Benchmarks

      Written by `benchmarks/run`; the figures are those of the CSV files in [benchmarks/results](../benchmarks/results). Times are CPU
      times on a shared machine at a steady state of the JVM unless a table says otherwise, and good to about 15 %.
      Peers' figures come from another run on an idle machine of the same kind and are information, not a comparison.

      """;

  private static final List<String> MODELS = List.of("a1", "a2", "a3", "a4", "a5", "a6");
  private static final List<String> PROBLEMS = List.of("b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8");
  private static final List<String> COMMANDS = List.of("check benchmarks/problems/b1.ctl",
      "solve benchmarks/problems/b1.ctl B1_ip", "solve benchmarks/problems/b1.ctl B1_ddp",
      "solve examples/pendulum/pendulum.ctl", "solve examples/cartpole/cartpole.ctl");

  private static final List<String> TABLES = List.of(
      "process", "functions", "solves", "batch", "lanes", "environments", "networks", "gps", "ipopt", "compile",
      "growth-links", "growth-steps");
  private static final Path RESULTS = Tree.root().resolve("benchmarks/results");

  private final Map<String, String> facts;
  private final Set<String> wanted;
  private final List<BenchmarkPage.Section> sections = new ArrayList<>();

  /** @param wanted names of tables; all of them if empty */
  private BenchmarkRunner(Map<String, String> facts, Set<String> wanted) {
    this.facts = facts;
    this.wanted = wanted;
  }

  private interface Measurement {
    List<List<String>> rows() throws IOException, InterruptedException;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Set<String> wanted = new TreeSet<>(List.of(arguments));
    if (!TABLES.containsAll(wanted)) {
      System.err.println("usage: benchmarks/run [TABLE...], tables: " + String.join(" ", TABLES));
      System.exit(2);
    }
    Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
    facts.put("command", String.join(" ", List.of("benchmarks/run", String.join(" ", arguments))).strip());
    facts.put("options", "JVM defaults");
    facts.put("gcc", Gcc.version().orElse("none"));
    new BenchmarkRunner(facts, wanted).run();
  }

  private void run() throws IOException, InterruptedException {
    add("process", "The command line",
        "The whole process, from the shell until it has ended; median of 11.", ProcessTimes.columns(),
        () -> ProcessTimes.measure(COMMANDS));
    add("functions", "Functions and derivatives",
        "Nanoseconds a call. F is one rk4 step of 0.02 s, FJ is F with its Jacobians, H the Hessian of lambda' F."
            + " gcc " + Gcc.FLAGS
            + " compiles our exported C and is measured in the same run; by_gcc is our time divided by its;"
            + " fma is our time with --fma, where products are fused as gcc fuses them."
            + " Its columns are empty where there is no gcc. The peer is CasADi 3.7: its interpreter, and its generated C with gcc -O3 -march=native.",
        FunctionTimes.columns(), () -> FunctionTimes.measure(MODELS));
    add("solves", "Solves",
        "From the stated initial controls, default options. A negative relative error is a cost below the best one known.",
        SolveTimes.columns(),
        () -> SolveTimes.measure(PROBLEMS));
    add("batch", "A batch of solves",
        "10,000 solves of b1 by ddp from random starts, p within 0.5, th within 1, v and w within 0.5 of rest, in one batch: wall time,"
            + " the best of two runs that take turns with the other numbers of threads, on a machine of the given load. `bytes_per_case` counts"
            + " all allocation of the process, the results and the threads' own memory included; `classes_loaded` those of the run.",
        BatchTimes.columns(), () -> BatchTimes.measure());
    add("lanes", "Simulations in lanes",
        "Nanoseconds of CPU time a step and case, rk4 with its cost, of rollouts of " + LaneTimes.CASES
            + " cases with starts and controls of their own, on one thread: one after the other, together ([ADR 23](adr/0023-lanes-are-loops-made-at-run-time.md)),"
            + " and together where the cases differ in a param, too.",
        LaneTimes.columns(), () -> LaneTimes.measure(MODELS));
    add("environments", "Environments",
        "Steps a second of CPU time on one thread, of one environment with random actions, resets included: ours, compiled from"
            + " `benchmarks/experiments`, and Gymnasium's in the same run (`rivals/gymnasium`); its columns are empty where `python3`, or what the"
            + " variable PYTHON names, has none. `together` are whole episodes of " + LaneTimes.CASES
            + " at once in lanes, without observations and ends.",
        EnvironmentTimes.columns(), () -> EnvironmentTimes.measure());
    add("networks", "Networks",
        "Microseconds of CPU time a run on one thread, in single precision: `dense` is 16-64-64-4 with tanh, `image` takes 3 x 32 x 32 pixels by"
            + " 16 filters 5 x 5 and 32 filters 3 x 3, both with stride 2 and relu, 64 tanh and 4 outputs. `gradient` is that of the mean square error"
            + " in all weights. PyTorch runs the same networks in the same run of the benchmarks (`rivals/torch`), on one thread; its columns are empty"
            + " where `python3`, or what the variable PYTHON names, has none.",
        NetworkTimes.columns(), () -> NetworkTimes.measure());
    add("gps", "An iteration of guided policy search",
        "Milliseconds of CPU time on one thread for one condition, on trials of the arm of examples/peg: 100 steps, 8 numbers of state, 2 of action, 5"
            + " trials, a prior of 20. The reference is the program of Levine's group in Python on such a machine, not measured in this run.",
        GuidedTimes.columns(), () -> GuidedTimes.measure());
    add("ipopt", "Solves by IPOPT",
        "The same problems in the same run: multiple shooting with exact Hessians over our exported C, IPOPT's default options and linear"
            + " solver, from the rollout of the stated initial controls. CPU milliseconds of a solve, IPOPT's objective, the cost and the"
            + " largest violation of the found controls rolled out. The table is empty where there is no IPOPT.",
        IpoptTimes.columns(), () -> IpoptTimes.measure(PROBLEMS));
    add("compile", "Compilation",
        "From text to loaded classes. `formulas` are the operations of dynamics and costs as they are written, `derived` those of all"
            + " functions that are generated with their first and second derivatives. Cold: the first compilation of a process, without"
            + " the start of the JVM; median of 3. Warm: of 20 after 40 (or 5 s), the median of wall times and the mean of CPU times."
            + " A file with several problems compiles all of them.",
        CompileTimes.columns(), () -> CompileTimes.measure(Subject.all()));
    add("growth-links", "Growth with the model",
        "![Compile time, code size and time of a call over the links](growth.svg)\n\nexamples/chain, a pendulum of n links derived from its energies: what is generated, CPU time of one warm compilation, and"
            + " microseconds a call.",
        GrowthTimes.linkColumns(), () -> GrowthTimes.links());
    Optional<Table> links = lastRecorded("growth-links");
    if (links.isPresent()) {
      GrowthFigure.write(Tree.root().resolve("docs/growth.svg"), links.get());
    }
    add("growth-steps", "Growth with the horizon",
        "benchmarks/problems/growth.ctl, a swing-up of five seconds in N steps, ten iterations: CPU time of one iteration, by step, and what"
            + " the whole solve allocates.",
        GrowthTimes.stepColumns(), () -> GrowthTimes.steps());
    BenchmarkPage.write(Tree.root().resolve("docs/benchmarks.md"), HEAD, facts, sections);
  }

  private void add(String name, String title, String text, List<String> columns, Measurement measurement)
      throws IOException, InterruptedException {
    if (wanted.isEmpty() || wanted.contains(name)) {
      Table table = new Table(facts, columns, measurement.rows());
      Path file = RESULTS.resolve(Machine.date() + "-" + name + ".csv");
      table.write(file);
      System.err.println("wrote " + Tree.root().relativize(file));
      sections.add(new BenchmarkPage.Section(title, text, table));
      return;
    }
    Optional<Table> last = lastRecorded(name);
    if (last.isPresent()) {
      String when = " Recorded on " + last.get().facts().get("date") + " at " + last.get().facts().get("commit") + ".";
      sections.add(new BenchmarkPage.Section(title, text + when, last.get()));
    }
  }

  /** File names begin with the date, so the last one by name is the newest. */
  private static Optional<Table> lastRecorded(String name) throws IOException {
    try (Stream<Path> files = Files.list(RESULTS)) {
      return files.filter(file -> file.getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d-" + name + "\\.csv"))
          .max(Comparator.naturalOrder())
          .map(Table::read);
    }
  }
}
