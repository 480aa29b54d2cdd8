/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;

/** {@code benchmarks/classics}: solves examples/classics with every method that applies, writes benchmarks/results and docs/classics.md. */
public final class ClassicsRunner {
  private static final String HEAD = """
      # Classic problems

      The problems of [examples/classics](../examples/classics) and their known optima, solved by every method that keeps their constraints,
      from the guess in the file and with its `multistart`. Written by `benchmarks/classics`.

      """;

  private static final String TEXT =
      """
      `method*` is what the file says, the others have their default options and 300 iterations. A relative error is the
      difference to the optimum in continuous time, positive where it is worse: controls are held over steps. `violation` is
      the largest of a constraint or limit. Milliseconds are wall time, the shortest of the solves of a second, of three at least.""";

  private ClassicsRunner() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 0) {
      System.err.println("usage: benchmarks/classics");
      System.exit(2);
    }
    Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
    facts.put("command", "benchmarks/classics");
    facts.put("options", "JVM defaults");
    Table table = new Table(facts, ClassicTimes.columns(), ClassicTimes.measure());
    Path file = Tree.root().resolve("benchmarks/results/" + Machine.date() + "-classics.csv");
    table.write(file);
    System.err.println("wrote " + Tree.root().relativize(file));
    BenchmarkPage.write(Tree.root().resolve("docs/classics.md"), HEAD, facts,
        List.of(new BenchmarkPage.Section("Methods", TEXT, table)));
  }
}
