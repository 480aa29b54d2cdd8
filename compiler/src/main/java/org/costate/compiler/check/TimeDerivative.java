/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/**
 * {@code der(e)} in a formula: the chain rule along the motion. e may use coordinates, params, consts and time anywhere; where the rates
 * of all states are known, in running costs, path constraints and observations, it may use any state (E0512).
 */
final class TimeDerivative {
  private final Analysis facts;
  private final Set<Symbol> coordinates;
  private final Diagnostics diagnostics;
  private final Set<Expression> reported = Collections.newSetFromMap(new IdentityHashMap<>());

  /** @param coordinates what has a rate of its own */
  TimeDerivative(Analysis facts, Set<Symbol> coordinates, Diagnostics diagnostics) {
    this.facts = facts;
    this.coordinates = Set.copyOf(coordinates);
    this.diagnostics = diagnostics;
  }

  static boolean is(Expression expression) {
    return expression instanceof Expression.Call call
        && call.callee().bare() instanceof Expression.Reference callee
        && callee.is("der");
  }

  void check(List<Site> sites) {
    if (sites.stream().allMatch(site -> derivatives(site.expression()).isEmpty())) {
      return;
    }
    for (Site site : sites) {
      for (Expression.Call call : reachable(site)) {
        if (call.arguments().size() == 1) {
          check(call, site);
        }
      }
    }
  }

  /** The derivatives in an expression; in one that is used somewhere also those of the lets and functions that it uses. */
  private List<Expression.Call> reachable(Site site) {
    List<Expression.Call> found = new ArrayList<>(derivatives(site.expression()));
    if (site.moment() == Moment.ANY) {
      return found;
    }
    Set<Symbol> seen = new HashSet<>();
    List<Expression> open = new ArrayList<>(List.of(site.expression()));
    while (!open.isEmpty()) {
      for (Symbol symbol : facts.uses().direct(open.removeLast()).keySet()) {
        List<Expression> definition = switch (symbol) {
          case Symbol.Let let -> List.of(let.declaration().value());
          case Symbol.Function function -> Stream.concat(
              function.declaration().lets().stream().map(Member.Let::value),
              Stream.of(function.declaration().value())).toList();
          default -> List.of();
        };
        if (!definition.isEmpty() && seen.add(symbol)) {
          definition.forEach(e -> found.addAll(derivatives(e)));
          open.addAll(definition);
        }
      }
    }
    return found;
  }

  private static List<Expression.Call> derivatives(Expression expression) {
    List<Expression.Call> found = new ArrayList<>();
    Children.walk(expression, e -> {
      if (is(e)) {
        found.add((Expression.Call) e);
      }
    });
    return found;
  }

  private void check(Expression.Call call, Site site) {
    boolean anyState = switch (site.moment()) {
      case NOW, OBSERVED -> true;
      case ANY -> true;
      default -> false;
    };
    for (Map.Entry<Symbol, Span> use : facts.uses().variables(call.arguments().getFirst().value()).entrySet()) {
      String problem = switch (use.getKey()) {
        case Symbol.Variable v when coordinates.contains(v) -> "";
        case Symbol.Variable v -> switch (v.declaration().kind()) {
          case PARAM, DESIGN -> "";
          case STATE -> anyState ? "" : "its own dynamics are being defined";
          case CONTROL, SIGNAL -> "it jumps from step to step";
          case ALGEBRAIC -> "it follows from equations";
        };
        case Symbol.Noise n -> "it jumps from step to step";
        default -> "";
      };
      if (!problem.isEmpty() && reported.add(call)) {
        report(call, use, problem);
      }
    }
    if (site.moment() == Moment.ANY || !reported.contains(call)) {
      parameters(call);
    }
  }

  /** Inside a function nobody knows how the parameters move. */
  private void parameters(Expression.Call call) {
    facts.uses().direct(call.arguments().getFirst().value()).forEach((symbol, place) -> {
      if (symbol instanceof Symbol.Parameter && reported.add(call)) {
        diagnostics.report(Diagnostic
            .at(Code.E0512, call.span(), "a function cannot take the time derivative of its parameter")
            .label("how `" + symbol.name() + "` moves is not known here")
            .help("write `der(f(...))` where the function is used"));
      }
    });
  }

  private void report(Expression.Call call, Map.Entry<Symbol, Span> use, String problem) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0512, call.span(), "there is no time derivative of " + use.getKey() + " here")
        .label("uses `" + use.getKey().name() + "`: " + problem);
    use.getKey().place().ifPresent(p -> diagnostic.second(p, "declared here"));
    boolean state = use.getKey() instanceof Symbol.Variable v && v.is(Member.Variable.Kind.STATE);
    diagnostics.report(diagnostic.help(state
        ? "in dynamics and energies `der(...)` takes what depends on coordinates; `coordinate q : rad rate w;` "
            + "declares one"
        : "make it a state with dynamics of its own if it moves smoothly"));
  }
}
