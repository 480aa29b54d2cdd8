/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.compiler.ir.Program;
import org.costate.compiler.schedule.ClassPlan;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.GeneratedTeacher;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.Sparsity;

/**
 * Writes the functions of a problem as C99 that needs nothing but {@code math.h}: those of its class, of its constraints, of its runs and of
 * its episodes. The same problem gives the same text.
 */
public final class CExporter {
  private final ProblemInfo info;
  private final String prefix;

  private CExporter(ProblemInfo info) {
    this.info = info;
    this.prefix = Identifiers.prefix(info.name());
  }

  /**
   * Exports a problem.
   *
   * @param programs that of the problem and those of its parts
   * @param headerName the file name of the header, as the source includes it
   */
  public static CSource export(ProblemInfo info, List<Program> programs, String headerName) {
    return new CExporter(info).export(programs, headerName);
  }

  private CSource export(List<Program> programs, String headerName) {
    List<Part> parts = new ArrayList<>();
    for (Program program : programs) {
      partName(program)
          .ifPresent(name -> parts.add(new Part(name, prefix, program, ClassPlan.of(exported(program)))));
    }
    Map<String, Sparsity> patterns = new LinkedHashMap<>();
    patterns.put(prefix + "_dynamics_pattern", info.dynamicsPattern());
    patterns.put(prefix + "_curvature_pattern", info.curvaturePattern());
    for (int i = 0; i < info.groups().size(); i++) {
      patterns.put(prefix + "_constraints" + (i + 1) + "_pattern", info.groups().get(i).pattern());
    }
    int workspace = parts.stream().mapToInt(part -> part.plan().workspaceSize()).max().orElse(0);
    String title =
        "The functions of problem " + info.name() + ", made by Costate from " + fileName(info.sourceName()) + ".";
    return new CSource(prefix, new HeaderText(info, prefix).write(title, workspace, patterns, parts),
        new SourceText(headerName, patterns).write(title, parts));
  }

  /** Empty for what a method of solution adds to a problem, the equations of its stages and its sweeps, and for pictures. */
  private Optional<String> partName(Program program) {
    return switch (program.base()) {
      case PROBLEM -> program.className().equals(info.className()) ? Optional.of(prefix) : Optional.empty();
      case CONSTRAINTS -> numbered("_constraints", program, info.groups().stream().map(ConstraintGroup::className));
      case RUN -> numbered("_run", program, info.runs().stream().map(RunInfo::className));
      case EPISODE -> Optional.of(prefix + "_episode");
      case VIEW, SWEEP -> Optional.empty();
      case TEACHER -> numbered("_teacher", program, info.runs()
          .stream()
          .map(run -> GeneratedTeacher.className(run.className())));
    };
  }

  private Optional<String> numbered(String word, Program program, Stream<String> classes) {
    int place = classes.toList().indexOf(program.className());
    return place < 0 ? Optional.empty() : Optional.of(prefix + word + (1 + place));
  }

  /** What says something: where states are plain numbers, nobody needs functions to subtract and add them. */
  private Program exported(Program program) {
    boolean manifolds = info.variables().stream().anyMatch(v -> v.manifold() != Manifold.LINEAR);
    Optional<ConstraintGroup> group =
        info.groups().stream().filter(g -> g.className().equals(program.className())).findFirst();
    return new Program(program.className(), program.base(), program.entries().stream().filter(e -> switch (e.kind()) {
      case DIFFERENCE, RETRACT, DIFFERENCE_JACOBIANS, RETRACT_JACOBIANS -> manifolds;
      case TIME -> group.orElseThrow().moment() == ConstraintGroup.Moment.AT;
      case WEIGHT -> group.orElseThrow().soft();
      default -> true;
    }).toList(), program.info());
  }

  private static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
