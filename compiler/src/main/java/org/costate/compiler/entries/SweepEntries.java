/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.OperationCount;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.ops.Op;

/**
 * The products of a sweep with the zeros, ones and other constants of the dynamics' Jacobian (fx, fu) known: the entries of the class of
 * {@link org.costate.runtime.problem.GeneratedSweep}. Sums take their terms in the order in which the runtime's loops take them, so what
 * is left out are additions of zero.
 */
final class SweepEntries {
  /** Above this the runtime's loops, which stay in the cache of instructions, are as fast. */
  private static final long MOST_OPERATIONS = 1000;

  /** No problem with more directions and controls is that small. */
  private static final int MOST_COLUMNS = 12;

  private final ExprBuilder builder;
  private final EntryMaker maker;
  private final SparseMatrix dynamics;
  private final int n;
  private final int m;

  SweepEntries(ExprBuilder builder, EntryMaker maker, SparseMatrix dynamics) {
    this.builder = builder;
    this.maker = maker;
    this.dynamics = dynamics;
    n = dynamics.rows();
    m = dynamics.columns() - n;
  }

  /** Empty where loops are as good. */
  List<Entry> entries() {
    if (m == 0 || n + m > MOST_COLUMNS) {
      return List.of();
    }
    List<Entry> entries = List.of(congruence(), value());
    Stream<Expr> results = entries.stream().flatMap(entry -> entry.results().stream()).map(Entry.Result::value);
    return OperationCount.of(results.toList()) > MOST_OPERATIONS ? List.of() : entries;
  }

  private Entry congruence() {
    Expr[][] F = jacobian();
    Expr[][] V = symmetric(symbols("Vxx", Array.VXX, n, n));
    Expr[][] Qxx = symbols("Qxx", Array.QXX, n, n);
    Expr[][] Qux = symbols("Qux", Array.QUX, m, n);
    Expr[][] Quu = symbols("Quu", Array.QUU, m, m);
    Expr[][] VF = product(V, F);
    EntryMaker.Results results = maker.results();
    for (int i = 0; i < n + m; i++) {
      for (int j = 0; j <= i; j++) {
        Expr sum = dot(F, i, VF, j);
        if (i < n) {
          results.add(Array.QXX, i * n + j, plus(Qxx[i][j], sum));
        } else if (j < n) {
          results.add(Array.QUX, (i - n) * n + j, plus(Qux[i - n][j], sum));
        } else {
          Expr value = plus(Quu[i - n][j - n], sum);
          results.add(Array.QUU, (i - n) * m + j - n, value);
          if (i != j) {
            results.add(Array.QUU, (j - n) * m + i - n, value);
          }
        }
      }
    }
    return results.entry(Entry.Kind.CONGRUENCE);
  }

  private Entry value() {
    Expr[][] Qxx = symbols("Qxx", Array.QXX, n, n);
    Expr[][] Qux = symbols("Qux", Array.QUX, m, n);
    Expr[][] Quu = symbols("Quu", Array.QUU, m, m);
    Expr[][] K = symbols("K", Array.K, m, n);
    Expr[][] G = product(Quu, K);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        G[i][j] = plus(builder.apply(Op.MULTIPLY, builder.constant(0.5), G[i][j]), Qux[i][j]);
      }
    }
    EntryMaker.Results results = maker.results();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        Expr value = plus(plus(Qxx[i][j], dot(K, i, G, j)), dot(G, i, K, j));
        results.add(Array.VXX, i * n + j, value);
        if (i != j) {
          results.add(Array.VXX, j * n + i, value);
        }
      }
    }
    return results.entry(Entry.Kind.VALUE);
  }

  /** (fx, fu): constants where they are, symbols elsewhere. */
  private Expr[][] jacobian() {
    Expr[][] F = new Expr[n][n + m];
    for (Expr[] row : F) {
      Arrays.fill(row, builder.constant(0));
    }
    for (SparseMatrix.Element e : dynamics.elements()) {
      boolean x = e.column() < n;
      Array array = x ? Array.FX : Array.FU;
      int at = x ? e.row() * n + e.column() : e.row() * m + e.column() - n;
      F[e.row()][e.column()] = e.value() instanceof Expr.Constant ? e.value() : symbol(array.name(), array, at);
    }
    return F;
  }

  private Expr[][] symbols(String name, Array array, int rows, int columns) {
    Expr[][] all = new Expr[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        all[i][j] = symbol(name, array, i * columns + j);
      }
    }
    return all;
  }

  private Expr symbol(String name, Array array, int at) {
    Expr.Symbol symbol = builder.symbol(name + "[" + (at + 1) + "]");
    maker.place(List.of(symbol), array, at);
    return symbol;
  }

  /** With the lower triangle above the diagonal too. */
  private static Expr[][] symmetric(Expr[][] A) {
    for (int i = 0; i < A.length; i++) {
      for (int j = 0; j < i; j++) {
        A[j][i] = A[i][j];
      }
    }
    return A;
  }

  /** A B. */
  private Expr[][] product(Expr[][] A, Expr[][] B) {
    Expr[][] C = new Expr[A.length][B[0].length];
    for (int i = 0; i < A.length; i++) {
      for (int j = 0; j < C[i].length; j++) {
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < B.length; k++) {
          terms.add(builder.apply(Op.MULTIPLY, A[i][k], B[k][j]));
        }
        C[i][j] = sum(terms);
      }
    }
    return C;
  }

  /** Column i of A times column j of B. */
  private Expr dot(Expr[][] A, int i, Expr[][] B, int j) {
    List<Expr> terms = new ArrayList<>();
    for (int k = 0; k < A.length; k++) {
      terms.add(builder.apply(Op.MULTIPLY, A[k][i], B[k][j]));
    }
    return sum(terms);
  }

  private Expr sum(List<Expr> terms) {
    return terms.stream().reduce(builder.constant(0), this::plus);
  }

  private Expr plus(Expr a, Expr b) {
    return builder.apply(Op.ADD, a, b);
  }
}
