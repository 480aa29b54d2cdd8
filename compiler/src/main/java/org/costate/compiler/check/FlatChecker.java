/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.ops.Op;
import org.costate.compiler.source.Span;

/**
 * Steps in what is differentiated: dynamics and costs must not take floor, ceil, round or sign of something that depends on a state or a
 * control (E0602). In conditions they may: those are not differentiated.
 */
final class FlatChecker {
  /** What is differentiated. */
  private static final Set<Moment> SMOOTH = EnumSet.of(Moment.NOW, Moment.FLOW, Moment.BEGIN, Moment.END);

  private final Analysis facts;
  private final Diagnostics diagnostics;
  private final Set<Expression> reported = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Symbol, Set<Set<Symbol>>> visited = new HashMap<>();

  FlatChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  void check(List<Site> sites) {
    for (Site site : sites) {
      if (SMOOTH.contains(site.moment())) {
        visited.clear();
        check(site.expression(), Set.of(), site.what());
      }
    }
  }

  /** @param varying parameters of the function around that depend on a state or a control in this call */
  private void check(Expression expression, Set<Symbol> varying, String what) {
    switch (expression) {
      case Expression.Conditional e -> {
        check(e.whenTrue(), varying, what);
        check(e.whenFalse(), varying, what);
      }
      case Expression.Binary e when e.operator().comparison() -> {}
      case Expression.Reference e -> facts.bindings().symbol(e.name()).ifPresent(s -> {
        if (s instanceof Symbol.Let let && visit(let, varying)) {
          check(let.declaration().value(), varying, what);
        }
      });
      case Expression.Call e -> {
        call(e, varying, what);
        Children.of(e).forEach(child -> check(child, varying, what));
      }
      default -> Children.of(expression).forEach(child -> check(child, varying, what));
    }
  }

  private boolean visit(Symbol symbol, Set<Symbol> varying) {
    return visited.computeIfAbsent(symbol, s -> new HashSet<>()).add(varying);
  }

  private void call(Expression.Call call, Set<Symbol> varying, String what) {
    if (!(call.callee().bare() instanceof Expression.Reference callee)) {
      return;
    }
    switch (facts.bindings().symbol(callee.name()).orElse(null)) {
      case Symbol.BuiltIn s when s.function().form().op().filter(Op::flat).isPresent() -> {
        for (var argument : call.arguments()) {
          witness(argument.value(), varying).ifPresent(w -> report(call, s, w, what));
        }
      }
      case Symbol.Function s -> {
        Member.Function function = s.declaration();
        Set<Symbol> inside = new HashSet<>();
        List<Argument> arguments = NamedArguments.ordered(call, function);
        for (int i = 0; i < arguments.size(); i++) {
          if (witness(arguments.get(i).value(), varying).isPresent()) {
            facts.bindings().symbol(function.parameters().get(i).name()).ifPresent(inside::add);
          }
        }
        if (visit(s, inside)) {
          check(function.value(), inside, what);
        }
      }
      case null -> {}
      default -> {}
    }
  }

  /** Through which name an expression depends on a state or a control, and on which. */
  private record Witness(Span place, Symbol symbol) {}

  private Optional<Witness> witness(Expression expression, Set<Symbol> varying) {
    for (Map.Entry<Symbol, Span> use : facts.uses().direct(expression).entrySet()) {
      Symbol symbol = use.getKey();
      if (varying.contains(symbol)) {
        return Optional.of(new Witness(use.getValue(), symbol));
      }
      Set<Symbol> variables = symbol instanceof Symbol.Variable ? Set.of(symbol)
          : symbol instanceof Symbol.Let || symbol instanceof Symbol.Function
              ? facts.uses().variables(symbol).keySet()
              : Set.of();
      for (Symbol variable : variables) {
        if (variable instanceof Symbol.Variable v
            && (v.is(Member.Variable.Kind.STATE) || v.is(Member.Variable.Kind.CONTROL))) {
          return Optional.of(new Witness(use.getValue(), variable));
        }
      }
      if (symbol instanceof Symbol.Let let && !varying.isEmpty()) {
        Optional<Witness> inside = witness(let.declaration().value(), varying);
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }

  private void report(Expression.Call call, Symbol.BuiltIn function, Witness witness, String what) {
    if (!reported.add(call)) {
      return;
    }
    diagnostics.report(Diagnostic
        .at(Code.E0602, call.span(), "`" + function.name() + "` has no useful derivative, so "
            + (what.startsWith("der") || what.startsWith("next") ? "dynamics" : "a cost") + " cannot use it")
        .label("its derivative is 0 almost everywhere")
        .second(witness.place(), "and it depends on the " + witness.symbol())
        .note("a solver would never see a reason to move `" + witness.symbol().name() + "`")
        .help(function.function() == Builtin.SIGN
            ? "use something smooth, for example `tanh(x/width)` for `sign(x)`"
            : "use something smooth, for example `0.5*(1 + tanh((x - 1)/width))` for a step at 1"));
  }
}
