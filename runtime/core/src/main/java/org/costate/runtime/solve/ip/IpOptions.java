/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Map;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;

/**
 * Options of {@link IpSolver}; names, ranges and defaults are those of {@link MethodSchemas#IP}.
 *
 * @param iterations at most so many, those of restoration phases included
 * @param tolerance converged when no scaled residual of the first-order conditions is larger
 * @param constraintTolerance and no constraint, limit or gap is violated by more, in the problem's units
 * @param initialBarrier the first mu
 * @param collocation whether the stages of an implicit integrator are unknowns of the method; a problem that was compiled without them is
 *     shot, with the same solutions
 */
public record IpOptions(
    int iterations, double tolerance, double constraintTolerance, double initialBarrier, boolean collocation)
    implements SolverOptions {
  public IpOptions {
    if (iterations < 0 || !(tolerance >= 0) || !(constraintTolerance >= 0) || !(initialBarrier >= 0)) {
      throw new IllegalArgumentException(
          "iterations " + iterations + ", tolerance " + tolerance + ", constraint tolerance "
              + constraintTolerance + ", initial barrier " + initialBarrier);
    }
  }

  @Override
  public String method() {
    return MethodSchemas.IP.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return collocation
        ? problem.lifted()
            .<Solver>map(lifted -> new CollocationSolver(problem, lifted, this))
            .orElseGet(() -> new IpSolver(problem, this))
        : new IpSolver(problem, this);
  }

  public static IpOptions defaults() {
    return parse(Map.of());
  }

  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static IpOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.IP.resolve(options);
    return new IpOptions(values.integer("iterations"), values.real("tolerance"), values.real("constraint_tolerance"),
        values.real("barrier.initial"), values.text("transcription").equals("collocation"));
  }

  public IpOptions withIterations(int changed) {
    return new IpOptions(changed, tolerance, constraintTolerance, initialBarrier, collocation);
  }

  public IpOptions withTolerance(double changed) {
    return new IpOptions(iterations, changed, constraintTolerance, initialBarrier, collocation);
  }

  public IpOptions withConstraintTolerance(double changed) {
    return new IpOptions(iterations, tolerance, changed, initialBarrier, collocation);
  }

  public IpOptions withInitialBarrier(double changed) {
    return new IpOptions(iterations, tolerance, constraintTolerance, changed, collocation);
  }

  public IpOptions withCollocation(boolean changed) {
    return new IpOptions(iterations, tolerance, constraintTolerance, initialBarrier, changed);
  }
}
