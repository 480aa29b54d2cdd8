/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import java.util.Optional;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The outcome of a solve: always the best trajectory found, whatever the status.
 *
 * @param cost of the trajectory
 * @param iterations accepted steps
 * @param kkt how far the trajectory is from the first-order conditions of an optimum
 * @param trajectory belongs to the report
 * @param multipliers belongs to the report
 * @param policy feedback around the trajectory
 * @param nonFinite present exactly for {@link SolverStatus#NOT_FINITE}
 * @param starts what became of every start, where there were several
 * @param choice which method solved, where another one chose it
 * @param lifted the same with the stages of the steps, where these were unknowns: a solution of {@link
 *     org.costate.runtime.problem.OptimalControlProblem#lifted}
 */
public record SolveReport(
    SolverStatus status,
    double cost,
    int iterations,
    Kkt kkt,
    Trajectory trajectory,
    Multipliers multipliers,
    AffinePolicy policy,
    Evaluations evaluations,
    Optional<NonFinite> nonFinite,
    Optional<Starts> starts,
    Optional<Choice> choice,
    Optional<SolveReport> lifted) {
  /** The outcome of a solve from one start. */
  public SolveReport(
      SolverStatus status,
      double cost,
      int iterations,
      Kkt kkt,
      Trajectory trajectory,
      Multipliers multipliers,
      AffinePolicy policy,
      Evaluations evaluations,
      Optional<NonFinite> nonFinite) {
    this(status, cost, iterations, kkt, trajectory, multipliers, policy, evaluations, nonFinite, Optional.empty(),
        Optional.empty(), Optional.empty());
  }

  /** The same, of a method that was chosen. */
  public SolveReport with(Choice chosen) {
    return new SolveReport(status, cost, iterations, kkt, trajectory, multipliers, policy, evaluations, nonFinite,
        starts,
        Optional.of(chosen), lifted);
  }
}
