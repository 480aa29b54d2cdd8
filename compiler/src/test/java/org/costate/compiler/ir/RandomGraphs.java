/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ops.Op;

/**
 * Random formulas over all operations, choices, nested calls, linear solves and tables. Operands are kept inside the operations' domains and values
 * near 1, so that most values are finite at inputs in [-1, 1]. The same seed gives the same graph.
 */
public final class RandomGraphs {
  private final ExprBuilder builder;
  private final Random random;
  private final boolean smooth;

  /** @param smooth without kinks, jumps and choices, so that difference quotients converge everywhere */
  public RandomGraphs(ExprBuilder builder, long seed, boolean smooth) {
    this.builder = builder;
    this.random = new Random(seed);
    this.smooth = smooth;
  }

  public List<Expr.Symbol> symbols(String name, int count) {
    List<Expr.Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add(builder.symbol(name + (i + 1)));
    }
    return symbols;
  }

  /** A value in [-1, 1] for each symbol. */
  public Map<Expr.Symbol, Double> values(List<Expr.Symbol> symbols) {
    Map<Expr.Symbol, Double> values = new HashMap<>();
    symbols.forEach(symbol -> values.put(symbol, 2 * random.nextDouble() - 1));
    return values;
  }

  /**
   * @param operations about how many operations to draw; most become several nodes
   * @param nesting how deep calls may nest; 0 for a graph without calls
   */
  public List<Expr> formulas(List<Expr.Symbol> inputs, int operations, int outputs, int nesting) {
    List<Expr> pool = new ArrayList<>(inputs);
    pool.add(constant());
    for (int i = 0; i < operations; i++) {
      draw(pool, operations, nesting);
    }
    List<Expr> chosen = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      chosen.add(i == 0 ? pool.getLast() : recent(pool));
    }
    return chosen;
  }

  private void draw(List<Expr> pool, int operations, int nesting) {
    int kind = random.nextInt(20);
    if (kind == 1 && nesting > 0 && random.nextInt(3) == 0) {
      pool.addAll(multiply(pool));
    } else if (kind == 0 && nesting > 0) {
      pool.addAll(call(pool, operations, nesting));
    } else if (kind == 1 && nesting > 0) {
      pool.addAll(solve(pool));
    } else if (kind == 2 && nesting > 0) {
      pool.add(tame(Tables.lookup(builder, random,
          random.nextBoolean() ? List.of(recent(pool)) : List.of(recent(pool), recent(pool)))));
    } else if (kind <= 3 && !smooth) {
      pool.add(builder.choose(truth(pool, 2), recent(pool), recent(pool)));
    } else {
      pool.add(operation(pool));
    }
  }

  /** Any node, late ones more often, so that graphs are deep. */
  private Expr recent(List<Expr> pool) {
    int back = Math.min(random.nextInt(pool.size()), random.nextInt(pool.size()));
    return pool.get(pool.size() - 1 - back);
  }

  private Expr constant() {
    double[] common = {0, 1, -1, 2, 0.5, -0.0, 3};
    return builder.constant(
        random.nextBoolean() ? common[random.nextInt(common.length)] : 4 * random.nextDouble() - 2);
  }

  private Expr operand(List<Expr> pool) {
    return random.nextInt(8) == 0 ? constant() : recent(pool);
  }

  private Expr operation(List<Expr> pool) {
    Op op = Op.values()[random.nextInt(Op.MULTIPLY_ADD.ordinal())];
    if (smooth && (op.flat() || op == Op.ABS || op == Op.MIN || op == Op.MAX || op == Op.MOD)) {
      op = Op.MULTIPLY;
    }
    Expr a = operand(pool);
    Expr b = operand(pool);
    return switch (op) {
      case ADD, SUBTRACT, MIN, MAX -> tame(builder.apply(op, a, b));
      case MULTIPLY -> tame(builder.apply(op, a, b));
      case DIVIDE -> tame(builder.apply(op, a, positive(b)));
      case MOD -> builder.apply(op, a, positive(b));
      case ATAN2 -> builder.apply(op, a, positive(b));
      case MULTIPLY_ADD -> throw new IllegalStateException("is made after differentiation");
      case POW ->
        random.nextBoolean()
            ? builder.apply(op, positive(bounded(a)), bounded(b))
            : builder.apply(op, positive(bounded(a)), builder.constant(random.nextInt(-3, 5)));
      case SQRT, CBRT, LOG, LOG10, LOG1P -> builder.apply(op, positive(a));
      case EXP, EXPM1, SINH, COSH -> builder.apply(op, bounded(a));
      case TAN, ASIN, ACOS ->
        builder.apply(op, builder.multiply(builder.constant(0.7), bounded(a)));
      case NEGATE, SIN, COS, ATAN, TANH, ABS, SIGN, FLOOR, CEIL, ROUND -> builder.apply(op, a);
      case LESS, LESS_EQUAL, EQUAL, NOT, AND, OR -> throw new AssertionError("not a number: " + op);
    };
  }

  /** Now and then through a bounded function, so that repeated products stay near 1. */
  private Expr tame(Expr a) {
    return random.nextInt(3) == 0 ? bounded(a) : a;
  }

  private Expr bounded(Expr a) {
    return builder.apply(random.nextBoolean() ? Op.SIN : Op.TANH, a);
  }

  /** a^2 + 1/2. */
  private Expr positive(Expr a) {
    return builder.add(builder.square(a), builder.constant(0.5));
  }

  private Expr truth(List<Expr> pool, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 7);
    return switch (kind) {
      case 0 -> builder.apply(Op.LESS, operand(pool), operand(pool));
      case 1 -> builder.apply(Op.LESS_EQUAL, operand(pool), operand(pool));
      case 2 -> builder.apply(Op.EQUAL, operand(pool), operand(pool));
      case 3 -> builder.apply(Op.NOT, truth(pool, depth - 1));
      case 4 -> builder.apply(Op.AND, truth(pool, depth - 1), truth(pool, depth - 1));
      case 5 -> builder.choose(truth(pool, 0), truth(pool, 0), truth(pool, 0));
      default -> builder.apply(Op.OR, truth(pool, depth - 1), truth(pool, depth - 1));
    };
  }

  /** A call of a new function, sometimes twice. */
  private List<Expr> call(List<Expr> pool, int operations, int nesting) {
    int inputs = random.nextInt(1, 4);
    List<Expr.Symbol> symbols = symbols("z", inputs);
    GraphFunction function =
        new GraphFunction(
            "f" + builder.size(),
            symbols,
            formulas(symbols, Math.max(2, operations / 3), random.nextInt(1, 4), nesting - 1));
    List<Expr> results = new ArrayList<>();
    for (int times = random.nextInt(1, 3); times > 0; times--) {
      List<Expr> arguments = new ArrayList<>();
      for (int i = 0; i < inputs; i++) {
        arguments.add(bounded(recent(pool)));
      }
      builder.call(function, arguments).forEach(output -> results.add(tame(output)));
    }
    return results;
  }

  /** A product of matrices. */
  private List<Expr> multiply(List<Expr> pool) {
    MatrixProduct product =
        new MatrixProduct(random.nextInt(1, 4), random.nextInt(1, 7), random.nextInt(1, 4));
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < product.inputCount(); i++) {
      arguments.add(bounded(recent(pool)));
    }
    return builder.call(product, arguments).stream().map(this::tame).toList();
  }

  /** A diagonally dominant system, sometimes symmetric. */
  private List<Expr> solve(List<Expr> pool) {
    int n = random.nextInt(1, 4);
    LinearSolve solve = switch (random.nextInt(3)) {
      case 0 -> new LdlSolve(n);
      case 1 -> new SymmetricSolve(n);
      default -> new LuSolve(n, random.nextBoolean());
    };
    // Of the last kind not all are positive definite.
    Expr shift = builder.constant(solve instanceof SymmetricSolve && random.nextBoolean() ? -3 : 3);
    List<Expr> matrix = new ArrayList<>();
    for (int i = 0; i < solve.factorization().inputCount(); i++) {
      matrix.add(bounded(recent(pool)));
    }
    for (int i = 0; i < n; i++) {
      int diagonal = solve.elementAt(i, i) - solve.matrixAt();
      matrix.set(diagonal, builder.add(matrix.get(diagonal), shift));
    }
    List<Expr> arguments = new ArrayList<>(builder.call(solve.factorization(), matrix));
    arguments.addAll(matrix);
    for (int i = 0; i < n; i++) {
      arguments.add(bounded(recent(pool)));
    }
    return builder.call(solve, arguments);
  }
}
