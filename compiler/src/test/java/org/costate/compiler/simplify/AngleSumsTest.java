/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ops.Op;
import org.junit.jupiter.api.Test;

class AngleSumsTest {
  private final ExprBuilder b = new ExprBuilder(new Simplifier());

  private List<Expr.Symbol> angles(int n) {
    List<Expr.Symbol> angles = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      angles.add(b.symbol("q" + i));
    }
    return angles;
  }

  private List<Expr> replaced(List<Expr> formulas) {
    return new ExprSubstitution(b, AngleSums.replacements(b, formulas)).apply(formulas);
  }

  private static long sinesAndCosines(List<Expr> formulas) {
    return Graph.of(formulas)
        .nodes()
        .stream()
        .filter(n -> n instanceof Expr.Apply a && (a.op() == Op.SIN || a.op() == Op.COS))
        .count();
  }

  /** As in the mass matrix and the forces of links in absolute angles. */
  private List<Expr> ofDifferences(List<Expr.Symbol> q) {
    List<Expr> formulas = new ArrayList<>();
    for (Expr a : q) {
      for (Expr c : q) {
        formulas.add(b.apply(Op.COS, b.subtract(a, c)));
        formulas.add(b.apply(Op.SIN, b.subtract(a, c)));
        formulas.add(b.apply(Op.SIN, b.add(b.add(a, c), q.getFirst())));
      }
    }
    return formulas;
  }

  @Test
  void sumsOfAFewAnglesNeedTheirSinesAndCosinesOnly() {
    List<Expr> formulas = ofDifferences(angles(5));
    assertTrue(sinesAndCosines(formulas) > 30);
    assertEquals(10, sinesAndCosines(replaced(formulas)));
  }

  @Test
  void theValuesAreTheSameUpToRounding() {
    List<Expr.Symbol> q = angles(4);
    List<Expr> formulas = ofDifferences(q);
    List<Expr> replaced = replaced(formulas);
    Random random = new Random(3);
    for (int repeat = 0; repeat < 200; repeat++) {
      Map<Expr.Symbol, Double> at = new HashMap<>();
      q.forEach(symbol -> at.put(symbol, 10 * random.nextGaussian()));
      double[] expected = Interpreter.evaluate(formulas, at);
      double[] actual = Interpreter.evaluate(replaced, at);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 2e-14);
      }
    }
  }

  @Test
  void whatSavesNothingStays() {
    List<Expr.Symbol> q = angles(3);
    List<Expr> serial = List.of(b.apply(Op.SIN, q.get(0)), b.apply(Op.SIN, b.add(q.get(0), q.get(1))),
        b.apply(Op.SIN, b.add(b.add(q.get(0), q.get(1)), q.get(2))));
    assertEquals(serial, replaced(serial));
    List<Expr> shifted = List.of(b.apply(Op.SIN, b.add(q.get(0), b.constant(0.5))), b.apply(Op.COS, q.get(0)));
    assertEquals(shifted, replaced(shifted));
  }
}
