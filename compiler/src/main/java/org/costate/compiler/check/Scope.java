/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Name;
import org.costate.compiler.source.Span;

/**
 * The names that can be used at some place: its own, those that it inherits, then those of the scope around it. A model inherits the names
 * of its parent, a problem those of its model, wherever they stand; what is around these is not inherited.
 */
final class Scope {
  private final Optional<Scope> around;
  private final String description;
  private final Map<String, Symbol> names = new LinkedHashMap<>();
  private final Map<String, Symbol> hidden = new LinkedHashMap<>();
  private final List<Scope> inherited = new ArrayList<>();
  private final Map<String, Span> introductions = new HashMap<>();
  private final Set<String> lost = new HashSet<>();
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
    return member(name).or(() -> around.flatMap(s -> s.find(name)));
  }

  /** A name of the container itself: its own or inherited. */
  Optional<Symbol> member(String name) {
    Symbol own = names.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    return inherited.stream().flatMap(s -> s.member(name).stream()).findFirst();
  }

  /** The names of the container itself, its own and inherited ones. */
  Set<String> members() {
    Set<String> all = new LinkedHashSet<>(names.keySet());
    inherited.forEach(s -> all.addAll(s.members()));
    return all;
  }

  /** Of a file: the scope around it, which holds the names that it imports. */
  Scope imports() {
    return around.orElseThrow();
  }

  /** Whether two containers stand in the same file. */
  boolean beside(Scope other) {
    return around.equals(other.around);
  }

  /** What a name means around the container. */
  Optional<Symbol> findAround(String name) {
    return around.flatMap(s -> s.find(name));
  }

  /** Adds a name that an import brings. */
  void introduce(Name name, Symbol symbol) {
    names.put(name.text(), symbol);
    introductions.put(name.text(), name.span());
  }

  /** Where an import brings a name. */
  Optional<Span> introduction(String name) {
    return Optional.ofNullable(introductions.get(name));
  }

  /** Makes the names of another container names of this one. */
  void inherit(Scope other) {
    inherited.add(other);
  }

  /** Adds a name, unless it is taken here or around: then the symbol that has it is returned. */
  Optional<Symbol> declare(Symbol symbol) {
    Optional<Symbol> taken = find(symbol.name());
    if (taken.isEmpty()) {
      names.put(symbol.name(), symbol);
    }
    return taken;
  }

  /** Adds a name whether it is taken or not. */
  void put(Symbol symbol) {
    names.put(symbol.name(), symbol);
  }

  /** Remembers a name that exists in an inner scope, so that whoever uses it out here can be told. */
  void hide(Symbol symbol) {
    hidden.putIfAbsent(symbol.name(), symbol);
  }

  Optional<Symbol> findHidden(String name) {
    return hiddenMember(name).or(() -> around.flatMap(s -> s.findHidden(name)));
  }

  private Optional<Symbol> hiddenMember(String name) {
    Symbol own = hidden.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    return inherited.stream().flatMap(s -> s.hiddenMember(name).stream()).findFirst();
  }

  /** Says that names are missing here for a reason that was reported. */
  void markIncomplete() {
    incomplete = true;
  }

  /** Says that one name is missing here for a reason that was reported. */
  void lose(String name) {
    lost.add(name);
  }

  /** Whether an unknown name may be one of those that are missing. */
  boolean lacks(String name) {
    return lacksMember(name) || around.map(s -> s.lacks(name)).orElse(false);
  }

  private boolean lacksMember(String name) {
    return incomplete || lost.contains(name) || inherited.stream().anyMatch(s -> s.lacksMember(name));
  }

  /** All names that can be used here, the nearest first. */
  Set<String> visible() {
    Set<String> all = members();
    around.ifPresent(s -> all.addAll(s.visible()));
    return all;
  }
}
