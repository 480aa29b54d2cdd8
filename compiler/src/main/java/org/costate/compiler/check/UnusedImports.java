/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/** Imports, and names in their braces, that nothing in their file uses (W0201). */
final class UnusedImports {
  private final Bindings bindings;
  private final ImportReporter reporter;

  UnusedImports(Bindings bindings, ImportReporter reporter) {
    this.bindings = bindings;
    this.reporter = reporter;
  }

  void check(ModuleGraph program) {
    Set<Name> own = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SourceFile file : program.files()) {
      for (Import statement : file.imports()) {
        own.addAll(statement.module().parts());
        own.addAll(statement.names());
        statement.alias().ifPresent(own::add);
      }
    }
    Map<Source, Set<Symbol>> used = new HashMap<>();
    bindings.forEach((name, symbol) -> {
      if (!own.contains(name)) {
        used.computeIfAbsent(name.span().source(), _ -> new HashSet<>()).add(symbol);
      }
    });
    for (SourceFile file : program.files()) {
      Set<Symbol> here = used.getOrDefault(file.span().source(), Set.of());
      file.imports().forEach(statement -> check(statement, here));
    }
  }

  private void check(Import statement, Set<Symbol> used) {
    List<Name> names = statement.names().isEmpty()
        ? List.of(statement.alias().orElse(statement.module().parts().getLast()))
        : statement.names();
    List<Name> unused =
        names.stream().filter(n -> bindings.symbol(n).filter(s -> !used.contains(s)).isPresent()).toList();
    if (unused.size() == names.size()) {
      reporter.unused(statement.module().span(), "`" + statement.module().text() + "`", deletion(statement));
    } else {
      unused.forEach(name -> reporter.unused(name.span(), "`" + name + "`", deletion(name, statement)));
    }
  }

  private static Fix deletion(Import statement) {
    Span span = statement.span();
    Source source = span.source();
    int line = span.line();
    boolean alone = source.lineText(line).strip().equals(span.text()) && line < source.lineCount();
    Span whole = alone ? new Span(source, source.lineStart(line), source.lineStart(line + 1)) : span;
    return new Fix("delete this import", List.of(new Fix.Edit(whole, "")));
  }

  /** Deletes a name and one comma beside it. */
  private static Fix deletion(Name name, Import statement) {
    int at = statement.names().indexOf(name);
    Source source = name.span().source();
    Span cut = at == 0
        ? new Span(source, name.span().start(), statement.names().get(1).span().start())
        : new Span(source, statement.names().get(at - 1).span().end(), name.span().end());
    return new Fix("delete `" + name + "`", List.of(new Fix.Edit(cut, "")));
  }
}
