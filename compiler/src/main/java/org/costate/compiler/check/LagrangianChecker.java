/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Type;

/** Energies and forces: numbers, each once in a block, forces on coordinates; several blocks add up (E0514). */
final class LagrangianChecker {
  private final Analysis facts;
  private final Diagnostics diagnostics;

  LagrangianChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /**
   * Checks one block and adds what it says.
   *
   * @param around how the model around moves, whose coordinates may be pushed too
   */
  void check(Member.Lagrangian block, Motion found, Motion around) {
    Map<String, Span> given = new HashMap<>();
    for (Statement statement : block.statements()) {
      switch (statement) {
        case Statement.Energy e -> {
          once(e.kind().word() + " energy", e.span(), given);
          if (facts.shapes().scalar(e.value(), "an energy")) {
            facts.units().energy(e);
          }
          if (e.kind() == Statement.Energy.Kind.KINETIC) {
            smooth(e);
          }
          found.energies().add(e);
        }
        case Statement.Force f -> force(f, found, around, given);
        default -> {}
      }
    }
  }

  /** The momentum is differentiated by time, so what jumps from step to step cannot be in it. */
  private void smooth(Statement.Energy kinetic) {
    facts.uses().variables(kinetic.value()).forEach((symbol, place) -> {
      boolean smooth = switch (symbol) {
        case Symbol.Variable v -> switch (v.declaration().kind()) {
          case STATE, PARAM, DESIGN -> true;
          case CONTROL, SIGNAL, ALGEBRAIC -> false;
        };
        case Symbol.Noise n -> false;
        default -> true;
      };
      if (!smooth) {
        diagnostics.report(Diagnostic
            .at(Code.E0514, place, "a kinetic energy cannot depend on " + symbol)
            .label("its rate of change is not known")
            .note("a momentum is differentiated by time")
            .help("make `" + symbol.name() + "` a state with dynamics of its own, or push with a `force`"));
      }
    });
  }

  private void once(String what, Span place, Map<String, Span> given) {
    Span before = given.putIfAbsent(what, place);
    if (before != null) {
      diagnostics.report(Diagnostic.at(Code.E0514, place, "the " + what + " is given twice")
          .label("given again here")
          .second(before, "first given here")
          .help("write one sum"));
    }
  }

  private void force(Statement.Force force, Motion found, Motion around, Map<String, Span> given) {
    Optional<Symbol> symbol = facts.bindings().symbol(force.coordinate());
    Type value = facts.shapes().type(force.value());
    if (symbol.isEmpty()) {
      return;
    }
    if (!found.rates().containsKey(symbol.get()) && !around.rates().containsKey(symbol.get())) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0514, force.coordinate().span(), "a force acts on a coordinate, but `" + force.coordinate()
              + "` is " + Kinds.withArticle(symbol.get().kind()))
          .label("not a coordinate");
      symbol.get().place().ifPresent(p -> diagnostic.second(p, "declared here"));
      rateOf(symbol.get(), found, around).ifPresent(q -> diagnostic
          .help("the force on `" + q.name() + "` is `force(" + q.name() + ") = ...;`"));
      diagnostics.report(diagnostic);
      return;
    }
    once("force on `" + force.coordinate() + "`", force.coordinate().span(), given);
    boolean fits = facts.shapes()
        .fits(facts.shapes().type(symbol.get()), value, force.value(), "the force on `" + force.coordinate() + "`",
            symbol.get().place().orElseThrow());
    if (fits) {
      facts.units().force(force.value(), symbol.get());
    }
    found.forces().computeIfAbsent(symbol.get(), q -> new ArrayList<>()).add(force.value());
  }

  private static Optional<Symbol> rateOf(Symbol symbol, Motion found, Motion around) {
    Map<Symbol, Symbol> rates = new HashMap<>(found.rates());
    rates.putAll(around.rates());
    return rates.entrySet().stream().filter(e -> e.getValue() == symbol).map(Map.Entry::getKey).findFirst();
  }

  /** Whether there is a kinetic energy, coordinates to move, and no second rule for their rates. */
  void complete(List<Member> members, Motion found, Motion around, SyntaxDamage damage) {
    Optional<Member> block = members.stream().filter(Member.Lagrangian.class::isInstance).findFirst();
    if (block.isEmpty() || damage.any()) {
      return;
    }
    Span word = new Span(block.get().span().source(), block.get().span().start(),
        block.get().span().start() + "lagrangian".length());
    if (found.rates().isEmpty() && around.rates().isEmpty()) {
      diagnostics.report(Diagnostic.at(Code.E0514, word, "energies need a coordinate")
          .label("nothing can move")
          .help("declare one: `coordinate q : rad rate w;`"));
      return;
    }
    List<Statement.Energy> all = new ArrayList<>(around.energies());
    all.addAll(found.energies());
    if (all.stream().noneMatch(e -> e.kind() == Statement.Energy.Kind.KINETIC)) {
      diagnostics.report(Diagnostic.at(Code.E0514, word, "there is no kinetic energy")
          .label("what moves has no mass")
          .help("for example `kinetic = 0.5*m*sumsq(der(p));`"));
    }
    found.rates().forEach((q, w) -> {
      Statement.Derivative second = found.derivatives().get(w);
      if (second != null) {
        diagnostics.report(Diagnostic
            .at(Code.E0501, second.keyword().to(second.state().span()), "state `" + w.name() + "` has two equations")
            .label("given again here")
            .second(word, "its acceleration follows from these energies"));
      }
    });
  }
}
