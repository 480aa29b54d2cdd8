/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Hessian;
import org.costate.compiler.differentiate.ImplicitFunction;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.ops.Op;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;

/** Functions given by equations whose solution and derivatives are known in closed form; compiled code against the interpreter. */
class ImplicitSolveTest {
  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final DerivedFunctions derived = new DerivedFunctions(b);
  private final Expr.Symbol guess = b.symbol("guess");
  private final Expr.Symbol p = b.symbol("p");
  private final Expr.Symbol q = b.symbol("q");
  private final Expr.Symbol y = b.symbol("y");
  private final Expr.Symbol z = b.symbol("z");

  private ImplicitSolve solve(List<Expr.Symbol> unknowns, List<Expr> equations) {
    return ImplicitFunction.of(b, derived, "test", unknowns, inputs(equations), equations);
  }

  /** Those of p and q that are used. */
  private List<Expr.Symbol> inputs(List<Expr> equations) {
    List<Expr.Symbol> used = Graph.of(equations).symbols();
    return List.of(p, q).stream().filter(used::contains).toList();
  }

  private List<Expr> solution(List<Expr.Symbol> unknowns, List<Expr> guesses, List<Expr> equations) {
    List<Expr> arguments = new ArrayList<>(guesses);
    arguments.addAll(inputs(equations));
    return b.call(solve(unknowns, equations), arguments);
  }

  /** y^3 + y = p. */
  private Expr cubic() {
    Expr equation = b.subtract(b.add(b.multiply(b.square(y), y), y), p);
    return solution(List.of(y), List.of(guess), List.of(equation)).getFirst();
  }

  /** y exp(z) = p, y exp(-z) = q: y = sqrt(p q), z = log(p / q) / 2. */
  private List<Expr> pair() {
    List<Expr> equations = List.of(
        b.subtract(b.multiply(y, b.apply(Op.EXP, z)), p),
        b.subtract(b.multiply(y, b.apply(Op.EXP, b.negate(z))), q));
    return solution(List.of(y, z), List.of(guess, b.constant(0)), equations);
  }

  private static double[] agreed(Functions functions, double... inputs) {
    double[] values = functions.at(inputs);
    assertArrayEquals(functions.interpret(inputs), values);
    return values;
  }

  @Test
  void aSolutionIsExactToRoundingFromNearAndFar() {
    Functions f = Functions.compile(List.of(guess, p), List.of(cubic()));
    for (double guess : new double[] {-1e3, -1, 0, 0.5, 7, 1e4}) {
      for (double y : new double[] {-40, -1, -1e-9, 0, 1e-3, 0.3, 2, 1e3}) {
        double found = agreed(f, guess, y * y * y + y)[0];
        assertEquals(y, found, 2 * Math.ulp(y) + 1e-25, "from " + guess);
      }
    }
  }

  @Test
  void firstAndSecondDerivativesFollowTheImplicitFunctionTheorem() {
    Expr solution = cubic();
    List<Expr> roots = new ArrayList<>(List.of(solution));
    roots.addAll(Jacobian.of(b, derived, List.of(solution), List.of(p)).values());
    Hessian hessian = Hessian.of(b, derived, solution, List.of(p));
    roots.addAll(hessian.gradient().values());
    roots.addAll(hessian.matrix().values());
    Functions f = Functions.compile(List.of(guess, p), roots);
    for (double y : new double[] {-2, -0.4, 0, 0.7, 3}) {
      double[] values = agreed(f, 1, y * y * y + y);
      double first = 1 / (3 * y * y + 1);
      assertEquals(first, values[1], 1e-15);
      assertEquals(first, values[2], 1e-15);
      assertEquals(-6 * y * first * first * first, values[3], 1e-14);
    }
  }

  @Test
  void derivativesOfSeveralUnknownsAgreeWithTheClosedForm() {
    List<Expr> solution = pair();
    SparseMatrix jacobian = Jacobian.of(b, derived, solution, List.of(p, q));
    Hessian hessian = Hessian.of(b, derived, solution, List.of(b.constant(2), b.constant(-3)), List.of(p, q));
    List<Expr> roots = new ArrayList<>(solution);
    roots.addAll(jacobian.values());
    roots.addAll(hessian.gradient().values());
    roots.addAll(hessian.matrix().values());
    double pv = 1.7;
    double qv = 0.6;
    double[] values = agreed(Functions.compile(List.of(guess, p, q), roots), 1, pv, qv);
    double y = Math.sqrt(pv * qv);
    double[] expected = {y, Math.log(pv / qv) / 2, y / (2 * pv), y / (2 * qv), 1 / (2 * pv), -1 / (2 * qv),
      y / pv - 1.5 / pv, y / qv + 1.5 / qv,
      -y / (2 * pv * pv) + 1.5 / (pv * pv), y / (2 * pv * qv), y / (2 * pv * qv), -y / (2 * qv * qv) - 1.5 / (qv * qv)};
    assertArrayEquals(expected, values, 1e-14);
  }

