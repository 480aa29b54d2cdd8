/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Set;
import org.costate.compiler.ast.SourceFile;

/**
 * What the checker found out about a program.
 *
 * @param file the program's own file
 * @param problems those of the file, in source order, then those of its modules that it solves; none if there was an error
 * @param constants the names of the scalar consts, which can be overridden: those of modules with the module's name
 */
public record CheckedFile(SourceFile file, Analysis analysis, List<CheckedProblem> problems, Set<String> constants) {
  public CheckedFile {
    problems = List.copyOf(problems);
    constants = Set.copyOf(constants);
  }
}
