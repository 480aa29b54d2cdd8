/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.RandomGraphs;
import org.costate.compiler.ops.Op;
import org.junit.jupiter.api.Test;

class MultiplyAddsTest {
  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final Expr.Symbol x = b.symbol("x");
  private final Expr.Symbol y = b.symbol("y");
  private final Expr.Symbol z = b.symbol("z");
  private final Expr product = b.multiply(x, y);

  private Expr fused(Expr formula) {
    return fused(b, List.of(formula)).getFirst();
  }

  private static List<Expr> fused(ExprBuilder builder, List<Expr> formulas) {
    return new MultiplyAdds(builder, formulas).apply(formulas);
  }

  private static long fusions(List<Expr> formulas) {
    return Graph.of(formulas)
        .nodes()
        .stream()
        .filter(n -> n instanceof Expr.Apply a && a.op() == Op.MULTIPLY_ADD)
        .count();
  }

  @Test
  void sumTakesItsProduct() {
    assertSame(b.multiplyAdd(x, y, z), fused(b.add(product, z)));
    assertSame(b.multiplyAdd(x, y, z), fused(b.add(z, product)));
    assertSame(b.multiplyAdd(b.negate(x), y, z), fused(b.subtract(z, product)));
    assertEquals(1, fusions(List.of(fused(b.add(product, b.multiply(z, z))))));
  }

  @Test
  void constantsAreNegatedForNothing() {
    Expr formula = fused(b.subtract(z, b.multiply(x, b.constant(3))));
    assertEquals(1, Graph.of(List.of(formula)).operationCount());
    assertEquals(5 - 2 * 3.0, Interpreter.evaluate(List.of(formula), Map.of(x, 2.0, z, 5.0))[0]);
  }

  @Test
  void differenceFromAProductStays() {
    Expr formula = b.subtract(product, z);
    assertSame(formula, fused(formula));
  }

  @Test
  void productThatIsUsedTwiceStays() {
    Expr sum = b.add(product, z);
    assertEquals(List.of(sum, product), fused(b, List.of(sum, product)));
    assertSame(sum, new MultiplyAdds(b, List.of(sum, b.square(product))).apply(List.of(sum)).getFirst());
  }

  @Test
  void functionsThatAreCalledAreFusedOnce() {
    GraphFunction function = new GraphFunction("f", List.of(x, y, z), List.of(b.add(product, z)));
    List<Expr> calls = List.of(
        b.call(function, List.of(z, y, x)).getFirst(), b.call(function, List.of(y, x, x)).getFirst());
    List<Expr> fused = fused(b, calls);
    GraphFunction first = (GraphFunction) ((Expr.Output) fused.get(0)).call().callee();
    assertEquals(1, fusions(first.outputs()));
    assertSame(first, ((Expr.Output) fused.get(1)).call().callee());
  }

  /** Rounding once is at least as exact; between two roundings of well behaved formulas there is nothing but rounding. */
  @Test
  void valuesChangeByRoundingOnly() {
    long fusions = 0;
    boolean changed = false;
    for (int seed = 0; seed < 40; seed++) {
      ExprBuilder builder = new ExprBuilder(new Simplifier());
      RandomGraphs graphs = new RandomGraphs(builder, seed, true);
      List<Expr.Symbol> symbols = graphs.symbols("x", 4);
      List<Expr> formulas = graphs.formulas(symbols, 5 + seed, 3, 2);
      List<Expr> fused = fused(builder, formulas);
      fusions += fusions(fused);
      Random random = new Random(seed);
      Map<Expr.Symbol, Double> at = new HashMap<>();
      symbols.forEach(symbol -> at.put(symbol, 2 * random.nextDouble() - 1));
      double[] plain = Interpreter.evaluate(formulas, at);
      double[] once = Interpreter.evaluate(fused, at);
      for (int i = 0; i < plain.length; i++) {
        changed |= plain[i] != once[i];
        assertEquals(plain[i], once[i], 1e-9 * (1 + Math.abs(plain[i])), "seed " + seed);
      }
    }
    assertTrue(changed);
    assertNotEquals(0, fusions);
  }
}
