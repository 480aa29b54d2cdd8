/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.costate.compiler.ops.Op;

/** Formulas in LaTeX's math mode: fractions, Greek letters by name, indices as subscripts. */
public final class LatexPrinter extends FormulaPrinter {
  private static final Set<String> GREEK = Set.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta",
      "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
      "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega");
  /** The letters, then digits, an underscore part, an index, each optional: theta1, m_cart, f[2], obs[1, 2]. */
  private static final Pattern NAME = Pattern.compile("([A-Za-z]+)([0-9]*)(?:_([A-Za-z0-9_]+))?(?:\\[(.*)\\])?");
  private static final Pattern EXPONENT = Pattern.compile("(.*)E(-?[0-9]+)");

  private LatexPrinter(int limit, int sharedLimit) {
    super(limit, sharedLimit);
  }

  /** With the limits of {@link InfixPrinter#readable}, a little wider because commands are longer. */
  public static LatexPrinter readable() {
    return new LatexPrinter(600, 120);
  }

  @Override
  boolean writesPowers() {
    return true;
  }

  @Override
  String temporary(String prefix, int number) {
    return prefix + "_{" + number + "}";
  }

  @Override
  String name(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return "\\mathrm{" + name.replace("_", "\\_") + "}";
    }
    StringBuilder subscript = new StringBuilder(parts.group(2));
    for (int group = 3; group <= 4; group++) {
      String part = parts.group(group);
      if (part != null) {
        subscript.append(subscript.isEmpty() ? "" : ",");
        subscript.append(group == 3 ? word(part.replace("_", "\\_")) : part);
      }
    }
    return word(parts.group(1)) + (subscript.isEmpty() ? "" : "_{" + subscript + "}");
  }

  private static String word(String word) {
    if (GREEK.contains(word)) {
      return "\\" + word;
    }
    return word.length() == 1 || word.chars().allMatch(Character::isDigit) ? word : "\\mathrm{" + word + "}";
  }

  @Override
  Piece number(double value) {
    if (Double.isInfinite(value)) {
      return new Piece(value > 0 ? "\\infty" : "-\\infty", value > 0 ? Binding.ATOM : Binding.SUM);
    }
    String digits = digits(value);
    Matcher scientific = EXPONENT.matcher(digits);
    if (scientific.matches()) {
      String mantissa = scientific.group(1).replaceAll("\\.0$", "");
      return new Piece(mantissa + " \\cdot 10^{" + scientific.group(2) + "}",
          value < 0 ? Binding.SUM : Binding.PRODUCT);
    }
    return new Piece(digits, digits.startsWith("-") ? Binding.SUM : Binding.ATOM);
  }

  @Override
  Piece power(Piece base, int exponent) {
    return new Piece(parenthesized(base, Binding.ATOM) + "^{" + exponent + "}", Binding.POWER);
  }

  @Override
  Piece unary(Op op, Piece a) {
    return switch (op) {
      case NEGATE -> new Piece("-" + parenthesized(a, Binding.PRODUCT), Binding.SUM);
      case NOT -> new Piece("\\lnot " + parenthesized(a, Binding.NOT), Binding.NOT);
      case SQRT -> new Piece("\\sqrt{" + a.text() + "}", Binding.ATOM);
      case CBRT -> new Piece("\\sqrt[3]{" + a.text() + "}", Binding.ATOM);
      case EXP -> new Piece("e^{" + a.text() + "}", Binding.POWER);
      case ABS -> new Piece("\\left|" + a.text() + "\\right|", Binding.ATOM);
      case FLOOR -> new Piece("\\left\\lfloor " + a.text() + " \\right\\rfloor", Binding.ATOM);
      case CEIL -> new Piece("\\left\\lceil " + a.text() + " \\right\\rceil", Binding.ATOM);
      case LOG10 -> applied("\\log_{10}", a.text());
      case SIN, COS, TAN, SINH, COSH, TANH, LOG -> applied("\\" + op.symbol(), a.text());
      case ASIN, ACOS, ATAN -> applied("\\arc" + op.symbol().substring(1), a.text());
      default -> applied("\\operatorname{" + op.symbol() + "}", a.text());
    };
  }

  @Override
  Piece binary(Op op, Piece a, Piece b) {
    return switch (op) {
      case ADD -> b.binding() == Binding.SUM && b.text().startsWith("-")
          ? new Piece(a.text() + " - " + b.text().substring(1), Binding.SUM)
          : infix(a, Binding.SUM, " + ", b, Binding.SUM);
      case SUBTRACT -> infix(a, Binding.SUM, " - ", b, Binding.PRODUCT);
      case MULTIPLY -> infix(a, Binding.PRODUCT, Character.isDigit(b.text().charAt(0)) ? " \\cdot " : " \\, ", b,
          Binding.PRODUCT);
      case DIVIDE -> new Piece("\\frac{" + a.text() + "}{" + b.text() + "}", Binding.PRODUCT);
      case POW -> new Piece(parenthesized(a, Binding.ATOM) + "^{" + b.text() + "}", Binding.POWER);
      case LESS -> compared(a, " < ", b);
      case LESS_EQUAL -> compared(a, " \\le ", b);
      case EQUAL -> compared(a, " = ", b);
      case AND -> infix(a, Binding.AND, " \\land ", b, Binding.NOT);
      case OR -> infix(a, Binding.OR, " \\lor ", b, Binding.AND);
      case MIN, MAX -> applied("\\" + op.symbol(), a.text() + ", " + b.text());
      default -> applied("\\operatorname{" + op.symbol() + "}", a.text() + ", " + b.text());
    };
  }

  private static Piece compared(Piece a, String symbol, Piece b) {
    return new Piece(parenthesized(a, Binding.SUM) + symbol + parenthesized(b, Binding.SUM), Binding.COMPARISON);
  }

  private static Piece infix(Piece a, Binding left, String symbol, Piece b, Binding right) {
    return new Piece(parenthesized(a, left) + symbol + parenthesized(b, right), left);
  }

  private static Piece applied(String function, String arguments) {
    return new Piece(function + "\\left(" + arguments + "\\right)", Binding.ATOM);
  }

  private static String parenthesized(Piece piece, Binding loosest) {
    return piece.binding().compareTo(loosest) >= 0 ? piece.text() : "\\left(" + piece.text() + "\\right)";
  }

  @Override
  Piece choose(Piece condition, Piece whenTrue, Piece whenFalse) {
    return new Piece("\\begin{cases} " + whenTrue.text() + " & \\text{if } " + condition.text() + " \\\\ "
        + whenFalse.text() + " & \\text{otherwise} \\end{cases}", Binding.ATOM);
  }

  @Override
  Piece output(Expr.Output output, List<Piece> arguments) {
    String name = operator(output.call().callee());
    return applied(output.call().callee().outputCount() == 1 ? name : name + "_{" + (output.index() + 1) + "}",
        arguments.stream().map(Piece::text).collect(Collectors.joining(", ")));
  }

  /** A function's name; derivatives of a table have primes, or the arguments as subscripts if there are two. */
  private String operator(Callee callee) {
    if (!(callee instanceof TableLookup lookup)) {
      return named(callee.name());
    }
    if (lookup.inputCount() == 1) {
      return named(lookup.table()) + "'".repeat(lookup.orders().getFirst());
    }
    List<String> by = new ArrayList<>();
    for (int i = 0; i < lookup.inputCount(); i++) {
      by.addAll(Collections.nCopies(lookup.orders().get(i), name(lookup.arguments().get(i))));
    }
    return named(lookup.table()) + (by.isEmpty() ? "" : "_{" + String.join(" \\, ", by) + "}");
  }

  private static String named(String function) {
    return "\\operatorname{" + function.replace("_", "\\_") + "}";
  }
}
