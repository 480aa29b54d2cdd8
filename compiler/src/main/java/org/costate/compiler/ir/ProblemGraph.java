/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo;

/**
 * A problem after lowering: formulas over symbols, time not yet discretized, nothing left of the syntax.
 *
 * @param t time at which a formula is evaluated
 * @param x state coordinates [nx]; {@code u} controls [nu]; {@code params} [np]; {@code signals} [ns]
 * @param design what a solver chooses once [nd]; a formula over x may use it too, and the horizon may: then the final time is free
 * @param algebraic the variables that equations define at every moment; formulas over x and u may use them too, but not in a terminal cost
 * @param after per state coordinate what it becomes after each step, over the stepped x, t at its end, params, signals, design; empty where
 *     nothing is done
 * @param discrete true if {@code rates} is the next state of a {@code next} model, false if it is the time derivative
 * @param rates [nx], over t, x, u, params, signals
 * @param running the running cost, already negated for a maximization, over the same; empty if there is none
 * @param terminal the terminal cost, already negated for a maximization, over t, x, params; empty if there is none
 * @param horizon the length of the horizon, over params; [steps] for a discrete problem
 * @param setup what is computed once a solve, over params
 * @param guess empty where the start of a state and the trim value of a control hold
 * @param defaults of params, then signals [np + ns], over params, those of signals over t too
 * @param constraints by item; soft ones on the path and at the end are in the costs instead
 * @param variables offsets and names of everything
 * @param episode what only a simulation needs, and the noises, which rates and equations are over too
 * @param view what is drawn of it
 */
