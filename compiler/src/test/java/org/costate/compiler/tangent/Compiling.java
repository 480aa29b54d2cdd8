/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.codegen.ClassGenerator;
import org.costate.compiler.codegen.GeneratedClass;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.Program;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.GeneratedClassLoader;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;

/** From a problem graph, without a source, to what a solver solves. */
final class Compiling {
  private Compiling() {}

  static ProblemInstance instance(ExprBuilder builder, ProblemGraph graph, int expandLimit) {
    ProblemEntries entries = new ProblemEntries(builder, graph, expandLimit);
    ProblemInfo info = new ProblemInfo(graph.name(), "test.Problem", "test.ctl", "", graph.sense(), graph.discrete(),
        graph.freeTime(), entries.ndx(), graph.steps(), graph.variables(), entries.dynamicsPattern(),
        entries.curvaturePattern(), List.of(), List.of());
    GeneratedClass made = ClassGenerator.generate(
        new Program("test.Problem", Program.Base.PROBLEM, entries.problem(), info.encode()),
        new Source("test.ctl", ""), node -> Optional.empty());
    return new ProblemInstance(new GeneratedClassLoader(Map.of(made.name(), made.bytes())).problem(made.name()));
  }

  static ProblemInstance instance(ExprBuilder builder, ProblemGraph graph) {
    return instance(builder, graph, ProblemEntries.DEFAULT_EXPAND_LIMIT);
  }
}
