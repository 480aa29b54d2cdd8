/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Severity;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs far beyond any use, in depth, width and count: compiled or refused with a diagnostic, in bounded time. {@code -Dcostate.large=true}
 * adds those that take tens of seconds.
 */
class LargeProgramsTest {
  private static final double CPU_SECONDS = 60;

  private static String program(String rate) {
    return program("", "", rate);
  }

  private static String program(String top, String members, String rate) {
    return top + "problem P {\n  state x;\n  control u;\n" + members + "  dynamics { der(x) = " + rate
        + "; }\n  horizon 1 steps 2;\n  integrator euler;\n  start x = 1;\n  minimize { terminal x^2; }\n}\n";
  }

  private static String list(int count, String separator, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(separator));
  }

  private static String sum(int terms) {
    return list(terms, " + ", i -> "sin(x + " + i + ")");
  }

  /** der(y) = A \\ y with a matrix A that depends on y. */
  private static String system(int n) {
    return program("", "  state y[" + n + "];\n  let A[" + n + ", " + n + "] = [sin(y[i])*y for i in 1:" + n + "];\n",
        "u")
        .replace("der(x) = u;", "der(x) = u; der(y) = A \\ y;")
        .replace("start x = 1", "start x = 1, y = ones(" + n + ")");
  }

  private record Case(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> programs() {
    return List.of(
        new Case("a sum of 5,000 terms", program(sum(5_000))),
        new Case("product of 2,000 terms", program(list(2_000, "*", i -> "cos(x + " + i + ")"))),
        new Case("100,000 parentheses", program("(".repeat(100_000) + "x" + ")".repeat(100_000))),
        new Case("400 parentheses", program("(".repeat(400) + "x" + ")".repeat(400))),
        new Case("100,000 signs", program("-".repeat(100_000) + "x")),
        new Case("100,000 open brackets", program("[".repeat(100_000))),
        new Case("3,000 nested calls", program("sin(".repeat(3_000) + "x" + ")".repeat(3_000))),
        new Case("3,000 nested conditions", program("if x > 0 then 1 else ".repeat(3_000) + "x")),
        new Case("20,000 powers", program(list(20_000, "^", i -> "x"))),
        new Case("100,000 transposes", program("x" + "'".repeat(100_000))),
        new Case("5,000 lets in a chain", program("", list(5_000, "",
            i -> "  let y" + i + " = sin(" + (i == 0 ? "x" : "y" + (i - 1)) + ");\n"), "y4999")),
        new Case("lets that double, 60 deep", program("", list(60, "",
            i -> "  let y" + i + " = " + (i == 0 ? "x + u" : "y" + (i - 1) + "*y" + (i - 1)) + ";\n"), "y59")),
        new Case("functions that double, 40 deep", program(list(40, "",
            i -> "function f" + i + "(a) = " + (i == 0 ? "a*a" : "f" + (i - 1) + "(a) + f" + (i - 1) + "(a + 1)")
                + ";\n"),
            "", "f39(x)")),
        new Case("recursion", program("function f(a) = f(a - 1);\n", "", "f(x)")),
        new Case("an array of a milliard", program("", "  param p[1000000000] = zeros(1000000000);\n", "x")),
        new Case("an array of sizes that overflow",
            program("", "  param p[65536, 65536] = zeros(65536, 65536);\n", "x")),
        new Case("a fractional size", program("", "  param p[2.5] = zeros(2.5);\n", "x")),
        new Case("a comprehension of a milliard", program("sum(x*i for i in 1:1000000000)")),
        new Case("comprehensions in one another",
            program("sum(sum(sum(x*i*j*k for i in 1:300) for j in 1:300) for k in 1:300)")),
        new Case("a power of a milliard", program("x^1000000000")),
        new Case("substeps without end",
            program("x").replace("integrator euler", "integrator rk4 substeps 1000000000")),
        new Case("steps without end", program("x").replace("steps 2", "steps 2000000000")),
        new Case("a name of a million letters", program("let".repeat(333_333))),
        new Case("a number of a million digits", program("1".repeat(1_000_000))),
        new Case("200,000 statements", list(200_000, "", i -> "const c" + i + " = " + i + ";\n") + program("x")),
        new Case("100,000 errors", program(list(100_000, " + ", i -> "y" + i))),
        new Case("a matrix of 20 x 20 solved", system(20)),
        new Case("5 MiB of comment", "/*" + "x".repeat(5 << 20) + "*/" + program("x")),
        new Case("3 MiB of spaces", " ".repeat(3 << 20) + program("x")));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isCompiledOrRefused(Case program) {
    CompilationResult result = compile(program.text());
    for (Diagnostic diagnostic : result.diagnostics()) {
      assertFalse(diagnostic.message().length() > 10_000, "a message of " + diagnostic.message().length() + " letters");
    }
    TextRenderer.render(result.diagnostics());
    assertTrue(result.hasErrors() || result.problems().size() == 1);
  }

  private static CompilationResult compile(String text) {
    Optional<CompilationResult> result =
        Watchdog.run(CPU_SECONDS, () -> Compiler.compile(new Source("large.ctl", text), CompilerOptions.DEFAULTS));
    assertTrue(result.isPresent(), () -> "more than " + CPU_SECONDS + " s of CPU time");
    return result.get();
  }

  static List<Case> heavyPrograms() {
    return List.of(new Case("a sum of 50,000 terms", program(sum(50_000))),
        new Case("a matrix of 60 x 60 solved", system(60)),
        new Case("10,000 lets in a chain", program("", list(10_000, "",
            i -> "  let y" + i + " = sin(" + (i == 0 ? "x" : "y" + (i - 1)) + ")*u + 0.5;\n"), "y9999")));
  }

  @ParameterizedTest
  @MethodSource("heavyPrograms")
  @EnabledIfSystemProperty(named = "costate.large", matches = "true")
  void heavyProgramIsCompiledOrRefused(Case program) {
    isCompiledOrRefused(program);
  }

  /** A size that a user may well need is compiled. */
  @Test
  void aGraphOfAHundredThousandNodesIsCompiled() {
    CompilationResult result =
        compile(program(list(6_000, " + ", i -> "sin(x*" + (i % 80 + 1) + " + u*" + (i / 80 + 1) + ")")));
    assertTrue(result.diagnostics().stream().noneMatch(d -> d.severity() == Severity.ERROR), result::report);
    assertTrue(result.problems().getFirst().builder().size() > 100_000);
  }
}
