/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The coordinates of a solver's state, the states of the source and then its design variables, and the directions with which they change. */
final class StateLayout {
  private static final int QUATERNION_SIZE = 4;

  private final List<String> names = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  /** By coordinate; those of a quaternion name its three directions, the first of them twice. */
  private final int[] directions;

  /** How many coordinates belong to states of the source. */
  private final int states;

  private final int ndx;

  StateLayout(ProblemInfo info) {
    states = info.size(VariableInfo.Kind.STATE);
    ndx = info.ndx();
    directions = new int[info.dims().nx()];
    List<VariableInfo> variables = new ArrayList<>(info.variables(VariableInfo.Kind.STATE));
    variables.addAll(info.variables(VariableInfo.Kind.DESIGN));
    int direction = 0;
    for (VariableInfo variable : variables) {
      boolean quaternions = variable.manifold() == Manifold.QUATERNION;
      for (int i = 0; i < variable.size(); i++) {
        int own = quaternions ? i / QUATERNION_SIZE * 3 + Math.max(0, i % QUATERNION_SIZE - 1) : i;
        directions[names.size() + i] = direction + own;
      }
      names.addAll(variable.elementNames());
      variable.elementNames().forEach(_ -> lines.add(variable.line()));
      direction += variable.tangentSize();
    }
  }

  /** How many coordinates there are. */
  int nx() {
    return directions.length;
  }

  /** How many coordinates belong to states; those behind them belong to design variables. */
  int states() {
    return states;
  }

  String name(int coordinate) {
    return names.get(coordinate);
  }

  /** The line of the declaration. */
  int line(int coordinate) {
    return lines.get(coordinate);
  }

  /** See {@link OptimalControlProblem#direction}. */
  int direction(int coordinate) {
    return directions[coordinate];
  }

  /** Which directions of the start a solver may choose, [ndx]. */
  boolean[] freeDirections(ProblemSetup setup) {
    boolean[] free = new boolean[ndx];
    for (int i = 0; i < nx(); i++) {
      free[directions[i]] |= setup.free[i] == 1;
    }
    return free;
  }

  /** See {@link OptimalControlProblem#startBounds}. */
  void startBounds(ProblemSetup setup, double[] lower, double[] upper) {
    Arrays.fill(lower, 0, ndx, 0);
    Arrays.fill(upper, 0, ndx, 0);
    for (int i = 0; i < nx(); i++) {
      if (setup.free[i] == 1) {
        lower[directions[i]] = setup.stateLower[i] - setup.start[i];
        upper[directions[i]] = setup.stateUpper[i] - setup.start[i];
      }
    }
  }

  /** See {@link OptimalControlProblem#stateBounds}: a design variable has its limits at the start alone. */
  void stateBounds(ProblemSetup setup, double[] lower, double[] upper) {
    Arrays.fill(lower, 0, nx(), Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, 0, nx(), Double.POSITIVE_INFINITY);
    System.arraycopy(setup.stateLower, 0, lower, 0, states);
    System.arraycopy(setup.stateUpper, 0, upper, 0, states);
  }
}
