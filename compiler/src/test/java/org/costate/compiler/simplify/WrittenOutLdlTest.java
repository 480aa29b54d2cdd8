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
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.LdlSolve;
import org.junit.jupiter.api.Test;

class WrittenOutLdlTest {
  private static final double[] ODD = {0, -0.0, 5e-309, 1e-320, 1e-160, 1e308, Double.NaN, Double.POSITIVE_INFINITY};

  private final ExprBuilder b = new ExprBuilder(new Simplifier());

  private List<Expr> solve(LdlSolve solve, List<Expr.Symbol> inputs) {
    List<Expr.Symbol> matrix = inputs.subList(0, solve.matrixAt());
    List<Expr> arguments = new ArrayList<>(b.call(new LdlFactor(solve.n()), List.copyOf(matrix)));
    arguments.addAll(inputs);
    return b.call(solve, arguments);
  }

  /** With numbers that overflow, vanish or are none at all, too. */
  @Test
  void everyBitIsThatOfTheCall() {
    Random random = new Random(1);
    for (int n = 1; n <= 5; n++) {
      LdlSolve solve = new LdlSolve(n);
      List<Expr.Symbol> inputs = new ArrayList<>();
      for (int i = 0; i < solve.inputCount() - solve.matrixAt(); i++) {
        inputs.add(b.symbol("a" + i));
      }
      List<Expr> called = solve(solve, inputs);
      List<Expr> written = new CallInliner(b, function -> false, n, Map.of()).apply(called);
      assertEquals(0, Graph.of(written).nodes().stream().filter(Expr.Output.class::isInstance).count());
      assertEquals(called, new CallInliner(b, function -> false, n - 1, Map.of()).apply(called));
      for (int repeat = 0; repeat < 500; repeat++) {
        Map<Expr.Symbol, Double> point = new HashMap<>();
        inputs.forEach(input -> point.put(input, random.nextGaussian()));
        for (int odd = repeat % 3; odd > 0; odd--) {
          point.put(inputs.get(random.nextInt(inputs.size())), ODD[random.nextInt(ODD.length)]);
        }
        // Without a tolerance 0.0 and -0.0 are different, and all NaNs are equal.
        assertArrayEquals(Interpreter.evaluate(called, point), Interpreter.evaluate(written, point));
      }
    }
  }
}
