/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;

/** Short programs for tests. */
public final class Programs {
  private Programs() {}

  /** A file that must be right. */
  public static CheckedFile checked(String text) {
    return checked(text, Map.of());
  }

  /** A file that must be right, with consts replaced. */
  public static CheckedFile checked(String text, Map<String, Double> constants) {
    Diagnostics diagnostics = new Diagnostics();
    CheckedFile file = check(text, constants, diagnostics);
    assertFalse(diagnostics.hasErrors(), () -> TextRenderer.render(diagnostics));
    return file;
  }

  /** A file that may be wrong. */
  public static CheckedFile check(String text, Map<String, Double> constants, Diagnostics diagnostics) {
    SourceFile file = Parser.parse(new Source("test.ctl", text), diagnostics);
    return Checker.check(ModuleGraph.of(file), constants, DataProvider.NONE, diagnostics);
  }

  /** The const {@code name} at the top level of a file. */
  public static Symbol.Constant constant(CheckedFile file, String name) {
    return file.file()
        .items()
        .stream()
        .flatMap(item -> item instanceof org.costate.compiler.ast.Item.Declaration d
            && d.member() instanceof org.costate.compiler.ast.Member.Const c && c.name().text().equals(name)
                ? file.analysis().bindings().symbol(c.name()).stream()
                : java.util.stream.Stream.empty())
        .map(Symbol.Constant.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
