/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DerivationTest {
  private static final CompiledProblem PENDULUM = CompilerTest.compile(CompilerTest.PENDULUM).problems().getFirst();

  @Test
  void writesAFormulaAndItsDerivatives() {
    assertEquals(
        List.of("der(theta) = omega", "d der(theta) / d omega = 1"),
        new Derivation(PENDULUM, FormulaStyle.TEXT).of("der(theta)"));
    assertEquals(
        List.of("terminal = cos(theta) + 1", "d terminal / d theta = -sin(theta)"),
        new Derivation(PENDULUM, FormulaStyle.TEXT).of("terminal"));
  }

  @Test
  void letsAndLabelledCostItemsHaveNames() {
    CompiledProblem problem = CompilerTest.compile("""
        model M {
          param a = 2;
          state x;
          control u;
          let lever[2] = [a*x, x*u];
          let far = x > 1;
          let pull = sin(x) + lever[2];
          dynamics { der(x) = pull; }
        }
        problem P for M {
          horizon 2 steps 2;
          start x = 0;
          maximize { running gain: x*pull; running price: -u^2; }
        }
        """).problems().getFirst();
    Derivation derivation = new Derivation(problem, FormulaStyle.TEXT);
    assertEquals(
        List.of("der(x)", "lever[1]", "lever[2]", "pull", "gain", "price", "running"), derivation.known());
    assertEquals(List.of("lever[1] = x*a", "d lever[1] / d x = a"), derivation.of("lever[1]"));
    assertEquals(List.of("price = -u^2", "d price / d u = -2*u"), derivation.of("price"));
    assertEquals(List.of("lever[1]", "lever[2]"), derivation.elements("lever"));
    assertEquals("pull = sin(x) + x*u", derivation.of("pull").getFirst());
    assertEquals("d pull / d u = x", derivation.of("pull").getLast());
    assertTrue(derivation.of("running").getFirst().startsWith("running = x*(sin(x) + x*u)"), "in the user's sense");
  }

  @Test
  void writesLatex() {
    assertEquals(
        List.of("\\dot{\\theta} = \\omega", "\\frac{\\partial \\dot{\\theta}}{\\partial \\omega} = 1"),
        new Derivation(PENDULUM, FormulaStyle.LATEX).of("der(theta)"));
  }

  @Test
  void knowsWhatCanBeNamed() {
    Derivation derivation = new Derivation(PENDULUM, FormulaStyle.TEXT);
    assertTrue(derivation.known().containsAll(List.of("der(theta)", "der(omega)", "running", "terminal")));
    assertEquals(List.of(), derivation.elements("nope"));
    String message = assertThrows(IllegalArgumentException.class, () -> derivation.of("nope")).getMessage();
    assertTrue(message.contains("der(omega)"), message);
  }

  @Test
  void aVectorStandsForItsElements() {
    CompiledProblem vector = CompilerTest.compile("""
        problem P {
          state q[2];
          control u;
          dynamics { next(q) = [q[2], u*q[1]]; }
          horizon 2 steps 2;
          start q = [0, 0];
          minimize { running l: u^2; }
        }
        """).problems().getFirst();
    Derivation derivation = new Derivation(vector, FormulaStyle.TEXT);
    assertEquals(List.of("next(q[1])", "next(q[2])"), derivation.elements("next(q)"));
    assertEquals(
        List.of("next(q[2]) = q[1]*u", "d next(q[2]) / d q[1] = u", "d next(q[2]) / d u = q[1]"),
        derivation.of("next(q[2])"));
  }
}
