/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.LuFactor;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ops.Op;
import org.junit.jupiter.api.Test;

/** Large and deep graphs are compiled within the limits of a method, or refused; none overflows a stack. */
class LimitsTest {
  private static final int MANY = 100_000;

  private final ExprBuilder builder = Functions.builder();
  private final Expr.Symbol x = builder.symbol("x");
  private final Expr.Symbol y = builder.symbol("y");

  private void check(List<Expr> roots) {
    Functions functions = Functions.compile(List.of(x, y), roots);
    Functions.codeSizes(functions.bytes())
        .forEach(
            (method, bytes) -> assertTrue(bytes <= 6000, () -> method + " has " + bytes + " bytes"));
    for (double[] at : new double[][] {{0.3, -2}, {-0.3, 2}, {50_000, 0.5}}) {
      assertArrayEquals(functions.interpret(at), functions.at(at));
    }
  }

  @Test
  void aLongChain() {
    Expr node = x;
    for (int i = 0; i < MANY; i++) {
      node = builder.apply(i % 2 == 0 ? Op.ADD : Op.MULTIPLY, node, i % 3 == 0 ? x : y);
    }
    check(List.of(node));
  }

  @Test
  void choicesNestedInOneSide() {
    Expr node = y;
    for (int i = 0; i < MANY; i++) {
      Expr condition = builder.apply(Op.LESS, x, builder.constant(i % 1000));
      node = builder.choose(condition, builder.add(x, builder.constant(i % 7)), builder.multiply(node, y));
    }
    check(List.of(node));
  }

  @Test
  void choicesOneAfterTheOther() {
    Expr node = y;
    for (int i = 0; i < MANY / 5; i++) {
      Expr condition = builder.apply(Op.LESS, node, x);
      node = builder.choose(condition, builder.add(node, x), builder.negate(node));
    }
    check(List.of(node));
  }

  @Test
  void manyChoicesOfOneCondition() {
    Expr condition = builder.apply(Op.LESS, x, y);
    List<Expr> roots = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Expr c = builder.constant(i % 1000);
      Expr a = builder.add(builder.multiply(x, c), builder.constant(i - i % 1000));
      roots.add(builder.choose(condition, a, builder.multiply(a, y)));
    }
    check(roots);
  }

  @Test
  void valuesThatAllLiveToTheEnd() {
    List<Expr> nodes = new ArrayList<>(List.of(x, y));
    for (int i = 0; i < 20_000; i++) {
      nodes.add(builder.add(builder.multiply(nodes.get(i), y), builder.constant(i % 500)));
    }
    Expr sum = x;
    for (Expr node : nodes) {
      sum = builder.add(builder.apply(Op.SIN, node), sum);
    }
    check(List.of(sum));
  }

  @Test
  void callsWithThousandsOfArguments() {
    int n = 40;
    List<Expr> matrix = new ArrayList<>();
    for (int i = 0; i < n * n; i++) {
      matrix.add(builder.add(builder.multiply(x, builder.constant(Math.sin(i))), i % (n + 1) == 0 ? y : x));
    }
    List<Expr> arguments = new ArrayList<>(builder.call(new LuFactor(n), matrix));
    arguments.addAll(matrix);
    arguments.addAll(matrix.subList(0, n));
    List<Expr> roots = new ArrayList<>(builder.call(new LuSolve(n, false), arguments));

    List<Expr.Symbol> inputs = new ArrayList<>();
    List<Expr> outputs = new ArrayList<>();
    for (int i = 0; i < n * n; i++) {
      inputs.add(builder.symbol("p" + i));
      outputs.add(builder.multiply(inputs.getLast(), inputs.getFirst()));
    }
    GraphFunction scale = new GraphFunction("scale", inputs, outputs);
    roots.addAll(builder.call(scale, builder.call(scale, matrix)));
    check(roots);
  }

  @Test
  void moreConstantsThanAClassCanHoldAreRefused() {
    Expr sum = x;
    for (int i = 0; i < 40_000; i++) {
      sum = builder.add(builder.multiply(sum, builder.constant(Math.sqrt(i + 2))), y);
    }
    Expr node = sum;
    ProgramTooLargeException refusal =
        assertThrows(ProgramTooLargeException.class, () -> Functions.compile(List.of(x, y), List.of(node)));
    assertTrue(refusal.getMessage().contains("65535"), refusal.getMessage());
  }
}
