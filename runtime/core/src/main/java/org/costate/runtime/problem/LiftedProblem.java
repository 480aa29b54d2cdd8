/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;

/**
 * A problem whose steps solve no equations: the stages of its implicit integrator are unknowns beside the controls, and their equations are the
 * first constraints of each k < N. Its solutions are those of the problem that it comes from, with the same multipliers of all else. One
 * object serves the thread of that problem.
 */
public final class LiftedProblem extends ForwardingProblem {
  private final ProblemInstance user;
  private final ProblemInstance lifted;
  private final List<Double> nodes;
  private final int states;
  private final boolean[] angle;
  private final double[] dx;
  private final double[] x;

  /**
   * @param user the problem that it comes from
   * @param lifted an instance of its {@link Stages} with the same values
   */
  LiftedProblem(ProblemInstance user, ProblemInstance lifted, List<Double> nodes) {
    super(lifted);
    this.user = user;
    this.lifted = lifted;
    this.nodes = nodes;
    states = user.info().size(VariableInfo.Kind.STATE);
    angle = new boolean[states];
    for (VariableInfo state : user.info().variables(VariableInfo.Kind.STATE)) {
      for (int i = state.offset(); i < state.offset() + state.size(); i++) {
        angle[i] = state.manifold() == Manifold.ANGLE;
      }
    }
    dx = new double[user.dims().ndx()];
    x = new double[user.dims().nx()];
  }

  /** Takes over where the problem that it comes from begins now, in time and in states: to be called before each solve. */
  public void follow() {
    lifted.follow(user);
  }

  /** How many equations of stages each step has, as many as unknowns. */
  public int equations() {
    return dims().nu() - user.dims().nu();
  }

  /**
   * Guesses the stages: states lie between those of the grid, each direction in proportion to time, algebraic variables where their equations
   * are solved from.
   *
   * @param X states of the grid [(N + 1) x nx]
   * @param U controls of the problem that it comes from, [N x nu]
   * @return controls with stages [N x (nu + equations)]
   */
  public double[] withStages(double[] X, double[] U) {
    int nx = x.length;
    int nu = user.dims().nu();
    int wide = dims().nu();
    int perStage = equations() / nodes.size();
    double[] all = new double[dims().steps() * wide];
    for (int k = 0; k < dims().steps(); k++) {
      System.arraycopy(U, k * nu, all, k * wide, nu);
      for (int i = 0; i < nodes.size(); i++) {
        int at = k * wide + nu + i * perStage;
        between(X, k * nx, nodes.get(i));
        System.arraycopy(x, 0, all, at, states);
        int algebraic = nu + i * perStage + states;
        System.arraycopy(lifted.setup().trim, algebraic, all, at + states, perStage - states);
      }
    }
    return all;
  }

  /**
   * The reverse, for controls and for what stands in their place.
   *
   * @param all [N x (nu + equations)]
   */
  public double[] withoutStages(double[] all) {
    int nu = user.dims().nu();
    double[] U = new double[dims().steps() * nu];
    for (int k = 0; k < dims().steps(); k++) {
      System.arraycopy(all, k * dims().nu(), U, k * nu, nu);
    }
    return U;
  }

  /** Writes to {@code x} the state at a part of the way from the one at {@code at} to the next. */
  private void between(double[] X, int at, double part) {
    user.difference(X, at, X, at + x.length, dx, 0);
    for (int i = 0; i < dx.length; i++) {
      dx[i] *= part;
    }
    user.retract(X, at, dx, 0, x, 0);
    for (int i = 0; i < states; i++) {
      if (angle[i]) { // the turn that the step is in: stages are differences from its start
        x[i] = X[at + i] + Math.IEEEremainder(x[i] - X[at + i], 2 * Math.PI);
      }
    }
  }
}
