/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.check.Symbol.Word.Meaning;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.mechanics.TotalDerivative;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.VariableInfo.Kind;

/** What a problem has names for besides its variables: the lets of model and problem, those of their views, then the labelled cost items. */
public final class NamedFormulas {
  private NamedFormulas() {}

  /**
   * The formulas by name, in source order; truth values are left out.
   *
   * @param graph what {@link Lowering} made of the problem: the formulas are over its symbols
   * @param builder which made the graph
   */
  public static Map<String, Tensor<Expr>> of(
      CheckedProblem problem, CheckedFile file, ProblemGraph graph, ExprBuilder builder) {
    Map<String, Tensor<Expr>> named = new LinkedHashMap<>();
    ExprEvaluator now = evaluator(problem, file, graph, builder);
    try {
      lets(problem, file, now).forEach((let, value) -> named.putIfAbsent(let.name(), value));
      for (CostItem item : problem.costs()) {
        item.label().ifPresent(label -> named.put(label.text(), now.evaluate(item.value())));
      }
    } finally {
      builder.origin(null);
    }
    return named;
  }

  /** Those of the lets alone, by what their names stand for, in the unit that each is declared with, in SI units without one. */
  public static Map<Symbol, Tensor<Expr>> lets(
      CheckedProblem problem, CheckedFile file, ProblemGraph graph, ExprBuilder builder) {
    try {
      ExprEvaluator now = evaluator(problem, file, graph, builder);
      Map<Symbol, Tensor<Expr>> lets = lets(problem, file, now);
      lets.replaceAll((let, value) -> now.kept(value, file.analysis().unit(let)));
      return lets;
    } finally {
      builder.origin(null);
    }
  }

  private static Map<Symbol, Tensor<Expr>> lets(CheckedProblem problem, CheckedFile file, ExprEvaluator now) {
    Analysis facts = file.analysis();
    Map<Symbol, Tensor<Expr>> lets = new LinkedHashMap<>();
    for (Member.Let let : lets(problem)) {
      Symbol symbol = facts.bindings().known(let.name());
      if (!facts.truth(symbol)) {
        lets.put(symbol, now.evaluate(let.value()).filling(facts.shape(symbol)));
      }
    }
    return lets;
  }

  private static ExprEvaluator evaluator(
      CheckedProblem problem, CheckedFile file, ProblemGraph graph, ExprBuilder builder) {
    ExprEvaluator now = new ExprEvaluator(file.analysis(), builder);
    Variables variables = new Variables(problem, file, builder);
    variables.bind(now, Kind.STATE, graph.x());
    variables.bind(now, Kind.CONTROL, graph.u());
    variables.bind(now, Kind.PARAM, graph.params());
    variables.bind(now, Kind.SIGNAL, graph.signals());
    variables.bind(now, Kind.DESIGN, graph.design());
    variables.bindAlgebraic(now, graph.algebraic().z());
    variables.bindNoise(now, graph.episode().noise());
    Map<Expr.Symbol, Expr> rates = new HashMap<>();
    for (int i = 0; i < graph.x().size() && !graph.discrete(); i++) {
      rates.put(graph.x().get(i), graph.rates().get(i));
    }
    TotalDerivative derivative = new TotalDerivative(builder, new DerivedFunctions(builder), graph.t(), rates);
    now.moving(value -> new Tensor<>(value.shape(), derivative.of(value.elements())));
    now.word(Meaning.T, graph.t());
    return now;
  }

  private static List<Statement> statements(Member member) {
    return switch (member) {
      case Member.Dynamics m -> m.statements();
      case Member.Lagrangian m -> m.statements();
      case Member.View m -> m.statements();
      default -> List.of();
    };
  }

  /** Those of views last: a name of a view may be one inside the dynamics, too. */
  private static List<Member.Let> lets(CheckedProblem problem) {
    List<Member> members = new ArrayList<>();
    problem.models().forEach(model -> members.addAll(model.members()));
    members.addAll(problem.item().members());
    List<Member.Let> lets = new ArrayList<>();
    List<Member.Let> drawn = new ArrayList<>();
    for (Member member : members) {
      if (member instanceof Member.Let let) {
        lets.add(let);
      }
      for (Statement statement : statements(member)) {
        if (statement instanceof Member.Let let) {
          (member instanceof Member.View ? drawn : lets).add(let);
        }
      }
    }
    lets.addAll(drawn);
    return lets;
  }
}
