/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.modules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/** Modules that import themselves, through others or directly (E0206). */
final class ImportLoops {
  private final ModuleGraph graph;
  private final Diagnostics diagnostics;
  private final String rootName;
  private final Map<String, Import> path = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();

  ImportLoops(ModuleGraph graph, Diagnostics diagnostics) {
    this.graph = graph;
    this.diagnostics = diagnostics;
    this.rootName = graph.root().module().map(m -> m.name().text()).orElse("");
  }

  /** Reports each import that closes a loop. Recursion goes as deep as the longest chain of imports. */
  void check() {
    visit(rootName, graph.root());
  }

  private void visit(String name, SourceFile file) {
    for (Import statement : file.imports()) {
      String next = statement.module().text();
      path.put(name, statement);
      if (path.containsKey(next)) {
        loop(next);
      } else if (!done.contains(next)) {
        graph.target(statement).ifPresent(f -> visit(next, f));
      }
    }
    path.remove(name);
    done.add(name);
  }

  private void loop(String first) {
    List<String> names = new ArrayList<>(path.keySet());
    names = names.subList(names.indexOf(first), names.size());
    List<Import> statements = names.stream().map(path::get).toList();
    String chain = String.join(" -> ", names) + " -> " + first;
    Import closing = statements.getLast();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0206, closing.module().span(), names.size() == 1
            ? "module `" + first + "` imports itself"
            : "these imports form a loop: " + chain)
        .label(names.size() == 1 ? "this is its own name" : "and so back to `" + first + "`");
    for (int i = 0; i < names.size() - 1; i++) {
      diagnostic.second(statements.get(i).module().span(), "`" + names.get(i) + "` imports `" + names.get(i + 1) + "`");
    }
    diagnostics.report(diagnostic.help(names.size() == 1
        ? "delete this line: a file knows its own names"
        : "move what they share to a module that both import"));
  }
}
