/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.costate.compiler.codegen.ClassNames;
import org.costate.compiler.entries.ConstraintEntries;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Episode;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.Program;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.EpisodeInfo;
import org.costate.runtime.problem.GeneratedEpisode;
import org.costate.runtime.problem.GeneratedSweep;
import org.costate.runtime.problem.GeneratedTeacher;
import org.costate.runtime.problem.GeneratedView;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.Stages;

/**
 * The classes to generate for one problem, and what the artefact tells about itself.
 *
 * @param parts those of its runs, of its constraints, of the problem with its stages, of its episodes, of its view and of its sweeps
 */
record Assembly(ProblemInfo info, Program problem, List<Program> parts) {
  Assembly {
    parts = List.copyOf(parts);
  }

  /** What the classes of one problem have in common. */
  private record Origin(String sourceName, String sourceHash) {}

  /**
   * @param program the files that the problem comes from
   * @param place where its name is declared: a module gives its class a package
   * @param data the data files that they name
   * @param policies those for the problem
   * @param lifted the same problem with the unknowns of its stages, where a run solves for them
   */
  static Assembly of(ModuleGraph program, Span place, List<Source> data, List<PolicyInfo> policies,
      ProblemEntries entries, Optional<ProblemEntries> lifted) {
    ProblemGraph graph = entries.graph();
    Source source = program.root().span().source();
    String className = program.name(place.source())
        .map(module -> ClassNames.ofModule(module, graph.name()))
        .orElseGet(() -> ClassNames.problem(fileName(source.name()), graph.name()));
    Origin origin = new Origin(source.name(), sha256(program, data));
    List<Program> parts = new ArrayList<>();
    List<RunInfo> runs = new ArrayList<>();
    for (ProblemGraph.Run run : graph.runs()) {
      String runClass = ClassNames.run(className, runs.size() + 1);
      runs.add(runInfo(run, runClass));
      parts.add(new Program(runClass, Program.Base.RUN, entries.run(run), ""));
      run.training()
          .filter(training -> !training.teacher().isEmpty())
          .ifPresent(training -> parts.add(new Program(GeneratedTeacher.className(runClass), Program.Base.TEACHER,
              entries.teacher(training.teacher()), "")));
    }
    Optional<Stages> stages = Optional.empty();
    if (lifted.isPresent()) {
      String stagesClass = ClassNames.stages(className);
      stages = Optional.of(new Stages(stagesClass, lifted.get().nodes()));
      List<ConstraintGroup> groups = groups(stagesClass, lifted.get(), parts);
      parts.add(problem(info(stagesClass, origin, lifted.get(), groups, List.of(), Optional.empty()), lifted.get()));
    }
    List<ConstraintGroup> groups = groups(className, entries, parts);
    ProblemInfo info = info(className, origin, entries, groups, runs, stages);
    episode(className, graph.episode(), entries).ifPresent(parts::add);
    if (!graph.view().isEmpty()) {
      parts.add(new Program(
          GeneratedView.className(className), Program.Base.VIEW, entries.view(), graph.view().info().encode()));
    }
    List<Entry> sweep = entries.sweep();
    if (!sweep.isEmpty()) {
      parts.add(new Program(GeneratedSweep.className(className), Program.Base.SWEEP, sweep, ""));
    }
    Program own = problem(info, entries);
    String networks = policies.isEmpty() ? "" : PolicyInfo.encode(policies);
    return new Assembly(info, new Program(own.className(), own.base(), own.entries(), own.info(), networks), parts);
  }

  private static Program problem(ProblemInfo info, ProblemEntries entries) {
    return new Program(info.className(), Program.Base.PROBLEM, entries.problem(), info.encode());
  }

  /** @param parts gets the class of each group */
  private static List<ConstraintGroup> groups(String problemClass, ProblemEntries entries, List<Program> parts) {
    List<ConstraintGroup> groups = new ArrayList<>();
    for (ConstraintEntries.Group group : entries.constraints()) {
      String groupClass = ClassNames.constraints(problemClass, groups.size() + 1);
      groups.add(new ConstraintGroup(group.moment(), group.soft(), groupClass, group.pattern(), group.rows()));
      parts.add(new Program(groupClass, Program.Base.CONSTRAINTS, group.entries(), ""));
    }
    return groups;
  }

  private static ProblemInfo info(String className, Origin origin, ProblemEntries entries,
      List<ConstraintGroup> groups, List<RunInfo> runs, Optional<Stages> stages) {
    ProblemGraph graph = entries.graph();
    return new ProblemInfo(
        graph.name(),
        className,
        origin.sourceName,
        origin.sourceHash,
        graph.sense(),
        graph.discrete(),
        graph.freeTime(),
        entries.ndx(),
        graph.steps(),
        graph.variables(),
        entries.dynamicsPattern(),
        entries.curvaturePattern(),
        groups,
        runs,
        stages);
  }

  /** Only a problem that a simulation has something to ask of has this class. */
  private static Optional<Program> episode(String problemClass, Episode episode, ProblemEntries entries) {
    if (episode.isEmpty()) {
      return Optional.empty();
    }
    EpisodeInfo info = new EpisodeInfo(families(episode.params()), families(episode.start()),
        families(episode.disturbances()), episode.ends().stream().map(Episode.End::name).toList());
    return Optional.of(new Program(
        GeneratedEpisode.className(problemClass), Program.Base.EPISODE, entries.episode(), info.encode()));
  }

  private static List<EpisodeInfo.Family> families(List<Episode.Draw> draws) {
    return draws.stream().map(Episode.Draw::family).toList();
  }

  private static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static RunInfo runInfo(ProblemGraph.Run run, String className) {
    List<RunInfo.Expectation> expectations =
        run.expectations()
            .stream()
            .map(e -> new RunInfo.Expectation(e.span().text(), e.span().line()))
            .toList();
    return new RunInfo(run.kind(), run.name(), run.method(), className,
        run.training().map(ProblemGraph.Training::policy).orElse(""), run.options(),
        run.training().map(ProblemGraph.Training::settings).orElse(List.of()), expectations, run.span().line());
  }

  private static byte[] named(String name, Source source) {
    return bytes("\0" + name + "\0" + source.text().length() + "\0" + source.text());
  }

  /** Of the text of the program's file and, with their names, of those of all modules and data files. */
  private static String sha256(ModuleGraph program, List<Source> data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes(program.root().span().source().text()));
      new TreeMap<>(program.modules()).forEach((name, file) -> {
        digest.update(named(name, file.span().source()));
      });
      data.forEach(file -> digest.update(named("", file)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
