/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a compiled problem tells about itself; it travels inside the generated class as text.
 *
 * @param name the problem's name in the source, {@code className} the binary name of its {@link GeneratedProblem}
 * @param sourceName the file as the user named it, {@code sourceHash} the SHA-256 of its text and of the data
 *     files that it reads, in hexadecimal
 * @param discrete true for a problem with {@code next}
 * @param freeTime whether a design variable decides on the length of the horizon
 * @param ndx directions in which a state can change, design variables included
 * @param variables states, controls, params, signals, design variables, in the order of their offsets within each kind
 * @param dynamicsPattern structural non-zeros of (fx, fu) side by side, [ndx x (ndx + nu)]
 * @param curvaturePattern structural non-zeros of the Hessian of lambda' F, [(ndx + nu) x (ndx + nu)]
 * @param groups constraints, and penalties of single moments; soft ones on the path and at the end are a part of the costs
 * @param runs the {@code solve} and {@code mpc} blocks for this problem, in source order
 * @param stages the problem whose solver solves the equations of the integrator, where a run asks for it
 */
public record ProblemInfo(
    String name,
    String className,
    String sourceName,
    String sourceHash,
    Sense sense,
    boolean discrete,
    boolean freeTime,
    int ndx,
    int steps,
    List<VariableInfo> variables,
    Sparsity dynamicsPattern,
    Sparsity curvaturePattern,
    List<ConstraintGroup> groups,
    List<RunInfo> runs,
    Optional<Stages> stages) {

  /** Which way the user's objective goes; the compiled cost is always minimized. */
  public enum Sense {
    MINIMIZE,
    MAXIMIZE;

    /** The user's objective for a compiled cost. */
    public double objective(double cost) {
      return this == MINIMIZE ? cost : -cost;
    }
  }

  /** Without stages. */
  public ProblemInfo(String name, String className, String sourceName, String sourceHash, Sense sense, boolean discrete,
      boolean freeTime, int ndx, int steps, List<VariableInfo> variables, Sparsity dynamicsPattern,
      Sparsity curvaturePattern, List<ConstraintGroup> groups, List<RunInfo> runs) {
    this(name, className, sourceName, sourceHash, sense, discrete, freeTime, ndx, steps, variables, dynamicsPattern,
        curvaturePattern, groups, runs, Optional.empty());
  }

  public ProblemInfo {
    Objects.requireNonNull(sense);
    variables = List.copyOf(variables);
    groups = List.copyOf(groups);
    runs = List.copyOf(runs);
  }

  /** The text that {@link #decode} reads back; equal infos have equal texts. */
  public String encode() {
    return ProblemInfoText.encode(this);
  }

  /** @throws IllegalArgumentException with the line at fault if the text is not one of {@link #encode} */
  public static ProblemInfo decode(String text) {
    return ProblemInfoText.decode(text);
  }

  /** The blocks of one kind, in source order. */
  public List<RunInfo> runs(RunInfo.Kind kind) {
    return runs.stream().filter(run -> run.kind() == kind).toList();
  }

  /** The variables of one kind, by offset. */
  public List<VariableInfo> variables(VariableInfo.Kind kind) {
    return variables.stream().filter(v -> v.kind() == kind).toList();
  }

  /** The constraints that must hold, group by group. */
  public List<ConstraintInfo> constraints() {
    return groups.stream().filter(g -> !g.soft()).flatMap(g -> g.rows().stream()).toList();
  }

  /** How many numbers the variables of one kind have together. */
  public int size(VariableInfo.Kind kind) {
    return variables.stream().filter(v -> v.kind() == kind).mapToInt(VariableInfo::size).sum();
  }

  /** What changes along each direction of a state, [ndx]: an element of a variable, or a whole quaternion for each of its three directions. */
  public List<String> directionNames() {
    return Stream.concat(variables(VariableInfo.Kind.STATE).stream(), variables(VariableInfo.Kind.DESIGN).stream())
        .flatMap(v -> v.manifold() == Manifold.QUATERNION
            ? Collections.nCopies(v.tangentSize(), v.name()).stream()
            : v.elementNames().stream())
        .toList();
  }

  /** A state of the solvers is the states, then the design variables. */
  public Dims dims() {
    return new Dims(size(VariableInfo.Kind.STATE) + size(VariableInfo.Kind.DESIGN), ndx,
        size(VariableInfo.Kind.CONTROL), steps);
  }
}
