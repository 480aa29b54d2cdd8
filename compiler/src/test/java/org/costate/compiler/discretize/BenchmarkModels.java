/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.LuFactor;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.PlainProblem;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.mechanics.Mechanisms;
import org.costate.compiler.ops.Op;

/** The models of the function benchmarks, written with an {@link ExprBuilder} by hand. SI units, radians. */
public enum BenchmarkModels {
  CART_POLE(4, 1) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      Expr s = e.sin(x.get(1));
      Expr c = e.cos(x.get(1));
      Expr w2 = e.b.square(x.get(3));
      Expr d = e.add(e.c(1), e.mul(e.c(0.2), e.b.square(s)));
      Expr v =
          e.div(e.add(u.get(0), e.mul(e.c(0.2), s, e.add(e.mul(e.c(0.5), w2), e.mul(e.c(G), c)))), d);
      Expr w =
          e.div(
              e.sub(
                  e.sub(e.neg(e.mul(u.get(0), c)), e.mul(e.c(0.2), e.c(0.5), w2, c, s)),
                  e.mul(e.c(1.2), e.c(G), s)),
              e.mul(e.c(0.5), d));
      return List.of(x.get(2), x.get(3), v, w);
    }
  },
  ACROBOT(4, 1) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      Expr q1 = x.get(0);
      Expr q2 = x.get(1);
      Expr w1 = x.get(2);
      Expr w2 = x.get(3);
      double j = 1.0 / 12 + 0.25;
      double k = 0.5;
      Expr c2 = e.cos(q2);
      Expr ks2 = e.mul(e.c(k), e.sin(q2));
      Expr m11 = e.add(e.c(j + j + 1), e.mul(e.c(2 * k), c2));
      Expr m12 = e.add(e.c(j), e.mul(e.c(k), c2));
      Expr m22 = e.c(j);
      Expr gravity2 = e.mul(e.c(G * 0.5), e.sin(e.add(q1, q2)));
      Expr h1 =
          e.add(
              e.add(
                  e.mul(e.neg(ks2), e.add(e.mul(e.c(2), w1, w2), e.b.square(w2))),
                  e.mul(e.c(1.5 * G), e.sin(q1))),
              gravity2);
      Expr h2 = e.add(e.mul(ks2, e.b.square(w1)), gravity2);
      Expr r1 = e.sub(e.neg(h1), e.mul(e.c(0.1), w1));
      Expr r2 = e.sub(e.sub(u.get(0), h2), e.mul(e.c(0.1), w2));
      Expr det = e.sub(e.mul(m11, m22), e.b.square(m12));
      return List.of(
          w1,
          w2,
          e.div(e.sub(e.mul(m22, r1), e.mul(m12, r2)), det),
          e.div(e.sub(e.mul(m11, r2), e.mul(m12, r1)), det));
    }
  },
  PLANAR_QUADROTOR(6, 2) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      Expr thrust = e.add(u.get(0), u.get(1));
      return List.of(
          x.get(3),
          x.get(4),
          x.get(5),
          e.div(e.mul(e.neg(thrust), e.sin(x.get(2))), e.c(0.486)),
          e.sub(e.div(e.mul(thrust, e.cos(x.get(2))), e.c(0.486)), e.c(G)),
          e.div(e.mul(e.c(0.25), e.sub(u.get(0), u.get(1))), e.c(0.00383)));
    }
  },
  QUADROTOR(13, 4) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      Expr qw = x.get(3);
      Expr qx = x.get(4);
      Expr qy = x.get(5);
      Expr qz = x.get(6);
      Expr w1 = x.get(10);
      Expr w2 = x.get(11);
      Expr w3 = x.get(12);
      Expr total = e.add(e.add(e.add(u.get(0), u.get(1)), u.get(2)), u.get(3));
      Expr acceleration = e.div(total, e.c(0.5));
      Expr t1 = e.mul(e.c(0.175), e.sub(u.get(1), u.get(3)));
      Expr t2 = e.mul(e.c(0.175), e.sub(u.get(2), u.get(0)));
      Expr t3 = e.mul(e.c(0.0245), e.sub(e.add(e.sub(u.get(0), u.get(1)), u.get(2)), u.get(3)));
      Expr half = e.c(0.5);
      Expr two = e.c(2);
      return List.of(
          x.get(7),
          x.get(8),
          x.get(9),
          e.mul(half, e.sub(e.sub(e.neg(e.mul(qx, w1)), e.mul(qy, w2)), e.mul(qz, w3))),
          e.mul(half, e.sub(e.add(e.mul(qw, w1), e.mul(qy, w3)), e.mul(qz, w2))),
          e.mul(half, e.sub(e.add(e.mul(qw, w2), e.mul(qz, w1)), e.mul(qx, w3))),
          e.mul(half, e.sub(e.add(e.mul(qw, w3), e.mul(qx, w2)), e.mul(qy, w1))),
          e.mul(two, e.add(e.mul(qx, qz), e.mul(qw, qy)), acceleration),
          e.mul(two, e.sub(e.mul(qy, qz), e.mul(qw, qx)), acceleration),
          e.sub(
              e.mul(
                  e.sub(e.c(1), e.mul(two, e.add(e.b.square(qx), e.b.square(qy)))), acceleration),
              e.c(G)),
          e.div(e.sub(t1, e.mul(e.c(0.004 - 0.0023), w2, w3)), e.c(0.0023)),
          e.div(e.sub(t2, e.mul(e.c(0.0023 - 0.004), w3, w1)), e.c(0.0023)),
          e.div(t3, e.c(0.004)));
    }
  },
  /** The accelerations by an L D L' factorization written out. */
  FIVE_LINKS(10, 5) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      return fiveLinks(e, x, u, (matrix, right) -> solveWrittenOut(e, matrix, right));
    }
  },
  /** The same with a linear solve that stays a node. */
  FIVE_LINKS_SOLVE(10, 5) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      return fiveLinks(e, x, u, (matrix, right) -> solveByFactors(e, matrix, right));
    }
  },
  /** {@link #CART_POLE} by its energies. */
  CART_POLE_ENERGIES(4, 1) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      return Mechanisms.rates(e.b, Mechanisms.cartPole(e.b, x, u.getFirst()));
    }
  },
  /** {@link #ACROBOT} by its energies. */
  ACROBOT_ENERGIES(4, 1) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      return Mechanisms.rates(e.b, Mechanisms.acrobot(e.b, x, u.getFirst()));
    }
  },
  /** {@link #FIVE_LINKS} by their energies. */
  FIVE_LINKS_ENERGIES(10, 5) {
    @Override
    List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u) {
      return Mechanisms.rates(e.b, Mechanisms.chain(e.b, x, u, 0.1));
    }
  };

  private static final double G = 9.81;
  private final int n;
  private final int m;

  BenchmarkModels(int n, int m) {
    this.n = n;
    this.m = m;
  }

  abstract List<Expr> rates(Formulas e, List<Expr.Symbol> x, List<Expr.Symbol> u);

  /** dx/dt as formulas over x and u. */
  public List<Expr> rates(ExprBuilder builder, List<Expr.Symbol> x, List<Expr.Symbol> u) {
    return rates(new Formulas(builder), x, u);
  }

  public int n() {
    return n;
  }

  public int m() {
    return m;
  }

  /** The model alone, without costs, to be integrated by {@code integrator}. */
  public ProblemGraph problem(ExprBuilder builder, ProblemGraph.Integrator integrator) {
    List<Expr.Symbol> x = symbols(builder, "x", n);
    List<Expr.Symbol> u = symbols(builder, "u", m);
    return problem(builder, integrator, x, u, rates(new Formulas(builder), x, u), Optional.empty(), Optional.empty());
  }

  /** A problem without params, signals and runs. */
  public static ProblemGraph problem(
      ExprBuilder builder,
      ProblemGraph.Integrator integrator,
      List<Expr.Symbol> x,
      List<Expr.Symbol> u,
      List<Expr> rates,
      Optional<Expr> running,
      Optional<Expr> terminal) {
    List<Expr> zeroX = Collections.nCopies(x.size(), builder.constant(0));
    List<Expr> zeroU = Collections.nCopies(u.size(), builder.constant(0));
    return PlainProblem.of(
        "Benchmark",
        builder.symbol("t"),
        x,
        u,
        List.of(),
        List.of(),
        false,
        rates,
        running,
        terminal,
        integrator,
        builder.constant(1),
        50,
        PlainProblem.setup(zeroX, zeroX, zeroX, zeroU, zeroU, zeroU),
        Collections.nCopies(u.size(), Optional.empty()),
        List.of(),
        List.of());
  }

  public static List<Expr.Symbol> symbols(ExprBuilder builder, String name, int count) {
    List<Expr.Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add(builder.symbol(name + (i + 1)));
    }
    return symbols;
  }

  private static List<Expr> fiveLinks(
      Formulas e,
      List<Expr.Symbol> x,
      List<Expr.Symbol> u,
      BiFunction<Expr[][], Expr[], Expr[]> solve) {
    int links = 5;
    double m = 0.5;
    double l = 0.4;
    Expr[][] matrix = new Expr[links][links];
    Expr[] right = new Expr[links];
    for (int i = 0; i < links; i++) {
      Expr w = x.get(links + i);
      Expr r = i + 1 < links ? e.sub(u.get(i), u.get(i + 1)) : u.get(i);
      for (int j = 0; j < links; j++) {
        Expr a = e.c(m * l * l * (links - Math.max(i, j)));
        Expr difference = e.sub(x.get(i), x.get(j));
        matrix[i][j] = i == j ? a : e.mul(a, e.cos(difference));
        if (i != j) {
          r = e.sub(r, e.mul(a, e.sin(difference), e.b.square(x.get(links + j))));
        }
      }
      r = e.sub(r, e.mul(e.c(G * l * m * (links - i)), e.sin(x.get(i))));
      right[i] = e.sub(r, e.mul(e.c(0.1), w));
    }
    for (int i = 0; i < links; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
    List<Expr> rates = new ArrayList<>(x.subList(links, 2 * links));
    rates.addAll(List.of(solve.apply(matrix, right)));
    return rates;
  }

  private static Expr[] solveByFactors(Formulas e, Expr[][] matrix, Expr[] right) {
    int n = right.length;
    List<Expr> a = new ArrayList<>();
    for (Expr[] row : matrix) {
      a.addAll(List.of(row));
    }
    List<Expr> arguments = new ArrayList<>(e.b.call(new LuFactor(n), a));
    arguments.addAll(a);
    arguments.addAll(List.of(right));
    return e.b.call(new LuSolve(n, false), arguments).toArray(Expr[]::new);
  }

  /** D_j = M_jj - sum_k L_jk^2 D_k, L_ij = (M_ij - sum_k L_ik L_jk D_k) / D_j, then forward, diagonal and back substitution. */
  private static Expr[] solveWrittenOut(Formulas e, Expr[][] matrix, Expr[] right) {
    int n = right.length;
    Expr[] d = new Expr[n];
    Expr[][] lower = new Expr[n][n];
    for (int j = 0; j < n; j++) {
      d[j] = matrix[j][j];
      for (int k = 0; k < j; k++) {
        d[j] = e.sub(d[j], e.mul(e.b.square(lower[j][k]), d[k]));
      }
      for (int i = j + 1; i < n; i++) {
        Expr rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest = e.sub(rest, e.mul(lower[i][k], lower[j][k], d[k]));
        }
        lower[i][j] = e.div(rest, d[j]);
      }
    }
    Expr[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] = e.sub(x[i], e.mul(lower[i][k], x[k]));
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      x[i] = e.div(x[i], d[i]);
      for (int k = i + 1; k < n; k++) {
        x[i] = e.sub(x[i], e.mul(lower[k][i], x[k]));
      }
    }
    return x;
  }

  /** Short names for building formulas. */
  record Formulas(ExprBuilder b) {
    Expr c(double value) {
      return b.constant(value);
    }

    Expr add(Expr x, Expr y) {
      return b.add(x, y);
    }

    Expr sub(Expr x, Expr y) {
      return b.subtract(x, y);
    }

    Expr mul(Expr... factors) {
      Expr product = factors[0];
      for (int i = 1; i < factors.length; i++) {
        product = b.multiply(product, factors[i]);
      }
      return product;
    }

    Expr div(Expr x, Expr y) {
      return b.divide(x, y);
    }

    Expr neg(Expr x) {
      return b.negate(x);
    }

    Expr sin(Expr x) {
      return b.apply(Op.SIN, x);
    }

    Expr cos(Expr x) {
      return b.apply(Op.COS, x);
    }
  }
}
