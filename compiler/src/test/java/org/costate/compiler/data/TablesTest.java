/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.driver.Derivation;
import org.costate.compiler.driver.FormulaStyle;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.costate.runtime.interpolate.LookupTable;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.junit.jupiter.api.Test;

/** Tables and imported signals from the text of a program to the numbers of a solve. */
class TablesTest {
  private static final double[] MACH = {0, 0.8, 1, 2};
  private static final double[] CD = {0.3, 0.32, 0.55, 0.4};
  private static final LookupTable DRAG = LookupTable.of(MACH, CD);

  private static CompilationResult compile(String text, Map<String, String> files) {
    return Compiler.compile(new Source("p.ctl", text),
        CompilerOptions.DEFAULTS.withData((program, path) -> files.containsKey(path)
            ? new DataProvider.Answer.Found(new Source(path, files.get(path)))
            : new DataProvider.Answer.Refused("there is no such file")));
  }

  private static CompiledProblem problem(String declarations, String next, Map<String, String> files) {
    CompilationResult result = compile(program(declarations, next), files);
    assertFalse(result.hasErrors(), result.report());
    return result.problems().getFirst();
  }

  /** A step is the formula itself. */
  private static String program(String declarations, String next) {
    return declarations + """
        problem P {
          state v;
          control u;
          dynamics { next(v) = %s; }
          horizon 10 steps 10;
          start v = 0;
          minimize { running u^2; }
        }
        """.formatted(next);
  }

  private static double step(CompiledProblem problem, double v, double u) {
    double[] next = new double[1];
    new ProblemInstance(problem.loaded().code()).step(2, new double[] {v}, 0, new double[] {u}, 0, next, 0);
    return next[0];
  }

  @Test
  void aTableIsItsSplineInsideAndOutside() {
    CompiledProblem problem = problem("table cd(mach) = [0, 0.3; 0.8, 0.32; 1, 0.55; 2, 0.4];", "cd(v) + u", Map.of());
    for (double v = -3; v < 5; v += 0.17) {
      assertEquals(DRAG.at(v, 0) + 1, step(problem, v, 1));
    }
  }

  @Test
  void derivativesOfAStepAreThoseOfTheTable() {
    CompiledProblem problem =
        problem("table cd(mach) = [0, 0.3; 0.8, 0.32; 1, 0.55; 2, 0.4];", "cd(v)*v + u", Map.of());
    ProblemInstance instance = new ProblemInstance(problem.loaded().code());
    StageExpansion out = new StageExpansion(instance.dims());
    for (double v : new double[] {-1, 0.3, 0.8, 1.7, 4}) {
      instance.linearize(0, new double[] {v}, 0, new double[] {0}, 0, out);
      assertEquals(DRAG.at(v, 1) * v + DRAG.at(v, 0), out.fx[0], 1e-15);
    }
  }

  @Test
  void filesGiveTheSameTableWhateverTheirFormIs() {
    String table = "table cd(mach) = csv(\"drag.csv\"%s);";
    List<String> forms = List.of(
        "0,0.3\n0.8,0.32\n1,0.55\n2,0.4\n",
        "# drag\r\nmach, cd\r\n\r\n0, .3\r\n0.8, 32e-2\r\n1, +0.55\r\n2, 0.4",
        "\"mach\";\"cd\"\n0;0.3\n\"0.8\";0.32\n1;0.55\n2;0.4",
        "mach\tcd\n0\t0.3\n0.8\t0.32\n1\t0.55\n2\t0.4\n\n");
    for (String form : forms) {
      CompiledProblem problem = problem(table.formatted(""), "cd(v) + u", Map.of("drag.csv", form));
      assertEquals(DRAG.at(0.9, 0), step(problem, 0.9, 0));
    }
    CompiledProblem chosen = problem(table.formatted(", \"mach\", \"cd\""), "cd(v) + u",
        Map.of("drag.csv", "note,cd,mach\nslow,0.3,0\n,0.32,0.8\nsonic,0.55,1\nfast,0.4,2\n"));
    assertEquals(DRAG.at(0.9, 0), step(chosen, 0.9, 0));
  }

  @Test
  void twoArgumentsAndArrays() {
    String literal = "[0, 0, 1, 3; -1, 5, 6, 2; 1, 7, 8, 1]";
    LookupTable expected =
        LookupTable.of(new double[] {-1, 1}, new double[] {0, 1, 3}, new double[] {5, 6, 2, 7, 8, 1});
    CompiledProblem problem = problem("table f(a, b) = " + literal + ";", "sum(f([v, 2*v], u))", Map.of());
    assertEquals(expected.at(0.4, 0.7, 0, 0) + expected.at(0.8, 0.7, 0, 0), step(problem, 0.4, 0.7), 1e-15);
    CompiledProblem imported = problem("table f(a, b) = csv(\"f.csv\");", "f(v, u)",
        Map.of("f.csv", "f of a and b;;;\na\\b;0;1;3\n-1;5;6;2\n1;7;8;1\n"));
    assertEquals(expected.at(0.4, 0.7, 0, 0), step(imported, 0.4, 0.7));
  }

