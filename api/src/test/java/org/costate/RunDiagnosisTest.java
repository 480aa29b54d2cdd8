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
import org.junit.jupiter.params.provider.CsvSource;
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

  /** h falls from 1.25 by 0.5 a step; the constraint's formula has no value where it is below a limit. */
  private static Diagnostic constrained(String method, String constraint) {
    return diagnosis(Costate.compile("tank.ctl", """
        problem Tank {
          param zero = 0;
          state h;
          control valve;
          dynamics { der(h) = -1 + 0*valve; }
          horizon 10 steps 20;
          integrator euler;
          start h = 1.25;
          minimize { running level: h^2 + valve^2; }
          constraints { %s }
        }
        solve Tank using %s { guess valve = 0; }
        """.formatted(constraint, method)).problem().solve());
  }

  @ParameterizedTest
  @CsvSource({
    "path rim: valve <= sqrt(h);, sqrt(h), 'h = -0.25 at t = 1.5, step 3, with the initial controls'",
    "path rim: sqrt(h) <= 2;, sqrt(h), 'h = -0.25 at t = 1.5, step 3, with the initial controls'",
    "terminal rim: log(h) == 2;, log(h), 'h = -8.75 at t = 10, step 20, with the initial controls'",
    "at(2) rim: log(h + zero) == 2;, log(h + zero), 'h + zero = -0.75 at t = 2, step 4, with the initial controls'",
    "path rim: sqrt(h) <= 2 soft 1e3;, sqrt(h), 'h = -0.25 at t = 1.5, step 3, with the initial controls'",
    "at(2) rim: log(h) == 2 soft 1e3;, log(h), 'h = -0.75 at t = 2, step 4, with the initial controls'",
    "terminal rim: log(h) == 2 soft 1e3;, log(h), 'h = -8.75 at t = 10, step 20, with the initial controls'"})
  void namesWhatHasNoValueInAConstraintOfEachMoment(String constraint, String place, String text) {
    for (String method : List.of("ip", "al_ilqr")) {
      Diagnostic found = constrained(method, constraint);
      assertEquals(place, found.primary().span().text(), method);
      assertEquals(text, found.primary().text(), method);
      assertTrue(found.notes().isEmpty(), found.toString());
    }
  }

  @Test
  void aConstraintWhoseValueIsFiniteAndWhoseDerivativeIsNotIsToldApart() {
    // The root's slope at zero is infinite; h is 0.25 after two steps.
    Diagnostic found = constrained("ip", "path rim: valve <= sqrt(abs(h - 0.25));");
    assertTrue(found.primary().text().endsWith(" at t = 1, step 2, with the initial controls"), found.primary().text());
    assertTrue(found.notes().getFirst().contains("derivative"), found.toString());
  }

  @Test
  void aSecondDerivativeOfAConstraintToo() {
    // |h - 0.25|^1.5 has the slope 0 at zero, and no curvature there.
    Diagnostic found = constrained("ip", "path rim: valve <= abs(h - 0.25)^1.5;");
    assertTrue(found.primary().text().endsWith(" at t = 1, step 2, with the initial controls"), found.primary().text());
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
