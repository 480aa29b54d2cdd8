/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Hessian;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.discretize.Discretizer;
import org.costate.compiler.discretize.FinalTime;
import org.costate.compiler.discretize.Lifted;
import org.costate.compiler.discretize.Step;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Episode;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.OperationCount;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.simplify.AngleSums;
import org.costate.compiler.simplify.CallInliner;
import org.costate.compiler.sparsity.Patterns;
import org.costate.compiler.tangent.MoveJacobians;
import org.costate.compiler.tangent.Moves;
import org.costate.compiler.tangent.StateSpace;
import org.costate.compiler.tangent.TangentDerivatives;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.Sparsity;

/**
 * All functions of the generated classes from one problem: the step, its derivatives and the cost's, and what is computed once a solve or once
 * a run. Derivatives are taken over calls; then functions of at most {@code expandLimit} operations, with everything derived from them, are
 * expanded, and calls at the same point are fused.
 */
public final class ProblemEntries {
  /** Up to about this size a call costs more than the sharing that expansion finds. */
  public static final int DEFAULT_EXPAND_LIMIT = 150;

  /**
   * Symmetric systems of at most so many unknowns are written out once derivatives are made: a third faster for chains of 3 to 8 links, at
   * 6 % more bytecode.
   */
  private static final int LARGEST_WRITTEN_OUT = 8;

  private final ExprBuilder builder;
  private final ProblemGraph problem;
  private final DerivedFunctions derived;
  private final Step step;
  private final EntryMaker maker;
  private final StateSpace space;
  private final Moves moves;
  private final List<Expr.Symbol> x = new ArrayList<>();
  private final List<Expr> next;
  private final SparseMatrix dynamics;
  private final Hessian curvature;
  private final Optional<Hessian> cost;
  private final Optional<Expr> terminal;
  private final Optional<Hessian> terminalCost;
  private final List<ConstraintEntries.Group> constraints;
  private final List<Double> nodes;

  /**
   * @param builder which made the problem's formulas
   * @param expandLimit see above; 0 keeps every call
   */
  public ProblemEntries(ExprBuilder builder, ProblemGraph problem, int expandLimit) {
    this(builder, problem, new DerivedFunctions(builder), Optional.empty(), expandLimit);
  }

  /** @param open the step of a problem whose solver solves the equations of stages, which are among its controls */
  private ProblemEntries(ExprBuilder builder, ProblemGraph problem, DerivedFunctions derived, Optional<Lifted> open,
      int expandLimit) {
    this.builder = builder;
    this.problem = problem;
    this.derived = derived;
    nodes = open.map(Lifted::nodes).orElse(List.of());
    step = open.map(Lifted::step).orElseGet(() -> Discretizer.step(builder, derived, problem));
    OperationCount count = new OperationCount();
    CallInliner inliner = new CallInliner(builder, function -> isSmall(derived.origin(function), count, expandLimit),
        expandLimit == 0 ? 0 : LARGEST_WRITTEN_OUT, AngleSums.replacements(builder, formulas()));
    space = StateSpace.of(problem);
    maker = new EntryMaker(builder, inliner, space.ndx(), problem.u().size());
    maker.place(List.of(problem.t()), Array.D, 0);
    maker.place(List.of(step.t(), step.h()), Array.D, 0);
    maker.place(problem.params(), Array.D, GeneratedProblem.PARAMS_AT);
    maker.place(problem.signals(), Array.D, GeneratedProblem.PARAMS_AT + problem.params().size());
    maker.place(problem.episode().noise(), Array.D,
        GeneratedProblem.PARAMS_AT + problem.params().size() + problem.signals().size());
    x.addAll(problem.x());
    x.addAll(problem.design());
    maker.place(x, Array.X, 0);
    maker.place(problem.u(), Array.U, 0);
    List<Expr.Symbol> z = new ArrayList<>(x);
    z.addAll(problem.u());
    moves = new Moves(builder, space);
    TangentDerivatives tangent = new TangentDerivatives(builder, space, x);
    List<Expr> coordinates = new ArrayList<>(step.next());
    coordinates.addAll(problem.design());
    next = moves.projected(coordinates);
    dynamics = tangent.step(Jacobian.of(builder, derived, coordinates, z), coordinates, next);
    curvature = tangent.number(curvature(tangent, coordinates, z));
    cost = step.cost().map(l -> tangent.number(Hessian.of(builder, derived, l, z)));
    terminal = FinalTime.atEnd(builder, problem, problem.terminal());
    terminalCost = terminal.map(l -> tangent.number(Hessian.of(builder, derived, l, x)));
    constraints = new ConstraintEntries(builder, derived, problem, step, tangent, z, maker,
        open.map(ProblemEntries::rows).orElse(List.of())).groups();
  }

