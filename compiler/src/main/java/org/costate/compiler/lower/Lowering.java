/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.LimitExceeded;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.check.Symbol.Word.Meaning;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphTooLargeException;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** From a checked problem to formulas over symbols. After this nobody knows the syntax. */
public final class Lowering {
  private final CheckedProblem problem;
  private final Analysis facts;
  private final ExprBuilder builder;

  private final Variables variables;
  private final Expr.Symbol t;
  private final ExprEvaluator now;

  private Lowering(CheckedProblem problem, CheckedFile file, ExprBuilder builder) {
    this.problem = problem;
    this.facts = file.analysis();
    this.builder = builder;

    this.t = builder.symbol("t");
    this.variables = new Variables(problem, file, builder);
    this.now = evaluator();
    for (Kind kind : Kind.values()) {
      variables.bind(now, kind, variables.symbols(kind));
    }
    now.word(Meaning.T, t);
  }

  /**
   * The formulas of a problem. Call it only if the file has no errors.
   *
   * @throws GraphTooLargeException if the formulas need more nodes than the builder gives
   */
  public static ProblemGraph lower(CheckedProblem problem, CheckedFile file, ExprBuilder builder) {
    try {
      return new Lowering(problem, file, builder).graph();
    } catch (LimitExceeded e) {
      GraphTooLargeException tooLarge = new GraphTooLargeException(ExprBuilder.DEFAULT_LIMIT);
      tooLarge.initCause(e);
      throw tooLarge;
    } finally {
      builder.origin(null);
    }
  }

  private ExprEvaluator evaluator() {
    return new ExprEvaluator(facts, builder);
  }

  private ProblemGraph graph() {
    List<Expr> rates = new ArrayList<>();
    for (Symbol.Variable state : variables.of(Kind.STATE)) {
      rates.addAll(value(problem.dynamics().get(state), state));
    }
    CheckedProblem.Integration integration = problem.integration();
    return new ProblemGraph(
        problem.name(),
        problem.maximize() ? ProblemInfo.Sense.MAXIMIZE : ProblemInfo.Sense.MINIMIZE,
        t,
        variables.symbols(Kind.STATE),
        variables.symbols(Kind.CONTROL),
        variables.symbols(Kind.PARAM),
        variables.symbols(Kind.SIGNAL),
        problem.discrete(),
        rates,
        cost(CostItem.Kind.RUNNING),
        cost(CostItem.Kind.TERMINAL),
        new ProblemGraph.Integrator(
            ProblemGraph.Integrator.Rule.valueOf(integration.rule().toUpperCase(Locale.ROOT)),
            integration.substeps(), integration.costLeft()),
        now.evaluate(problem.horizon()).value(),
        problem.steps(),
        setup(),
        guess(problem.guess()),
        defaults(),
        variables.infos(),
        problem.runs().stream().map(this::run).toList());
  }

  /** The elements of an expression that gives {@code variable} its value. */
  private List<Expr> value(Expression expression, Symbol.Variable variable) {
    return now.evaluate(expression).filling(facts.shape(variable)).elements();
  }

  /** The sum of the items of one kind, in source order. */
  private Optional<Expr> cost(CostItem.Kind kind) {
    Optional<Expr> sum = Optional.empty();
    for (CostItem item : problem.costs()) {
      if (item.kind() == kind) {
        Expr value = now.evaluate(item.value()).value();
        builder.origin(item.value().span());
        sum = Optional.of(sum.map(s -> builder.add(s, value)).orElse(value));
      }
    }
    return problem.maximize() ? sum.map(builder::negate) : sum;
  }

  private ProblemGraph.Setup setup() {
    double infinity = Double.POSITIVE_INFINITY;
    List<Expr> start = new ArrayList<>(Collections.nCopies(variables.symbols(Kind.STATE).size(), null));
    assigned(problem.start()).forEach(start::set);
    return new ProblemGraph.Setup(
        start,
        bounds(Kind.STATE, Domain.Interval::lower, -infinity),
        bounds(Kind.STATE, Domain.Interval::upper, infinity),
        bounds(Kind.CONTROL, Domain.Interval::lower, -infinity),
        bounds(Kind.CONTROL, Domain.Interval::upper, infinity),
        perElement(Kind.CONTROL, Member.Variable::value, 0));
  }

