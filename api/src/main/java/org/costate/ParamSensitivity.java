/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Optional;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.solve.certify.Sensitivity;

/** How a solution changes with one number of a param, as long as the same constraints and limits push. */
public final class ParamSensitivity {
  private final ProblemInfo info;
  private final Sensitivity sensitivity;

  ParamSensitivity(ProblemInfo info, Sensitivity sensitivity) {
    this.info = info;
    this.sensitivity = sensitivity;
  }

  /** The derivative of the objective, in the sense of the user. */
  public double objective() {
    return info.sense().objective(sensitivity.cost());
  }

  /** Whether the trajectory has a derivative: the solution is a strict minimum whose active constraints do not depend on each other. */
  public boolean hasTrajectory() {
    return sensitivity.U().isPresent();
  }

  /**
   * The derivative of a control over the steps, [N].
   *
   * @param name {@code tau} or {@code f[2]}
   * @throws IllegalStateException without {@link #hasTrajectory}
   */
  public double[] control(String name) {
    int offset = Elements.offset(info.name(), info.variables(Kind.CONTROL), name);
    int steps = direction(0).length - 1;
    int width = sensitivity.U().orElseThrow().length / steps; // stages of the steps stand behind the controls
    return column(sensitivity.U(), width, offset);
  }

  /**
   * The derivative of what changes along one direction of the state, [N + 1].
   *
   * @param direction one of {@link ProblemInfo#directionNames()} by its place: states first, then design variables
   * @throws IllegalStateException without {@link #hasTrajectory}
   */
  public double[] direction(int direction) {
    return column(sensitivity.X(), info.ndx(), direction);
  }

  private double[] column(Optional<double[]> rows, int width, int column) {
    double[] all = rows.orElseThrow(() -> new IllegalStateException(
        "the solution of " + info.name() + " is no strict minimum: its trajectory has no derivative"));
    double[] values = new double[all.length / width];
    for (int k = 0; k < values.length; k++) {
      values[k] = all[k * width + column];
    }
    return values;
  }
}
