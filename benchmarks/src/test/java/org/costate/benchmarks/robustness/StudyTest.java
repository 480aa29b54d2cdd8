/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.solve.SolverStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The study of docs/robustness.md in short: no solve throws, and what says that it converged did. */
class StudyTest {
  private static final int GUESSES = 3;
  private static final long SEED = 1;

  @ParameterizedTest
  @ValueSource(strings = {"double_integrator_energy", "bryson_denham", "van_der_pol", "pendulum_swingup",
    "dubins_path"})
  void convergedIsTrue(String problem) throws IOException {
    Path file = Tree.root().resolve("examples/classics/" + problem + ".ctl");
    Study guesses = Study.guesses(file, "ip", GUESSES, SEED);
    assertEquals(GUESSES + 1, guesses.attempts().size());
    assertTrue(guesses.converged() > 0);
    sound(guesses);
    Study constants = Study.constants(file, "ip", GUESSES, SEED);
    assertEquals(GUESSES, constants.attempts().size() + constants.refused());
    sound(constants);
  }

  private static void sound(Study study) {
    assertEquals(List.of(), study.crashes());
    assertEquals(List.of(), study.attempts().stream().filter(Attempt::falselyConverged).toList());
  }

  @Test
  void aFalseClaimIsFound() {
    assertFalse(new Attempt(SolverStatus.CONVERGED, 1, 1, 1e-9, 1e-9, 0).falselyConverged());
    assertTrue(new Attempt(SolverStatus.CONVERGED, 1, 1, 1e-5, 1e-9, 0).falselyConverged());
    assertTrue(new Attempt(SolverStatus.CONVERGED, 1, 1, 1e-9, Double.NaN, 0).falselyConverged());
    assertFalse(new Attempt(SolverStatus.STALLED, 1, 1, 1, 1, 0).falselyConverged());
    assertTrue(new Attempt(SolverStatus.CONVERGED, 1, 1, 0, 0, Double.NaN).unstable());
  }

  @Test
  void constantsAreScaledOrTheHorizon() {
    String constants = ScaledConstants.of("  const n = 3;\n  param g : m/s^2 = 9.81;  // b = 2;\n", SEED);
    assertTrue(constants.matches("  const n = 3;\n  param g : m/s\\^2 = [0-2]\\.\\d{6}\\*\\(9\\.81\\);  // b = 2;\n"));
    assertNotEquals(constants, ScaledConstants.of("  const n = 3;\n  param g : m/s^2 = 9.81;  // b = 2;\n", SEED + 1));
    assertTrue(ScaledConstants.of("  const P[2, 2] = [1, 0; 0, 1];\n", SEED)
        .matches("  const P\\[2, 2\\] = [0-2]\\.\\d{6}\\*\\(\\[1, 0; 0, 1\\]\\);\n"));
    assertTrue(ScaledConstants.of("  horizon free T in [0.5, 10] guess 3 steps 100;\n", SEED)
        .matches("  horizon free T in \\[0\\.5, 10\\] guess [1-6]\\.\\d{6} steps 100;\n"));
  }
}
