/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Severity;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit rule of each operation: what its result measures, and which operands it refuses. */
class UnitRulesTest {
  private static final String DECLARATIONS = """
      model M {
        param a : m = 1;  param b : m = 2;  param d : km = 3;  param s : s = 4;  param f : N = 5;
        param n : 1 = 6;  param angle_ : rad = 0.5;  param grad : deg = 60;  param free = 8;
        param v[3] : m = [1, 2, 3];  param w[3] : N = [1, 2, 3];  param mixed = 2;
        param K[2, 2] : N/m = [2, 1; 1, 3];  param g[2] : N = [1, 2];
        state x;
        dynamics { der(x) = 0; }
      """;

  private static String errors(String members) {
    return Compiler.compile(new Source("m.ctl", DECLARATIONS + members + "}\n"), CompilerOptions.DEFAULTS)
        .diagnostics()
        .stream()
        .filter(d -> d.severity() == Severity.ERROR)
        .map(Diagnostic::code)
        .map(Enum::name)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "a + b | m", "a - d | m", "-a | m", "a + 5 | m", "2*a | m", "a/2 | m", "a*b | m^2", "a/s | m/s", "1/s | Hz",
    "a/b | 1", "f*a | J", "f*a/s | W", "a^3 | m^3", "a^-1 | 1/m", "a^0.5 | m^0.5",
    "a^(1/3) | m^(0.5)*m^-0.5*m^0.25*m^0.25",
    "sqrt(a*b) | m", "cbrt(a*b*d) | m", "abs(-a) | m", "sign(a) | 1", "sin(angle_) | 1", "cos(grad) | 1",
    "tan(a/b) | 1", "asin(a/b) | rad", "acos(0.5*n) | rad", "atan(n) | deg", "atan2(a, d) | rad", "sinh(n) | 1",
    "cosh(n) | 1", "tanh(n) | 1", "exp(n) | 1", "expm1(n) | 1", "log(a/b) | 1", "log1p(n) | 1", "log10(n) | 1",
    "floor(n) | 1", "ceil(n) | 1", "round(grad) | 1", "mod(a, d) | m", "min(a, d, 5) | m", "max(a, 0) | m",
    "clamp(a, -5, d) | m", "hypot(a, b) | m", "hypot(a, 3) | m", "pow(n, n) | 1", "pow(a, 2) | m^2", "sum(v) | m",
    "mean(v) | m", "prod(v) | m^3", "sumsq(v) | m^2", "norm(v) | m", "norm([a, 2]) | m", "dot(v, w) | J",
    "v'*w | N*m", "if a > b then a else d | m", "if a > 5 then a else 7 | m", "size(v) | m", "pi*a | m", "a*0 | N",
    "0 | N", "[a, b, 5][3] | m", "sum(a for i in 1:3) | m", "sum(v[i]*w[i] for i in 1:3) | J", "free*a | s",
    "sin(free) | kg", "size(v)*a | m", "max(v) | m", "grad*a | m"})
  void resultsHaveUnits(String expression, String unit) {
    String fits = expression.equals("a^(1/3)") ? "let y = (" + expression + ")^3 + a;"
        : "let y : " + unit + " = "
            + expression + ";";
    assertEquals("", errors(fits), expression);
    boolean anything = expression.contains("free") || expression.contains("0 ") || expression.equals("0")
        || expression.equals("a*0") || expression.equals("size(v)") || expression.equals("a^(1/3)");
    if (!anything) {
      assertEquals("E0404", errors("let y : mol = " + expression + ";"), expression);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "cross(v, w) | N*m", "2*v + d | m", "K \\ g | m", "K*[a, b] | N", "v .* w | J", "w ./ v | N/m", "v .^ 2 | m^2",
    "[a, d] + b | m", "diag(K) | N/m", "K[1, :] | N/m", "eye(2)*g | N", "[0, a, 0] + v | m", "-v | m",
    "zeros(3) + v | m"})
  void arraysHaveAUnitForEachElement(String expression, String unit) {
    String shape = expression.matches(".*(K|g|\\[a, d).*") ? "[2]" : "[3]";
    assertEquals("", errors("let y" + shape + " : " + unit + " = " + expression + ";"));
    assertEquals("E0404", errors("let y" + shape + " : mol = " + expression + ";"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "a + s | E0401", "a - f | E0401", "a < s | E0401", "a == s | E0401", "min(a, s) | E0401", "mod(a, s) | E0401",
    "clamp(a, s, b) | E0401", "atan2(a, s) | E0401", "hypot(a, s) | E0401", "if a > b then a else s | E0401",
    "sum([a, s]) | E0401", "norm([a, s]) | E0401", "dot(v, [a, s, a]) | E0401", "a + n | E0401", "a + angle_ | E0401",
    "[a, s]'*[a, s] | E0401", "sin(a) | E0402", "exp(s) | E0402", "floor(a) | E0402", "asin(a) | E0402",
    "2^a | E0402", "a^n*2 + a^s | E0402", "pow(a, n) | E0402", "log(f) | E0402", "tanh(a) | E0402"})
  void whatDoesNotFitIsRefused(String expression, String code) {
    assertEquals(code, errors("let y = " + expression + ";").split(" ", 2)[0]);
  }

  @Test
  void mixedVectorsAreExactPerElement() {
    assertEquals("",
        errors("let z[2] = [a, s]; let y : m/s = z[1]/z[2]; let q[2] = [1/a, 2/s]; let e : 1 = dot(z, q);"));
    assertEquals("",
        errors("let R[2, 2] = [1, 3 [m/s]; 0, 1]; let z[2] = R*[a, s]; let y : m = z[1]; let u : s = z[2];"));
  }

  /** Without any unit nothing is checked, not even time. */
  @Test
  void aQuadraticFormOfDifferencesIsOneSummand() {
    Programs.checked("""
        problem P {
          state x[2];
          control u;
          dynamics { der(x) = [x[2], u]; }
          horizon 1 steps 10;
          start x = [1, 0];
          minimize { running 3 + 2*((x - [1, 2])'*(x - [1, 2])) + u^2; }
        }
        """);
  }

  @Test
  void programsWithoutUnitsAreSilent() {
    List<Diagnostic> found = Compiler.compile(new Source("p.ctl", """
        problem P {
          param k = 2;
          state x;
          control u;
          dynamics { der(x) = u + k*sin(3*t) + x^2 - exp(x); }
          horizon 1 steps 10;
          start x = 0;
          minimize { running u^2 + x; }
        }
        """), CompilerOptions.DEFAULTS).diagnostics();
    assertEquals(List.of(), found);
  }

  /** What a cost adds up is not compared, also behind one weight for all or for a part. */
  @ParameterizedTest
  @ValueSource(strings = {
    "1*a^2 + 1*s^2",
    "10*(a^2 + s^2 + f^2)",
    "(a^2 + s^2)*free",
    "(a^2 + s^2)/2",
    "2*(a^2 + 3*(s^2 - f^2))",
    "2*(v - v)'*(v - v) + 3*s"})
  void summandsOfACostAreNotCompared(String cost) {
    String problem = """
        problem P for M {
          horizon 1 [s] steps 1;
          start x = 0;
          minimize { terminal %s; }
        """.formatted(cost);
    assertEquals("", errors("}\n" + problem));
  }
}
