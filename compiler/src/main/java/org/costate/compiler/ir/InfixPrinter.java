/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.stream.Collectors;
import org.costate.compiler.ops.Op;

/** Formulas as the language writes them, {@code -g*sin(theta)/l}. */
public final class InfixPrinter extends FormulaPrinter {
  private final boolean exact;

  private InfixPrinter(int limit, int sharedLimit, boolean exact) {
    super(limit, sharedLimit);
    this.exact = exact;
  }

  /** For people: x*x is x^2, and parentheses that only fix the order of rounding are left out. */
  public static InfixPrinter readable() {
    return new InfixPrinter(400, 80, false);
  }

  /** For dumps: every operation as it is performed, every shared node a temporary. */
  public static InfixPrinter exact() {
    return new InfixPrinter(100, 0, true);
  }

  @Override
  boolean writesPowers() {
    return !exact;
  }

  @Override
  String temporary(String prefix, int number) {
    return exact ? "%" + number : prefix + number;
  }

  @Override
  String name(String name) {
    return name;
  }

  @Override
  Piece number(double value) {
    return new Piece(digits(value), value < 0 || 1 / value < 0 ? Binding.SUM : Binding.ATOM);
  }

  @Override
  Piece power(Piece base, int exponent) {
    return new Piece(enclosed(base, Binding.ATOM) + "^" + exponent, Binding.POWER);
  }

  @Override
  Piece unary(Op op, Piece a) {
    return switch (op) {
      case NEGATE -> new Piece("-" + enclosed(a, exact ? Binding.POWER : Binding.PRODUCT), Binding.SUM);
      case NOT -> new Piece("not " + enclosed(a, Binding.NOT), Binding.NOT);
      default -> new Piece(op.symbol() + "(" + a.text() + ")", Binding.ATOM);
    };
  }

  @Override
  Piece binary(Op op, Piece a, Piece b) {
    return switch (op) {
      case ADD -> b.binding() == Binding.SUM && b.text().startsWith("-") && !exact
          ? new Piece(enclosed(a, Binding.SUM) + " - " + b.text().substring(1), Binding.SUM)
          : infix(a, Binding.SUM, " + ", b, exact ? Binding.PRODUCT : Binding.SUM);
      case SUBTRACT -> infix(a, Binding.SUM, " - ", b, Binding.PRODUCT);
      case MULTIPLY -> infix(a, Binding.PRODUCT, "*", b, exact ? Binding.POWER : Binding.PRODUCT);
      case DIVIDE -> infix(a, Binding.PRODUCT, "/", b, Binding.POWER);
      case POW -> new Piece(enclosed(a, Binding.ATOM) + "^" + enclosed(b, Binding.ATOM), Binding.POWER);
      case LESS, LESS_EQUAL, EQUAL ->
        infix(a, Binding.SUM, " " + op.symbol() + " ", b, Binding.SUM, Binding.COMPARISON);
      case AND -> infix(a, Binding.AND, " and ", b, Binding.NOT);
      case OR -> infix(a, Binding.OR, " or ", b, Binding.AND);
      default -> new Piece(op.symbol() + "(" + a.text() + ", " + b.text() + ")", Binding.ATOM);
    };
  }

  private static Piece infix(Piece a, Binding left, String symbol, Piece b, Binding right) {
    return infix(a, left, symbol, b, right, left);
  }

  private static Piece infix(Piece a, Binding left, String symbol, Piece b, Binding right, Binding result) {
    return new Piece(enclosed(a, left) + symbol + enclosed(b, right), result);
  }

  @Override
  Piece choose(Piece condition, Piece whenTrue, Piece whenFalse) {
    return new Piece("if " + enclosed(condition, Binding.OR) + " then " + enclosed(whenTrue, Binding.OR) + " else "
        + whenFalse.text(), Binding.CHOICE);
  }

  @Override
  Piece output(Expr.Output output, List<Piece> arguments) {
    String call = output.call().callee().name()
        + arguments.stream().map(Piece::text).collect(Collectors.joining(", ", "(", ")"));
    return new Piece(output.call().callee().outputCount() == 1 ? call : call + "[" + (output.index() + 1) + "]",
        Binding.ATOM);
  }
}
