/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Explanations;
import org.costate.runtime.solve.SolverStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A solve that meets a number that is not finite says which sub-expression made it. */
class RunDiagnosisTest {
  private static final Pattern PROGRAM = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

  private static Solution solve(String dynamics, String running, String guess) {
    return Costate.compile("tank.ctl", """
        problem Tank {
          param zero = 0;
          state h;
          control valve;
          dynamics { der(h) = %s; }
          horizon 10 steps 20;
          integrator euler;
          start h = 1;
          minimize { running level: %s; terminal empty: h^2; }
        }
        solve Tank using ddp { guess valve = %s; }
        """.formatted(dynamics, running, guess)).problem().solve();
  }

  private static Diagnostic diagnosis(Solution solution) {
    assertEquals(SolverStatus.NOT_FINITE, solution.status());
    Diagnostic diagnostic = solution.diagnosis().orElseThrow();
    assertEquals(Code.R0902, diagnostic.code());
    return diagnostic;
  }

  @Test
  void namesTheSubExpressionItsOperandsAndTheMoment() {
    Diagnostic found = diagnosis(solve("-1 - valve*sqrt(h)", "h^2", "0"));
    assertEquals("`sqrt` of a negative number", found.message());
    assertEquals("sqrt(h)", found.primary().span().text());
    // h falls by 0.5 a step: 1, 0.5, 0, -0.5.
    assertEquals("h = -0.5 at t = 1.5, step 3, with the initial controls", found.primary().text());
  }

  @Test
  void namesWhatIsWrongInAGuess() {
    Diagnostic found = diagnosis(solve("valve", "valve^2", "1/(t - 1)"));
    assertEquals("division by zero", found.message());
    assertEquals("1/(t - 1)", found.primary().span().text());
    assertEquals("t - 1 = 0 at t = 1, step 2, with the initial controls", found.primary().text());
  }

  @Test
  void divisionByZeroInTheCost() {
    Diagnostic found = diagnosis(solve("valve", "valve^2 / zero", "1"));
    assertEquals("division by zero", found.message());
    assertTrue(found.primary().text().contains("zero = 0 at t = 0, step 0"), found.primary().text());
  }

  @Test
  void logarithmsPowersAndInverses() {
    assertEquals("`log` of a negative number", diagnosis(solve("log(h - 3)", "h", "0")).message());
    assertEquals("`asin` of a number outside [-1, 1]", diagnosis(solve("asin(h + 3)", "h", "0")).message());
    assertEquals("`exp` overflows", diagnosis(solve("exp(1000*h)", "h", "0")).message());
  }

  @Test
  void aDerivativeThatIsNotFiniteIsToldApart() {
    Diagnostic found = diagnosis(solve("valve", "sqrt(zero*h) + valve^2", "0"));
    assertTrue(found.notes().getFirst().contains("derivative"), found.toString());
  }

  @Test
  void aSolveThatConvergesHasNone() {
    assertTrue(solve("valve", "valve^2", "0").diagnosis().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(value = Code.class, names = "R.*", mode = EnumSource.Mode.MATCH_ALL)
  void thePageOfItsCodeShowsAWrongAndARightProgram(Code code) {
    List<Optional<Code>> found =
        PROGRAM.matcher(Explanations.page(code).orElseThrow())
            .results()
            .map(program -> Costate.compile("page.ctl", program.group(1)).problem().solve().diagnosis())
            .map(diagnosis -> diagnosis.map(Diagnostic::code))
            .toList();
    assertEquals(List.of(Optional.of(code), Optional.empty()), found);
  }

  private static Diagnostic unsolved(String integrator, String equation) {
    Solution solution = Costate.compile("root.ctl", """
        problem Root {
          state x;
          control u;
          algebraic z = 1;
          dynamics {
            equation %s == x;
            der(x) = u - 0.1*z;
          }
          horizon 2 steps 4;
          integrator %s;
          start x = 0.6;
          minimize { running effort: u^2; terminal end: x^2; }
        }
        solve Root using ilqr { guess u = -1; }
        """.formatted(equation, integrator)).problem().solve();
    assertEquals(SolverStatus.NOT_FINITE, solution.status());
    Diagnostic diagnostic = solution.diagnosis().orElseThrow();
    assertEquals(Code.R0903, diagnostic.code());
    return diagnostic;
  }

  @Test
  void namesTheEquationThatHasNoSolutionAndTheMoment() {
    Diagnostic found = unsolved("euler", "z^2");
    assertEquals("the equations have no solution near the guess", found.message());
    assertEquals("z^2 == x", found.primary().span().text());
    assertTrue(found.primary().text().startsWith("its sides differ by "), found.primary().text());
    assertTrue(found.primary().text().endsWith(" at t = 1, step 2, with the initial controls"), found.primary().text());
  }

  @Test
  void namesTheIntegratorWhoseStepHasNoSolution() {
    Diagnostic found = unsolved("radau", "z^2");
    assertEquals("the equations of this step of `radau` have no solution near its start", found.message());
    assertTrue(found.primary().text().contains(" at t = 0.5, step 1, "), found.primary().text());
  }
}
