/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/**
 * Names that nothing uses, and controls that move nothing. A state that nothing reads is an output. A file without a problem is a library,
 * whose names are for others; a name that begins with {@code _} is meant to be unused.
 */
final class UnusedNames {
  private final Analysis facts;
  private final Diagnostics diagnostics;

  UnusedNames(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** @param sites the expressions that statements hold; {@code definitions} what the file declares */
  void check(SourceFile file, List<Site> sites, List<Symbol> definitions) {
    if (file.items().stream().noneMatch(Item.Problem.class::isInstance)) {
      return;
    }
    Set<Expression> costs = Collections.newSetFromMap(new IdentityHashMap<>());
    costItems(file).forEach(item -> costs.add(item.value()));
    Set<Symbol> moving = new HashSet<>();
    Set<Symbol> costing = new HashSet<>();
    for (Site site : sites) {
      boolean formula = site.moment() != Moment.ANY && site.moment() != Moment.GUESS && site.moment() != Moment.DRAWN;
      if (formula) {
        (costs.contains(site.expression()) ? costing : moving)
            .addAll(facts.uses().variables(site.expression()).keySet());
      }
    }
    for (Symbol symbol : definitions) {
      if (symbol.name().startsWith("_")) {
        continue;
      }
      if (symbol instanceof Symbol.Variable variable && variable.is(Member.Variable.Kind.CONTROL)) {
        if (!moving.contains(variable)) {
          control(variable, costing.contains(variable));
        }
      } else if (judged(symbol) && !facts.bindings().used(symbol)) {
        unused(symbol);
      }
    }
  }

  private static List<CostItem> costItems(SourceFile file) {
    List<CostItem> items = new ArrayList<>();
    for (Item item : file.items()) {
      List<Member> members = switch (item) {
        case Item.Problem problem -> problem.members();
        case Item.Model model -> model.members();
        case Item.Policy policy -> List.of();
        case Item.Run run -> List.of();
        case Item.Declaration declaration -> List.of();
      };
      members.stream()
          .filter(Member.Objective.class::isInstance)
          .forEach(m -> items.addAll(((Member.Objective) m).items()));
    }
    return items;
  }

  private static boolean judged(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant s -> true;
      case Symbol.Let s -> true;
      case Symbol.Function s -> true;
      case Symbol.Table s -> true;
      case Symbol.Parameter s -> true;
      case Symbol.Variable s -> switch (s.declaration().kind()) {
        case PARAM, SIGNAL -> true;
        case DESIGN -> !isFinalTime(s);
        case STATE, CONTROL, ALGEBRAIC -> false;
      };
      case Symbol.Noise s -> true;
      case Symbol.Observation s -> false;
      case Symbol.Loop s -> false;
      case Symbol.Policy s -> false;
      case Symbol.Layer s -> true;
      case Symbol.NetworkFunction s -> false;
      case Symbol.Container s -> false;
      case Symbol.Module s -> false;
      case Symbol.BuiltIn s -> false;
      case Symbol.Word s -> false;
      case Symbol.Unbuilt s -> false;
    };
  }

  /** A free final time is used by its horizon. */
  private static boolean isFinalTime(Symbol.Variable design) {
    return design.declaration().span().equals(design.declaration().name().span());
  }

  private void unused(Symbol symbol) {
    diagnostics.report(Diagnostic.at(Code.W0202, symbol.place().orElseThrow(), symbol + " is never used")
        .label(symbol instanceof Symbol.Function || symbol instanceof Symbol.Table ? "nothing calls it"
            : "no formula names it")
        .help("delete it, or call it `_" + symbol.name() + "` if it is meant to stay"));
  }

  private void control(Symbol.Variable control, boolean costs) {
    diagnostics.report(Diagnostic
        .at(Code.W0202, control.place().orElseThrow(), "control `" + control.name() + "` moves nothing")
        .label(costs ? "it has a cost, but no state depends on it" : "no formula depends on it")
        .help("use it in the dynamics, or delete it; `_" + control.name() + "` if it is meant to stay"));
  }
}
