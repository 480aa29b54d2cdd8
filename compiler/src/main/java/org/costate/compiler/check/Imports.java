/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.modules.ModuleGraph;

/**
 * The names that imports bring into a file: {@code import a.b as c;} the name c of the module, {@code import a.b { d, e };} its names d and
 * e, {@code import a.b;} its full name. Only what a module declares itself can be had from it, not what it imports.
 */
final class Imports {
  private final ModuleGraph program;
  private final Map<SourceFile, Scope> scopes;
  private final Bindings bindings;
  private final ImportReporter reporter;

  /** @param scopes of all files, with all that the files declare */
  Imports(ModuleGraph program, Map<SourceFile, Scope> scopes, Bindings bindings, ImportReporter reporter) {
    this.program = program;
    this.scopes = scopes;
    this.bindings = bindings;
    this.reporter = reporter;
  }

  /** Puts the names that a file imports around those that it declares. */
  void bring(SourceFile file) {
    Scope scope = scopes.get(file);
    for (Import statement : file.imports()) {
      Optional<Scope> module = program.target(statement).map(scopes::get);
      if (!statement.names().isEmpty()) {
        statement.names().forEach(name -> member(name, statement, module, scope));
      } else if (statement.alias().isPresent()) {
        Name alias = statement.alias().get();
        Symbol.Module symbol = new Symbol.Module(alias, statement.module().text());
        symbol.open(module);
        introduce(alias, symbol, scope);
      } else {
        fullName(statement, module, scope);
      }
    }
  }

  private void member(Name name, Import statement, Optional<Scope> module, Scope scope) {
    Optional<Symbol> symbol = module.flatMap(m -> m.member(name.text()));
    if (symbol.isPresent()) {
      bindings.bind(name, symbol.get());
      introduce(name, symbol.get(), scope);
      return;
    }
    scope.lose(name.text());
    if (program.target(statement).filter(file -> declaresUnit(file, name)).isPresent()) {
      return;
    }
    module.ifPresent(m -> reporter.unknownMember(name, statement.module().text(), m, s -> true));
  }

  /** Units have names of their own, see {@link ProgramUnits}. */
  private static boolean declaresUnit(SourceFile file, Name name) {
    return file.items()
        .stream()
        .anyMatch(item -> item instanceof Item.Declaration d && d.member() instanceof Member.Unit unit
            && unit.name().text().equals(name.text()));
  }

  private void introduce(Name name, Symbol symbol, Scope scope) {
    Optional<Symbol> taken = scope.find(name.text());
    if (taken.isPresent()) {
      scope.lose(name.text());
      reporter.importedTwice(name, symbol, taken.get(), scope.imports().introduction(name.text()));
    } else {
      bindings.bind(name, symbol);
      scope.imports().introduce(name, symbol);
    }
  }

  /** Makes a tree of names: {@code import lib.quat; import lib.smooth;} leave one name, {@code lib}. */
  private void fullName(Import statement, Optional<Scope> file, Scope scope) {
    List<Name> parts = statement.module().parts();
    Symbol.Module module = null;
    String path = "";
    for (Name part : parts) {
      path = path.isEmpty() ? part.text() : path + "." + part.text();
      Optional<Symbol.Module> next = module == null
          ? outermost(part, path, scope)
          : Optional.of(inner(module, part, path));
      if (next.isEmpty()) {
        return;
      }
      module = next.get();
      bindings.bind(part, module);
    }
    module.open(file);
  }

  private Optional<Symbol.Module> outermost(Name part, String path, Scope scope) {
    Optional<Symbol> taken = scope.find(part.text());
    if (taken.isPresent() && taken.get() instanceof Symbol.Module known && known.path().equals(path)) {
      return Optional.of(known);
    }
    Symbol.Module made = new Symbol.Module(part, path);
    introduce(part, made, scope);
    return taken.isEmpty() ? Optional.of(made) : Optional.empty();
  }

  private static Symbol.Module inner(Symbol.Module module, Name part, String path) {
    return module.inner().computeIfAbsent(part.text(), _ -> new Symbol.Module(part, path));
  }
}
