/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.ImplicitFunction;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.Outlined;
import org.costate.compiler.ir.ProblemGraph;

/**
 * Runge-Kutta steps with the control held constant, f the rates:
 *
 * <pre>
 * euler     F = x + h f(t, x)
 * midpoint  F = x + h f(t + h/2, x + h/2 k1)
 * rk4       k1 = f(t, x), k2 = f(t + h/2, x + h/2 k1), k3 = f(t + h/2, x + h/2 k2), k4 = f(t + h, x + h k3),
 *           F = x + h/6 (k1 + 2 k2 + 2 k3 + k4)
 * backward_euler, gauss2, radau
 *           the {@link Collocation}: stages X_i and with them F are given by equations, solved by Newton's method from X_i = x
 * </pre>
 *
 * <p>Algebraic variables z are, under an explicit rule and for a discrete problem, a function of x and u that is evaluated with every f;
 * under an implicit rule z_i at each stage are unknowns beside X_i. z is looked for near its own guess, not near its value in the step
 * before: a step is a function of its arguments.
 *
 * <p>The running cost is integrated by the same rule as one more state that starts at 0 and enters no equation, or is h l at the left end.
 * f is called, never expanded here: differentiating calls gives the chain rule over the stages, and small functions are expanded afterwards.
 * With substeps the whole formula is a function of its own that is called repeatedly with h / substeps.
 *
 * <p>A solver may also take the stages of an implicit rule as unknowns of its own, {@link Lifted}: then nothing is solved inside a step.
 *
 * <p>Source: Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 2nd ed., section II.1; for implicit rules see {@link
 * Collocation}.
 */
public final class Discretizer {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final ProblemGraph problem;
  private final Expr.Symbol h;

  private Discretizer(ExprBuilder builder, DerivedFunctions derived, ProblemGraph problem) {
    this.builder = builder;
    this.derived = derived;
    this.problem = problem;
    this.h = builder.symbol("h");
  }

  /**
   * The step of {@code problem}, with what is done after it, over shares of a final time that is free.
   *
   * @param builder which made its formulas
   * @param derived for the Jacobians of equations
   */
  public static Step step(ExprBuilder builder, DerivedFunctions derived, ProblemGraph problem) {
    Discretizer discretizer = new Discretizer(builder, derived, problem);
    Step step = problem.discrete() ? discretizer.discrete() : discretizer.continuous();
    return FinalTime.shared(builder, problem, withAfter(builder, problem, step));
  }

  /** The step of {@code problem}, which has an implicit rule, with the equations of its stages left to the solver. */
  public static Lifted lifted(ExprBuilder builder, DerivedFunctions derived, ProblemGraph problem) {
    return new Discretizer(builder, derived, problem).new Implicit().lifted();
  }

  /** dx/dt of a continuous problem as formulas over t, x, u, params, signals, design: z is a function of them. */
  public static List<Expr> rates(ExprBuilder builder, DerivedFunctions derived, ProblemGraph problem) {
    return new Discretizer(builder, derived, problem).new Explicit().rates;
  }

  /** Formulas of a moment, algebraic variables in them being a function of t, x, u, params, signals, noise, design. */
  public static List<Expr> solved(
      ExprBuilder builder, DerivedFunctions derived, ProblemGraph problem, List<Expr> formulas) {
    return Collections.disjoint(Graph.of(formulas).symbols(), problem.algebraic().z())
        ? formulas
        : new Discretizer(builder, derived, problem).algebraic().apply(formulas);
  }

  /** Puts z(t, x, u) in the place of the algebraic variables. */
  private ExprSubstitution algebraic() {
    ProblemGraph.Algebraic algebraic = problem.algebraic();
    List<Expr.Symbol> inputs = new ArrayList<>(used(algebraic.equations()));
    inputs.removeAll(algebraic.z());
    ImplicitSolve z = ImplicitFunction.of(
        builder, derived, "equations of " + problem.name(), algebraic.z(), inputs, algebraic.equations());
    List<Expr> arguments = new ArrayList<>(algebraic.guess());
    arguments.addAll(inputs);
    return ExprSubstitution.of(builder, algebraic.z(), builder.call(z, arguments));
  }

