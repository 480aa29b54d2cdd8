/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.simplify.CallFusion;
import org.costate.compiler.simplify.CallInliner;

/** Makes entries: knows where symbols are read, where the derivatives of n directions and m controls go, and finishes formulas. */
final class EntryMaker {
  private final ExprBuilder builder;
  private final CallInliner inliner;
  private final CallFusion fusion;
  private final int n;
  private final int m;
  private final Map<Expr.Symbol, Entry.Place> places = new HashMap<>();

  EntryMaker(ExprBuilder builder, CallInliner inliner, int n, int m) {
    this.builder = builder;
    this.inliner = inliner;
    this.fusion = new CallFusion(builder);
    this.n = n;
    this.m = m;
  }

  /** Symbols that are read from consecutive places. */
  void place(List<Expr.Symbol> symbols, Array array, int from) {
    for (int i = 0; i < symbols.size(); i++) {
      places.put(symbols.get(i), new Entry.Place(array, from + i));
    }
  }

  Results results() {
    return new Results();
  }

  /** The results of one entry, in the order in which they are written. */
  final class Results {
    private final List<Entry.Place> at = new ArrayList<>();
    private final List<Expr> values = new ArrayList<>();

    Results copy() {
      Results copy = new Results();
      copy.at.addAll(at);
      copy.values.addAll(values);
      return copy;
    }

    void add(Array array, int index, Expr value) {
      at.add(new Entry.Place(array, index));
      values.add(value);
    }

    void vector(Array array, List<Expr> elements) {
      for (int i = 0; i < elements.size(); i++) {
        add(array, i, elements.get(i));
      }
    }

    void present(Array array, List<Optional<Expr>> elements) {
      for (int i = 0; i < elements.size(); i++) {
        int index = i;
        elements.get(i).ifPresent(value -> add(array, index, value));
      }
    }

    /** A cost that is not there is 0. */
    void scalar(Optional<Expr> value) {
      add(Array.L, 0, value.orElse(builder.constant(0)));
    }

    void matrix(Array array, SparseMatrix matrix) {
      matrix.elements().forEach(e -> add(array, e.row() * matrix.columns() + e.column(), e.value()));
    }

    /** Columns x go to {@code xs}, columns u to {@code us}. */
    void jacobian(SparseMatrix matrix, Array xs, Array us) {
      for (SparseMatrix.Element e : matrix.elements()) {
        if (e.column() < n) {
          add(xs, e.row() * n + e.column(), e.value());
        } else {
          add(us, e.row() * m + e.column() - n, e.value());
        }
      }
    }

    void gradient(SparseMatrix gradient) {
      for (SparseMatrix.Element e : gradient.elements()) {
        add(e.column() < n ? Array.LX : Array.LU, e.column() < n ? e.column() : e.column() - n, e.value());
      }
    }

    /** Both triangles of the diagonal blocks, and of the mixed blocks the lower one, u by x. */
    void hessian(SparseMatrix matrix, Array xx, Array ux, Array uu) {
      for (SparseMatrix.Element e : matrix.elements()) {
        if (e.row() < n && e.column() < n) {
          add(xx, e.row() * n + e.column(), e.value());
        } else if (e.row() >= n && e.column() >= n) {
          add(uu, (e.row() - n) * m + e.column() - n, e.value());
        } else if (e.row() >= n) {
          add(ux, (e.row() - n) * n + e.column(), e.value());
        }
      }
    }

    Entry entry(Entry.Kind kind) {
      List<Expr> finished = fusion.apply(inliner.apply(values));
      List<Entry.Result> results = new ArrayList<>();
      for (int i = 0; i < finished.size(); i++) {
        results.add(new Entry.Result(at.get(i), finished.get(i)));
      }
      Map<Expr.Symbol, Entry.Place> inputs = new HashMap<>();
      for (Expr.Symbol symbol : Graph.of(finished).symbols()) {
        Entry.Place place = places.get(symbol);
        if (place != null) {
          inputs.put(symbol, place);
        }
      }
      return new Entry(kind, inputs, results);
    }
  }
}
