/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.junit.jupiter.api.Test;

/**
 * Random well-typed programs compile, and everything that is computed from them agrees. {@code -Dcostate.programs=10000} runs more of those that
 * are formulas, {@code -Dcostate.language=1500} more of those of the whole language; either writes what came out to benchmarks/results.
 */
class RandomProgramsTest {
  @Test
  void interpreterBytecodeMeaningAndDifferencesAgree() {
    run("programs", 150, ProgramCheck::run);
  }

  @Test
  void unitsMechanicsManifoldsAndTimeAgree() {
    run("language", 25, LanguageCheck::run);
  }

  private static void run(String word, int usual, ObjLongConsumer<ProgramReport> check) {
    String property = "costate." + word;
    int count = Integer.getInteger(property, usual);
    ProgramReport report = new ProgramReport();
    for (long seed = 0; seed < count; seed++) {
      check.accept(report, seed);
    }
    if (System.getProperty(property) != null) {
      Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
      facts.put("command", "mvn -pl benchmarks -am test -Dtest=RandomProgramsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D" + property + "=" + count);
      facts.put("seeds", "0 to " + (count - 1));
      new Table(facts, List.of("what", "value"), report.rows())
          .write(Tree.root().resolve("benchmarks/results/" + Machine.date() + "-" + word + ".csv"));
    }
    assertEquals(List.of(), report.failures.stream().limit(10).toList());
    assertTrue(report.derivativesNotSmooth < report.derivativesCompared / 10,
        () -> report.derivativesNotSmooth + " derivatives left out, " + report.derivativesCompared + " compared");
    assertTrue(report.pointsRunAway < report.points / 10, () -> report.pointsRunAway + " points left out");
    assertTrue(report.refused <= report.programs / 100, () -> report.refused + " programs refused");
  }
}
