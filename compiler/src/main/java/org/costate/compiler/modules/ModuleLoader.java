/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.modules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.ModuleHeader;
import org.costate.compiler.ast.QualifiedName;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;
import org.costate.compiler.source.SourceProvider.Lookup;

/** Reads a program's file and everything that it imports, each file once. */
public final class ModuleLoader {
  /** Modules in a program. */
  static final int MAX_MODULES = 1_000;

  /** Characters in all imported files together: 16 Mi. */
  static final int MAX_CHARACTERS = 16 << 20;

  private final SourceProvider provider;
  private final Diagnostics diagnostics;
  private final Map<String, SourceFile> modules = new LinkedHashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final Deque<SourceFile> open = new ArrayDeque<>();
  private long characters;
  private boolean full;

  private ModuleLoader(SourceProvider provider, Diagnostics diagnostics) {
    this.provider = provider;
    this.diagnostics = diagnostics;
  }

  /** The program of {@code root}. Every import that leads nowhere is reported, at its place in its file. */
  public static ModuleGraph load(Source root, SourceProvider provider, Diagnostics diagnostics) {
    ModuleLoader loader = new ModuleLoader(provider, diagnostics);
    SourceFile file = Parser.parse(root, diagnostics);
    // Who imports the program's own module means this file.
    Optional<String> own = file.module().map(m -> m.name().text());
    loader.open.add(file);
    while (!loader.open.isEmpty()) {
      for (Import statement : loader.open.remove().imports()) {
        if (own.filter(statement.module().text()::equals).isEmpty()) {
          loader.load(statement);
        }
      }
    }
    ModuleGraph graph = new ModuleGraph(file, loader.modules);
    new ImportLoops(graph, diagnostics).check();
    return graph;
  }

  private void load(Import statement) {
    String name = statement.module().text();
    if (modules.containsKey(name) || full || !failed.add(name)) {
      return;
    }
    switch (provider.find(name)) {
      case Lookup.Found found -> found(statement, found.source());
      case Lookup.Missing missing -> missing(statement.module(), missing);
      case Lookup.Refused refused -> diagnostics.report(Diagnostic
          .at(Code.E0208, statement.module().span(), "module `" + name + "` cannot be read")
          .label("`" + refused.place() + "` " + refused.reason()));
    }
  }

  private void found(Import statement, Source source) {
    characters += source.text().length();
    if (modules.size() == MAX_MODULES || characters > MAX_CHARACTERS) {
      full = true;
      diagnostics.report(Diagnostic
          .at(Code.E0902, statement.module().span(), "this program imports too much")
          .label("gave up here")
          .note("a program has at most " + MAX_MODULES + " modules with " + MAX_CHARACTERS + " characters"));
      return;
    }
    String name = statement.module().text();
    SourceFile file = Parser.parse(source, diagnostics);
    file.module().filter(header -> !header.name().text().equals(name)).ifPresent(h -> disagreement(h, statement));
    failed.remove(name);
    modules.put(name, file);
    open.add(file);
  }

  private void disagreement(ModuleHeader header, Import statement) {
    String name = statement.module().text();
    diagnostics.report(Diagnostic
        .at(Code.E0207, header.name().span(), "this file says that it is module `" + header.name().text()
            + "`, but it is imported as `" + name + "`")
        .label("says `" + header.name().text() + "`")
        .second(statement.module().span(), "found it as `" + name + "`")
        .note("the name of a module is the path of its file, from the project folder: a/b.ctl is `a.b`")
        .fix(Fix.replace(header.name().span(), name)));
  }

  private void missing(QualifiedName module, Lookup.Missing missing) {
    String name = module.text();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0205, module.span(), "there is no module `" + name + "`")
        .label("there is no " + missing.place());
    if (!memberOfAnother(module, diagnostic)) {
      Optional<String> near = Suggestions.closest(name, missing.known());
      near.ifPresent(n -> diagnostic.help("there is a module `" + n + "`").fix(Fix.replace(module.span(), n)));
      if (near.isEmpty() && !missing.known().isEmpty()) {
        diagnostic.help("modules that can be imported: " + listed(missing.known()));
      }
    }
    diagnostics.report(diagnostic);
  }

  /** {@code import a.b} for the name b of module a. */
  private boolean memberOfAnother(QualifiedName module, Diagnostic.Builder diagnostic) {
    if (module.parts().size() == 1) {
      return false;
    }
    QualifiedName parent = new QualifiedName(module.parts().subList(0, module.parts().size() - 1), module.span());
    if (!(provider.find(parent.text()) instanceof Lookup.Found)) {
      return false;
    }
    String mended = parent.text() + " { " + module.parts().getLast() + " }";
    diagnostic.help("a name of module `" + parent.text() + "` is imported in braces: `import " + mended + ";`");
    return true;
  }

  private static String listed(List<String> names) {
    int most = 12;
    String shown = String.join(", ", names.stream().limit(most).map(n -> "`" + n + "`").toList());
    return names.size() > most ? shown + " and others" : shown;
  }
}
