/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.FormulaPrinter.Formulas;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.lower.NamedFormulas;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** Writes formulas of a problem, and their derivatives with respect to states and controls, for people. */
public final class Derivation {
  private final ExprBuilder builder;
  private final ProblemGraph graph;
  private final FormulaStyle style;
  private final Map<String, Quantity> quantities = new LinkedHashMap<>();

  /** A formula and how it is called in the style. */
  private record Quantity(String shown, Expr value) {}

  public Derivation(CompiledProblem problem, FormulaStyle style) {
    builder = problem.builder();
    graph = problem.graph();
    this.style = style;
    List<String> states = names(Kind.STATE);
    for (int i = 0; i < states.size(); i++) {
      quantities.put(
          FormulaStyle.TEXT.rate(states.get(i), graph.discrete()),
          new Quantity(style.rate(style.variable(builder, states.get(i)), graph.discrete()), graph.rates().get(i)));
    }
    DeepStack.call(() -> NamedFormulas.of(problem.checked(), problem.file(), graph, builder)).forEach(this::put);
    graph.running().ifPresent(cost -> put("running", objective(cost)));
    graph.terminal().ifPresent(cost -> put("terminal", objective(cost)));
  }

  /** A cost as the user wrote it: the graph of a maximization has it negated. */
  private Expr objective(Expr cost) {
    return graph.sense() == ProblemInfo.Sense.MAXIMIZE ? builder.negate(cost) : cost;
  }

  private void put(String name, Tensor<Expr> value) {
    List<String> names = new VariableInfo(Kind.STATE, name, value.shape().dimensions(), 0, "", "", 0).elementNames();
    for (int i = 0; i < names.size(); i++) {
      put(names.get(i), value.elements().get(i));
    }
  }

  private void put(String name, Expr value) {
    quantities.put(name, new Quantity(style.variable(builder, name), value));
  }

  /** What can be named: rates of states, costs, labelled cost items, and lets; element by element. */
  public List<String> known() {
    return List.copyOf(quantities.keySet());
  }

  /** The known names that {@code name} stands for: itself, or the elements of a vector or matrix; none if it is not known. */
  public List<String> elements(String name) {
    return quantities.containsKey(name)
        ? List.of(name)
        : known().stream().filter(k -> k.replaceFirst("\\[[^\\]]*\\]", "").equals(name)).toList();
  }

  /**
   * The formula and its derivatives that are not zero, one a line, abbreviations first.
   *
   * @throws IllegalArgumentException for a name that is not {@link #known}
   */
  public List<String> of(String name) {
    Quantity quantity = quantities.get(name);
    if (quantity == null) {
      throw new IllegalArgumentException("no formula is called " + name + "; known: " + known());
    }
    List<Expr.Symbol> by = new ArrayList<>(graph.x());
    by.addAll(graph.u());
    List<String> byNames = new ArrayList<>(names(Kind.STATE));
    byNames.addAll(names(Kind.CONTROL));
    SparseMatrix jacobian = Jacobian.of(builder, new DerivedFunctions(builder), List.of(quantity.value), by);
    List<String> left = new ArrayList<>(List.of(quantity.shown));
    List<Expr> right = new ArrayList<>(List.of(quantity.value));
    for (SparseMatrix.Element element : jacobian.elements()) {
      left.add(style.derivative(quantity.shown, style.variable(builder, byNames.get(element.column()))));
      right.add(element.value());
    }
    Formulas formulas = style.printer().print(right);
    List<String> lines = new ArrayList<>();
    formulas.temporaries().forEach(t -> lines.add(t.name() + " = " + t.text()));
    for (int i = 0; i < left.size(); i++) {
      lines.add(left.get(i) + " = " + formulas.texts().get(i));
    }
    return lines;
  }

  private List<String> names(Kind kind) {
    return graph.variables()
        .stream()
        .filter(v -> v.kind() == kind)
        .map(VariableInfo::elementNames)
        .flatMap(List::stream)
        .toList();
  }
}
