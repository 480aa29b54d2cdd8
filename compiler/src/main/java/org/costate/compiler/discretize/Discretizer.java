/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.Outlined;
import org.costate.compiler.ir.ProblemGraph;

/**
 * Explicit Runge-Kutta steps with the control held constant, f the rates:
 *
 * <pre>
 * euler     F = x + h f(t, x)
 * midpoint  F = x + h f(t + h/2, x + h/2 k1)
 * rk4       k1 = f(t, x), k2 = f(t + h/2, x + h/2 k1), k3 = f(t + h/2, x + h/2 k2), k4 = f(t + h, x + h k3),
 *           F = x + h/6 (k1 + 2 k2 + 2 k3 + k4)
 * </pre>
 *
 * <p>The running cost is integrated by the same rule as one more state that starts at 0, or is h l at the left end. f is called, never
 * expanded here: differentiating calls gives the chain rule over the stages, and small functions are expanded afterwards. With substeps the
 * whole formula is a function of its own that is called repeatedly with h / substeps.
 *
 * <p>Source: Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 2nd ed., section II.1.
 */
public final class Discretizer {
  private final ExprBuilder builder;
  private final ProblemGraph problem;
  private final Expr.Symbol h;
  private final boolean integratesCost;
  private final List<Expr.Symbol> inputs;
  private final Outlined rates;

  private Discretizer(ExprBuilder builder, ProblemGraph problem) {
    this.builder = builder;
    this.problem = problem;
    this.h = builder.symbol("h");
    integratesCost = problem.running().isPresent() && !problem.integrator().costLeft();
    List<Expr> formulas = new ArrayList<>(problem.rates());
    if (integratesCost) {
      formulas.add(problem.running().get());
    }
    inputs = used(formulas);
    rates = new Outlined(builder, "rates of " + problem.name(), inputs, formulas);
  }

  /**
   * The step of {@code problem}.
   *
   * @param builder which made its formulas
   */
  public static Step step(ExprBuilder builder, ProblemGraph problem) {
    return problem.discrete()
        ? new Step(builder.symbol("h"), problem.rates(), problem.running(), Optional.empty())
        : new Discretizer(builder, problem).continuous();
  }

  /** A state and the cost since the start of the step; the cost is the structural zero, null, where it is not integrated. */
  private record Point(List<? extends Expr> x, Expr cost) {}

  /** Rates at a point: dx/dt, and the running cost where it is integrated. */
  private record Slope(List<Expr> x, Expr cost) {}

  private Step continuous() {
    int substeps = problem.integrator().substeps();
    Point end;
    Optional<Outlined> repeated = Optional.empty();
    if (substeps == 1) {
      end = single();
    } else {
      Point once = single();
      List<Expr> formulas = new ArrayList<>(once.x);
      if (integratesCost) {
        formulas.add(once.cost);
      }
      Outlined substep = new Outlined(builder, "substep of " + problem.name(), used(formulas), formulas);
      repeated = Optional.of(substep);
      end = repeat(substep, substeps);
    }
    Optional<Expr> cost =
        integratesCost ? Optional.of(end.cost) : problem.running().map(running -> builder.multiply(h, running));
    return new Step(h, List.copyOf(end.x), cost, repeated.map(Outlined::function));
  }

  /** The symbols that {@code formulas} use, in the order t, h, x, u, params, signals. */
  private List<Expr.Symbol> used(List<Expr> formulas) {
    List<Expr.Symbol> all = new ArrayList<>(List.of(problem.t(), h));
    all.addAll(problem.x());
    all.addAll(problem.u());
    all.addAll(problem.params());
    all.addAll(problem.signals());
    Set<Expr.Symbol> found = new HashSet<>(Graph.of(formulas).symbols());
    return all.stream().filter(found::contains).toList();
  }

  private Point repeat(Outlined substep, int substeps) {
    Expr length = builder.divide(h, builder.constant(substeps));
    Point at = new Point(problem.x(), null);
    for (int i = 0; i < substeps; i++) {
      Expr time = i == 0 ? problem.t() : builder.add(problem.t(), builder.multiply(builder.constant(i), length));
      Map<Expr.Symbol, Expr> values = new HashMap<>(Map.of(problem.t(), time, h, length));
      put(values, at.x);
      List<Expr> ends = substep.at(arguments(substep.function().inputs(), values));
      Expr cost = integratesCost ? ends.getLast() : null;
      at = new Point(ends.subList(0, problem.x().size()), at.cost == null ? cost : builder.add(at.cost, cost));
    }
    return at;
  }

  private Point single() {
    Expr half = builder.divide(h, builder.constant(2));
    Expr middle = builder.add(problem.t(), half);
    Slope k1 = slope(problem.t(), problem.x());
    return switch (problem.integrator().rule()) {
      case EULER -> advance(h, k1);
      case MIDPOINT -> advance(h, slope(middle, advance(half, k1).x));
      case RK4 -> {
        Slope k2 = slope(middle, advance(half, k1).x);
        Slope k3 = slope(middle, advance(half, k2).x);
        Slope k4 = slope(builder.add(problem.t(), h), advance(h, k3).x);
        List<Expr> sums = new ArrayList<>();
        for (int i = 0; i < k1.x.size(); i++) {
          sums.add(weighted(k1.x.get(i), k2.x.get(i), k3.x.get(i), k4.x.get(i)));
        }
        Expr cost = integratesCost ? weighted(k1.cost, k2.cost, k3.cost, k4.cost) : null;
        yield advance(builder.divide(h, builder.constant(6)), new Slope(sums, cost));
      }
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
    return new Point(x, integratesCost ? builder.multiply(length, slope.cost) : null);
  }

  private Slope slope(Expr time, List<? extends Expr> x) {
    Map<Expr.Symbol, Expr> values = new HashMap<>(Map.of(problem.t(), time));
    put(values, x);
    List<Expr> all = rates.at(arguments(inputs, values));
    return new Slope(all.subList(0, problem.x().size()), integratesCost ? all.getLast() : null);
  }

  private void put(Map<Expr.Symbol, Expr> values, List<? extends Expr> x) {
    for (int i = 0; i < x.size(); i++) {
      values.put(problem.x().get(i), x.get(i));
    }
  }

  /** What is passed for each input: its value at this point of the step, or the symbol itself. */
  private static List<Expr> arguments(List<Expr.Symbol> inputs, Map<Expr.Symbol, Expr> values) {
    return inputs.stream().map(symbol -> values.getOrDefault(symbol, symbol)).toList();
  }
}