  /** The formulas of {@code after} mean the stepped state and the time at its end. */
  private static Step withAfter(ExprBuilder builder, ProblemGraph problem, Step step) {
    if (problem.after().stream().allMatch(Optional::isEmpty)) {
      return step;
    }
    Map<Expr, Expr> end = new HashMap<>();
    for (int i = 0; i < problem.x().size(); i++) {
      end.put(problem.x().get(i), step.next().get(i));
    }
    end.put(step.t(), builder.add(step.t(), problem.discrete() ? builder.constant(1) : step.h()));
    ExprSubstitution substitution = new ExprSubstitution(builder, end);
    List<Expr> next = new ArrayList<>();
    for (int i = 0; i < problem.x().size(); i++) {
      next.add(problem.after().get(i).map(substitution::apply).orElse(step.next().get(i)));
    }
    return new Step(step.t(), step.h(), next, step.cost(), step.substep());
  }

  /** A state and the cost since the start of the step; the cost is the structural zero, null, where it is not integrated. */
  private record Point(List<? extends Expr> x, Expr cost) {}

  private Step discrete() {
    Explicit explicit = new Explicit();
    return new Step(problem.t(), h, explicit.rates, explicit.running, Optional.empty());
  }

  private Step continuous() {
    int substeps = problem.integrator().substeps();
    Point end;
    Optional<Outlined> repeated = Optional.empty();
    Point once = switch (problem.integrator().rule()) {
      case EULER, MIDPOINT, RK4 -> new Explicit().step();
      case BACKWARD_EULER, GAUSS2, RADAU -> new Implicit().step();
    };
    if (substeps == 1) {
      end = once;
    } else {
      List<Expr> formulas = new ArrayList<>(once.x);
      if (integratesCost()) {
        formulas.add(once.cost);
      }
      Outlined substep = new Outlined(builder, "substep of " + problem.name(), used(formulas), formulas);
      repeated = Optional.of(substep);
      end = repeat(substep, substeps);
    }
    return new Step(problem.t(), h, List.copyOf(end.x), cost(end), repeated.map(Outlined::function));
  }

  /** The cost of a step: integrated, or that of its left end. */
  private Optional<Expr> cost(Point end) {
    return integratesCost()
        ? Optional.of(end.cost)
        : new Explicit().running.map(running -> builder.multiply(h, running));
  }

  private boolean integratesCost() {
    return problem.running().isPresent() && !problem.integrator().costLeft();
  }

  /** The symbols that {@code formulas} use, in the order t, h, x, u, z, params, signals, noise, design. */
  private List<Expr.Symbol> used(List<Expr> formulas) {
    List<Expr.Symbol> all = new ArrayList<>(List.of(problem.t(), h));
    all.addAll(problem.x());
    all.addAll(problem.u());
    all.addAll(problem.algebraic().z());
    all.addAll(problem.params());
    all.addAll(problem.signals());
    all.addAll(problem.episode().noise());
    all.addAll(problem.design());
    Set<Expr.Symbol> found = new HashSet<>(Graph.of(formulas).symbols());
    return all.stream().filter(found::contains).toList();
  }

  private Point repeat(Outlined substep, int substeps) {
    Expr length = builder.divide(h, builder.constant(substeps));
    Point at = new Point(problem.x(), null);
    for (int i = 0; i < substeps; i++) {
      Map<Expr.Symbol, Expr> values = substep(i, length, at.x);
      List<Expr> ends = substep.at(arguments(substep.function().inputs(), values));
      Expr cost = integratesCost() ? ends.getLast() : null;
      at = new Point(ends.subList(0, problem.x().size()), at.cost == null ? cost : builder.add(at.cost, cost));
    }
    return at;
  }

  /** Where substep {@code i} begins, and its length. */
  private Map<Expr.Symbol, Expr> substep(int i, Expr length, List<? extends Expr> x) {
    Expr time = i == 0 ? problem.t() : builder.add(problem.t(), builder.multiply(builder.constant(i), length));
    Map<Expr.Symbol, Expr> values = new HashMap<>(Map.of(problem.t(), time, h, length));
    put(values, problem.x(), x);
    return values;
  }

  /** Formulas over x and u, z being a function of them, and the explicit rules. */
  private final class Explicit {
    final List<Expr> rates;
    final Optional<Expr> running;

    Explicit() {
      if (problem.algebraic().z().isEmpty()) {
        rates = problem.rates();
        running = problem.running();
        return;
      }
      ExprSubstitution solved = algebraic();
      rates = solved.apply(problem.rates());
      running = problem.running().map(solved::apply);
    }

    /** Rates at a point: dx/dt, and the running cost where it is integrated. */
    private record Slope(List<Expr> x, Expr cost) {}

