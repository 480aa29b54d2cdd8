/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.mechanics.EulerLagrange;
import org.costate.compiler.mechanics.Lagrangian;
import org.costate.compiler.mechanics.TotalDerivative;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.VariableInfo.Kind;

/** How the states of a problem change: by their der or next, by being the rate of a coordinate, by energies. */
final class Motions {
  private final CheckedProblem problem;
  private final Variables variables;
  private final ExprEvaluator now;
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final Function<Map<Expr.Symbol, Expr>, TotalDerivative> moving;
  private final List<Expr.Symbol> x;

  /** @param moving gives {@code der(...)} its meaning from the rates of symbols, and tells it */
  Motions(CheckedProblem problem, Variables variables, ExprEvaluator now, ExprBuilder builder, DerivedFunctions derived,
      Function<Map<Expr.Symbol, Expr>, TotalDerivative> moving) {
    this.problem = problem;
    this.variables = variables;
    this.now = now;
    this.builder = builder;
    this.derived = derived;
    this.moving = moving;
    this.x = variables.symbols(Kind.STATE);
  }

  /** The rate, or the next value, of each state coordinate [nx]. */
  List<Expr> rates() {
    Expr[] rates = new Expr[x.size()];
    Map<Symbol, Expression> values = problem.motion().values();
    for (Symbol.Variable state : variables.of(Kind.STATE)) {
      if (values.containsKey(state)) {
        put(rates, state, elements(values.get(state), state));
      }
    }
    problem.motion().rates().forEach((q, w) -> put(rates, q, symbols(w)));
    if (problem.motion().lagrangian()) {
      accelerations(rates);
    }
    return List.of(rates);
  }

  private void accelerations(Expr[] rates) {
    List<Expr.Symbol> q = new ArrayList<>();
    List<Expr.Symbol> w = new ArrayList<>();
    List<Symbol> coordinates = new ArrayList<>();
    List<Expr> forces = new ArrayList<>();
    problem.motion().rates().forEach((position, rate) -> {
      q.addAll(symbols(position));
      w.addAll(symbols(rate));
      for (int i = 0; i < symbols(position).size(); i++) {
        coordinates.add(position);
      }
    });
    Map<Expr.Symbol, Expr> known = new HashMap<>();
    for (int i = 0; i < rates.length; i++) {
      if (rates[i] != null) {
        known.put(x.get(i), rates[i]);
      }
    }
    TotalDerivative rate = moving.apply(known);
    problem.motion().rates().keySet().forEach(position -> forces.addAll(force((Symbol.Variable) position)));
    EulerLagrange motion = new EulerLagrange(builder, derived, new Lagrangian(q, w, rate,
        energy(Statement.Energy.Kind.KINETIC), energy(Statement.Energy.Kind.POTENTIAL),
        energy(Statement.Energy.Kind.DISSIPATION), forces));
    if (!motion.massless().isEmpty()) {
      throw new MasslessCoordinateException(coordinates.get(motion.massless().getFirst()));
    }
    List<Expr> accelerations = motion.accelerations();
    for (int i = 0; i < w.size(); i++) {
      rates[x.indexOf(w.get(i))] = accelerations.get(i);
    }
  }

  private Expr energy(Statement.Energy.Kind kind) {
    Expr sum = builder.constant(0);
    for (Statement.Energy energy : problem.motion().energies()) {
      if (energy.kind() == kind) {
        Expr value = now.evaluate(energy.value()).value();
        builder.origin(energy.value().span());
        sum = isZero(sum) ? value : builder.add(sum, value);
      }
    }
    return sum;
  }

  private static boolean isZero(Expr value) {
    return value instanceof Expr.Constant c && c.value() == 0;
  }

  /** The sum of the forces on a coordinate. */
  private List<Expr> force(Symbol.Variable coordinate) {
    Expr[] sum = new Expr[symbols(coordinate).size()];
    Arrays.fill(sum, builder.constant(0));
    for (Expression value : problem.motion().forces().getOrDefault(coordinate, List.of())) {
      List<Expr> elements = elements(value, coordinate);
      for (int i = 0; i < sum.length; i++) {
        sum[i] = isZero(sum[i]) ? elements.get(i) : builder.add(sum[i], elements.get(i));
      }
    }
    return List.of(sum);
  }

  private List<Expr> elements(Expression value, Symbol.Variable variable) {
    Tensor<Expr> found = now.evaluate(value);
    int size = symbols(variable).size();
    return found.shape().scalar() ? java.util.Collections.nCopies(size, found.value()) : found.elements();
  }

  private List<Expr.Symbol> symbols(Symbol state) {
    int from = variables.offset((Symbol.Variable) state);
    return x.subList(from, from + variables.size((Symbol.Variable) state));
  }

  private void put(Expr[] rates, Symbol state, List<? extends Expr> elements) {
    int from = variables.offset((Symbol.Variable) state);
    for (int i = 0; i < elements.size(); i++) {
      rates[from + i] = elements.get(i);
    }
  }
}
