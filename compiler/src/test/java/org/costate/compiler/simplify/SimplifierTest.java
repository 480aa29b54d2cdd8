/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.ir.RandomGraphs;
import org.costate.compiler.ops.Op;
import org.costate.compiler.simplify.rule.Rule;
import org.junit.jupiter.api.Test;

/** Every rewrite keeps every bit, shown by evaluating both sides over special and random values. */
class SimplifierTest {
  private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 2, -2, 0.5, 3, Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY, Double.NaN, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE,
    -Double.MAX_VALUE, Math.PI, 1e-310, 1e300, -1e22};

  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final Expr.Symbol x = b.symbol("x");
  private final Expr.Symbol y = b.symbol("y");

  /**
   * Operands of every form that a rule looks for, negated, constant, nested, under every operation: the raw formula and the simplified one are
   * built by the same steps in two builders.
   */
  @Test
  void everyRuleKeepsEveryBit() {
    Random random = new Random(1);
    Map<String, Integer> applied = new HashMap<>();
    for (Rule rule : Simplifier.RULES) {
      ExprBuilder raw = new ExprBuilder(NodeRewriter.NONE);
      ExprBuilder simple = new ExprBuilder(new Simplifier(List.of(rule)));
      List<Expr> rawPool = pool(raw);
      List<Expr> simplePool = pool(simple);
      for (Op op : rule.operations()) {
        for (int i = 0; i < rawPool.size(); i++) {
          for (int j = 0; j < (op.arity() == 1 ? 1 : rawPool.size()); j++) {
            Expr before = make(raw, op, rawPool.get(i), rawPool.get(j));
            if (before == null) {
              continue;
            }
            Expr after = make(simple, op, simplePool.get(i), simplePool.get(j));
            if (!(after instanceof Expr.Apply same && same.op() == op
                && same.operands().equals(operands(op, simplePool.get(i), simplePool.get(j))))) {
              applied.merge(rule.getClass().getSimpleName(), 1, Integer::sum);
            }
            compare(before, rawPool, after, simplePool, random);
          }
        }
      }
    }
    for (Rule rule : Simplifier.RULES) {
      assertFalse(applied.getOrDefault(rule.getClass().getSimpleName(), 0) == 0, rule + " never applied");
    }
  }

  private static List<Expr> pool(ExprBuilder builder) {
    List<Expr> pool = new ArrayList<>();
    Expr p = builder.symbol("p");
    Expr q = builder.symbol("q");
    pool.add(p);
    pool.add(q);
    pool.add(builder.negate(p));
    pool.add(builder.negate(q));
    pool.add(builder.subtract(q, p));
    for (double value : SPECIAL) {
      pool.add(builder.constant(value));
    }
    Expr less = builder.apply(Op.LESS, p, q);
    pool.add(less);
    pool.add(builder.apply(Op.NOT, less));
    pool.add(builder.apply(Op.EQUAL, p, q));
    pool.add(builder.truth(true));
    pool.add(builder.truth(false));
    return pool;
  }

  private static List<Expr> operands(Op op, Expr a, Expr c) {
    return op.arity() == 1 ? List.of(a) : List.of(a, c);
  }

  /** Null where the operands have the wrong type. */
  private static Expr make(ExprBuilder builder, Op op, Expr a, Expr c) {
    boolean typed = op.arity() < 3 && operands(op, a, c).stream()
        .allMatch(e -> op.logical() == (e.type() == org.costate.compiler.ir.Type.TRUTH));
    if (!typed) {
      return null;
    }
    return op.arity() == 1 ? builder.apply(op, a) : builder.apply(op, a, c);
  }

  private static void compare(Expr before, List<Expr> rawPool, Expr after, List<Expr> simplePool, Random random) {
    for (int k = 0; k < 60; k++) {
      double p = value(random);
      double q = value(random);
      double expected = evaluate(before, rawPool, p, q);
      double actual = evaluate(after, simplePool, p, q);
      assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(actual),
          before.operands() + " at " + p + ", " + q + ": " + expected + " became " + actual);
    }
  }

  private static double evaluate(Expr e, List<Expr> pool, double p, double q) {
    return Interpreter.evaluate(List.of(e), Map.of((Expr.Symbol) pool.get(0), p, (Expr.Symbol) pool.get(1), q))[0];
  }

  private static double value(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1 -> Double.longBitsToDouble(random.nextLong());
      default -> random.nextGaussian() * 10;
    };
  }

  @Test
  void randomGraphsKeepEveryBit() {
    for (long seed = 0; seed < 300; seed++) {
      ExprBuilder raw = new ExprBuilder(NodeRewriter.NONE);
      ExprBuilder simple = new ExprBuilder(new Simplifier());
      RandomGraphs rawGraphs = new RandomGraphs(raw, seed, false);
      RandomGraphs simpleGraphs = new RandomGraphs(simple, seed, false);
      List<Expr.Symbol> rawInputs = rawGraphs.symbols("x", 3);
      List<Expr.Symbol> simpleInputs = simpleGraphs.symbols("x", 3);
      double[] expected = Interpreter.evaluate(rawGraphs.formulas(rawInputs, 30, 3, 1), rawGraphs.values(rawInputs));
      double[] actual =
          Interpreter.evaluate(simpleGraphs.formulas(simpleInputs, 30, 3, 1), simpleGraphs.values(simpleInputs));
      for (int i = 0; i < expected.length; i++) {
        assertEquals(Double.doubleToLongBits(expected[i]), Double.doubleToLongBits(actual[i]), "seed " + seed);
      }
    }
  }

  @Test
  void sineAndCosineAreOddAndEvenToTheBit() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      double v = value(random);
      assertEquals(Double.doubleToLongBits(-Math.sin(v)), Double.doubleToLongBits(Math.sin(-v)), () -> "sin " + v);
      assertEquals(Double.doubleToLongBits(Math.cos(v)), Double.doubleToLongBits(Math.cos(-v)), () -> "cos " + v);
    }
  }

  @Test
  void whatIsNotExactStays() {
    assertNotSame(b.constant(0), b.multiply(x, b.constant(0)));
    assertNotSame(b.constant(0), b.subtract(x, x));
    assertNotSame(x, b.add(x, b.constant(0.0)));
    assertEquals(Op.DIVIDE, ((Expr.Apply) b.divide(x, b.constant(3))).op());
    assertNotSame(b.apply(Op.MIN, x, y), b.apply(Op.MIN, y, x));
  }

  @Test
  void commutedSumsAreOneNode() {
    assertSame(b.add(x, y), b.add(y, x));
    assertSame(b.multiply(x, y), b.multiply(y, x));
  }

  @Test
  void choicesThatAreNoneDisappear() {
    Expr less = b.apply(Op.LESS, x, y);
    assertSame(x, b.choose(b.truth(true), x, y));
    assertSame(y, b.choose(b.truth(false), x, y));
    assertSame(x, b.choose(less, x, x));
    assertSame(b.choose(less, y, x), b.choose(b.apply(Op.NOT, less), x, y));
  }
}
