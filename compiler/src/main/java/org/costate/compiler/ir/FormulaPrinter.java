/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.costate.compiler.ops.Op;

/**
 * Writes nodes as formulas. A node is spelled out wherever it is used while its text is short; beyond a limit, lower for nodes that are
 * used more than once, it becomes a numbered temporary. Texts are built from the operands' texts by ascending id, so depth costs no stack.
 */
public abstract sealed class FormulaPrinter permits InfixPrinter, LatexPrinter {
  /** How tightly a text binds, loosest first. */
  enum Binding {
    CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, POWER, ATOM
  }

  /** The text of a node and how tightly it binds. */
  record Piece(String text, Binding binding) {}

  /** A node that is a whole power of another by repeated multiplication; every node is its own first power. */
  private record Power(Expr base, int exponent) {}

  private final int limit;
  private final int sharedLimit;

  FormulaPrinter(int limit, int sharedLimit) {
    this.limit = limit;
    this.sharedLimit = sharedLimit;
  }

  /** A temporary and the text that it stands for. */
  public record Definition(String name, String text) {}

  /**
   * Formulas as text.
   *
   * @param temporaries in an order in which each uses only earlier ones
   * @param texts one for each root
   */
  public record Formulas(List<Definition> temporaries, List<String> texts) {
    public Formulas {
      temporaries = List.copyOf(temporaries);
      texts = List.copyOf(texts);
    }
  }

  public Formulas print(List<? extends Expr> roots) {
    Graph graph = Graph.of(roots);
    Map<Expr, Integer> uses = new HashMap<>();
    graph.nodes().forEach(node -> node.operands().forEach(operand -> uses.merge(operand, 1, Integer::sum)));
    roots.forEach(root -> uses.merge(root, 1, Integer::sum));
    String prefix = temporaryPrefix(graph);
    Map<Expr, Piece> pieces = new HashMap<>();
    Map<Expr, Power> powers = new HashMap<>();
    List<Definition> temporaries = new ArrayList<>();
    for (Expr node : graph.nodes()) {
      Power power = power(node, powers);
      powers.put(node, power);
      Piece piece = power.exponent > 1 && writesPowers()
          ? power(pieces.get(power.base), power.exponent)
          : piece(node, pieces);
      boolean leaf = node.operands().isEmpty();
      if (!leaf && piece.text.length() > (uses.get(node) > 1 ? sharedLimit : limit)) {
        String name = temporary(prefix, temporaries.size() + 1);
        temporaries.add(new Definition(name, piece.text));
        piece = new Piece(name, Binding.ATOM);
      }
      pieces.put(node, piece);
    }
    return new Formulas(temporaries, roots.stream().map(root -> pieces.get(root).text).toList());
  }

  /** A prefix that no symbol's name begins with. */
  private static String temporaryPrefix(Graph graph) {
    String prefix = "e";
    while (true) {
      String tried = prefix;
      if (graph.symbols().stream().noneMatch(s -> s.name().matches(tried + "[0-9]+"))) {
        return prefix;
      }
      prefix = prefix + "e";
    }
  }

  private static Power power(Expr node, Map<Expr, Power> powers) {
    if (node instanceof Expr.Apply apply && apply.op() == Op.MULTIPLY) {
      Power a = powers.get(apply.a());
      Power b = powers.get(apply.b());
      if (a.base == b.base) {
        return new Power(a.base, a.exponent + b.exponent);
      }
    }
    return new Power(node, 1);
  }

  private Piece piece(Expr node, Map<Expr, Piece> pieces) {
    List<Piece> operands = node.operands().stream().map(pieces::get).toList();
    return switch (node) {
      case Expr.Constant constant -> number(constant.value());
      case Expr.Truth truth -> new Piece(truth.value() ? "true" : "false", Binding.ATOM);
      case Expr.Symbol symbol -> new Piece(name(symbol.name()), Binding.ATOM);
      case Expr.Choose choose -> choose(operands.get(0), operands.get(1), operands.get(2));
      case Expr.Output output -> output(output, operands);
      case Expr.Apply apply when apply.op().arity() == 1 -> unary(apply.op(), operands.getFirst());
      case Expr.Apply apply when apply.op().arity() == 2 -> binary(apply, pieces);
      case Expr.Apply apply -> new Piece(
          operands.stream().map(Piece::text).collect(Collectors.joining(", ", apply.op().symbol() + "(", ")")),
          Binding.ATOM);
    };
  }

  private Piece binary(Expr.Apply node, Map<Expr, Piece> pieces) {
    Piece a = pieces.get(node.a());
    Piece b = pieces.get(node.b());
    if (!writesPowers()) {
      return binary(node.op(), a, b);
    }
    return switch (node.op()) {
      case ADD -> {
        if (node.a() == node.b()) {
          yield binary(Op.MULTIPLY, number(2), a);
        }
        yield node.a() instanceof Expr.Constant ? binary(Op.ADD, b, a) : binary(Op.ADD, a, b);
      }
      case MULTIPLY -> {
        if (reciprocal(node.b())) {
          yield binary(Op.DIVIDE, a, pieces.get(node.b().operands().getLast()));
        }
        if (reciprocal(node.a())) {
          yield binary(Op.DIVIDE, b, pieces.get(node.a().operands().getLast()));
        }
        yield node.b() instanceof Expr.Constant ? binary(Op.MULTIPLY, b, a) : binary(Op.MULTIPLY, a, b);
      }
      default -> binary(node.op(), a, b);
    };
  }

  private static boolean reciprocal(Expr node) {
    return node instanceof Expr.Apply apply
        && apply.op() == Op.DIVIDE
        && apply.a() instanceof Expr.Constant one
        && one.value() == 1;
  }

  /** The shortest decimal digits that give {@code value} back, without a trailing {@code .0}. */
  static String digits(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String enclosed(Piece piece, Binding loosest) {
    return piece.binding.compareTo(loosest) >= 0 ? piece.text : "(" + piece.text + ")";
  }

  /**
   * Whether formulas are for reading: powers instead of repeated factors, quotients instead of reciprocal
   * factors, numbers first in products and last in sums.
   */
  abstract boolean writesPowers();

  abstract String temporary(String prefix, int number);

  abstract String name(String name);

  abstract Piece number(double value);

  abstract Piece power(Piece base, int exponent);

  abstract Piece unary(Op op, Piece a);

  abstract Piece binary(Op op, Piece a, Piece b);

  abstract Piece choose(Piece condition, Piece whenTrue, Piece whenFalse);

  abstract Piece output(Expr.Output output, List<Piece> arguments);
}
