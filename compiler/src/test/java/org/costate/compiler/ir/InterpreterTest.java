/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ops.Op;
import org.costate.runtime.linalg.LdlKernel;
import org.costate.runtime.linalg.LuKernel;
import org.junit.jupiter.api.Test;

/** The reference interpreter on values that are known otherwise. */
class InterpreterTest {
  private final ExprBuilder b = new ExprBuilder(NodeRewriter.NONE);
  private final Expr.Symbol x = b.symbol("x");
  private final Expr.Symbol y = b.symbol("y");

  private double value(Expr e, double atX, double atY) {
    return Interpreter.evaluate(List.of(e), Map.of(x, atX, y, atY))[0];
  }

  @Test
  void formulasHaveTheirValues() {
    assertEquals(Math.exp(0.3) / 0.7 + 2, value(b.add(b.divide(b.apply(Op.EXP, x), y), b.constant(2)), 0.3, 0.7));
    assertEquals(1, value(b.apply(Op.LESS, x, y), 1, 2));
    assertEquals(0, value(b.apply(Op.NOT, b.truth(true)), 1, 2));
  }

  @Test
  void onlyTheChosenSideIsEvaluated() {
    Expr.Symbol absent = b.symbol("absent");
    Expr chosen = b.choose(b.apply(Op.LESS, x, y), b.constant(5), absent);
    assertEquals(5, value(chosen, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> value(chosen, 2, 1));
  }

  @Test
  void callsAreEntered() {
    Expr.Symbol p = b.symbol("p");
    GraphFunction inner = new GraphFunction("square", List.of(p), List.of(b.square(p), b.negate(p)));
    List<Expr> once = b.call(inner, List.of(b.add(x, y)));
    Expr twice = b.call(inner, List.of(once.get(1))).get(0);
    assertEquals(25, value(b.add(twice, b.constant(0)), 2, 3));
    assertArrayEquals(new double[] {9, -3}, Interpreter.evaluate(inner, 3));
  }

  @Test
  void linearSolvesSolveAndAgreeWithTheKernelToTheBit() {
    Random random = new Random(3);
    for (int n = 1; n <= 7; n++) {
      double[] a = random.doubles((long) n * n, -1, 1).toArray();
      double[] rhs = random.doubles(n, -1, 1).toArray();
      double[] factors = Interpreter.evaluate(new LuFactor(n), a);
      double[] w = new double[n * n + 2 * n];
      System.arraycopy(a, 0, w, 0, n * n);
      LuKernel.factor(w, 0, n, n * n);
      assertArrayEquals(Arrays.copyOf(w, n * n + n), factors);
      for (boolean transposed : new boolean[] {false, true}) {
        double[] arguments = new double[2 * n * n + 2 * n];
        System.arraycopy(factors, 0, arguments, 0, n * n + n);
        System.arraycopy(a, 0, arguments, n * n + n, n * n);
        System.arraycopy(rhs, 0, arguments, 2 * n * n + n, n);
        double[] solution = Interpreter.evaluate(new LuSolve(n, transposed), arguments);
        System.arraycopy(rhs, 0, w, n * n + n, n);
        if (transposed) {
          LuKernel.solveTransposed(w, 0, n, n * n, n * n + n);
        } else {
          LuKernel.solve(w, 0, n, n * n, n * n + n);
        }
        for (int i = 0; i < n; i++) {
          assertEquals(Double.doubleToLongBits(w[n * n + n + i]), Double.doubleToLongBits(solution[i]));
          double product = 0;
          for (int j = 0; j < n; j++) {
            product += (transposed ? a[j * n + i] : a[i * n + j]) * solution[j];
          }
          assertEquals(rhs[i], product, 1e-11);
        }
      }
    }
  }

  @Test
  void symmetricSolvesSolveAndAgreeWithTheKernelToTheBit() {
    Random random = new Random(4);
    for (int n = 1; n <= 7; n++) {
      LdlSolve solve = new LdlSolve(n);
      int size = solve.matrixAt();
      double[] a = random.doubles(size, -1, 1).toArray();
      for (int i = 0; i < n; i++) {
        a[LdlFactor.elementAt(i, i)] += n;
      }
      double[] rhs = random.doubles(n, -1, 1).toArray();
      double[] w = Arrays.copyOf(a, size + n);
      System.arraycopy(rhs, 0, w, size, n);
      LdlKernel.factor(w, 0, n);
      double[] factors = Interpreter.evaluate(solve.factorization(), a);
      assertArrayEquals(Arrays.copyOf(w, size), factors);
      double[] arguments = Arrays.copyOf(factors, solve.inputCount());
      System.arraycopy(a, 0, arguments, size, size);
      System.arraycopy(rhs, 0, arguments, solve.rightSideAt(), n);
      double[] solution = Interpreter.evaluate(solve, arguments);
      LdlKernel.solve(w, 0, n, size);
      assertArrayEquals(Arrays.copyOfRange(w, size, size + n), solution);
      for (int i = 0; i < n; i++) {
        double product = 0;
        for (int j = 0; j < n; j++) {
          product += a[LdlFactor.elementAt(i, j)] * solution[j];
        }
        assertEquals(rhs[i], product, 1e-13);
      }
    }
  }

  @Test
  void aSingularSystemHasNoSolution() {
    double[] factors = Interpreter.evaluate(new LuFactor(2), 1, 2, 2, 4);
    double[] arguments = {factors[0], factors[1], factors[2], factors[3], factors[4], factors[5], 1, 2, 2, 4, 1, 1};
    for (double v : Interpreter.evaluate(new LuSolve(2, false), arguments)) {
      assertTrue(Double.isNaN(v));
    }
  }

  @Test
  void theFirstNodeThatIsNotFiniteIsFound() {
    Expr root = b.apply(Op.SQRT, x);
    Expr later = b.add(b.multiply(root, y), b.apply(Op.LOG, y));
    Interpreter.NotFinite found =
        Interpreter.firstNotFinite(b, List.of(later), Map.of(x, -0.0031, y, 2.0)).orElseThrow();
    assertSame(root, found.node());
    assertEquals(List.of(-0.0031), found.operands());
    assertTrue(Interpreter.firstNotFinite(b, List.of(later), Map.of(x, 1.0, y, 2.0)).isEmpty());
    assertTrue(Interpreter.firstNotFinite(b, List.of(later), Map.of(x, Double.NaN, y, 2.0)).isEmpty());
  }

  @Test
  void itIsFoundInsideCallsAndNotInASideThatIsNotChosen() {
    Expr.Symbol p = b.symbol("p");
    Expr bad = b.divide(b.constant(1), p);
    GraphFunction f = new GraphFunction("f", List.of(p), List.of(b.add(bad, p)));
    Expr called = b.call(f, List.of(x)).getFirst();
    assertSame(bad, Interpreter.firstNotFinite(b, List.of(called), Map.of(x, 0.0)).orElseThrow().node());
    Expr guarded = b.choose(b.apply(Op.EQUAL, x, b.constant(0)), x, called);
    assertTrue(Interpreter.firstNotFinite(b, List.of(guarded), Map.of(x, 0.0)).isEmpty());
  }

  @Test
  void originsComeFromTheBuilder() {
    var source = new org.costate.compiler.source.Source("a.ctl", "sqrt(h)");
    var span = new org.costate.compiler.source.Span(source, 0, 7);
    var before = b.origin(span);
    Expr root = b.apply(Op.SQRT, x);
    b.origin(before);
    assertEquals(span,
        Interpreter.firstNotFinite(b, List.of(root), Map.of(x, -1.0)).orElseThrow().origin().orElseThrow());
  }

  @Test
  void depthCostsNoStack() {
    Expr chain = x;
    for (int i = 0; i < 100_000; i++) {
      chain = b.choose(b.apply(Op.LESS, chain, b.constant(0)), b.negate(chain), b.add(chain, y));
    }
    assertEquals(100_000, value(chain, 0, 1));
  }

  @Test
  void entriesReadAndWriteArrays() {
    List<Entry.Result> results = new ArrayList<>();
    results.add(new Entry.Result(new Entry.Place(Entry.Array.VALUES, 0), y));
    results.add(new Entry.Result(new Entry.Place(Entry.Array.VALUES, 1), x));
    Entry swap = new Entry(Entry.Kind.DEFAULTS,
        Map.of(x, new Entry.Place(Entry.Array.VALUES, 0), y, new Entry.Place(Entry.Array.VALUES, 1)), results);
    double[] values = {1, 2};
    Interpreter.run(swap, Map.of(Entry.Array.VALUES, values));
    assertArrayEquals(new double[] {2, 1}, values);
  }
}
