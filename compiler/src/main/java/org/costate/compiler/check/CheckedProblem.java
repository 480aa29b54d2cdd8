/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.source.Span;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.problem.RunInfo;

/**
 * A problem without errors: models and problem merged, everything it needs found.
 *
 * @param models what it is for: the model that extends none first, the one that it names last; empty if it names none
 * @param variables in the order of declaration, those of the models first
 * @param motion how every state moves
 * @param maximize whether the cost items are to be maximized; {@code costs} in source order
 * @param policies those for this problem, in source order
 * @param horizon the length of the horizon; the name of a free final time
 */
public record CheckedProblem(
    Item.Problem item,
    List<Item.Model> models,
    List<Symbol.Variable> variables,
    boolean discrete,
    Motion motion,
    List<Assignment> start,
    List<RandomStart> randomStart,
    List<FreeStart> freeStart,
    List<Assignment> guess,
    Expression horizon,
    int steps,
    Integration integration,
    boolean maximize,
    List<CostItem> costs,
    List<Constraint> constraints,
    List<CheckedRun> runs,
    List<PolicyInfo> policies) {

  public CheckedProblem {
    models = List.copyOf(models);
    variables = List.copyOf(variables);
    start = List.copyOf(start);
    randomStart = List.copyOf(randomStart);
    freeStart = List.copyOf(freeStart);
    constraints = List.copyOf(constraints);
    guess = List.copyOf(guess);
    costs = List.copyOf(costs);
    runs = List.copyOf(runs);
    policies = List.copyOf(policies);
  }

  public String name() {
    return item.name().text();
  }

  /** What the models declare, then what the problem does. */
  public List<Member> members() {
    return Stream.concat(models.stream().flatMap(m -> m.members().stream()), item.members().stream()).toList();
  }

  /** Gives elements of a variable a value: one number for all of them, or as many as there are. */
  public record Assignment(Symbol.Variable variable, Slicing elements, Expression value) {}

  /** Elements of a state that are drawn at each start; a solve begins at their mean. */
  public record RandomStart(Symbol.Variable variable, Slicing elements, Distribution distribution) {}

  /** Elements of a state whose start a solver chooses. */
  public record FreeStart(Symbol.Variable variable, Slicing elements, Span place) {}

  /**
   * A constraint item.
   *
   * @param rounds values of the loop's variable, empty without a loop
   * @param relations one for each round, or one
   */
  public record Constraint(ConstraintItem item, List<Integer> rounds, List<Relations.Relation> relations) {
    public Constraint {
      rounds = List.copyOf(rounds);
      relations = List.copyOf(relations);
    }

    /** Whether it is a part of the running or the terminal cost. */
    public boolean isCost() {
      return item.soft().isPresent()
          && (item.kind() == ConstraintItem.Kind.PATH || item.kind() == ConstraintItem.Kind.TERMINAL);
    }

    /** The label, or the text of the condition. */
    public String name() {
      return item.label().map(Name::text).orElse(item.condition().span().text());
    }
  }

  /**
   * The integrator clause.
   *
   * @param rule one of {@link IntegratorChecker#RULES}
   */
  public record Integration(String rule, int substeps, boolean costLeft) {}

  /**
   * A {@code solve}, {@code mpc} or {@code train} block.
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
      List<Setting.Expect> expectations,
      Optional<Training> training) {
    public CheckedRun {
      options = Map.copyOf(options);
      guess = List.copyOf(guess);
      start = List.copyOf(start);
      expectations = List.copyOf(expectations);
    }
  }

  /**
   * What only a {@code train} block has.
   *
   * @param policy the name of what is trained
   * @param settings of params
   * @param teacher what formulas teach; empty where none do
   */
  public record Training(String policy, List<RunInfo.Setting> settings, List<Assignment> teacher) {
    public Training {
      settings = List.copyOf(settings);
      teacher = List.copyOf(teacher);
    }
  }
}