public record ProblemGraph(
    String name,
    ProblemInfo.Sense sense,
    Expr.Symbol t,
    List<Expr.Symbol> x,
    List<Expr.Symbol> u,
    List<Expr.Symbol> params,
    List<Expr.Symbol> signals,
    List<Expr.Symbol> design,
    Algebraic algebraic,
    boolean discrete,
    List<Expr> rates,
    List<Optional<Expr>> after,
    Optional<Expr> running,
    Optional<Expr> terminal,
    Integrator integrator,
    Expr horizon,
    int steps,
    Setup setup,
    Guess guess,
    List<Expr> defaults,
    List<VariableInfo> variables,
    List<Constraint> constraints,
    List<Run> runs,
    Episode episode,
    View view) {

  public ProblemGraph {
    x = List.copyOf(x);
    u = List.copyOf(u);
    params = List.copyOf(params);
    signals = List.copyOf(signals);
    design = List.copyOf(design);
    rates = List.copyOf(rates);
    after = List.copyOf(after);
    defaults = List.copyOf(defaults);
    variables = List.copyOf(variables);
    constraints = List.copyOf(constraints);
    runs = List.copyOf(runs);
    if (rates.size() != x.size() || after.size() != x.size() || defaults.size() != params.size() + signals.size()) {
      throw new IllegalArgumentException(
          rates.size() + " rates of " + x.size() + " states, " + defaults.size() + " defaults");
    }
  }

  /** Whether the solver chooses the final time: the horizon depends on a design variable. */
  public boolean freeTime() {
    return !Collections.disjoint(Graph.of(List.of(horizon)).symbols(), design);
  }

  /**
   * The same with more controls behind the others, without limits and without runs: they are for a solver alone.
   *
   * @param trim of each
   */
  public ProblemGraph withControls(List<Expr.Symbol> more, List<Expr> trim, ExprBuilder builder) {
    List<Expr.Symbol> controls = joined(u, more);
    List<VariableInfo> infos = new ArrayList<>(variables);
    for (int i = 0; i < more.size(); i++) {
      infos.add(
          new VariableInfo(VariableInfo.Kind.CONTROL, more.get(i).name(), List.of(), u.size() + i, "", "", 0));
    }
    List<Expr> none = Collections.nCopies(more.size(), builder.constant(Double.POSITIVE_INFINITY));
    List<Expr> below = Collections.nCopies(more.size(), builder.constant(Double.NEGATIVE_INFINITY));
    Setup wider = new Setup(setup.start, setup.free, setup.stateLower, setup.stateUpper,
        joined(setup.controlLower, below), joined(setup.controlUpper, none), joined(setup.trim, trim), setup.design,
        setup.designLower, setup.designUpper);
    return new ProblemGraph(name, sense, t, x, controls, params, signals, design, algebraic, discrete, rates, after,
        running, terminal, integrator, horizon, steps, wider, guess, defaults, infos, constraints, List.of(), episode,
        View.NONE);
  }

  private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
    return Stream.concat(first.stream(), second.stream()).collect(Collectors.toList());
  }

  /**
   * Variables without a rate of their own, given by as many equations (index 1).
   *
   * @param z [nz]
   * @param equations what is zero [nz], over t, x, u, z, params, signals, design
   * @param guess where a solution is looked for [nz], over params
   */
  public record Algebraic(List<Expr.Symbol> z, List<Expr> equations, List<Expr> guess) {
    public static final Algebraic NONE = new Algebraic(List.of(), List.of(), List.of());

    public Algebraic {
      z = List.copyOf(z);
      equations = List.copyOf(equations);
      guess = List.copyOf(guess);
      if (equations.size() != z.size() || guess.size() != z.size()) {
        throw new IllegalArgumentException(
            equations.size() + " equations and " + guess.size() + " guesses of " + z.size() + " variables");
      }
    }
  }

  /**
   * How continuous time becomes steps; ignored for a discrete problem.
   *
   * @param costLeft whether the running cost is l h at the left end of a step instead of being integrated as one more state
   */
  public record Integrator(Rule rule, int substeps, boolean costLeft) {
    /** The Runge-Kutta rules: explicit ones, then implicit ones for stiff problems and conserved quantities. */
    public enum Rule {
      EULER,
      MIDPOINT,
      RK4,
      BACKWARD_EULER,
      GAUSS2,
      RADAU
    }
  }

  /**
   * Start state and state bounds [nx], design [nd], control bounds and trim [nu], over params; infinite bounds are constants.
   *
   * @param start where a state is free, the value that a solver begins with
   * @param free whether a solver chooses the start of a state coordinate, within its bounds [nx]
   * @param design values that a solver begins with
   */
  public record Setup(
      List<Expr> start,
      List<Boolean> free,
      List<Expr> stateLower,
      List<Expr> stateUpper,
      List<Expr> controlLower,
      List<Expr> controlUpper,
      List<Expr> trim,
      List<Expr> design,
      List<Expr> designLower,
      List<Expr> designUpper) {
    public Setup {
      start = List.copyOf(start);
      free = List.copyOf(free);
      stateLower = List.copyOf(stateLower);
      stateUpper = List.copyOf(stateUpper);
      controlLower = List.copyOf(controlLower);
      controlUpper = List.copyOf(controlUpper);
      trim = List.copyOf(trim);
      design = List.copyOf(design);
      designLower = List.copyOf(designLower);
      designUpper = List.copyOf(designUpper);
    }
  }

  /**
   * Numbers that are zero, or at most zero, at one moment.
   *
   * @param moment POINTS on the whole path, the last point included unless a row depends on controls
   * @param time of AT, over params and design; [steps] for a discrete problem
   * @param weight of a soft one, a penalty w c'c over the violated rows, over params; soft ones are of single moments
   * @param rows over t, x, params, design; on the path and AT over u, signals and algebraic variables too
   */
  public record Constraint(
      ConstraintGroup.Moment moment, Optional<Expr> time, Optional<Expr> weight, List<Row> rows) {
    public Constraint {
      rows = List.copyOf(rows);
    }
  }

  /** One number of a constraint, and what it is. */
  public record Row(Expr value, ConstraintInfo info) {}

  /**
   * One {@code solve}, {@code mpc} or {@code train} block.
   *
   * @param kind which of them
   * @param options as text, groups joined with a dot, checked against the method's schema
   * @param guess empty where the problem's holds
   * @param start per coordinate of states and, as a guess, of design variables, over params; empty where the problem's start holds
   * @param facts the symbols of the expectations: objective, max_violation, iterations, then start state and final state, each with
   *     the design variables behind it; of a training the mean return alone
   * @param expectations truth values over facts and params
   */
  public record Run(
      RunInfo.Kind kind,
      String name,
      String method,
      Map<String, String> options,
      Guess guess,
      List<Optional<Expr>> start,
      List<Expr.Symbol> facts,
      List<Expectation> expectations,
      Optional<Training> training,
      Span span) {
    public Run {
      options = Map.copyOf(options);
      start = List.copyOf(start);
      facts = List.copyOf(facts);
      expectations = List.copyOf(expectations);
    }
  }

  /**
   * What only a {@code train} block has.
   *
   * @param policy the name of what is trained
   * @param teacher the controls [nu] over t, x, params, signals; empty where no formulas teach
   */
  public record Training(String policy, List<RunInfo.Setting> settings, List<Expr> teacher) {
    public Training {
      settings = List.copyOf(settings);
      teacher = List.copyOf(teacher);
    }
  }

  /**
   * Where an iteration begins, over t, params, signals.
   *
   * @param states per coordinate [nx], {@code controls} per control [nu]
   */
  public record Guess(List<Optional<Expr>> states, List<Optional<Expr>> controls) {
    public Guess {
      states = List.copyOf(states);
      controls = List.copyOf(controls);
    }
  }

  /** One {@code expect}: its condition and where it stands. */
  public record Expectation(Expr condition, Span span) {}
}