    Point step() {
      List<Expr> formulas = new ArrayList<>(rates);
      if (integratesCost()) {
        formulas.add(running.get());
      }
      Outlined f = new Outlined(builder, "rates of " + problem.name(), used(formulas), formulas);
      Expr half = builder.divide(h, builder.constant(2));
      Expr middle = builder.add(problem.t(), half);
      Slope k1 = slope(f, problem.t(), problem.x());
      return switch (problem.integrator().rule()) {
        case EULER -> advance(h, k1);
        case MIDPOINT -> advance(h, slope(f, middle, advance(half, k1).x));
        case RK4 -> {
          Slope k2 = slope(f, middle, advance(half, k1).x);
          Slope k3 = slope(f, middle, advance(half, k2).x);
          Slope k4 = slope(f, builder.add(problem.t(), h), advance(h, k3).x);
          List<Expr> sums = new ArrayList<>();
          for (int i = 0; i < k1.x.size(); i++) {
            sums.add(weighted(k1.x.get(i), k2.x.get(i), k3.x.get(i), k4.x.get(i)));
          }
          Expr cost = integratesCost() ? weighted(k1.cost, k2.cost, k3.cost, k4.cost) : null;
          yield advance(builder.divide(h, builder.constant(6)), new Slope(sums, cost));
        }
        case BACKWARD_EULER, GAUSS2, RADAU ->
          throw new IllegalStateException(problem.integrator().rule() + " is implicit");
      };
    }

    /** k1 + 2 k2 + 2 k3 + k4. */
    private Expr weighted(Expr k1, Expr k2, Expr k3, Expr k4) {
      Expr two = builder.constant(2);
      return builder.add(
          builder.add(builder.add(k1, builder.multiply(two, k2)), builder.multiply(two, k3)), k4);
    }

    /** x + length slope, and the cost length times its slope, which starts at 0. */
    private Point advance(Expr length, Slope slope) {
      List<Expr> x = new ArrayList<>();
      for (int i = 0; i < problem.x().size(); i++) {
        x.add(builder.add(problem.x().get(i), builder.multiply(length, slope.x.get(i))));
      }
      return new Point(x, integratesCost() ? builder.multiply(length, slope.cost) : null);
    }

    private Slope slope(Outlined f, Expr time, List<? extends Expr> x) {
      Map<Expr.Symbol, Expr> values = new HashMap<>(Map.of(problem.t(), time));
      put(values, problem.x(), x);
      List<Expr> all = f.at(arguments(f.function().inputs(), values));
      return new Slope(all.subList(0, problem.x().size()), integratesCost() ? all.getLast() : null);
    }
  }

  /** The implicit rules: the stages' x and z from one system of equations. */
  private final class Implicit {
    private final Collocation rule = Collocation.of(problem.integrator().rule());
    private final int n = problem.x().size();
    private final int width = n + problem.algebraic().z().size();
    private final List<Expr.Symbol> unknowns = new ArrayList<>();
    private final Outlined f;

    Implicit() {
      List<Expr> formulas = new ArrayList<>(problem.rates());
      formulas.addAll(problem.algebraic().equations());
      if (integratesCost()) {
        formulas.add(problem.running().get());
      }
      f = new Outlined(builder, "rates of " + problem.name(), used(formulas), formulas);
      unknowns.addAll(unknowns(0));
    }

    /** Those of substep {@code i}. */
    private List<Expr.Symbol> unknowns(int i) {
      List<Expr.Symbol> all = new ArrayList<>();
      for (int stage = 1; stage <= rule.stages(); stage++) {
        for (Expr.Symbol symbol : perStage()) {
          all.add(builder.symbol(symbol.name() + " at stage " + (i * rule.stages() + stage)));
        }
      }
      return all;
    }

    /** x, then z. */
    private List<Expr.Symbol> perStage() {
      List<Expr.Symbol> symbols = new ArrayList<>(problem.x());
      symbols.addAll(problem.algebraic().z());
      return symbols;
    }

    Point step() {
      List<Expr> equations = equations();
      List<Expr.Symbol> inputs = used(equations);
      String name = "a step of " + problem.name();
      ImplicitSolve solve = ImplicitFunction.of(builder, derived, name, unknowns, inputs, equations);
      List<Expr> arguments = new ArrayList<>();
      for (int i = 0; i < rule.stages(); i++) {
        arguments.addAll(problem.x());
        arguments.addAll(problem.algebraic().guess());
      }
      arguments.addAll(inputs);
      return end(builder.call(solve, arguments));
    }

    /** The end of a step from its stages. */
    private Point end(List<? extends Expr> stages) {
      List<Expr> x = new ArrayList<>();
      for (int a = 0; a < n; a++) {
        x.add(end(stages, a));
      }
      return new Point(x, integratesCost() ? cost(stages) : null);
    }

