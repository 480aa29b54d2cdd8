/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.Optional;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.trajectory.Trajectory;

/**
 * How one case of a {@link Batch} ended. Immutable; every array is a copy. A case whose values do not fit together, say a lower limit above
 * the upper one, is refused: it has no status, and its numbers are NaN.
 */
public final class CaseResult {
  private final ProblemInfo info;
  private final int number;
  private final Optional<String> refusal;
  private final SolverStatus status;
  private final double objective;
  private final int iterations;
  private final double maxViolation;
  private final double finalTime;

  /** x(N), [nx]. */
  private final double[] end;

  /** Null unless the batch keeps trajectories. */
  private final Trajectory trajectory;

  private CaseResult(ProblemInfo info, int number, Optional<String> refusal, SolverStatus status, double objective,
      int iterations, double maxViolation, double finalTime, double[] end, Trajectory trajectory) {
    this.info = info;
    this.number = number;
    this.refusal = refusal;
    this.status = status;
    this.objective = objective;
    this.iterations = iterations;
    this.maxViolation = maxViolation;
    this.finalTime = finalTime;
    this.end = end;
    this.trajectory = trajectory;
  }

  /**
   * @param end x(N), given away
   * @param trajectory given away; null if it is not kept
   */
  static CaseResult solved(ProblemInfo info, int number, SolverStatus status, double objective, int iterations,
      double maxViolation, double finalTime, double[] end, Trajectory trajectory) {
    return new CaseResult(info, number, Optional.empty(), status, objective, iterations, maxViolation, finalTime, end,
        trajectory);
  }

  static CaseResult refused(ProblemInfo info, int number, String reason) {
    double[] nowhere = new double[info.dims().nx()];
    Arrays.fill(nowhere, Double.NaN);
    return new CaseResult(info, number, Optional.of(reason), null, Double.NaN, 0, Double.NaN, Double.NaN, nowhere,
        null);
  }

  /** Which case, from 0. */
  public int number() {
    return number;
  }

  /** Why the case could not be solved at all. */
  public Optional<String> refusal() {
    return refusal;
  }

  /** Why the solver stopped; empty for a refused case. */
  public Optional<SolverStatus> status() {
    return Optional.ofNullable(status);
  }

  /** Whether the stopping test of the method holds. */
  public boolean converged() {
    return status == SolverStatus.CONVERGED;
  }

  /** The cost, or the gain where the problem says {@code maximize}. */
  public double objective() {
    return objective;
  }

  /** How many iterations the solver began. */
  public int iterations() {
    return iterations;
  }

  /** As {@link Solution#maxViolation}. */
  public double maxViolation() {
    return maxViolation;
  }

  /** The time at the end: the solver's choice where it is free; the number of steps for a problem with {@code next}. */
  public double finalTime() {
    return finalTime;
  }

  /** The state at the end, all numbers in the order of the states. */
  public double[] finalState() {
    return Arrays.copyOf(end, info.size(Kind.STATE));
  }

  /**
   * One number of the state at the end.
   *
   * @param name {@code theta} or {@code q[2]}
   */
  public double finalState(String name) {
    return end[Elements.offset(info.name(), info.variables(Kind.STATE), name)];
  }

  /** The design variables that the solver chose, all numbers in their order. */
  public double[] design() {
    return Arrays.copyOfRange(end, info.size(Kind.STATE), end.length);
  }

  /** One number of a state over time, [N + 1], where the batch {@link Batch#keepTrajectories keeps trajectories}. */
  public double[] state(String name) {
    Trajectory kept = kept();
    return column(kept.X, kept.dims().nx(), Elements.offset(info.name(), info.variables(Kind.STATE), name));
  }

  /** One number of a control over the steps, [N], where the batch {@link Batch#keepTrajectories keeps trajectories}. */
  public double[] control(String name) {
    Trajectory kept = kept();
    return column(kept.U, kept.dims().nu(), Elements.offset(info.name(), info.variables(Kind.CONTROL), name));
  }

  private Trajectory kept() {
    if (trajectory == null) {
      throw new IllegalStateException("case " + number + " has no trajectory"
          + (refusal.isPresent() ? ": " + refusal.get() : "; ask the batch to keepTrajectories()"));
    }
    return trajectory;
  }

  private static double[] column(double[] rows, int width, int at) {
    double[] column = new double[rows.length / width];
    Arrays.setAll(column, k -> rows[k * width + at]);
    return column;
  }
}
