/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that can be used at some place: its own, then those of the scope around it. */
final class Scope {
  private final Optional<Scope> around;
  private final String description;
  private final Map<String, Symbol> names = new LinkedHashMap<>();
  private final Map<String, Symbol> hidden = new LinkedHashMap<>();
  private boolean incomplete;

  private Scope(Optional<Scope> around, String description) {
    this.around = around;
    this.description = description;
  }

  /** The names of the language. */
  static Scope language() {
    Scope scope = new Scope(Optional.empty(), "in the language");
    for (Builtin builtin : Builtin.values()) {
      scope.names.put(builtin.word(), new Symbol.BuiltIn(builtin));
    }
    for (Symbol.Word.Meaning meaning : Symbol.Word.Meaning.values()) {
      scope.names.put(meaning.word(), new Symbol.Word(meaning));
    }
    return scope;
  }

  /** @param description to follow "declared": {@code in model `Pendulum`} */
  Scope inner(String description) {
    return new Scope(Optional.of(this), description);
  }

  /** A scope inside the same container. */
  Scope inner() {
    return inner(description);
  }

  String description() {
    return description;
  }

  Optional<Symbol> find(String name) {
    Symbol own = names.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    return around.flatMap(s -> s.find(name));
  }

  /** Adds a name, unless it is taken here or around: then the symbol that has it is returned. */
  Optional<Symbol> declare(Symbol symbol) {
    Optional<Symbol> taken = find(symbol.name());
    if (taken.isEmpty()) {
      names.put(symbol.name(), symbol);
    }
    return taken;
  }

  /** Remembers a name that exists in an inner scope, so that whoever uses it out here can be told. */
  void hide(Symbol symbol) {
    hidden.putIfAbsent(symbol.name(), symbol);
  }

  Optional<Symbol> findHidden(String name) {
    Symbol own = hidden.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    return around.flatMap(s -> s.findHidden(name));
  }

  /** Says that names are missing here for a reason that was reported. */
  void markIncomplete() {
    incomplete = true;
  }

  /** Whether an unknown name may be one of those that are missing. */
  boolean incomplete() {
    return incomplete || around.map(Scope::incomplete).orElse(false);
  }

  /** All names that can be used here, the nearest first. */
  Set<String> visible() {
    Set<String> all = new LinkedHashSet<>(names.keySet());
    around.ifPresent(s -> all.addAll(s.visible()));
    return all;
  }
}
