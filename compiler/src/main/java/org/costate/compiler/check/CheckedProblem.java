/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Setting;

/**
 * A problem without errors: model and problem merged, everything it needs found.
 *
 * @param variables states, controls, params and signals in the order of declaration, the model's first
 * @param dynamics for every state the expression of its der, or of its next if {@code discrete}
 * @param maximize whether the cost items are to be maximized; {@code costs} in source order
 * @param horizon the length of the horizon
 */
public record CheckedProblem(
    Item.Problem item,
    Optional<Item.Model> model,
    List<Symbol.Variable> variables,
    boolean discrete,
    Map<Symbol, Expression> dynamics,
    List<Assignment> start,
    List<Assignment> guess,
    Expression horizon,
    int steps,
    Integration integration,
    boolean maximize,
    List<CostItem> costs,
    List<CheckedRun> runs) {

  public CheckedProblem {
    variables = List.copyOf(variables);
    dynamics = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(dynamics));
    start = List.copyOf(start);
    guess = List.copyOf(guess);
    costs = List.copyOf(costs);
    runs = List.copyOf(runs);
  }

  public String name() {
    return item.name().text();
  }

  /** Gives elements of a variable a value: one number for all of them, or as many as there are. */
  public record Assignment(Symbol.Variable variable, Slicing elements, Expression value) {}

  /**
   * The integrator clause.
   *
   * @param rule one of {@link IntegratorChecker#RULES}
   */
  public record Integration(String rule, int substeps, boolean costLeft) {}

  /**
   * A {@code solve} block.
   *
   * @param options as text, groups joined with a dot
   */
  public record CheckedRun(
      Item.Run item,
      String name,
      String method,
      Map<String, String> options,
      List<Assignment> guess,
      List<Assignment> start,
      List<Setting.Expect> expectations) {
    public CheckedRun {
      options = Map.copyOf(options);
      guess = List.copyOf(guess);
      start = List.copyOf(start);
      expectations = List.copyOf(expectations);
    }
  }
}
