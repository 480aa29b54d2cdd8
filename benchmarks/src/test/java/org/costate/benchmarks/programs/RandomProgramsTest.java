/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.junit.jupiter.api.Test;

/**
 * Random well-typed programs compile, and everything that is computed from them agrees. {@code -Dcostate.programs=10000} runs more of them and
 * writes what came out to benchmarks/results.
 */
class RandomProgramsTest {
  private static final int USUAL = 150;

  @Test
  void interpreterBytecodeAndDifferencesAgree() {
    int count = Integer.getInteger("costate.programs", USUAL);
    ProgramReport report = new ProgramReport();
    for (long seed = 0; seed < count; seed++) {
      ProgramCheck.run(seed, report);
    }
    if (System.getProperty("costate.programs") != null) {
      Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
      facts.put("command", "mvn -pl benchmarks -am test -Dtest=RandomProgramsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcostate.programs=" + count);
      facts.put("seeds", "0 to " + (count - 1));
      new Table(facts, List.of("what", "value"), report.rows())
          .write(Tree.root().resolve("benchmarks/results/" + Machine.date() + "-programs.csv"));
    }
    assertEquals(List.of(), report.failures.stream().limit(10).toList());
    assertTrue(report.derivativesNotSmooth < report.derivativesCompared / 10,
        () -> report.derivativesNotSmooth + " derivatives left out, " + report.derivativesCompared + " compared");
    assertTrue(report.pointsRunAway < report.points / 10, () -> report.pointsRunAway + " points left out");
    assertTrue(report.refused < report.programs / 100, () -> report.refused + " programs refused");
  }
}
