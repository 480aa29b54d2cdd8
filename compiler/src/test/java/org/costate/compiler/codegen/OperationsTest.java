/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsTest {
  private static final double[] NUMBERS = {0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, 0.1, -7.3, 1e-320, 1e300,
    -1e300, Math.PI, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

  private static final double[] TRUTHS = {0, 1};

  @ParameterizedTest
  @EnumSource(value = Op.class, mode = EnumSource.Mode.EXCLUDE, names = "MULTIPLY_ADD")
  void isWhatTheOperationMeans(Op op) {
    ExprBuilder builder = Functions.builder();
    Expr.Symbol a = builder.symbol("a");
    Expr.Symbol b = builder.symbol("b");
    List<Expr> operands = new ArrayList<>(List.of(a, b));
    if (op.logical()) {
      operands.replaceAll(x -> builder.apply(Op.LESS, builder.constant(0.5), x));
    }
    Expr node = op.arity() == 1
        ? builder.apply(op, operands.getFirst())
        : builder.apply(op, operands.getFirst(), operands.getLast());
    Functions functions = Functions.compile(List.of(a, b), List.of(node));
    for (double x : op.logical() ? TRUTHS : NUMBERS) {
      for (double y : op.logical() ? TRUTHS : NUMBERS) {
        long expected = Double.doubleToLongBits(op.value(x, y));
        long actual = Double.doubleToLongBits(functions.at(x, y)[0]);
        assertEquals(expected, actual, () -> op + " of " + x + " and " + y);
      }
    }
  }

  @Test
  void productsAndSumsAreRoundedOnce() {
    ExprBuilder builder = Functions.builder();
    List<Expr.Symbol> symbols = List.of(builder.symbol("a"), builder.symbol("b"), builder.symbol("c"));
    Expr node = builder.multiplyAdd(symbols.get(0), symbols.get(1), symbols.get(2));
    Functions functions = Functions.compile(symbols, List.of(node));
    double tiny = Math.ulp(1.0);
    assertEquals(tiny * tiny, functions.at(1 + tiny, 1 + tiny, -1 - 2 * tiny)[0]);
    for (double x : NUMBERS) {
      for (double y : NUMBERS) {
        for (double z : NUMBERS) {
          assertArrayEquals(new double[] {Math.fma(x, y, z)}, functions.at(x, y, z));
          assertArrayEquals(new double[] {Math.fma(x, y, z)}, functions.interpret(new double[] {x, y, z}));
        }
      }
    }
  }
}
