/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Import;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.source.Source;
import org.costate.compiler.types.Unit;

/** What units mean in each file of a program: those that it declares, and those that it imports in braces. */
final class ProgramUnits {
  private final Map<Source, UnitNames> files = new LinkedHashMap<>();

  ProgramUnits(ModuleGraph program, Diagnostics diagnostics) {
    program.files().forEach(file -> files.put(file.span().source(), new UnitNames(file, diagnostics)));
    for (SourceFile file : program.files()) {
      for (Import statement : file.imports()) {
        Optional<UnitNames> module = program.target(statement).map(f -> files.get(f.span().source()));
        for (Name name : statement.names()) {
          module.filter(m -> m.declares(name.text())).ifPresent(m -> files.get(file.span().source()).bring(name, m));
        }
      }
    }
  }

  /** Looks at every declared unit, so that one that nobody uses is checked too. */
  void check() {
    files.values().forEach(UnitNames::check);
  }

  /**
   * The unit that an expression of units stands for in its file; empty if it has an error, which is reported. What the compiler adds, as
   * {@code /s} for a rate, stands in no file, and every file knows it.
   */
  Optional<Unit> unit(UnitExpression expression) {
    UnitNames names = expression.factors()
        .stream()
        .flatMap(factor -> Optional.ofNullable(files.get(factor.span().source())).stream())
        .findFirst()
        .orElseGet(() -> files.values().iterator().next());
    return names.unit(expression);
  }
}
