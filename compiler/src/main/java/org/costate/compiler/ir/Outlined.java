/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Formulas over input symbols, evaluated elsewhere by one call. A formula that is only a constant or an input needs no call and takes part
 * in the caller's simplification: of the Jacobian of a mechanical system half the entries are such.
 */
public final class Outlined {
  private final ExprBuilder builder;
  private final List<Expr> formulas;
  private final GraphFunction function;
  private final Map<Expr, Integer> outputs = new HashMap<>();

  /** @param inputs all symbols of {@code formulas}; more are allowed */
  public Outlined(ExprBuilder builder, String name, List<Expr.Symbol> inputs, List<Expr> formulas) {
    this.builder = builder;
    this.formulas = List.copyOf(formulas);
    LinkedHashSet<Expr> computed = new LinkedHashSet<>();
    for (Expr formula : formulas) {
      if (!(formula instanceof Expr.Constant || formula instanceof Expr.Symbol)) {
        computed.add(formula);
      }
    }
    function = new GraphFunction(name, inputs, List.copyOf(computed));
    for (Expr formula : function.outputs()) {
      outputs.put(formula, outputs.size());
    }
  }

  /** What the call computes: the formulas that are more than a constant or an input, each once. */
  public GraphFunction function() {
    return function;
  }

  public List<Expr> formulas() {
    return formulas;
  }

  /** The formulas at {@code arguments}, one for each input. */
  public List<Expr> at(List<Expr> arguments) {
    List<Expr> computed = outputs.isEmpty() ? List.of() : builder.call(function, arguments);
    List<Expr> values = new ArrayList<>();
    for (Expr formula : formulas) {
      values.add(
          switch (formula) {
            case Expr.Constant constant -> constant;
            case Expr.Symbol input -> arguments.get(function.inputs().indexOf(input));
            default -> computed.get(outputs.get(formula));
          });
    }
    return values;
  }
}
