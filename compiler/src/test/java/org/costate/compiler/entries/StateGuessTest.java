/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.InitialGuess;
import org.costate.runtime.problem.ProblemInstance;
import org.junit.jupiter.api.Test;

/** Guesses of states, and of design variables in a run, from their text to where a solve begins. */
class StateGuessTest {
  private static CompiledProblem compiled(String guess, String run) {
    CompilationResult result = Compiler.compile(new Source("test.ctl", """
        problem Cart {
          param far : m = 6;
          state x : cm in [-100, 700];
          state v : m/s;
          state a : angle;
          state q : quat;
          control F in [-1, 1];
          dynamics { der(x) = v; der(v) = F; der(a) = v/1 [m]; der(q) = [0, 0, 0, 0]; }
          horizon free T in [1 [s], 10 [s]] guess 2 [s] steps 2;
          start x free, v = 0, a = 1, q = [1, 0, 0, 0];
          %s
          minimize { running F^2; }
        }
        solve Cart using al_ilqr { %s }
        """.formatted(guess, run)), CompilerOptions.DEFAULTS);
    assertTrue(!result.hasErrors(), result::report);
    return result.problems().getFirst();
  }

  private static final String GUESSES = "guess x = far*t/2 [s] + 20 [m], a = 3*t/1 [s], q = [0, 2, 0, 0], F = 0.5;";

  @Test
  void statesAreWhatTheirGuessSaysAndPossible() {
    InitialGuess guess = new ProblemInstance(compiled(GUESSES, "").loaded().code()).initialGuess();
    assertTrue(guess.hasStates);
    double[][] wanted = {{700, 0, 1, 1, 0, 0, 0, 2}, {2300, 0, 3, 0, 1, 0, 0, 2},
      {2600, 0, 6 - 2 * Math.PI, 0, 1, 0, 0, 2}};
    for (int k = 0; k < 3; k++) {
      double[] x = Arrays.copyOfRange(guess.X, k * 8, k * 8 + 8);
      assertArrayEquals(wanted[k], x, 1e-12, "k = " + k);
    }
    assertArrayEquals(new double[] {0.5, 0.5}, guess.U);
  }

  @Test
  void aRunHasItsOwnAndThatOfTheFinalTime() {
    CompiledProblem problem = compiled(GUESSES, "guess x = 1 [m], v = 3 [m/s^2]*t, T = far/1 [m/s];");
    InitialGuess guess = new ProblemInstance(problem.loaded().code())
        .withRun(problem.loaded().runs().getFirst())
        .initialGuess();
    assertArrayEquals(new double[] {100, 9, 9 - 2 * Math.PI, 0, 1, 0, 0, 6},
        Arrays.copyOfRange(guess.X, 8, 16), 1e-12);
    assertEquals(6, guess.X[23]);
  }

  @Test
  void withoutGuessesStatesAreLeftToTheControls() {
    InitialGuess guess = new ProblemInstance(compiled("guess F = 1;", "").loaded().code()).initialGuess();
    assertTrue(!guess.hasStates);
    assertEquals(300, guess.X[16]); // the middle of its limits
  }
}