    /** All substeps, each with unknowns of its own and the equations that {@link #step} solves. */
    Lifted lifted() {
      int substeps = problem.integrator().substeps();
      Expr length = substeps == 1 ? h : builder.divide(h, builder.constant(substeps));
      Point once = end(unknowns);
      List<Expr> formulas = new ArrayList<>(equations());
      int equations = formulas.size();
      formulas.addAll(once.x);
      if (integratesCost()) {
        formulas.add(once.cost);
      }
      List<Expr.Symbol> all = new ArrayList<>();
      List<Expr> zeros = new ArrayList<>();
      List<Double> nodes = new ArrayList<>();
      Point at = new Point(problem.x(), null);
      for (int i = 0; i < substeps; i++) {
        List<Expr.Symbol> own = unknowns(i);
        Map<Expr.Symbol, Expr> values = substep(i, length, at.x);
        put(values, unknowns, own);
        List<Expr> here = new ExprSubstitution(builder, values).apply(formulas);
        Expr cost = integratesCost() ? here.getLast() : null;
        at = new Point(here.subList(equations, equations + n), at.cost == null ? cost : builder.add(at.cost, cost));
        all.addAll(own);
        zeros.addAll(here.subList(0, equations));
        for (double node : rule.nodes()) {
          nodes.add((i + node) / substeps);
        }
      }
      Step open = new Step(problem.t(), h, List.copyOf(at.x), Discretizer.this.cost(at), Optional.empty());
      Step step = FinalTime.shared(builder, problem, withAfter(builder, problem, open));
      return new Lifted(step, all, FinalTime.inStep(builder, problem, h, step, zeros), nodes);
    }

    /** Stage by stage: sum over j of slope(i, j) (X_j - x) - h f(X_i, z_i) for x, then the equations at (X_i, z_i). */
    private List<Expr> equations() {
      List<Expr> equations = new ArrayList<>();
      for (int i = 0; i < rule.stages(); i++) {
        List<Expr> values = at(i, unknowns);
        for (int a = 0; a < n; a++) {
          int stage = i;
          int state = a;
          equations.add(builder.fromOriginOf(problem.rates().get(a),
              () -> builder.subtract(slope(stage, state), builder.multiply(h, values.get(state)))));
        }
        equations.addAll(values.subList(n, width));
      }
      return equations;
    }

    private Expr slope(int i, int a) {
      Expr sum = null;
      for (int j = 0; j < rule.stages(); j++) {
        Expr term = builder.multiply(builder.constant(rule.slope(i, j)), moved(unknowns, j, a));
        sum = sum == null ? term : builder.add(sum, term);
      }
      return sum;
    }

    /** X_j - x of state a. */
    private Expr moved(List<? extends Expr> stages, int j, int a) {
      return builder.subtract(stages.get(j * width + a), problem.x().get(a));
    }

    private Expr end(List<? extends Expr> stages, int a) {
      if (rule.endsAtLastStage()) {
        return stages.get((rule.stages() - 1) * width + a);
      }
      Expr sum = problem.x().get(a);
      for (int j = 0; j < rule.stages(); j++) {
        sum = builder.add(sum, builder.multiply(builder.constant(rule.end(j)), moved(stages, j, a)));
      }
      return sum;
    }

    /** h sum over i of b_i l(X_i, z_i). */
    private Expr cost(List<? extends Expr> stages) {
      Expr sum = null;
      for (int i = 0; i < rule.stages(); i++) {
        Expr term = builder.multiply(builder.constant(rule.weights().get(i)), at(i, stages).getLast());
        sum = sum == null ? term : builder.add(sum, term);
      }
      return builder.multiply(h, sum);
    }

    /** Rates, equations and running cost at stage i. */
    private List<Expr> at(int i, List<? extends Expr> stages) {
      Expr time = builder.add(problem.t(), builder.multiply(builder.constant(rule.nodes().get(i)), h));
      Map<Expr.Symbol, Expr> values = new HashMap<>(Map.of(problem.t(), time));
      put(values, perStage(), stages.subList(i * width, (i + 1) * width));
      return f.at(arguments(f.function().inputs(), values));
    }
  }

  private static void put(Map<Expr.Symbol, Expr> values, List<Expr.Symbol> symbols, List<? extends Expr> at) {
    for (int i = 0; i < symbols.size(); i++) {
      values.put(symbols.get(i), at.get(i));
    }
  }

  /** What is passed for each input: its value at this point of the step, or the symbol itself. */
  private static List<Expr> arguments(List<Expr.Symbol> inputs, Map<Expr.Symbol, Expr> values) {
    return inputs.stream().map(symbol -> values.getOrDefault(symbol, symbol)).toList();
  }
}
