/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.SymmetricSolve;
import org.junit.jupiter.api.Test;

class SolveBranchesTest {
  private final ExprBuilder b = new ExprBuilder(new Simplifier());

  private List<Expr.Symbol> symbols(int count) {
    List<Expr.Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add(b.symbol("a" + i));
    }
    return symbols;
  }

  private List<Expr> solve(SymmetricSolve solve, List<Expr.Symbol> inputs) {
    int n = solve.factorization().inputCount();
    List<Expr> arguments = new ArrayList<>(b.call(new LdlFactor(solve.n()), List.copyOf(inputs.subList(0, n))));
    arguments.addAll(inputs);
    return b.call(solve, arguments);
  }

  @Test
  void anIndefiniteMatrixIsSolvedWithPivoting() {
    SymmetricSolve solve = new SymmetricSolve(2);
    List<Expr.Symbol> inputs = symbols(5);
    // [0 1; 1 0] x = (3, 4): without pivoting the first pivot is zero.
    Map<Expr.Symbol, Double> at = new HashMap<>();
    double[] values = {0, 1, 0, 3, 4};
    for (int i = 0; i < values.length; i++) {
      at.put(inputs.get(i), values[i]);
    }
    List<Expr> written = new CallInliner(b, function -> false, 8, Map.of()).apply(solve(solve, inputs));
    assertArrayEquals(new double[] {4, 3}, Interpreter.evaluate(written, at));
  }

  @Test
  void everyBitIsThatOfTheCallAndTheSolutionSolves() {
    Random random = new Random(2);
    for (int n = 1; n <= 5; n++) {
      SymmetricSolve solve = new SymmetricSolve(n);
      List<Expr.Symbol> inputs = symbols(solve.inputCount() - solve.matrixAt());
      List<Expr> called = solve(solve, inputs);
      List<Expr> written = new CallInliner(b, function -> false, 8, Map.of()).apply(called);
      List<Expr> kernels = new CallInliner(b, function -> false, 0, Map.of()).apply(called);
      for (int repeat = 0; repeat < 200; repeat++) {
        Map<Expr.Symbol, Double> at = new HashMap<>();
        inputs.forEach(input -> at.put(input, random.nextGaussian()));
        double[] x = Interpreter.evaluate(called, at);
        assertArrayEquals(x, Interpreter.evaluate(written, at));
        assertArrayEquals(x, Interpreter.evaluate(kernels, at));
        List<Double> matrix = solve.full(inputs.subList(0, inputs.size() - n).stream().map(at::get).toList());
        for (int i = 0; i < n; i++) {
          double sum = 0;
          double scale = 1;
          for (int j = 0; j < n; j++) {
            sum += matrix.get(i * n + j) * x[j];
            scale += Math.abs(matrix.get(i * n + j) * x[j]);
          }
          assertEquals(at.get(inputs.get(inputs.size() - n + i)), sum, 1e-10 * scale, "row " + i + " of " + n);
        }
      }
    }
  }
}
