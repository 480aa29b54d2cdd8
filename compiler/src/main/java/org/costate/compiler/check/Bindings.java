/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.costate.compiler.ast.Name;

/** What each name in the tree stands for, by the identity of its node: uses and declarations alike. */
public final class Bindings {
  private final Map<Name, Symbol> symbols = new IdentityHashMap<>();
  private final Set<Symbol> used = new HashSet<>();

  void bind(Name name, Symbol symbol) {
    symbols.put(name, symbol);
    if (!symbol.place().equals(Optional.of(name.span()))) {
      used.add(symbol);
    }
  }

  /** Something of that name that is declared anywhere in its file, the first there. */
  Optional<Symbol> declared(Name name) {
    return symbols.values()
        .stream()
        .filter(symbol -> symbol.name().equals(name.text())
            && symbol.place().filter(p -> p.source() == name.span().source()).isPresent())
        .min(Comparator.comparingInt(symbol -> symbol.place().orElseThrow().start()));
  }

  /** Whether a name other than its declaration stands for it. */
  boolean used(Symbol symbol) {
    return used.contains(symbol);
  }

  /** Every name that has a symbol, in no order. */
  public void forEach(BiConsumer<Name, Symbol> visitor) {
    symbols.forEach(visitor);
  }

  /** Empty for a name with an error that was reported. */
  public Optional<Symbol> symbol(Name name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** The symbol of a name that is known to have one. */
  public Symbol known(Name name) {
    Symbol symbol = symbols.get(name);
    if (symbol == null) {
      throw new IllegalArgumentException("`" + name + "` at " + name.span() + " has no symbol");
    }
    return symbol;
  }
}
