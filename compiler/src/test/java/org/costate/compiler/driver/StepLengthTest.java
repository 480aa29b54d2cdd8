/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;

/** When W0703 speaks and when it does not. */
class StepLengthTest {
  private static List<String> warnings(String rate, String horizon, String integrator) {
    CompilationResult result = Compiler.compile(new Source("a.ctl", """
        problem P {
          param k = 4*half;
          param half = 50;
          state x;
          control u;
          signal w = 1 + 2*t;
          dynamics { der(x) = %s; }
          horizon %s;
          integrator %s;
          start x = 1;
          minimize { running level: x^2 + u^2; }
        }
        """.formatted(rate, horizon, integrator)), CompilerOptions.DEFAULTS);
    assertTrue(!result.problems().isEmpty(), result.report());
    return result.diagnostics().stream().filter(d -> d.code() == Code.W0703).map(Diagnostic::message).toList();
  }

  @Test
  void stepsJustBelowAndJustAboveTheLimitDiffer() {
    // k = 200: one step of rk4 may be up to 2.785 / 200 s long.
    assertEquals(List.of(), warnings("u - k*x", "1 steps 72", "rk4"));
    assertEquals(List.of("steps of 14 ms are too long for `rk4` here"), warnings("u - k*x", "1 steps 71", "rk4"));
    assertEquals(List.of(), warnings("u - k*x", "1 steps 36", "rk4 substeps 2"));
    assertEquals(List.of(), warnings("u - k*x", "1 steps 101", "euler"));
    assertEquals(List.of("steps of 10 ms are too long for `euler` here"), warnings("u - k*x", "1 steps 99", "euler"));
  }

  @Test
  void theJacobianIsTakenAtTheStartState() {
    assertEquals(List.of(), warnings("u - x^3", "1 steps 2", "rk4"));
    assertEquals(1, warnings("u - 10*x^3", "1 steps 2", "rk4").size());
  }

  @Test
  void signalsHaveTheirValueAtTheStart() {
    assertEquals(List.of(), warnings("u - k*w*x", "1 steps 72", "rk4"));
    assertEquals(1, warnings("u - 2*k*w*x", "1 steps 72", "rk4").size());
  }

  @Test
  void growingModesAndImplicitRulesAreNoMatterOfStiffness() {
    assertEquals(List.of(), warnings("u + k*x", "1 steps 10", "rk4"));
    assertEquals(List.of(), warnings("u - k*x", "1 steps 10", "radau"));
    assertEquals(List.of(), warnings("u - k*x", "1 steps 10", "gauss2"));
    assertEquals(List.of(), warnings("u - k*x", "1 steps 10", "backward_euler"));
  }

  @Test
  void aStartWhereTheRatesHaveNoValueIsNotJudged() {
    assertEquals(List.of(), warnings("u - k*sqrt(x - 2)", "1 steps 10", "rk4"));
  }
}
