/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;
import org.junit.jupiter.api.Test;

/** Swinging up the other way round is the mirror image, at the same cost, although the cost is a squared difference of angles. */
class EitherWayTest {
  /** Converged controls agree as well as the solver's tolerance says; the objective is flat there. */
  private static final double CONTROLS = 1e-5;

  @Test
  void bothWaysCostTheSame() throws Exception {
    List<Problem> runs = Costate.load(Path.of("either_way", "either_way.ctl")).runs();
    assertEquals(2, runs.size());
    Solution one = runs.get(0).solve();
    Solution other = runs.get(1).solve();
    assertTrue(one.converged() && other.converged());
    assertEquals(one.objective(), other.objective(), 1e-9 * one.objective());
    double[] tau = one.control("tau");
    assertTrue(Arrays.stream(tau).map(Math::abs).max().orElseThrow() > 2.9, "the motor is needed");
    assertMirrored(tau, other.control("tau"));
    assertMirrored(one.state("omega"), other.state("omega"));
    double[] left = one.state("theta");
    double[] right = other.state("theta");
    for (int k = 0; k < left.length; k++) {
      assertEquals(0, Math.IEEEremainder(left[k] + right[k], 2 * Math.PI), CONTROLS, "theta at step " + k);
    }
    assertEquals(Math.PI, turned(left), 0.05, "half a turn, not the way back");
    assertEquals(-Math.PI, turned(right), 0.05);
  }

  private static void assertMirrored(double[] one, double[] other) {
    for (int k = 0; k < one.length; k++) {
      assertEquals(one[k], -other[k], CONTROLS, "step " + k);
    }
  }

  /** How far an angle that is wrapped after each step has turned in all. */
  private static double turned(double[] angle) {
    double sum = 0;
    for (int k = 1; k < angle.length; k++) {
      sum += Math.IEEEremainder(angle[k] - angle[k - 1], 2 * Math.PI);
    }
    return sum;
  }
}
