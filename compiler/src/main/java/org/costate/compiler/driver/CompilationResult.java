/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.costate.compiler.codegen.ArtifactWriter;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Severity;
import org.costate.compiler.diagnostics.TextRenderer;

/**
 * What came of a compilation.
 *
 * @param problems in source order; empty if there was an error
 * @param diagnostics errors and warnings, in source order
 * @param unshown how many errors there were besides these
 */
public record CompilationResult(List<CompiledProblem> problems, List<Diagnostic> diagnostics, int unshown) {
  public CompilationResult {
    problems = List.copyOf(problems);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** The diagnostics as text. */
  public String report() {
    return TextRenderer.render(diagnostics, unshown);
  }

  /** Writes the problems as a jar that the runtime loads without the compiler; it appears complete or not at all. */
  public void writeArtifact(Path jar) throws IOException {
    ArtifactWriter.write(
        jar,
        problems.stream().map(CompiledProblem::problemClass).toList(),
        problems.stream().map(CompiledProblem::partClasses).flatMap(List::stream).toList());
  }
}
