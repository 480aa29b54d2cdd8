/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.QualifiedName;

/** Finds what {@code a.b.name} means: the name of a module that the file imports. */
final class QualifiedNames {
  private final Bindings bindings;
  private final NameReporter reporter;
  private final ImportReporter imports;

  QualifiedNames(Bindings bindings, NameReporter reporter, ImportReporter imports) {
    this.bindings = bindings;
    this.reporter = reporter;
    this.imports = imports;
  }

  /**
   * What the name of a model or a problem means, which may be alone or have a qualifier. What is not found is reported.
   *
   * @param wanted the kind of container
   */
  Optional<Symbol> container(QualifiedName name, Scope scope, String wanted) {
    Name last = name.parts().getLast();
    Optional<Symbol> found = name.parts().size() > 1
        ? find(name.parts().subList(0, name.parts().size() - 1), last, scope, s -> s.kind().equals(wanted))
        : alone(last, scope, wanted);
    if (found.isEmpty() || found.get() instanceof Symbol.Unbuilt) {
      return Optional.empty();
    }
    if (!found.get().kind().equals(wanted)) {
      reporter.wrongKind(last, found.get(), "a " + wanted + " is needed here");
      return Optional.empty();
    }
    bindings.bind(last, found.get());
    return found;
  }

  private Optional<Symbol> alone(Name name, Scope scope, String wanted) {
    Optional<Symbol> found = scope.find(name.text());
    if (found.isEmpty() && !scope.lacks(name.text())) {
      List<String> candidates = scope.visible()
          .stream()
          .filter(n -> scope.find(n).filter(s -> s.kind().equals(wanted)).isPresent())
          .toList();
      reporter.unknownContainer(name, wanted, candidates);
    }
    return found;
  }

  /**
   * The symbol that a module has for a name. What is not found is reported; the parts of the qualifier are bound, the name is not.
   *
   * @param wanted which symbols could stand at the place of the name
   */
  Optional<Symbol> find(List<Name> qualifier, Name name, Scope scope, Predicate<Symbol> wanted) {
    Optional<Symbol.Module> module = module(qualifier, scope);
    if (module.isEmpty() || module.get().missing()) {
      return Optional.empty();
    }
    Optional<Symbol> found = module.get().names().flatMap(names -> names.member(name.text()));
    Optional<Symbol> inner = Optional.ofNullable(module.get().inner().get(name.text()));
    if (found.isPresent() || inner.isPresent()) {
      return found.or(() -> inner);
    }
    module.get()
        .names()
        .ifPresentOrElse(names -> imports.unknownMember(name, module.get().path(), names, wanted),
            () -> imports.unknownModule(name, module.get().path() + "." + name,
                List.copyOf(module.get().inner().keySet())));
    return Optional.empty();
  }

  private Optional<Symbol.Module> module(List<Name> qualifier, Scope scope) {
    Name first = qualifier.getFirst();
    Optional<Symbol> found = scope.find(first.text());
    if (found.isEmpty()) {
      if (!scope.lacks(first.text())) {
        List<String> known =
            scope.visible().stream().filter(n -> scope.find(n).get() instanceof Symbol.Module).toList();
        imports.unknownModule(first, first.text(), known);
      }
      return Optional.empty();
    }
    if (!(found.get() instanceof Symbol.Module module)) {
      bindings.bind(first, found.get());
      if (!scope.lacks(first.text())) {
        reporter.wrongKind(first, found.get(), "only modules have names inside");
      }
      return Optional.empty();
    }
    bindings.bind(first, module);
    Symbol.Module at = module;
    for (Name part : qualifier.subList(1, qualifier.size())) {
      Symbol.Module next = at.inner().get(part.text());
      if (next == null) {
        notAModule(part, at);
        return Optional.empty();
      }
      bindings.bind(part, next);
      at = next;
    }
    return Optional.of(at);
  }

  private void notAModule(Name part, Symbol.Module module) {
    Optional<Symbol> member = module.names().flatMap(names -> names.member(part.text()));
    if (member.isPresent()) {
      reporter.wrongKind(part, member.get(), "only modules have names inside");
    } else if (!module.missing()) {
      imports.unknownModule(part, module.path() + "." + part, List.copyOf(module.inner().keySet()));
    }
  }
}