  @Test
  void aTableOfConstantsIsAConstant() {
    CompiledProblem problem =
        problem("table f(a) = [0, 1; 1, 3]; const c = f(2);", "zeros(c)[1] + c + v + u", Map.of());
    assertEquals(5, step(problem, 0, 0));
  }

  @Test
  void unitsOfTablesAndColumns() {
    LookupTable perRadian =
        LookupTable.of(new double[] {0, Math.PI / 180 * 10, Math.PI / 180 * 30}, new double[] {0, 1, 2});
    CompiledProblem literal = problem("table lift(alpha : deg) : 1 = [0, 0; 10, 1; 30, 2];", "lift(v) + u", Map.of());
    assertEquals(perRadian.at(0.3, 0), step(literal, 0.3, 0), 1e-12);
    CompiledProblem imported = problem("table lift(alpha : rad) = csv(\"lift.csv\");", "lift(v) + u",
        Map.of("lift.csv", "alpha [deg],lift\n0,0\n10,1\n30,2\n"));
    assertEquals(perRadian.at(0.3, 0), step(imported, 0.3, 0), 1e-12);
  }

  @Test
  void signalsFollowTimeAndFiles() {
    String wind = "time [s], speed [km/h]\n0, 0\n4, 36\n10, 0\n";
    LookupTable speed = LookupTable.of(new double[] {0, 4, 10}, new double[] {0, 10, 0});
    CompilationResult result = compile("""
        problem P {
          param a = 2;
          signal w[2] = [csv("wind.csv"), a*t];
          signal gust : km/h = csv("wind.csv", "time", "speed");
          state x;
          control u;
          dynamics { der(x) = u + w[1] + w[2] + gust/(1 [m/s]); }
          horizon 10 steps 20;
          start x = 0;
          minimize { running u^2; }
        }
        """, Map.of("wind.csv", wind));
    assertFalse(result.hasErrors(), result.report());
    ProblemInstance instance = new ProblemInstance(result.problems().getFirst().loaded().code()).with("a", 3);
    for (int k = 0; k <= 20; k++) {
      double t = 0.5 * k;
      double[] d = instance.data(k);
      assertArrayEquals(new double[] {speed.at(t, 0), 3 * t, 3.6 * speed.at(t, 0)},
          new double[] {d[3], d[4], d[5]}, 1e-12);
    }
    assertEquals(7, instance.with("gust", 7).data(5)[5]);
    double[] rows = new Random(1).doubles(20).toArray();
    assertEquals(rows[3], instance.withSignal("gust", rows).data(3)[5]);
  }

  @Test
  void derivativesAreShownWithPrimesOrArguments() {
    CompiledProblem one = problem("table cd(mach) = [0, 0; 1, 1];", "cd(v)^2 + u", Map.of());
    assertEquals(List.of("next(v) = u + cd(v)^2", "d next(v) / d v = cd'(v)*2*cd(v)", "d next(v) / d u = 1"),
        new Derivation(one, FormulaStyle.TEXT).of("next(v)"));
    CompiledProblem two = problem("table f(a, b) = [0, 0, 1; 0, 1, 2; 1, 3, 5];", "f(v, u)", Map.of());
    assertEquals(List.of("next(v) = f(v, u)", "d next(v) / d v = f_a(v, u)", "d next(v) / d u = f_b(v, u)"),
        new Derivation(two, FormulaStyle.TEXT).of("next(v)"));
    assertEquals("\\frac{\\partial v^{+}}{\\partial v} = \\operatorname{f}_{a}\\left(v, u\\right)",
        new Derivation(two, FormulaStyle.LATEX).of("next(v)").get(1));
  }

  @Test
  void theHashOfTheSourceCoversItsData() {
    String table = "table cd(mach) = csv(\"drag.csv\");";
    String first = problem(table, "cd(v) + u", Map.of("drag.csv", "0,1\n1,2\n")).loaded().info().sourceHash();
    assertEquals(first, problem(table, "cd(v) + u", Map.of("drag.csv", "0,1\n1,2\n")).loaded().info().sourceHash());
    assertNotEquals(first, problem(table, "cd(v) + u", Map.of("drag.csv", "0,1\n1,3\n")).loaded().info().sourceHash());
  }

  @Test
  void aTableOfMoreThanAHundredThousandNumbersIsRefused() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i <= 50_000; i++) {
      file.append(i).append(",1\n");
    }
    CompilationResult result =
        compile(program("table f(a) = csv(\"f.csv\");", "f(v) + u"), Map.of("f.csv", file.toString()));
    assertEquals(List.of(Code.E0902), result.diagnostics().stream().map(Diagnostic::code).toList());
  }
}