  @Test
  void theGuessHasNoDerivative() {
    assertTrue(Jacobian.of(b, derived, List.of(cubic()), List.of(guess)).elements().isEmpty());
    assertTrue(Hessian.of(b, derived, cubic(), List.of(guess)).matrix().elements().isEmpty());
  }

  @Test
  void aSolveInsideAFunctionIsDifferentiatedThroughIt() {
    GraphFunction f = new GraphFunction("f", List.of(guess, p, q), List.of(b.multiply(q, cubic())));
    Expr.Symbol s = b.symbol("s");
    Expr value = b.call(f, List.of(b.constant(1), b.square(s), s)).getFirst();
    List<Expr> roots = new ArrayList<>(List.of(value));
    Hessian hessian = Hessian.of(b, derived, value, List.of(s));
    roots.addAll(hessian.gradient().values());
    roots.addAll(hessian.matrix().values());
    double at = 1.3;
    double[] values = agreed(Functions.compile(List.of(s), roots), at);
    double y = values[0] / at;
    double first = 1 / (3 * y * y + 1);
    double second = -6 * y * first * first * first;
    assertEquals(at * at, y * y * y + y, 1e-15);
    assertEquals(y + at * first * 2 * at, values[1], 1e-14);
    assertEquals(6 * at * first + 4 * at * at * at * second, values[2], 1e-13);
  }

  @Test
  void aDiodeIsSolvedFromTheWrongSideOfItsKnee() {
    // 5 V over 1 kOhm and a diode: the first full step overshoots to where exp overflows.
    Expr current = b.multiply(b.constant(1e-14), b.apply(Op.EXPM1, b.divide(y, b.constant(0.025))));
    Expr equation = b.subtract(b.divide(b.subtract(p, y), b.constant(1000)), current);
    Expr voltage = solution(List.of(y), List.of(guess), List.of(equation)).getFirst();
    Functions f = Functions.compile(List.of(guess, p), List.of(voltage));
    for (double guess : new double[] {-1, 0, 0.6, 1}) {
      double v = agreed(f, guess, 5)[0];
      assertEquals((5 - v) / 1000, 1e-14 * Math.expm1(v / 0.025), 1e-15, "from " + guess);
    }
  }

  @Test
  void whatHasNoSolutionIsNotANumber() {
    ImplicitSolve solve = solve(List.of(y), List.of(b.add(b.square(y), p)));
    Functions f = Functions.compile(List.of(guess, p), b.call(solve, List.of(guess, p)));
    assertEquals(2, agreed(f, 1, -4)[0]);
    assertEquals(-2, agreed(f, -1, -4)[0]);
    assertTrue(Double.isNaN(agreed(f, 1, 4)[0]));
    assertTrue(Double.isNaN(agreed(f, 0, -4)[0]), "the Jacobian is singular at the guess");
    assertTrue(Double.isNaN(agreed(f, Double.NaN, -4)[0]));
    assertTrue(Interpreter.remainder(solve, 1, 4)[0] >= 4);
  }

  @Test
  void anEquilibriumAmongRoundingErrorsIsASolution() {
    // 0.1 + 0.2 - 0.3 is not 0 in doubles: all that is left at y = 0 is rounding.
    Expr noise = b.subtract(b.add(p, q), b.constant(0.3));
    List<Expr> equations = List.of(b.add(b.apply(Op.SIN, y), noise), b.subtract(z, b.square(y)));
    List<Expr> solution = solution(List.of(y, z), List.of(guess, b.constant(0)), equations);
    double[] values = agreed(Functions.compile(List.of(guess, p, q), solution), 0, 0.1, 0.2);
    assertArrayEquals(new double[] {-5.551115123125783e-17, 0}, values, 1e-31);
  }

  @Test
  void nothingIsAllocatedAndTheBitsRepeat() {
    Functions f = Functions.compile(List.of(guess, p, q), pair());
    double[] inputs = {1, 1.7, 0.6};
    double[] first = f.at(inputs);
    double[] results = new double[2];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        f.at(inputs, results);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1000, least + " bytes");
    assertTrue(Arrays.equals(first, results));
    assertFalse(Double.isNaN(first[0]));
  }
}
