/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** The formulas of a {@code teacher} group: what to do, seen from the whole state. Stateless, as {@link GeneratedProblem}. */
public abstract class GeneratedTeacher {
  /** The binary name of the class that goes with the class of a {@code train} block. */
  public static String className(String runClass) {
    return runClass + "$Teacher";
  }

  /** How long {@code w} must be. */
  public abstract int workspaceSize();

  /**
   * The controls that the teacher takes.
   *
   * @param d laid out as in {@link GeneratedProblem}, with the time of the step
   * @param values the controls [nu]
   */
  public abstract void teach(double[] x, int xAt, double[] d, double[] w, double[] values);
}
