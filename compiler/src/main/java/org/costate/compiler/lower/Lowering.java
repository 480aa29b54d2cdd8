/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Distribution;
import org.costate.compiler.check.LimitExceeded;
import org.costate.compiler.check.Slicing;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.check.Symbol.Word.Meaning;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphTooLargeException;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.mechanics.TotalDerivative;
import org.costate.compiler.ops.Op;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** From a checked problem to formulas over symbols. After this nobody knows the syntax. */
public final class Lowering {
  private final CheckedProblem problem;
  private final Analysis facts;
  private final ExprBuilder builder;

  private final DerivedFunctions derived;
  private final Variables variables;
  private final Expr.Symbol t;
  private final ExprEvaluator now;
  private final Residuals residuals;

  private Lowering(CheckedProblem problem, CheckedFile file, ExprBuilder builder) {
    this.problem = problem;
    this.facts = file.analysis();
    this.builder = builder;

    this.t = builder.symbol("t");
    this.variables = new Variables(problem, file, builder);
    this.derived = new DerivedFunctions(builder);
    this.now = evaluator();
    this.residuals = new Residuals(facts, now, builder);
    for (Kind kind : Kind.values()) {
      variables.bind(now, kind, variables.symbols(kind));
    }
    variables.bindAlgebraic(now, variables.unknowns());
    variables.bindNoise(now, variables.noises());
    now.word(Meaning.T, t);
    moving(now, coordinateRates(variables.symbols(Kind.STATE)));
  }

  /**
   * The formulas of a problem. Call it only if the file has no errors.
   *
   * @throws GraphTooLargeException if the formulas need more nodes than the builder gives
   * @throws MasslessCoordinateException if the kinetic energy does not say how a coordinate accelerates
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
    List<Expr> rates = new Motions(problem, variables, now, builder, derived, known -> moving(now, known)).rates();
    Map<Expr.Symbol, Expr> all = new HashMap<>();
    if (!problem.discrete()) {
      IntStream.range(0, rates.size()).forEach(i -> all.put(variables.symbols(Kind.STATE).get(i), rates.get(i)));
      moving(now, all);
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
        variables.symbols(Kind.DESIGN),
        algebraic(),
        problem.discrete(),
        rates,
        after(),
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
        constraints(),
        problem.runs().stream().map(this::run).toList(),
        new Episodes(problem, facts, variables, now, builder).episode(),
        new Views(facts, now, builder).view(problem.members()));
  }

  /** Soft constraints on the path and at the end are in the costs. */
  private List<ProblemGraph.Constraint> constraints() {
    List<ProblemGraph.Constraint> all = new ArrayList<>();
    for (CheckedProblem.Constraint constraint : problem.constraints()) {
      if (!constraint.isCost()) {
        ConstraintItem item = constraint.item();
        ConstraintGroup.Moment moment = switch (item.kind()) {
          case PATH -> ConstraintGroup.Moment.POINTS;
          case INITIAL -> ConstraintGroup.Moment.INITIAL;
          case AT -> ConstraintGroup.Moment.AT;
          case TERMINAL -> ConstraintGroup.Moment.TERMINAL;
        };
        all.add(new ProblemGraph.Constraint(moment, item.time().map(e -> now.evaluate(e).value()),
            item.soft().map(e -> now.evaluate(e).value()), residuals.of(constraint)));
      }
    }
    return all;
  }

  /** Gives {@code der(...)} its meaning. */
  private TotalDerivative moving(ExprEvaluator evaluator, Map<Expr.Symbol, Expr> rates) {
    TotalDerivative derivative = new TotalDerivative(builder, derived, t, rates);
    evaluator.moving(value -> new Tensor<>(value.shape(), derivative.of(value.elements())));
    return derivative;
  }

  /** How coordinates move: by their rates. */
  private Map<Expr.Symbol, Expr> coordinateRates(List<Expr.Symbol> state) {
    Map<Expr.Symbol, Expr> rates = new HashMap<>();
    problem.motion().rates().forEach((q, w) -> {
      int from = variables.offset((Symbol.Variable) q);
      int to = variables.offset((Symbol.Variable) w);
      for (int i = 0; i < facts.shape(q).size(); i++) {
        rates.put(state.get(from + i), state.get(to + i));
      }
    });
    return rates;
  }

