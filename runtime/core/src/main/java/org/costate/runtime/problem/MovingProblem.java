/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Optional;

/**
 * A problem whose horizon moves on and which begins at a measured state: what a receding horizon solves at every tick. A fixed horizon keeps
 * its length. A free one is chosen anew; its lower limit falls by the time that has passed, down to {@code least}, so that a goal can be
 * reached in the end. Formulas of a free final time count t from the start of each plan. {@link #move} allocates nothing.
 */
public final class MovingProblem extends ForwardingProblem {
  private final ProblemInstance instance;
  private final double least;

  /** By coordinate: by how much the horizon grows with it; zero for states and for design variables that do not decide on it. */
  private final double[] stretch;

  /** The declared lower limits, [nx]. */
  private final double[] lowest;

  private final double[] start;

  /**
   * @param problem not modified
   * @param least the shortest time to go that is worth a plan
   * @throws IllegalArgumentException for states whose start is free and for constraints of a given time, which have no place in a horizon that
   *     begins at a measured state and moves
   */
  public MovingProblem(ProblemInstance problem, double least) {
    this(problem.fork(), least, problem.info());
  }

  private MovingProblem(ProblemInstance own, double least, ProblemInfo info) {
    super(own);
    instance = own;
    this.least = least;
    start = own.startState();
    lowest = own.stateLower();
    stretch = new double[start.length];
    List<String> names =
        info.variables(VariableInfo.Kind.STATE).stream().flatMap(v -> v.elementNames().stream()).toList();
    for (int i = 0; i < names.size(); i++) {
      if (own.setup().free[i] == 1) {
        throw new IllegalArgumentException("the start of " + names.get(i)
            + " is free, but each plan begins at a measured state; give it a start");
      }
    }
    for (ConstraintGroup group : info.groups()) {
      if (group.moment() == ConstraintGroup.Moment.AT) {
        throw new IllegalArgumentException("constraint `" + group.rows().getFirst().name()
            + "` holds at one time, which a horizon that moves has no place for");
      }
    }
    for (int i = names.size(); i < start.length && info.freeTime(); i++) {
      double now = own.horizonFrom(start);
      start[i] += 1;
      stretch[i] = own.horizonFrom(start) - now;
      start[i] -= 1;
    }
  }

  /**
   * Begins the horizon at a time and a state.
   *
   * @param x [nx] at its begin, design variables as they are to begin with, which come back within their limits
   */
  public void move(double time, double[] x) {
    ProblemSetup setup = instance.setup();
    for (int i = 0; i < start.length; i++) {
      if (setup.free[i] == 1) {
        if (stretch[i] > 0) {
          double shortest = least / stretch[i];
          setup.stateLower[i] = Math.max(Math.min(lowest[i], shortest), lowest[i] - time / stretch[i]);
        }
        x[i] = Math.clamp(x[i], setup.stateLower[i], setup.stateUpper[i]);
      }
    }
    instance.move(time, x);
  }

  /** Takes time off what is left: the design variables of {@code x [nx]} at its begin that decide on the horizon fall as far as their limits allow. */
  public void shorten(double seconds, double[] x) {
    for (int i = 0; i < start.length; i++) {
      if (stretch[i] > 0) {
        x[i] -= seconds / stretch[i];
      }
    }
  }

  /** The length of a step of a plan from {@code x [nx]}. */
  public double stepSeconds(double[] x) {
    return instance.horizonFrom(x) / dims().steps();
  }

  @Override
  public Optional<LiftedProblem> lifted() {
    return instance.lifted();
  }

  /** The controls to begin with, [N x nu]. */
  public double[] initialControls() {
    return instance.initialControls();
  }

  /** x(0) of the problem, design variables included; a copy. */
  public double[] startState() {
    return start.clone();
  }

  public ProblemInfo info() {
    return instance.info();
  }
}
