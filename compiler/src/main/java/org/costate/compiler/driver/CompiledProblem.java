/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.List;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.codegen.GeneratedClass;
import org.costate.compiler.export.CExporter;
import org.costate.compiler.export.CSource;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.Program;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.LoadedProblem;

/**
 * A problem, ready to be solved.
 *
 * @param file the checked tree that it comes from, and {@code checked}, its part of it
 * @param loaded its generated code
 * @param graph the formulas that the code was made from, and {@code builder}, which made them: for diagnosis
 * @param programs what the classes are made of, that of the problem first
 * @param problemClass the class of the problem, and {@code partClasses}, those of its runs, constraints and episodes, as they go into an
 *     artefact
 */
public record CompiledProblem(
    CheckedFile file,
    CheckedProblem checked,
    LoadedProblem loaded,
    ProblemGraph graph,
    ExprBuilder builder,
    List<Program> programs,
    GeneratedClass problemClass,
    List<GeneratedClass> partClasses) {
  public CompiledProblem {
    programs = List.copyOf(programs);
    partClasses = List.copyOf(partClasses);
  }

  public String name() {
    return checked.name();
  }

  /**
   * Its functions in C99.
   *
   * @param headerName the file name of the header, as the source includes it
   */
  public CSource toC(String headerName) {
    return DeepStack.call(() -> CExporter.export(loaded.info(), programs, headerName));
  }

  /** Where its name is declared. */
  public Span place() {
    return checked.item().name().span();
  }
}