  private ProblemGraph.Algebraic algebraic() {
    List<Expr> residuals = new ArrayList<>();
    for (Statement.Equation equation : problem.motion().equations()) {
      Expression.Binary sides = (Expression.Binary) equation.condition().bare();
      Tensor<Expr> left = now.evaluate(sides.left());
      Tensor<Expr> right = now.evaluate(sides.right());
      builder.origin(equation.condition().span());
      int size = Math.max(left.shape().size(), right.shape().size());
      for (int i = 0; i < size; i++) {
        residuals.add(builder.subtract(left.at(i), right.at(i)));
      }
    }
    List<Expr> guesses = new ArrayList<>();
    for (Symbol.Variable variable : variables.algebraic()) {
      guesses.addAll(declared(variable, Member.Variable::value, 0));
    }
    return new ProblemGraph.Algebraic(variables.unknowns(), residuals, guesses);
  }

  private List<Optional<Expr>> after() {
    List<Optional<Expr>> all =
        new ArrayList<>(Collections.nCopies(variables.symbols(Kind.STATE).size(), Optional.empty()));
    problem.motion().after().forEach((state, value) -> {
      int at = variables.offset((Symbol.Variable) state);
      List<Expr> elements = value(value, (Symbol.Variable) state);
      for (int i = 0; i < elements.size(); i++) {
        all.set(at + i, Optional.of(elements.get(i)));
      }
    });
    return all;
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
    Optional<Expr> cost = problem.maximize() ? sum.map(builder::negate) : sum;
    Penalties penalties = new Penalties(problem, residuals, now, builder);
    return switch (kind) {
      case RUNNING -> penalties.added(cost, ConstraintItem.Kind.PATH);
      case TERMINAL -> penalties.added(cost, ConstraintItem.Kind.TERMINAL);
    };
  }

  private ProblemGraph.Setup setup() {
    double infinity = Double.POSITIVE_INFINITY;
    int nx = variables.symbols(Kind.STATE).size();
    List<Expr> lower = bounds(Kind.STATE, Domain.Interval::lower, -infinity);
    List<Expr> upper = bounds(Kind.STATE, Domain.Interval::upper, infinity);
    List<Expr> start = new ArrayList<>(Collections.nCopies(nx, null));
    List<Boolean> free = new ArrayList<>(Collections.nCopies(nx, false));
    assigned(problem.start()).forEach(start::set);
    means(problem.randomStart()).forEach(start::set);
    for (CheckedProblem.FreeStart item : problem.freeStart()) {
      int first = variables.offset(item.variable());
      List<Integer> elements = item.elements().elements();
      for (int element : elements) {
        int i = first + element;
        free.set(i, true);
        boolean scalarPart = item.variable().manifold() == Manifold.QUATERNION && element == 0;
        start.set(i, scalarPart ? builder.constant(1) : middle(lower.get(i), upper.get(i)));
      }
    }
    return new ProblemGraph.Setup(
        start,
        free,
        lower,
        upper,
        bounds(Kind.CONTROL, Domain.Interval::lower, -infinity),
        bounds(Kind.CONTROL, Domain.Interval::upper, infinity),
        perElement(Kind.CONTROL, Member.Variable::value, 0),
        design(),
        bounds(Kind.DESIGN, Domain.Interval::lower, -infinity),
        bounds(Kind.DESIGN, Domain.Interval::upper, infinity));
  }

  /** Where a solver begins: the declared value, otherwise the middle of the bounds. */
  private List<Expr> design() {
    List<Expr> lower = bounds(Kind.DESIGN, Domain.Interval::lower, Double.NEGATIVE_INFINITY);
    List<Expr> upper = bounds(Kind.DESIGN, Domain.Interval::upper, Double.POSITIVE_INFINITY);
    List<Expr> all = new ArrayList<>();
    for (Symbol.Variable variable : variables.of(Kind.DESIGN)) {
      int first = all.size();
      if (variable.declaration().value().isPresent()) {
        all.addAll(value(variable.declaration().value().get(), variable));
      } else {
        IntStream.range(first, first + facts.shape(variable).size())
            .forEach(i -> all.add(middle(lower.get(i), upper.get(i))));
      }
    }
    return all;
  }

