/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.LdlSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.Tables;
import org.costate.compiler.ir.Type;
import org.costate.compiler.ops.Op;

/** Random graphs that use everything: all operations, choices in choices, functions that call functions, linear solves, tables. */
final class RandomFunctions {
  private static final double[] CONSTANTS = {0, -0.0, 1, -1, 0.5, 2, 1e-300, 3e7, Double.NaN, Double.POSITIVE_INFINITY};

  private final Random random;
  private final ExprBuilder builder = Functions.builder();
  private final List<GraphFunction> functions = new ArrayList<>();

  /** How often a choice is made where another node could be; what it likes to choose by. */
  private final double choiceRate;

  RandomFunctions(long seed) {
    this.random = new Random(seed);
    this.choiceRate = random.nextInt(3) * 0.2;
  }

  /** Nodes made so far in one graph. */
  private final class Pool {
    final List<Expr.Symbol> symbols = new ArrayList<>();
    final List<Expr> reals = new ArrayList<>();
    final List<Expr> truths = new ArrayList<>();

    Pool(int inputs) {
      for (int i = 0; i < inputs; i++) {
        symbols.add(builder.symbol("x" + i));
      }
      reals.addAll(symbols);
      for (double constant : CONSTANTS) {
        reals.add(builder.constant(constant));
      }
      truths.add(builder.truth(random.nextBoolean()));
      truths.add(builder.apply(Op.LESS, symbols.getFirst(), symbols.getLast()));
    }

    /** A node, preferably a late one, so that graphs become deep. */
    Expr pick(List<Expr> from) {
      int back = (int) (from.size() * Math.pow(random.nextDouble(), 3));
      return from.get(from.size() - 1 - Math.min(back, from.size() - 1));
    }

    Expr pick(Type type) {
      return pick(type == Type.REAL ? reals : truths);
    }

    void add(Expr node) {
      (node.type() == Type.REAL ? reals : truths).add(node);
    }

    void grow(int count) {
      for (int i = 0; i < count; i++) {
        double kind = random.nextDouble();
        if (kind < choiceRate) {
          Type type = random.nextInt(5) == 0 ? Type.TRUTH : Type.REAL;
          add(builder.choose(pick(truths), pick(type), pick(type)));
        } else if (kind > 0.97 && !functions.isEmpty()) {
          call(functions.get(random.nextInt(functions.size())));
        } else if (kind > 0.965) {
          solve(1 + random.nextInt(4));
        } else if (kind > 0.96) {
          multiply(new MatrixProduct(1 + random.nextInt(3), 1 + random.nextInt(9), 1 + random.nextInt(5)));
        } else if (kind > 0.95) {
          add(Tables.lookup(builder, random, picks(1 + random.nextInt(2))));
        } else {
          apply(Op.values()[random.nextInt(Op.values().length)]);
        }
      }
    }

    private void apply(Op op) {
      Type type = op.logical() ? Type.TRUTH : Type.REAL;
      add(switch (op.arity()) {
        case 1 -> builder.apply(op, pick(type));
        case 2 -> builder.apply(op, pick(type), pick(type));
        default -> builder.multiplyAdd(pick(type), pick(type), pick(type));
      });
    }

    private List<Expr> picks(int count) {
      List<Expr> picked = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        picked.add(pick(reals));
      }
      return picked;
    }

    private void call(GraphFunction function) {
      builder.call(function, picks(function.inputCount()))
          .stream()
          .filter(output -> random.nextBoolean())
          .forEach(this::add);
    }

    private void solve(int n) {
      LinearSolve solve = random.nextBoolean() ? new LdlSolve(n) : new LuSolve(n, random.nextBoolean());
      List<Expr> matrix = picks(solve.factorization().inputCount());
      List<Expr> arguments = new ArrayList<>(builder.call(solve.factorization(), matrix));
      if (random.nextInt(4) == 0) {
        // Factors that are not the plain results of a factorization have to be passed.
        arguments.set(0, builder.apply(Op.NEGATE, arguments.getFirst()));
      }
      arguments.addAll(matrix);
      arguments.addAll(picks(n));
      builder.call(solve, arguments).forEach(this::add);
    }

    private void multiply(MatrixProduct product) {
      builder.call(product, picks(product.inputCount()))
          .stream()
          .filter(output -> random.nextBoolean())
          .forEach(this::add);
    }

    private List<Expr> roots(int count, boolean truthsToo) {
      List<Expr> roots = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        roots.add(pick(truthsToo && random.nextInt(6) == 0 ? truths : reals));
      }
      return roots;
    }
  }

  /** A compiled random graph of about {@code size} nodes. */
  Functions compile(int size) {
    for (int i = random.nextInt(4); i > 0; i--) {
      Pool body = new Pool(1 + random.nextInt(4));
      body.grow(random.nextInt(60));
      functions.add(new GraphFunction("f/" + i, body.symbols, body.roots(1 + random.nextInt(4), false)));
    }
    Pool pool = new Pool(1 + random.nextInt(8));
    pool.grow(size);
    return Functions.compile(pool.symbols, pool.roots(1 + size / 8, true));
  }

  double[] inputs(int count) {
    double[] inputs = new double[count];
    for (int i = 0; i < count; i++) {
      inputs[i] = random.nextInt(4) == 0 ? CONSTANTS[random.nextInt(CONSTANTS.length)] : 2 * random.nextGaussian();
    }
    return inputs;
  }
}
