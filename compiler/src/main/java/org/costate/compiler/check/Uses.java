/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.source.Span;

/** What definitions are made of: directly, and down to variables and time. */
final class Uses {
  private final Bindings bindings;
  private final Map<Symbol, Map<Symbol, Span>> variables = new HashMap<>();
  private final Set<Symbol> open = new HashSet<>();

  Uses(Bindings bindings) {
    this.bindings = bindings;
  }

  /** The symbols that an expression names, each with the place of its first mention. */
  Map<Symbol, Span> direct(Expression expression) {
    Map<Symbol, Span> found = new LinkedHashMap<>();
    Children.walk(expression, e -> {
      if (e instanceof Expression.Reference reference) {
        bindings.symbol(reference.name()).ifPresent(s -> found.putIfAbsent(s, reference.span()));
      }
    });
    return found;
  }

  /** The symbols that a definition's text names, its shape included. */
  Map<Symbol, Span> direct(Symbol symbol) {
    Map<Symbol, Span> found = new LinkedHashMap<>();
    definitions(symbol).forEach(e -> direct(e).forEach(found::putIfAbsent));
    found.remove(symbol instanceof Symbol.Parameter ? symbol : null);
    return found;
  }

  private static Stream<Expression> definitions(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant s -> Stream.concat(s.declaration().shape().stream(), Stream.of(s.declaration().value()));
      case Symbol.Variable s -> Stream.concat(s.declaration().shape().stream(), s.declaration().value().stream());
      case Symbol.Noise s -> s.declaration().shape().stream();
      case Symbol.Observation s -> Stream.concat(s.declaration().shape().stream(), Stream.of(s.declaration().value()));
      case Symbol.Let s -> Stream.concat(s.declaration().shape().stream(), Stream.of(s.declaration().value()));
      case Symbol.Function s -> {
        Member.Function f = s.declaration();
        yield Stream.of(
            f.parameters().stream().flatMap(p -> p.shape().stream()),
            f.shape().stream(),
            f.lets().stream().flatMap(l -> Stream.concat(l.shape().stream(), Stream.of(l.value()))),
            Stream.of(f.value())).flatMap(s2 -> s2);
      }
      case Symbol.Table s -> Stream.of(s.declaration().value());
      case Symbol.Parameter s -> s.declaration().shape().stream();
      case Symbol.Loop s -> Stream.of();
      case Symbol.Policy s -> Stream.of();
      case Symbol.Layer s -> Stream.of(s.value());
      case Symbol.NetworkFunction s -> Stream.of();
      case Symbol.Container s -> Stream.of();
      case Symbol.Module s -> Stream.of();
      case Symbol.BuiltIn s -> Stream.of();
      case Symbol.Word s -> Stream.of();
      case Symbol.Unbuilt s -> Stream.of();
    };
  }

  /**
   * The variables, time and results that an expression depends on through lets and functions, each with the place in the expression that
   * brings it in.
   */
  Map<Symbol, Span> variables(Expression expression) {
    return variables(direct(expression));
  }

  private Map<Symbol, Span> variables(Map<Symbol, Span> direct) {
    Map<Symbol, Span> found = new LinkedHashMap<>();
    direct.forEach((symbol, place) -> {
      switch (symbol) {
        case Symbol.Variable s -> found.putIfAbsent(s, place);
        case Symbol.Noise s -> found.putIfAbsent(s, place);
        case Symbol.Observation s -> found.putIfAbsent(s, place);
        case Symbol.Word s when s.meaning() != Symbol.Word.Meaning.PI -> found.putIfAbsent(s, place);
        case Symbol.Let s -> variables(s).keySet().forEach(v -> found.putIfAbsent(v, place));
        case Symbol.Function s -> variables(s).keySet().forEach(v -> found.putIfAbsent(v, place));
        default -> {}
      }
    });
    return found;
  }

  /** The variables that a let or a function depends on, each with the place in its definition that brings it in. */
  Map<Symbol, Span> variables(Symbol symbol) {
    Map<Symbol, Span> known = variables.get(symbol);
    if (known != null) {
      return known;
    }
    if (!open.add(symbol)) {
      return Map.of();
    }
    Map<Symbol, Span> found = variables(direct(symbol));
    open.remove(symbol);
    variables.put(symbol, found);
    return found;
  }

  /** The chain of places from {@code symbol} down to {@code variable}, one in each definition on the way. */
  List<Span> path(Symbol symbol, Symbol variable) {
    List<Span> path = new java.util.ArrayList<>();
    Set<Symbol> seen = new HashSet<>();
    Symbol at = symbol;
    while (at != variable && seen.add(at)) {
      Span next = variables(at).get(variable);
      if (next == null) {
        break;
      }
      path.add(next);
      Map<Symbol, Span> inside = direct(at);
      at = inside.keySet()
          .stream()
          .filter(s -> s == variable || variables(s).containsKey(variable))
          .findFirst()
          .orElse(variable);
    }
    return path;
  }
}