  /** The middle of two bounds, the finite one of them, or 0. */
  private Expr middle(Expr lower, Expr upper) {
    Expr zero = builder.constant(0);
    boolean below = lower instanceof Expr.Constant c && Double.isInfinite(c.value());
    boolean above = upper instanceof Expr.Constant c && Double.isInfinite(c.value());
    if (below || above) {
      return below && above ? zero : builder.apply(below ? Op.MIN : Op.MAX, zero, below ? upper : lower);
    }
    return builder.multiply(builder.constant(0.5), builder.add(lower, upper));
  }

  private List<Expr> bounds(Kind kind, Function<Domain.Interval, Expression> side, double none) {
    return perElement(kind, d -> d.domain().map(domain -> side.apply(interval(domain))), none);
  }

  /** A set of values lies between its smallest and its largest. */
  private Domain.Interval interval(Domain domain) {
    return switch (domain) {
      case Domain.Interval d -> d;
      case Domain.Choices d -> {
        Comparator<Expression> byValue = Comparator.comparing(e -> facts.constants().evaluate(e).value());
        yield new Domain.Interval(d.values().stream().min(byValue).orElseThrow(),
            d.values().stream().max(byValue).orElseThrow(), d.span());
      }
    };
  }

  /** A number for each element of all variables of a kind: from an expression of the declaration, or {@code none}. */
  private List<Expr> perElement(Kind kind, Function<Member.Variable, Optional<Expression>> part, double none) {
    List<Expr> all = new ArrayList<>();
    for (Symbol.Variable variable : variables.of(kind)) {
      all.addAll(declared(variable, part, none));
    }
    return all;
  }

  private List<Expr> declared(
      Symbol.Variable variable, Function<Member.Variable, Optional<Expression>> part, double none) {
    return part.apply(variable.declaration())
        .map(e -> value(e, variable))
        .orElseGet(() -> Collections.nCopies(facts.shape(variable).size(), builder.constant(none)));
  }

  private List<Expr> defaults() {
    List<Expr> all = new ArrayList<>();
    for (Symbol.Variable variable : variables.of(Kind.PARAM)) {
      Optional<Distribution> drawn = facts.distribution(variable);
      all.addAll(drawn.isPresent()
          ? mean(drawn.get()).filling(facts.shape(variable)).elements()
          : declared(variable, Member.Variable::value, Double.NaN));
    }
    all.addAll(perElement(Kind.SIGNAL, Member.Variable::value, Double.NaN));
    return all;
  }

  /** What a solve begins with where a start is drawn at random. */
  private Tensor<Expr> mean(Distribution distribution) {
    List<Tensor<Expr>> parts = distribution.mean().stream().map(now::evaluate).toList();
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    Tensor<Expr> low = parts.getFirst();
    Tensor<Expr> high = parts.getLast();
    Shape shape = low.shape().scalar() ? high.shape() : low.shape();
    return new Tensor<>(shape, IntStream.range(0, shape.size())
        .mapToObj(i -> builder.multiply(builder.constant(0.5), builder.add(low.at(i), high.at(i))))
        .toList());
  }

  /** The values that assignments give, by the index of the element among the variables of its kind. */
  private Map<Integer, Expr> assigned(List<CheckedProblem.Assignment> assignments) {
    Map<Integer, Expr> values = new HashMap<>();
    for (CheckedProblem.Assignment assignment : assignments) {
      assign(assignment.variable(), assignment.elements(), now.evaluate(assignment.value()), values);
    }
    return values;
  }

  private Map<Integer, Expr> means(List<CheckedProblem.RandomStart> starts) {
    Map<Integer, Expr> values = new HashMap<>();
    for (CheckedProblem.RandomStart start : starts) {
      assign(start.variable(), start.elements(), mean(start.distribution()), values);
    }
    return values;
  }

