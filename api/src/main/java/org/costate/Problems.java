/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.runtime.problem.RunInfo;

/** The problems of one file. Immutable. */
public final class Problems {
  private final String file;
  private final List<Compiled> compiled;
  private final List<Diagnostic> warnings;
  private final Artifact artifact;

  Problems(String file, List<Compiled> compiled, List<Diagnostic> warnings, Artifact artifact) {
    this.file = file;
    this.compiled = List.copyOf(compiled);
    this.warnings = List.copyOf(warnings);
    this.artifact = artifact;
  }

  /** Writes the artefact that these problems are, or came from. */
  @FunctionalInterface
  interface Artifact {
    void writeTo(Path jar) throws IOException;
  }

  /** The names of the problems, in source order. */
  public List<String> names() {
    return compiled.stream().map(c -> c.info().name()).toList();
  }

  /**
   * The only problem of the file.
   *
   * @throws IllegalArgumentException if there are several, or none
   */
  public Problem problem() {
    if (compiled.size() != 1) {
      throw new IllegalArgumentException(
          file + " has " + (compiled.isEmpty() ? "no problem" : "several problems: " + String.join(", ", names())));
    }
    return problem(compiled.getFirst());
  }

  /**
   * The problem of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Problem problem(String name) {
    return problem(find(name));
  }

  private Compiled find(String name) {
    for (Compiled candidate : compiled) {
      if (candidate.info().name().equals(name)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        file + " has no problem `" + name + "`; known: " + String.join(", ", names()));
  }

  private Problem problem(Compiled compiled) {
    List<RunInfo> runs = compiled.info().runs(RunInfo.Kind.SOLVE);
    return Problem.of(this, compiled, runs.size() == 1 ? Optional.of(runs.getFirst()) : Optional.empty());
  }

  /** Every solve block of the file as its problem, ready to {@link Problem#solve()}; in source order. */
  public List<Problem> runs() {
    return runs(RunInfo.Kind.SOLVE);
  }

  /** Every block of a kind as its problem, in source order; those of {@code mpc} are ready to {@link Simulation#mpc()}. */
  public List<Problem> runs(RunInfo.Kind kind) {
    List<Problem> all = new ArrayList<>();
    for (Compiled candidate : compiled) {
      for (RunInfo run : candidate.info().runs(kind)) {
        all.add(Problem.of(this, candidate, Optional.of(run)));
      }
    }
    all.sort(Comparator.comparingInt(p -> p.run().orElseThrow().line()));
    return List.copyOf(all);
  }

  /** The problem of the {@code solve} or {@code mpc} block of that name, which the compiler has found there. */
  Problem run(String name) {
    return Stream.of(RunInfo.Kind.SOLVE, RunInfo.Kind.MPC)
        .flatMap(kind -> runs(kind).stream())
        .filter(p -> p.run().orElseThrow().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What the compiler remarked although it accepted the program; empty for an artefact. */
  public List<Diagnostic> warnings() {
    return warnings;
  }

  /**
   * Writes the functions of a problem and their derivatives as one file of C99 that needs nothing but {@code math.h}, and its header beside it;
   * each appears complete or not at all.
   *
   * @param target ends in {@code .c}
   * @throws IllegalArgumentException if there is no problem of that name, or the file has another ending
   * @throws UnsupportedOperationException if these come from a jar, which does not hold the formulas
   */
  public void exportC(String name, Path target) throws IOException {
    find(name).export().writeC(target);
  }

  /** Writes a jar that {@link Costate#load} reads and that needs no compiler; it appears complete or not at all. */
  public void save(Path jar) throws IOException {
    artifact.writeTo(jar);
  }
}