  /** The entries of {@code problem} with the unknowns of an open step behind its controls. */
  public static ProblemEntries lifted(ExprBuilder builder, ProblemGraph problem) {
    DerivedFunctions derived = new DerivedFunctions(builder);
    Lifted open = Discretizer.lifted(builder, derived, problem);
    List<Expr> trim = new ArrayList<>();
    for (int i = 0; i < open.nodes().size(); i++) {
      trim.addAll(Collections.nCopies(problem.x().size(), builder.constant(0)));
      trim.addAll(problem.algebraic().guess());
    }
    return new ProblemEntries(builder, problem.withControls(open.unknowns(), trim, builder), derived,
        Optional.of(open), DEFAULT_EXPAND_LIMIT);
  }

  private static List<ProblemGraph.Row> rows(Lifted open) {
    List<ProblemGraph.Row> rows = new ArrayList<>();
    for (int i = 0; i < open.equations().size(); i++) {
      String name = "equation of " + open.unknowns().get(i).name();
      rows.add(new ProblemGraph.Row(open.equations().get(i), new ConstraintInfo(name, 0, true, "")));
    }
    return rows;
  }

  /** What a step evaluates. */
  private List<Expr> formulas() {
    List<Expr> formulas = new ArrayList<>(problem.rates());
    formulas.addAll(problem.algebraic().equations());
    problem.running().ifPresent(formulas::add);
    return formulas;
  }

  /** Second derivatives of lambda' F, lambda a covector of directions at F: the coordinates' weights follow from it, F held fixed. */
  private Hessian curvature(TangentDerivatives tangent, List<Expr> coordinates, List<Expr.Symbol> z) {
    List<Expr.Symbol> lambda = symbols("lambda", space.ndx());
    maker.place(lambda, Array.LAMBDA, 0);
    List<Expr> covector = tangent.covector(next, lambda);
    List<Expr> outputs = new ArrayList<>(coordinates);
    List<Expr> weights = new ArrayList<>(covector);
    Map<Expr, Expr> values = new HashMap<>();
    for (StateSpace.Part part : space.quaternions()) {
      for (int i = part.at(); i < part.at() + part.size(); i++) {
        Expr.Symbol weight = builder.symbol("weight[" + (i + 1) + "]");
        outputs.set(i, next.get(i));
        weights.set(i, weight);
        values.put(weight, covector.get(i));
      }
    }
    Hessian hessian = Hessian.of(builder, derived, outputs, weights, z);
    return values.isEmpty() ? hessian : hessian.with(new ExprSubstitution(builder, values));
  }

