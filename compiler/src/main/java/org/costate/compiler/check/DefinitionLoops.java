/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/** Definitions that need themselves: lets, consts, defaults of params, shapes, functions (E0507). */
final class DefinitionLoops {
  private final Uses uses;
  private final Diagnostics diagnostics;
  private final Set<Symbol> done = new HashSet<>();
  private final LinkedHashSet<Symbol> path = new LinkedHashSet<>();
  private final Set<Symbol> broken = new HashSet<>();

  DefinitionLoops(Bindings bindings, Diagnostics diagnostics) {
    this.uses = new Uses(bindings);
    this.diagnostics = diagnostics;
  }

  /** Reports each loop once; returns the symbols on loops. */
  Set<Symbol> check(List<Symbol> definitions) {
    definitions.forEach(this::visit);
    return broken;
  }

  private void visit(Symbol symbol) {
    if (done.contains(symbol)) {
      return;
    }
    path.add(symbol);
    for (Symbol next : uses.direct(symbol).keySet()) {
      if (path.contains(next)) {
        loop(next);
      } else {
        visit(next);
      }
    }
    path.remove(symbol);
    done.add(symbol);
  }

  private void loop(Symbol first) {
    List<Symbol> loop = new ArrayList<>(path);
    loop = loop.subList(loop.indexOf(first), loop.size());
    if (!broken.addAll(loop)) {
      return;
    }
    String chain = Stream.concat(loop.stream(), Stream.of(first))
        .map(Symbol::name)
        .collect(Collectors.joining(" -> "));
    Diagnostic.Builder diagnostic = null;
    for (int i = 0; i < loop.size(); i++) {
      Symbol user = loop.get(i);
      Symbol used = loop.get((i + 1) % loop.size());
      Map<Symbol, Span> direct = uses.direct(user);
      String label = "`" + user.name() + "` needs `" + used.name() + "`";
      if (diagnostic == null) {
        diagnostic = Diagnostic.at(Code.E0507, direct.get(used), "these definitions form a loop: " + chain)
            .label(label);
      } else {
        diagnostic.second(direct.get(used), label);
      }
    }
    boolean functions = loop.stream().allMatch(Symbol.Function.class::isInstance);
    diagnostics.report(diagnostic.help(functions
        ? "a function cannot call itself; for a repeated term write a `for`: `sum(f(i) for i in 1:n)`"
        : "solve for one of them by hand"));
  }
}
