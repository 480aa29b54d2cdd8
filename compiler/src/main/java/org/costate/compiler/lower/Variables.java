/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.VariableInfo;

/** The variables of a problem and their graph symbols, kind by kind in the order of declaration. */
final class Variables {
  private final Analysis facts;
  private final Map<VariableInfo.Kind, List<Symbol.Variable>> variables = new EnumMap<>(VariableInfo.Kind.class);
  private final Map<VariableInfo.Kind, List<Expr.Symbol>> symbols = new EnumMap<>(VariableInfo.Kind.class);
  private final Map<Symbol, Integer> offsets = new HashMap<>();
  private final List<VariableInfo> infos = new ArrayList<>();

  Variables(CheckedProblem problem, CheckedFile file, ExprBuilder builder) {
    this.facts = file.analysis();
    for (VariableInfo.Kind kind : VariableInfo.Kind.values()) {
      List<Expr.Symbol> all = new ArrayList<>();
      List<Symbol.Variable> own = problem.variables().stream().filter(v -> kind(v) == kind).toList();
      for (Symbol.Variable variable : own) {
        VariableInfo info = new VariableInfo(kind, variable.name(), facts.shape(variable).dimensions(), all.size(), "",
            file.file().docs().getOrDefault(variable.declaration().span().start(), ""),
            variable.declaration().name().span().line());
        infos.add(info);
        offsets.put(variable, all.size());
        info.elementNames().forEach(name -> all.add(builder.symbol(name)));
      }
      variables.put(kind, own);
      symbols.put(kind, List.copyOf(all));
    }
  }

  private static VariableInfo.Kind kind(Symbol.Variable variable) {
    return switch (variable.declaration().kind()) {
      case STATE -> VariableInfo.Kind.STATE;
      case CONTROL -> VariableInfo.Kind.CONTROL;
      case PARAM -> VariableInfo.Kind.PARAM;
      case SIGNAL -> VariableInfo.Kind.SIGNAL;
      case DESIGN, ALGEBRAIC -> throw new IllegalArgumentException(variable + " is not built yet");
    };
  }

  List<Symbol.Variable> of(VariableInfo.Kind kind) {
    return variables.get(kind);
  }

  List<Expr.Symbol> symbols(VariableInfo.Kind kind) {
    return symbols.get(kind);
  }

  /** Where a variable begins among those of its kind. */
  int offset(Symbol.Variable variable) {
    return offsets.get(variable);
  }

  List<VariableInfo> infos() {
    return infos;
  }

  /** Gives the variables of a kind the values in {@code elements}, which stand as the kind's symbols do. */
  void bind(ExprEvaluator evaluator, VariableInfo.Kind kind, List<? extends Expr> elements) {
    for (Symbol.Variable variable : variables.get(kind)) {
      Shape shape = facts.shape(variable);
      int offset = offset(variable);
      evaluator.bind(variable, new Tensor<>(shape, List.copyOf(elements.subList(offset, offset + shape.size()))));
    }
  }
}
