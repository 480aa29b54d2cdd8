/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

/** What an action is made before it is used: brought into the limits, or to the nearest choice where there are only some. */
public final class ActionLimits {
  private final double[] lower;
  private final double[] upper;

  /** Of each number of an action; null where it has none. */
  private final double[][] choices;

  /**
   * @param info of which the choices are read
   * @param lower and {@code upper}, [nu] each, are read whenever an action is applied
   */
  public ActionLimits(EnvironmentInfo info, double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
    choices = new double[info.actionSize()][];
    for (EnvironmentInfo.Control control : info.controls()) {
      for (int i = 0; i < control.size() && !control.choices().isEmpty(); i++) {
        choices[control.offset() + i] = control.choices().stream().mapToDouble(c -> c).toArray();
      }
    }
  }

  /**
   * @param action numbers from {@code at}, not modified
   * @param u [nu], overwritten
   */
  public void apply(double[] action, int at, double[] u) {
    for (int i = 0; i < u.length; i++) {
      u[i] = choices[i] == null ? Math.clamp(action[at + i], lower[i], upper[i]) : nearest(choices[i], action[at + i]);
    }
  }

  private static double nearest(double[] values, double value) {
    double best = values[0];
    for (double candidate : values) {
      best = Math.abs(candidate - value) < Math.abs(best - value) ? candidate : best;
    }
    return best;
  }
}
