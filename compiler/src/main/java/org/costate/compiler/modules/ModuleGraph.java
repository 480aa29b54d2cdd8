/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.modules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.source.Source;

/**
 * The files of a program.
 *
 * @param root the program's own file
 * @param modules the files of the modules that it imports, directly or not, by the names of their imports; what could not be had was
 *     reported and is missing
 */
public record ModuleGraph(SourceFile root, Map<String, SourceFile> modules) {
  public ModuleGraph {
    modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
  }

  /** A file that imports nothing, or nothing that matters. */
  public static ModuleGraph of(SourceFile root) {
    return new ModuleGraph(root, Map.of());
  }

  /** All files, the root first. */
  public List<SourceFile> files() {
    List<SourceFile> all = new ArrayList<>(List.of(root));
    all.addAll(modules.values());
    return all;
  }

  /** The file with that text. */
  public SourceFile file(Source source) {
    return files().stream().filter(file -> file.span().source() == source).findFirst().orElseThrow();
  }

  /** The file that an import of any of them leads to. */
  public Optional<SourceFile> target(Import statement) {
    return Optional.ofNullable(modules.get(statement.module().text()));
  }

  /** The name of the module in {@code source}, one of the files; a program's own file has one if it has a module header. */
  public Optional<String> name(Source source) {
    return source == root.span().source()
        ? root.module().map(m -> m.name().text())
        : Optional.ofNullable(names().get(source));
  }

  /** The name of an imported module by its source. */
  public Map<Source, String> names() {
    Map<Source, String> names = new LinkedHashMap<>();
    modules.forEach((name, file) -> names.put(file.span().source(), name));
    return names;
  }
}