  private List<Expr.Symbol> symbols(String name, int count) {
    List<Expr.Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add(builder.symbol(name + "[" + (i + 1) + "]"));
    }
    return symbols;
  }

  public ProblemEntries(ExprBuilder builder, ProblemGraph problem) {
    this(builder, problem, DEFAULT_EXPAND_LIMIT);
  }

  /** A substep stays a function however small it is: that is what it is for. */
  private boolean isSmall(GraphFunction function, OperationCount count, int limit) {
    return step.substep().filter(substep -> substep == function).isEmpty() && count.of(function) <= limit;
  }

  /** What the entries are of: the given problem, with unknowns of stages behind its controls where it is {@link #lifted}. */
  public ProblemGraph graph() {
    return problem;
  }

  /** Where in a step each stage is that a solver solves for; empty if there are none. */
  public List<Double> nodes() {
    return nodes;
  }

  /** How many directions a state has. */
  public int ndx() {
    return space.ndx();
  }

  /** Structural non-zeros of (fx, fu) side by side, [ndx x (ndx + nu)]. */
  public Sparsity dynamicsPattern() {
    return Patterns.of(dynamics);
  }

  /** Structural non-zeros of the Hessian of lambda' F, [(ndx + nu) x (ndx + nu)]. */
  public Sparsity curvaturePattern() {
    return Patterns.of(curvature.matrix());
  }

  /** The entries of the problem's class, each kind once. */
  public List<Entry> problem() {
    EntryMaker.Results step = maker.results();
    step.vector(Array.NEXT, next);
    EntryMaker.Results stage = step.copy();
    stage.scalar(this.step.cost());
    EntryMaker.Results linearize = step.copy();
    linearize.jacobian(dynamics, Array.FX, Array.FU);
    EntryMaker.Results expand = linearize.copy();
    expand.scalar(this.step.cost());
    cost.ifPresent(l -> {
      expand.gradient(l.gradient());
      expand.hessian(l.matrix(), Array.LXX, Array.LUX, Array.LUU);
    });
    EntryMaker.Results curved = maker.results();
    curved.hessian(curvature.matrix(), Array.HXX, Array.HUX, Array.HUU);
    EntryMaker.Results end = maker.results();
    end.scalar(terminal);
    EntryMaker.Results expandEnd = end.copy();
    terminalCost.ifPresent(l -> {
      expandEnd.gradient(l.gradient());
      expandEnd.hessian(l.matrix(), Array.LXX, Array.LUX, Array.LUU);
    });
    return List.of(
        step.entry(Entry.Kind.STEP),
        stage.entry(Entry.Kind.STAGE),
        linearize.entry(Entry.Kind.LINEARIZE),
        expand.entry(Entry.Kind.EXPAND),
        curved.entry(Entry.Kind.CURVATURE),
        end.entry(Entry.Kind.TERMINAL),
        expandEnd.entry(Entry.Kind.EXPAND_TERMINAL),
        horizon(),
        difference(),
        retract(),
        differenceJacobians(),
        retractJacobians(),
        defaults(),
        setup(),
        guess(problem.guess()));
  }

  /** The constraints, group by group. */
  public List<ConstraintEntries.Group> constraints() {
    return constraints;
  }

  private Entry horizon() {
    EntryMaker.Results horizon = maker.results();
    horizon.scalar(Optional.of(problem.horizon()));
    return horizon.entry(Entry.Kind.HORIZON);
  }

  private Entry difference() {
    EntryMaker.Results difference = maker.results();
    difference.vector(Array.DX, moves.difference(x, second()));
    return difference.entry(Entry.Kind.DIFFERENCE);
  }

  private Entry retract() {
    EntryMaker.Results retract = maker.results();
    retract.vector(Array.Y, moves.retract(x, direction()));
    return retract.entry(Entry.Kind.RETRACT);
  }

  private Entry differenceJacobians() {
    MoveJacobians jacobians = new MoveJacobians(builder, space);
    List<Expr> difference = moves.difference(x, second());
    EntryMaker.Results results = maker.results();
    results.matrix(Array.FIRST, jacobians.differenceFirst(difference));
    results.matrix(Array.SECOND, jacobians.differenceSecond(difference));
    return results.entry(Entry.Kind.DIFFERENCE_JACOBIANS);
  }

  private Entry retractJacobians() {
    MoveJacobians jacobians = new MoveJacobians(builder, space);
    List<Expr.Symbol> direction = direction();
    EntryMaker.Results results = maker.results();
    results.matrix(Array.FIRST, jacobians.retractFirst(direction));
    results.matrix(Array.SECOND, jacobians.retractSecond(direction));
    return results.entry(Entry.Kind.RETRACT_JACOBIANS);
  }

  /** A second state. */
  private List<Expr.Symbol> second() {
    List<Expr.Symbol> y = symbols("y", space.nx());
    maker.place(y, Array.Y, 0);
    return y;
  }

  private List<Expr.Symbol> direction() {
    List<Expr.Symbol> dx = symbols("dx", space.ndx());
    maker.place(dx, Array.DX, 0);
    return dx;
  }

  /** The entries of one run's class: what the run leaves open is absent. */
  public List<Entry> run(ProblemGraph.Run run) {
    maker.place(run.facts(), Array.FACTS, 0);
    EntryMaker.Results start = maker.results();
    start.present(Array.X, run.start());
    EntryMaker.Results expect = maker.results();
    expect.vector(
        Array.RESULTS, run.expectations().stream().map(ProblemGraph.Expectation::condition).toList());
    return List.of(
        guess(run.guess()), start.entry(Entry.Kind.START), expect.entry(Entry.Kind.EXPECT));
  }

  /** The entries of the class of a run's teacher. */
  public List<Entry> teacher(List<Expr> controls) {
    EntryMaker.Results results = maker.results();
    results.vector(Array.VALUES, controls);
    return List.of(results.entry(Entry.Kind.TEACH));
  }

  /** The entries of the class of episodes. */
  public List<Entry> episode() {
    Episode episode = problem.episode();
    EntryMaker.Results start = maker.results();
    drawn(start, Array.X, episode.start());
    EntryMaker.Results noise = maker.results();
    drawn(noise, Array.VALUES, episode.disturbances());
    EntryMaker.Results seen = maker.results();
    seen.vector(Array.VALUES, Discretizer.solved(builder, derived, problem, episode.observations()));
    EntryMaker.Results ends = maker.results();
    ends.vector(Array.RESULTS, episode.ends().stream().map(Episode.End::condition).toList());
    return List.of(drawParams(), start.entry(Entry.Kind.DRAW_START), noise.entry(Entry.Kind.DRAW_NOISE),
        seen.entry(Entry.Kind.OBSERVE), ends.entry(Entry.Kind.ENDS));
  }

  /** The entries of the class of sweeps; none where the problem is too large for them. */
  public List<Entry> sweep() {
    return new SweepEntries(builder, maker, dynamics).entries();
  }

  /** The entries of the class of views. */
  public List<Entry> view() {
    EntryMaker.Results numbers = maker.results();
    numbers.vector(Array.VALUES, Discretizer.solved(builder, derived, problem, problem.view().numbers()));
    return List.of(numbers.entry(Entry.Kind.DRAW));
  }

  private void drawn(EntryMaker.Results results, Array array, List<Episode.Draw> draws) {
    maker.place(draws.stream().map(Episode.Draw::standard).toList(), Array.STANDARD, 0);
    draws.forEach(draw -> results.add(array, draw.element(), draw.value()));
  }

  /** As {@link #defaults}, with draws in place of means. */
  private Entry drawParams() {
    List<Episode.Draw> draws = problem.episode().params();
    maker.place(draws.stream().map(Episode.Draw::standard).toList(), Array.STANDARD, 0);
    List<Expr> drawn = new ArrayList<>(problem.defaults().subList(0, problem.params().size()));
    draws.forEach(draw -> drawn.set(draw.element(), draw.value()));
    return completed(drawn, Entry.Kind.DRAW_PARAMS);
  }

  private Entry guess(ProblemGraph.Guess values) {
    EntryMaker.Results guess = maker.results();
    double guessed = (double) values.states().stream().filter(Optional::isPresent).count();
    guess.scalar(Optional.of(builder.constant(guessed)));
    guess.present(Array.X, values.states());
    guess.present(Array.U, values.controls());
    return guess.entry(Entry.Kind.GUESS);
  }

  private Entry defaults() {
    return completed(problem.defaults(), Entry.Kind.DEFAULTS);
  }

  private Entry completed(List<Expr> defaults, Entry.Kind kind) {
    List<Expr.Symbol> given = new ArrayList<>();
    List<Expr.Symbol> values = new ArrayList<>();
    for (int i = 0; i < defaults.size(); i++) {
      given.add(builder.symbol("given[" + (i + 1) + "]"));
      values.add(builder.symbol("value[" + (i + 1) + "]"));
    }
    maker.place(given, Array.GIVEN, 0);
    maker.place(values, Array.VALUES, 0);
    EntryMaker.Results results = maker.results();
    results.vector(
        Array.VALUES,
        new Completion(builder, problem.params(), defaults, given, values).values());
    return results.entry(kind);
  }

  private Entry setup() {
    ProblemGraph.Setup setup = problem.setup();
    EntryMaker.Results results = maker.results();
    results.vector(Array.START, joined(setup.start(), setup.design()));
    results.vector(Array.STATE_LOWER, joined(setup.stateLower(), setup.designLower()));
    results.vector(Array.STATE_UPPER, joined(setup.stateUpper(), setup.designUpper()));
    results.vector(Array.CONTROL_LOWER, setup.controlLower());
    results.vector(Array.CONTROL_UPPER, setup.controlUpper());
    results.vector(Array.TRIM, setup.trim());
    for (int i = 0; i < x.size(); i++) {
      if (i >= problem.x().size() || setup.free().get(i)) {
        results.add(Array.FREE, i, builder.constant(1));
      }
    }
    return results.entry(Entry.Kind.SETUP);
  }

  private static List<Expr> joined(List<Expr> states, List<Expr> design) {
    List<Expr> all = new ArrayList<>(states);
    all.addAll(design);
    return all;
  }
}
