/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** The numbers of what a problem's view draws. Stateless, as {@link GeneratedProblem}; {@code d} is laid out as there. */
public abstract class GeneratedView {
  /** The binary name of the class that goes with a problem's class. */
  public static String className(String problemClass) {
    return problemClass + "$View";
  }

  /** The encoded {@link ViewInfo}. */
  public abstract String info();

  /** How long {@code w} must be. */
  public abstract int workspaceSize();

  /**
   * Computes the numbers at one moment.
   *
   * @param d with the time in {@code d[0]}
   * @param values those of all shapes of {@link ViewInfo}, one behind the other
   */
  public abstract void draw(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] values);
}
