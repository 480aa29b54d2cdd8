/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Statement;

/**
 * How the states of a container move.
 *
 * @param derivatives the der or next of states
 * @param rates the rate of each coordinate, in the order of declaration
 * @param energies of all lagrangian blocks
 * @param forces generalized forces by coordinate; several add up
 * @param equations of the algebraic variables
 * @param after what states become after each step
 */
public record Motion(
    Map<Symbol, Statement.Derivative> derivatives,
    Map<Symbol, Symbol> rates,
    List<Statement.Energy> energies,
    Map<Symbol, List<Expression>> forces,
    List<Statement.Equation> equations,
    Map<Symbol, Expression> after) {
  Motion() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(),
        new LinkedHashMap<>());
  }

  /** Whether time goes in steps. */
  boolean discrete() {
    return derivatives.values().stream().anyMatch(d -> d.kind() == Statement.Derivative.Kind.NEXT);
  }

  /** Whether the accelerations of the coordinates follow from energies. */
  public boolean lagrangian() {
    return !energies.isEmpty();
  }

  /** The der or next of a state as an expression. */
  public Map<Symbol, Expression> values() {
    Map<Symbol, Expression> values = new LinkedHashMap<>();
    derivatives.forEach((state, d) -> values.put(state, d.value()));
    return values;
  }

  Motion and(Motion other) {
    Motion both = new Motion();
    for (Motion part : List.of(this, other)) {
      both.derivatives.putAll(part.derivatives);
      both.rates.putAll(part.rates);
      both.energies.addAll(part.energies);
      part.forces.forEach((q, values) -> both.forces.computeIfAbsent(q, k -> new ArrayList<>()).addAll(values));
      both.equations.addAll(part.equations);
      both.after.putAll(part.after);
    }
    return both;
  }
}
