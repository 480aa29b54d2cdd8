/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Tree;

/**
 * {@code run EXPERIMENT [--seeds 1,2,3] [--record]}: prints one JSON object a seed and arm, then the verdict. Exit codes: 0 every arm passed, 1 one
 * failed, 2 wrong usage. With {@code --record} the same lines go to benchmarks/results, behind one on the machine. The thresholds stand in the
 * experiments and nowhere else: no program under test can read them.
 */
public final class ExperimentRunner {
  /** What an experiment does for one seed. */
  @FunctionalInterface
  private interface Experiment {
    List<Outcome> run(long seed) throws IOException;
  }

  private static final Map<String, List<Experiment>> EXPERIMENTS = new TreeMap<>(Map.of(
      "E1", List.of(seed -> Exactness.run(seed, Exactness.sizes()), SwingUp::run, Convergence::run),
      "E2", List.of(MaximumEntropyControl::run),
      "E3", List.of(Forest::run),
      "E4", List.of(PegInsertion::controllers),
      "E5", List.of(PegInsertion::networks),
      "E6", List.of(Driving::run),
      "E7", List.of(AdaptiveTeaching::run),
      "E8", List.of(PolicyGradients::run),
      "E9", List.of(PublicTasks::run)));

  private static final String USAGE = "usage: benchmarks/experiments/run "
      + String.join("|", EXPERIMENTS.keySet()) + " [--seeds 1,2,3] [--record]";

  private final String name;
  private final List<String> lines = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  private ExperimentRunner(String name) {
    this.name = name;
  }

  public static void main(String[] arguments) throws IOException {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean record = rest.remove("--record");
    List<Long> seeds = List.of(1L, 2L, 3L);
    if (rest.size() == 3 && rest.get(1).equals("--seeds") && rest.get(2).matches("\\d{1,9}(,\\d{1,9})*")) {
      seeds = Arrays.stream(rest.get(2).split(",", -1)).map(Long::parseLong).toList();
    } else if (rest.size() != 1) {
      usage();
    }
    if (!EXPERIMENTS.containsKey(rest.getFirst())) {
      usage();
    }
    ExperimentRunner runner = new ExperimentRunner(rest.getFirst());
    boolean verdict = runner.run(seeds);
    if (record) {
      runner.record("benchmarks/experiments/run " + String.join(" ", arguments));
    }
    System.exit(verdict ? 0 : 1);
  }

  private boolean run(List<Long> seeds) throws IOException {
    for (long seed : seeds) {
      for (Experiment part : EXPERIMENTS.get(name)) {
        add(part.run(seed));
      }
    }
    long passed = outcomes.stream().filter(Outcome::pass).count();
    boolean verdict = passed == outcomes.size();
    print(
        "{\"experiment\": \"" + name + "\", \"verdict\": \"" + (verdict ? "pass" : "fail") + "\", \"passed\": " + passed
            + ", \"of\": " + outcomes.size() + "}");
    return verdict;
  }

  private void add(List<Outcome> found) {
    found.forEach(outcome -> print(outcome.toJson()));
    outcomes.addAll(found);
  }

  private void print(String line) {
    System.out.println(line);
    lines.add(line);
  }

  private void record(String command) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
    facts.put("command", command);
    String head = facts.entrySet()
        .stream()
        .map(f -> "\"" + f.getKey() + "\": \"" + f.getValue() + "\"")
        .collect(Collectors.joining(", ", "{", "}"));
    Files.writeString(Tree.root().resolve("benchmarks/results/" + Machine.date() + "-" + name + ".jsonl"),
        head + "\n" + String.join("\n", lines) + "\n");
  }

  private static void usage() {
    System.err.println(USAGE);
    System.exit(2);
  }
}