  private List<Expr> bounds(Kind kind, Function<Domain.Interval, Expression> side, double none) {
    return perElement(kind, d -> d.domain().map(domain -> side.apply((Domain.Interval) domain)), none);
  }

  /** A number for each element of all variables of a kind: from an expression of the declaration, or {@code none}. */
  private List<Expr> perElement(Kind kind, Function<Member.Variable, Optional<Expression>> part, double none) {
    List<Expr> all = new ArrayList<>();
    for (Symbol.Variable variable : variables.of(kind)) {
      all.addAll(part.apply(variable.declaration())
          .map(e -> value(e, variable))
          .orElseGet(() -> Collections.nCopies(facts.shape(variable).size(), builder.constant(none))));
    }
    return all;
  }

  private List<Expr> defaults() {
    List<Expr> all = new ArrayList<>(perElement(Kind.PARAM, Member.Variable::value, Double.NaN));
    all.addAll(perElement(Kind.SIGNAL, Member.Variable::value, Double.NaN));
    return all;
  }

  /** The values that assignments give, by the index of the element among the variables of its kind. */
  private Map<Integer, Expr> assigned(List<CheckedProblem.Assignment> assignments) {
    Map<Integer, Expr> values = new HashMap<>();
    for (CheckedProblem.Assignment assignment : assignments) {
      Tensor<Expr> value = now.evaluate(assignment.value());
      List<Integer> elements = assignment.elements().elements();
      for (int i = 0; i < elements.size(); i++) {
        values.put(variables.offset(assignment.variable()) + elements.get(i), value.at(i));
      }
    }
    return values;
  }

  private ProblemGraph.Run run(CheckedProblem.CheckedRun run) {
    int nx = variables.symbols(Kind.STATE).size();
    Facts results = new Facts(variables.symbols(Kind.STATE), builder);
    ExprEvaluator after = after(results);
    List<ProblemGraph.Expectation> expectations = run.expectations()
        .stream()
        .map(e -> new ProblemGraph.Expectation(after.evaluate(e.condition()).value(), e.condition().span()))
        .toList();
    return new ProblemGraph.Run(run.name(), run.method(), run.options(), guess(run.guess()),
        present(run.start(), nx), results.all(), expectations, run.item().span());
  }

  private List<Optional<Expr>> guess(List<CheckedProblem.Assignment> assignments) {
    return present(assignments, variables.symbols(Kind.CONTROL).size());
  }

  /** For each of {@code size} elements the value that it is assigned. */
  private List<Optional<Expr>> present(List<CheckedProblem.Assignment> assignments, int size) {
    List<Optional<Expr>> all = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
    assigned(assignments).forEach((i, e) -> all.set(i, Optional.of(e)));
    return all;
  }

  /** What names mean in an expectation. */
  private ExprEvaluator after(Facts results) {
    ExprEvaluator after = evaluator();
    variables.bind(after, Kind.PARAM, variables.symbols(Kind.PARAM));
    for (int i = 0; i < Facts.WORDS.size(); i++) {
      after.word(Facts.WORDS.get(i), results.words().get(i));
    }
    after.moment(Meaning.INITIAL, at(results.initial()));
    after.moment(Meaning.FINAL, at(results.last()));
    return after;
  }

  /** What names mean at a moment whose state is given. */
  private ExprEvaluator at(List<Expr.Symbol> state) {
    ExprEvaluator evaluator = evaluator();
    variables.bind(evaluator, Kind.PARAM, variables.symbols(Kind.PARAM));
    variables.bind(evaluator, Kind.STATE, state);
    return evaluator;
  }
}
