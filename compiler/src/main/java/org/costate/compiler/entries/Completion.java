/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ops.Op;

/**
 * Params as a caller sees them: those given, and defaults for the rest. A default may depend on other params and means their completed
 * values, given or not, so defaults are completed in the order of their dependence. Defaults of
 * signals may depend on time too.
 */
final class Completion {
  private final ExprBuilder builder;
  private final List<Expr.Symbol> params;
  private final List<Expr> defaults;
  private final List<Expr.Symbol> given;
  private final List<Expr.Symbol> values;
  private final Map<Expr.Symbol, Integer> places = new HashMap<>();
  private final Map<Integer, Expr> completed = new HashMap<>();

  /**
   * @param params the first symbols that {@code defaults} belong to; the others cannot be referred to
   * @param given whether entry i is given, as 1 or 0
   * @param values the given values
   */
  Completion(
      ExprBuilder builder,
      List<Expr.Symbol> params,
      List<Expr> defaults,
      List<Expr.Symbol> given,
      List<Expr.Symbol> values) {
    this.builder = builder;
    this.params = params;
    this.defaults = defaults;
    this.given = given;
    this.values = values;
    for (int i = 0; i < params.size(); i++) {
      places.put(params.get(i), i);
    }
  }

  /** Entry i: {@code choose(given_i == 1, value_i, default_i)}. */
  List<Expr> values() {
    Set<Integer> entered = new HashSet<>();
    for (int root = 0; root < defaults.size(); root++) {
      ArrayDeque<Integer> open = new ArrayDeque<>(List.of(root));
      while (!open.isEmpty()) {
        int next = open.peek();
        List<Integer> missing = references(next).stream().filter(i -> !completed.containsKey(i)).toList();
        if (completed.containsKey(next) || missing.isEmpty()) {
          open.pop();
          completed.putIfAbsent(next, complete(next));
        } else if (entered.add(next)) {
          missing.forEach(open::push);
        } else {
          throw new InternalCompilerError("defaults", "default " + next + " depends on itself");
        }
      }
    }
    List<Expr> all = new ArrayList<>();
    for (int i = 0; i < defaults.size(); i++) {
      all.add(completed.get(i));
    }
    return all;
  }

  private List<Integer> references(int i) {
    return Graph.of(List.of(defaults.get(i))).symbols().stream().filter(places::containsKey).map(places::get).toList();
  }

  private Expr complete(int i) {
    Map<Expr.Symbol, Expr> replacements = new HashMap<>();
    references(i).forEach(place -> replacements.put(params.get(place), completed.get(place)));
    Expr otherwise = new ExprSubstitution(builder, replacements).apply(defaults.get(i));
    Expr isGiven = builder.apply(Op.EQUAL, given.get(i), builder.constant(1));
    return builder.choose(isGiven, values.get(i), otherwise);
  }
}
