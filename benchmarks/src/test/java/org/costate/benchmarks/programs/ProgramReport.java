/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.ArrayList;
import java.util.List;

/** What a run over random programs found. */
final class ProgramReport {
  /** What failed, each with its seed; the first few are enough to work with. */
  final List<String> failures = new ArrayList<>();
  long programs;
  long refused;
  long points;
  long pointsRunAway;
  long valuesCompared;
  long valuesEqualInEveryBit;
  double largestInterpreterDifference;
  double largestMeaningDifference;
  long derivativesCompared;
  long derivativesNotSmooth;
  int largestMethod;
  long largestGraph;

  void fail(long seed, String what) {
    failures.add("program " + seed + ": " + what);
  }

  List<List<String>> rows() {
    return List.of(
        row("programs", programs),
        row("refused with a diagnostic", refused),
        row("points", points),
        row("values: interpreter against bytecode", valuesCompared),
        row("of these equal in every bit", valuesEqualInEveryBit),
        List.of("largest relative difference of the others", Double.toString(largestInterpreterDifference)),
        List.of("largest relative difference from the meaning of the text", Double.toString(largestMeaningDifference)),
        row("derivatives against differences", derivativesCompared),
        row("points left out as numbers run away", pointsRunAway),
        row("derivatives left out at kinks and jumps", derivativesNotSmooth),
        row("largest method in bytes", largestMethod),
        row("largest graph in nodes", largestGraph),
        row("failures", failures.size()));
  }

  private static List<String> row(String name, long value) {
    return List.of(name, Long.toString(value));
  }
}
