/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.Programs;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;

/** What is done to angle states takes the short way round. */
class AnglesTest {
  /** The terminal cost of a file for an angle a and a plain number b. */
  private static double cost(String formula, double a, double b) {
    CheckedFile file = Programs.checked("""
        problem P {
          state a : angle;
          state b : rad;
          control u;
          dynamics { der(a) = u; der(b) = u; }
          horizon 1 [s] steps 1;
          start a = 0, b = 0;
          minimize { running u^2; terminal 1*%s; }
        }
        """.formatted(formula));
    ExprBuilder builder = new ExprBuilder(new Simplifier());
    ProblemGraph graph = Lowering.lower(file.problems().getFirst(), file, builder);
    Map<Expr.Symbol, Double> at = new HashMap<>();
    at.put(graph.x().get(0), a);
    at.put(graph.x().get(1), b);
    return Interpreter.evaluate(List.of(graph.terminal().orElseThrow()), at)[0];
  }

  @Test
  void differencesAndSumsTakeTheShortWay() {
    assertEquals(2 * Math.PI - 6, cost("(-3 - a)", 3, 0), 1e-15);
    assertEquals(6 - 2 * Math.PI, cost("(a - b)", 3, -3), 1e-15);
    assertEquals(6 - 2 * Math.PI, cost("(a + 3)", 3, 0), 1e-15);
    assertEquals(6 - 2 * Math.PI, cost("(b + a)", 3, 3), 1e-15);
    assertEquals(0.5, cost("(a + 0.25)", 0.25, 0));
  }

  @Test
  void plainNumbersStayAsTheyAre() {
    assertEquals(6, cost("(b + 3)", 0, 3));
    assertEquals(6, cost("(a + a)", 3, 0));
    assertEquals(9, cost("a^2", 3, 0));
  }

  @Test
  void equalityIsOfDirections() {
    assertEquals(1, cost("(if a == b then 1 else 2)", Math.PI, -Math.PI));
    assertEquals(2, cost("(if a == b then 1 else 2)", 1, 1.5));
  }
}
