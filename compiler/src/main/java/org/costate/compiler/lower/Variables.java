/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.VariableInfo;

/** The variables of a problem and their graph symbols, kind by kind in the order of declaration. */
final class Variables {
  private final Analysis facts;
  private final Map<VariableInfo.Kind, List<Symbol.Variable>> variables = new EnumMap<>(VariableInfo.Kind.class);
  private final Map<VariableInfo.Kind, List<Expr.Symbol>> symbols = new EnumMap<>(VariableInfo.Kind.class);
  private final Map<Symbol, Integer> offsets = new HashMap<>();
  private final List<Symbol.Variable> algebraic;
  private final List<Expr.Symbol> unknowns = new ArrayList<>();
  private final List<Symbol.Noise> noise = new ArrayList<>();
  private final List<Expr.Symbol> noises = new ArrayList<>();
  private final List<Member.Observe> observations = new ArrayList<>();
  private final List<VariableInfo> infos = new ArrayList<>();

  Variables(CheckedProblem problem, CheckedFile file, ExprBuilder builder) {
    this.facts = file.analysis();
    for (VariableInfo.Kind kind : VariableInfo.Kind.values()) {
      List<Expr.Symbol> all = new ArrayList<>();
      List<Symbol.Variable> own =
          problem.variables().stream().filter(v -> kind(v).filter(k -> k == kind).isPresent()).toList();
      for (Symbol.Variable variable : own) {
        VariableInfo info = new VariableInfo(kind, variable.name(), facts.shape(variable).dimensions(), all.size(),
            variable.manifold(), kind == VariableInfo.Kind.CONTROL ? facts.choices(variable) : List.of(),
            unit(variable),
            facts.doc(variable.declaration().span()),
            variable.declaration().name().span().line());
        infos.add(info);
        offsets.put(variable, all.size());
        info.elementNames().forEach(name -> all.add(builder.symbol(name)));
      }
      variables.put(kind, own);
      symbols.put(kind, List.copyOf(all));
    }
    algebraic = problem.variables().stream().filter(v -> kind(v).isEmpty()).toList();
    for (Symbol.Variable variable : algebraic) {
      offsets.put(variable, unknowns.size());
      names(variable).forEach(name -> unknowns.add(builder.symbol(name)));
    }
    int seen = 0;
    for (Member member : problem.members()) {
      switch (member) {
        case Member.Noise m -> add((Symbol.Noise) facts.bindings().known(m.name()), builder);
        case Member.Observe m when !facts.picture(m) -> {
          observations.add(m);
          infos.add(info(VariableInfo.Kind.OBSERVATION, m.name(), facts.shape(m), seen, m.unit(), m.span()));
          seen += facts.shape(m).size();
        }
        default -> {}
      }
    }
  }

  private void add(Symbol.Noise symbol, ExprBuilder builder) {
    Member.Noise m = symbol.declaration();
    VariableInfo info =
        info(VariableInfo.Kind.NOISE, m.name(), facts.shape(symbol), noises.size(), m.unit(), m.span());
    infos.add(info);
    offsets.put(symbol, noises.size());
    noise.add(symbol);
    info.elementNames().forEach(name -> noises.add(builder.symbol(name)));
  }

  private VariableInfo info(
      VariableInfo.Kind kind, Name name, Shape shape, int offset, Optional<UnitExpression> unit, Span declaration) {
    return new VariableInfo(kind, name.text(), shape.dimensions(), offset,
        unit.map(UnitExpression::text).orElse(""), facts.doc(declaration), name.span().line());
  }

  /** As written; a type is not a unit. */
  private static String unit(Symbol.Variable variable) {
    return switch (variable.manifold()) {
      case LINEAR -> variable.declaration().unit().map(UnitExpression::text).orElse("");
      case ANGLE -> "rad";
      case QUATERNION -> "";
    };
  }

  private List<String> names(Symbol.Variable variable) {
    return new VariableInfo(VariableInfo.Kind.STATE, variable.name(), facts.shape(variable).dimensions(), 0, "", "", 0)
        .elementNames();
  }

  /** Empty for an algebraic variable, of which nothing is left after a solve. */
  private static Optional<VariableInfo.Kind> kind(Symbol.Variable variable) {
    return switch (variable.declaration().kind()) {
      case STATE -> Optional.of(VariableInfo.Kind.STATE);
      case CONTROL -> Optional.of(VariableInfo.Kind.CONTROL);
      case PARAM -> Optional.of(VariableInfo.Kind.PARAM);
      case SIGNAL -> Optional.of(VariableInfo.Kind.SIGNAL);
      case DESIGN -> Optional.of(VariableInfo.Kind.DESIGN);
      case ALGEBRAIC -> Optional.empty();
    };
  }

  List<Symbol.Variable> of(VariableInfo.Kind kind) {
    return variables.get(kind);
  }

  List<Expr.Symbol> symbols(VariableInfo.Kind kind) {
    return symbols.get(kind);
  }

  List<Symbol.Variable> algebraic() {
    return algebraic;
  }

  /** The symbols of the algebraic variables. */
  List<Expr.Symbol> unknowns() {
    return unknowns;
  }

  List<Symbol.Noise> noise() {
    return noise;
  }

  /** The symbols of the noises. */
  List<Expr.Symbol> noises() {
    return noises;
  }

  /** The observations that are numbers, not pictures. */
  List<Member.Observe> observations() {
    return observations;
  }

  /** How many elements a variable has. */
  int size(Symbol.Variable variable) {
    return facts.shape(variable).size();
  }

  /** Where a variable or a noise begins among those of its kind. */
  int offset(Symbol variable) {
    return offsets.get(variable);
  }

  List<VariableInfo> infos() {
    return infos;
  }

  /** Gives the variables of a kind the values in {@code elements}, which stand as the kind's symbols do, each in its declared unit. */
  void bind(ExprEvaluator evaluator, VariableInfo.Kind kind, List<? extends Expr> elements) {
    bind(evaluator, variables.get(kind), elements);
  }

  /** Gives the algebraic variables the values in {@code elements}. */
  void bindAlgebraic(ExprEvaluator evaluator, List<? extends Expr> elements) {
    bind(evaluator, algebraic, elements);
  }

  /** Gives the noises the values in {@code elements}. */
  void bindNoise(ExprEvaluator evaluator, List<? extends Expr> elements) {
    bind(evaluator, noise, elements);
  }

  private void bind(ExprEvaluator evaluator, List<? extends Symbol> variables, List<? extends Expr> elements) {
    for (Symbol variable : variables) {
      Shape shape = facts.shape(variable);
      int offset = offset(variable);
      Tensor<Expr> stored = new Tensor<>(shape, List.copyOf(elements.subList(offset, offset + shape.size())));
      evaluator.bind(variable, evaluator.inSi(stored, facts.unit(variable)));
    }
  }
}