  private void assign(Symbol.Variable variable, Slicing part, Tensor<Expr> value, Map<Integer, Expr> values) {
    List<Integer> elements = part.elements();
    for (int i = 0; i < elements.size(); i++) {
      values.put(variables.offset(variable) + elements.get(i), value.at(i));
    }
  }

  private ProblemGraph.Run run(CheckedProblem.CheckedRun run) {
    if (run.training().isPresent()) {
      return training(run, run.training().get());
    }
    List<Expr.Symbol> x = new ArrayList<>(variables.symbols(Kind.STATE));
    x.addAll(variables.symbols(Kind.DESIGN));
    Facts results = new Facts(x, builder);
    ExprEvaluator after = after(results);
    List<ProblemGraph.Expectation> expectations = run.expectations()
        .stream()
        .map(e -> new ProblemGraph.Expectation(after.evaluate(e.condition()).value(), e.condition().span()))
        .toList();
    List<Optional<Expr>> start = new ArrayList<>(present(run.start(), Kind.STATE));
    start.addAll(present(run.guess(), Kind.DESIGN));
    RunInfo.Kind kind = run.item().kind() == Item.Run.Kind.MPC ? RunInfo.Kind.MPC : RunInfo.Kind.SOLVE;
    return new ProblemGraph.Run(kind, run.name(), run.method(), run.options(), guess(run.guess()), start,
        results.all(), expectations, Optional.empty(), run.item().span());
  }

  private ProblemGraph.Run training(CheckedProblem.CheckedRun run, CheckedProblem.Training training) {
    Facts results = Facts.ofTraining(builder);
    ExprEvaluator after = evaluator();
    variables.bind(after, Kind.PARAM, variables.symbols(Kind.PARAM));
    after.word(Facts.TRAINED.getFirst(), results.words().getFirst());
    List<ProblemGraph.Expectation> expectations = run.expectations()
        .stream()
        .map(e -> new ProblemGraph.Expectation(after.evaluate(e.condition()).value(), e.condition().span()))
        .toList();
    List<Expr> teacher = present(training.teacher(), Kind.CONTROL).stream().flatMap(Optional::stream).toList();
    List<Optional<Expr>> start = new ArrayList<>(present(List.of(), Kind.STATE));
    start.addAll(present(List.of(), Kind.DESIGN));
    return new ProblemGraph.Run(RunInfo.Kind.TRAIN, run.name(), run.method(), run.options(), guess(List.of()), start,
        results.all(), expectations,
        Optional.of(new ProblemGraph.Training(training.policy(), training.settings(), teacher)), run.item().span());
  }

  private ProblemGraph.Guess guess(List<CheckedProblem.Assignment> assignments) {
    return new ProblemGraph.Guess(present(assignments, Kind.STATE), present(assignments, Kind.CONTROL));
  }

  /** For each element of the variables of a kind the value that it is assigned. */
  private List<Optional<Expr>> present(List<CheckedProblem.Assignment> assignments, Kind kind) {
    List<Optional<Expr>> all = new ArrayList<>(Collections.nCopies(variables.symbols(kind).size(), Optional.empty()));
    assigned(assignments.stream().filter(a -> variables.of(kind).contains(a.variable())).toList())
        .forEach((i, e) -> all.set(i, Optional.of(e)));
    return all;
  }

  /** What names mean in an expectation. */
  private ExprEvaluator after(Facts results) {
    ExprEvaluator after = evaluator();
    variables.bind(after, Kind.PARAM, variables.symbols(Kind.PARAM));
    variables.bind(after, Kind.DESIGN, design(results.last()));
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
    variables.bind(evaluator, Kind.DESIGN, design(state));
    moving(evaluator, coordinateRates(state));
    return evaluator;
  }

  /** The design variables stand behind the states. */
  private List<Expr.Symbol> design(List<Expr.Symbol> state) {
    return state.subList(variables.symbols(Kind.STATE).size(), state.size());
  }
}
