/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.runtime.problem.ProblemInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classic problems of optimal control reach the optima of the literature from the guesses in their files. */
class ClassicsTest {
  private static final Path FOLDER = Path.of("classics");
  private static final double FEASIBLE = 1e-6;

  /** A row of reference.csv. */
  record Reference(String name, ProblemInfo.Sense sense, double objective, double tolerance) {
    static Reference read(String line) {
      String[] cells = line.split(", ", -1);
      ProblemInfo.Sense sense = cells[1].equals("max") ? ProblemInfo.Sense.MAXIMIZE : ProblemInfo.Sense.MINIMIZE;
      return new Reference(cells[0], sense, Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Reference> references() throws IOException {
    return Files.readAllLines(FOLDER.resolve("reference.csv"))
        .stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("name,"))
        .map(Reference::read)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("references")
  void reachesTheReference(Reference reference) throws IOException {
    List<Problem> runs = Costate.load(FOLDER.resolve(reference.name() + ".ctl")).runs();
    assertEquals(1, runs.size(), "one run a file: that which reaches the reference");
    Problem problem = runs.getFirst();
    assertEquals(reference.sense(), problem.info().sense());
    Solution solution = problem.solve();
    assertTrue(solution.converged(), () -> solution.status() + " at " + solution.objective());
    assertEquals(reference.objective(), solution.objective(), reference.tolerance() * Math.abs(reference.objective()));
    assertTrue(solution.maxViolation() < FEASIBLE, () -> "violation " + solution.maxViolation());
    assertTrue(solution.expectationsHold(), () -> solution.expectations().toString());
  }

  /** The tolerance in a file is that of the table. */
  @ParameterizedTest
  @MethodSource("references")
  void expectsWhatTheTableSays(Reference reference) throws IOException {
    String text = Files.readString(FOLDER.resolve(reference.name() + ".ctl"));
    assertTrue(text.contains("expect abs(objective - "), text);
    String table = Files.readString(FOLDER.resolve("reference.csv"));
    String tolerance = table.lines().filter(line -> line.startsWith(reference.name() + ",")).findFirst().orElseThrow();
    assertTrue(text.contains(") <= " + tolerance.substring(tolerance.lastIndexOf(' ') + 1) + "*"), text);
  }

  @Test
  void everyProgramHasAReference() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> programs = files.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ctl"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
      assertEquals(references().stream().map(Reference::name).sorted().toList(), programs);
    }
  }
}
