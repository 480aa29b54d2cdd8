/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.solves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The problems b1 to b8, from their stated initial controls to the best cost known, with default options. */
class ReferenceSolvesTest {
  private static final double BAR = 1e-5;

  private static Map<String, String> reference(String file) {
    return Table.read(Tree.reference("solves")).row(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"b1", "b2", "b4", "b5", "b6", "b8"})
  void initialControlsCostWhatTheCardSays(String file) throws IOException {
    double wanted = Double.parseDouble(reference(file).get("J0"));
    for (Problem run : Costate.load(Tree.problem(file)).runs()) {
      assertEquals(wanted, run.solve(IlqrOptions.defaults().withIterations(0)).objective(), 1e-8 * wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({"b1, B1", "b1, B1_ddp", "b1, B1_ip", "b2, B2", "b2, B2_ddp", "b4, B4", "b4, B4_ddp", "b5, B5",
    "b5, B5_ddp", "b6, B6",
    "b6, B6_ddp", "b6, B6_ip", "b8, B8"})
  void reachesTheBestCostKnown(String file, String run) throws IOException {
    double wanted = Double.parseDouble(reference(file).get("best"));
    Problem problem = Costate.load(Tree.problem(file)).problem(file.toUpperCase(Locale.ROOT)).run(run);
    Solution solution = problem.solve();
    assertTrue(solution.converged(), () -> run + ": " + solution.status());
    // A minimum below the best one known counts too, as long as its controls really cost that.
    assertTrue(solution.objective() <= (1 + BAR) * wanted, () -> run + ": " + solution.objective() + ", not " + wanted);
    assertEquals(StatedCost.of(file, controls(solution)), solution.objective(), 1e-9 * wanted, run);
    assertTrue(solution.maxViolation() <= 1e-7, () -> run + " violates a limit by " + solution.maxViolation());
  }

  private static double[][] controls(Solution solution) {
    return IntStream.range(0, solution.steps()).mapToObj(solution::controlAt).toArray(double[][]::new);
  }
}
