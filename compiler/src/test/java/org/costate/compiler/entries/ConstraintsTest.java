/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.runtime.numdiff.FiniteDifferenceProblem;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.problem.Violation;
import org.junit.jupiter.api.Test;

/** Constraints from their text to what solvers see: which hold where, their values in closed form, their derivatives. */
class ConstraintsTest {
  private static CompiledProblem compiled(String text) {
    CompilationResult result = Compiler.compile(new Source("test.ctl", text), CompilerOptions.DEFAULTS);
    assertTrue(!result.hasErrors(), result::report);
    return result.problems().getFirst();
  }

  private static ProblemInstance problem(String text) {
    return new ProblemInstance(compiled(text).loaded().code());
  }

  /** A point mass on a line with some constraints. */
  private static ProblemInstance mass(String start, String constraints) {
    return problem("""
        problem Mass {
          param goal[2] = [10, 0];
          param w = 3;
          state x : m in [-5, 20];
          state v : m/s;
          control F in [-1, 1];
          dynamics { der(x) = v; der(v) = F; }
          horizon 4 [s] steps 8;
          start %s;
          minimize { running F^2; }
          constraints { %s }
        }
        """.formatted(start, constraints));
  }

  private static List<String> names(ProblemInstance problem, int k) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < problem.constraints(k); i++) {
      names.add(problem.constraint(k, i).name());
    }
    return names;
  }

  private static double[] values(OptimalControlProblem problem, int k, double[] x, double[] u) {
    double[] c = new double[problem.constraints(k)];
    problem.constrain(k, x, 0, u, 0, c, 0);
    return c;
  }

  @Test
  void rowsHoldWhereTheirItemSays() {
    ProblemInstance problem = mass("x = 0, v free", """
        path power: F*v <= 2;
        path fast: -3 <= v <= 3;
        path low: x <= 19;
        initial slow: v == 1;
        initial here: x == 0;
        at(2 [s]) gate: x == 5;
        terminal there: [x, v] == goal;
        """);
    assertEquals(List.of("power", "fast (lower)", "fast (upper)", "slow"), names(problem, 0));
    assertEquals(List.of("power", "fast (lower)", "fast (upper)", "low"), names(problem, 3));
    assertEquals(List.of("power", "fast (lower)", "fast (upper)", "low", "gate"), names(problem, 4));
    assertEquals(List.of("fast (lower)", "fast (upper)", "low", "there[1]", "there[2]"), names(problem, 8));
    assertEquals(new ConstraintInfo("gate", 16, true, "m"), problem.constraint(4, 4));
    assertEquals("m/s", problem.constraint(3, 1).unit());
    assertTrue(problem.isEquality(8, 4));
    assertTrue(!problem.isEquality(8, 2));
    double[] x = {7, -4};
    double[] u = {0.5};
    assertArrayEquals(new double[] {-2 - 2, -3 + 4, -4 - 3, 7 - 19, 7 - 5}, values(problem, 4, x, u));
    assertArrayEquals(new double[] {-3 + 4, -4 - 3, 7 - 19, 7 - 10, -4}, values(problem, 8, x, null));
    assertArrayEquals(new double[] {-3 + 4, -4 - 3, 7 - 19, 7 - 12, -4},
        values(problem.with("goal", 12, 0), 8, x, null));
  }

  @Test
  void whatNothingCanChangeIsReportedAlone() {
    ProblemInstance problem = mass("x = 0, v = 5", "path fast: v <= 3; initial odd: x == 2; path never: w <= 1;");
    assertEquals(0, problem.constraints(0));
    assertEquals(List.of("fast"), names(problem, 1));
    assertEquals(List.of("fast"), names(problem, 8));
    double[] X = new double[18];
    X[1] = 5;
    X[7] = 9;
    X[8] = -6;
    assertEquals(
        List.of(new Violation("fast", 11, 3, 6), new Violation("never", 11, 0, 2), new Violation("odd", 11, 0, 2),
            new Violation("x", 4, 4, 1)),
        problem.violations(X, new double[8]));
    assertEquals(6, problem.maxViolation(X, new double[8]));
  }

  @Test
  void limitsOfStatesHoldAfterTheStart() {
    ProblemInstance problem = mass("x = 0, v free", "");
    double[] lower = new double[2];
    double[] upper = new double[2];
    problem.stateBounds(lower, upper);
    assertArrayEquals(new double[] {-5, Double.NEGATIVE_INFINITY}, lower);
    assertArrayEquals(new double[] {20, Double.POSITIVE_INFINITY}, upper);
  }

  @Test
  void theTimeOfAnItemIsOneOfTheGrid() {
    refused(mass("x = 0, v = 0", "at(2.1 [s]) gate: x == 5;"),
        "`gate` holds at 2.1 s, between the grid times 2 s (k = 4)"
            + " and 2.5 s (k = 5)",
        "number of steps");
    refused(mass("x = 0, v = 0", "at(w*1 [s]) gate: x == 5;").with("w", 4.5), "`gate` holds at 4.5 s",
        "horizon of 4 s");
    refused(mass("x = 0, v = 0", "at(4 [s]) gate: F == 0;"), "`gate` holds at the end", "controls");
    assertEquals(List.of("gate"), names(mass("x = 0, v = 0", "at(w*1 [s]) gate: x == 5;"), 6));
    assertEquals(List.of("gate"), names(mass("x = 0, v = 0", "at(w*1 [s]) gate: x == 5;").with("w", 1), 2));
    assertEquals(List.of("gate"), names(mass("x = 0, v = 0", "at(3 [s]) gate: x == 5;").withHorizon(6), 4));
  }

  private static void refused(ProblemInstance problem, String... parts) {
    String message = assertThrows(IllegalArgumentException.class, problem::check).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aMomentOfAFreeFinalTimeIsAShareOfIt() {
    String text = """
        problem Race {
          state x;
          control u;
          design p = 1 in [0, 5];
          dynamics { der(x) = u; }
          horizon free T in [1, 10] guess 4 steps 8;
          start x = 0;
          minimize { terminal T; }
          constraints {
            at(%s) gate: x >= t;
            path beat: x <= u*t + p;
            terminal there: x == 3*t;
          }
        }
        """;
    ProblemInstance problem = problem(text.formatted("0.25*T"));
    problem.check();
    assertEquals(List.of("beat", "gate"), names(problem, 2));
    double[] x = {1, 2, 8}; // x, p, T: t = 2 at k = 2
    assertArrayEquals(new double[] {1 - 0.5 * 2 - 2, 2 - 1}, values(problem, 2, x, new double[] {0.5}));
    assertArrayEquals(new double[] {1 - 24}, values(problem, 8, x, null));
    refused(problem(text.formatted("1")), "`gate`", "share of the horizon", "at(0.5*T)");
    refused(problem(text.formatted("1.03")), "`gate`", "share of the horizon");
    refused(problem(text.formatted("p")), "`gate`", "share of the horizon");
    derivatives(problem, 3);
  }

  @Test
  void aSoftItemOfOneMomentIsAPenaltyThere() {
    String hard = "at(2 [s]) gate: [x*v, F^2] == [5, 1]; initial slow: v^2 <= 4; at(4 [s]) late: x^2 >= 9;";
    ProblemInstance soft = mass("x = 0, v free", hard.replaceAll(": ([^;]*)", ": $1 soft w"));
    ProblemInstance none = mass("x = 0, v free", "");
    assertEquals(0, soft.constraints(0) + soft.constraints(4) + soft.constraints(8));
    double[] x = {2, 3};
    double[] u = {0.5};
    double[] next = new double[2];
    for (int k = 0; k < 8; k++) {
      double penalty = k == 0 ? 3 * 25 : k == 4 ? 3 * (1 + 0.75 * 0.75) : 0;
      assertEquals(none.stage(k, x, 0, u, 0, next, 0) + penalty, soft.stage(k, x, 0, u, 0, next, 0), 1e-12);
    }
    assertEquals(3 * 25, soft.terminal(x, 0), 1e-12);
    assertEquals(0, soft.terminal(new double[] {-4, 3}, 0));
    derivatives(soft, 4);
  }

  @Test
  void loopsVectorsAndSidesAreNumbered() {
    ProblemInstance problem = problem("""
        problem Trees {
          const n = 2;
          param obs[n, 2] : m = [3, 0.4; 5.5, -0.6];
          param r : m = 0.5;
          state p[2] : m;
          control v[2] : m/s;
          dynamics { der(p) = v; }
          horizon 1 [s] steps 2;
          start p = [0, 0];
          minimize { running sumsq(v); }
          constraints {
            path clear: sumsq(p - obs[i, :]) >= r^2 for i in 1:n;
            path box: -i <= p <= i for i in 2:3;
            terminal p == [1, 2];
          }
        }
        """);
    assertEquals(List.of("clear[1]", "clear[2]", "box[2, 1] (lower)", "box[2, 2] (lower)", "box[2, 1] (upper)",
        "box[2, 2] (upper)", "box[3, 1] (lower)", "box[3, 2] (lower)", "box[3, 1] (upper)", "box[3, 2] (upper)"),
        names(problem, 1));
    assertEquals(List.of("(p == [1, 2])[1]", "(p == [1, 2])[2]"), names(problem, 2).subList(10, 12));
    assertEquals("m^2", problem.constraint(1, 0).unit());
    assertEquals("m", problem.constraint(2, 10).unit());
    double[] c = values(problem, 1, new double[] {3, 1}, new double[2]);
    assertArrayEquals(new double[] {0.25 - 0.36, 0.25 - 2.5 * 2.5 - 1.6 * 1.6, -5, -3, 1, -1, -6, -4, 0, -2}, c, 1e-15);
    derivatives(problem, 5);
  }

  @Test
  void anglesAndQuaternionsChangeAlongTheirDirections() {
    ProblemInstance problem = problem("""
        problem Turn {
          state q : quat;
          state a : angle;
          state w[3];
          control tau[3];
          dynamics {
            der(q) = 0.5*[-q[2]*w[1] - q[3]*w[2] - q[4]*w[3], q[1]*w[1], q[1]*w[2], q[1]*w[3]];
            der(w) = tau;
            der(a) = w[1];
          }
          horizon 1 steps 3;
          start q free, a = 3, w = [0, 0, 0];
          minimize { running sumsq(tau); }
          constraints {
            initial tilt: q[2]*q[3] + q[1] == 0.5;
            path upright: q[2]^2 + q[3]^2 <= 0.1*exp(q[1]);
            path power: dot(tau, w)*q[4] <= 1;
            at(1/3) face: a == -3;
            terminal home: q == [1, 0, 0, 0];
          }
        }
        """);
    assertEquals(List.of("power", "upright", "tilt"), names(problem, 0));
    double[] x = {1, 0, 0, 0, 3, 0, 0, 0};
    double[] c = values(problem, 1, x, new double[3]);
    assertEquals(6 - 2 * Math.PI, c[2], 1e-15);
    derivatives(problem, 6);
  }

  @Test
  void algebraicVariablesAreEliminatedUnderEveryRule() {
    for (String rule : List.of("rk4", "radau")) {
      ProblemInstance problem = problem("""
          problem Loop {
            state x;
            control u;
            algebraic z = 1;
            dynamics { equation z + z^3 == x + u; der(x) = -z; }
            horizon 1 steps 4;
            integrator %s;
            start x = 1;
            minimize { running u^2; }
            constraints { path z^2 <= 4; at(0.5) mid: z == 1; }
          }
          """.formatted(rule));
      double[] c = values(problem, 2, new double[] {4}, new double[] {6}); // z = 2
      assertArrayEquals(new double[] {0, 1}, c, 1e-12);
      assertEquals(0, problem.constraints(4));
      derivatives(problem, 7);
    }
  }

  @Test
  void discreteProblemsCountSteps() {
    ProblemInstance problem = problem("""
        problem Map {
          state x;
          control u;
          signal s = t;
          dynamics { next(x) = x + u; }
          horizon 5 steps 5;
          start x free;
          minimize { running u^2; }
          constraints { at(3) third: x == s; path x <= s*t; }
        }
        """);
    assertArrayEquals(new double[] {7 - 9, 7 - 3}, values(problem, 3, new double[] {7}, new double[1]));
    assertArrayEquals(new double[] {7 - 25}, values(problem, 5, new double[] {7}, null));
    derivatives(problem, 8);
  }

  /** Jacobians and Hessians of everything at every k against differences; and an object that is written twice is not summed up. */
  static void derivatives(ProblemInstance problem, int seed) {
    Random random = new Random(seed);
    OptimalControlProblem differences = new FiniteDifferenceProblem(problem);
    Dims dims = problem.dims();
    for (int k = 0; k <= dims.steps(); k++) {
      int rows = problem.constraints(k);
      double[] start = new double[dims.nx()];
      problem.start(start, 0);
      double[] dx = random.doubles(dims.ndx(), -0.4, 0.4).toArray();
      double[] x = new double[dims.nx()];
      problem.retract(start, 0, dx, 0, x, 0);
      double[] u = k < dims.steps() ? random.doubles(dims.nu(), -1, 1).toArray() : null;
      ConstraintExpansion exact = new ConstraintExpansion(dims, rows);
      ConstraintExpansion numeric = new ConstraintExpansion(dims, rows);
      problem.expandConstraints(k, x, 0, u, 0, exact);
      differences.expandConstraints(k, x, 0, u, 0, numeric);
      assertArrayEquals(values(problem, k, x, u), exact.c);
      assertArrayEquals(numeric.cx, exact.cx, 1e-8, "cx at " + k);
      assertArrayEquals(numeric.cu, exact.cu, 1e-8, "cu at " + k);
      double[] y = random.doubles(rows + 1, -1, 1).toArray();
      Curvature second = new Curvature(dims);
      Curvature secondNumeric = new Curvature(dims);
      problem.constraintCurvature(k, x, 0, u, 0, y, 1, second);
      problem.constraintCurvature(k, x, 0, u, 0, y, 1, second);
      differences.constraintCurvature(k, x, 0, u, 0, y, 1, secondNumeric);
      assertArrayEquals(secondNumeric.hxx, second.hxx, 1e-6, "hxx at " + k);
      assertArrayEquals(secondNumeric.hux, second.hux, 1e-6, "hux at " + k);
      assertArrayEquals(secondNumeric.huu, second.huu, 1e-6, "huu at " + k);
      costs(problem, differences, k, x, u);
    }
  }

  private static void costs(ProblemInstance problem, OptimalControlProblem differences, int k, double[] x,
      double[] u) {
    if (u == null) {
      TerminalExpansion exact = new TerminalExpansion(problem.dims());
      TerminalExpansion numeric = new TerminalExpansion(problem.dims());
      problem.expandTerminal(x, 0, exact);
      problem.expandTerminal(x, 0, exact);
      differences.expandTerminal(x, 0, numeric);
      assertEquals(numeric.l, exact.l, 1e-12);
      assertArrayEquals(numeric.lx, exact.lx, 1e-7);
      assertArrayEquals(numeric.lxx, exact.lxx, 1e-5);
      return;
    }
    StageExpansion exact = new StageExpansion(problem.dims());
    StageExpansion numeric = new StageExpansion(problem.dims());
    problem.expand(k, x, 0, u, 0, exact);
    problem.expand(k, x, 0, u, 0, exact);
    differences.expand(k, x, 0, u, 0, numeric);
    assertEquals(numeric.l, exact.l, 1e-12);
    assertArrayEquals(numeric.lx, exact.lx, 1e-7);
    assertArrayEquals(numeric.lu, exact.lu, 1e-7);
    assertArrayEquals(numeric.lxx, exact.lxx, 1e-5);
    assertArrayEquals(numeric.lux, exact.lux, 1e-5);
    assertArrayEquals(numeric.luu, exact.luu, 1e-5);
  }
}
