/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import org.costate.runtime.stats.RandomStream;

/** Who decides on the steps of an episode that the teacher comments. */
@FunctionalInterface
interface Driver {
  /**
   * Writes the action that is taken.
   *
   * @param taught what the teacher would do, {@code own} what the policy would; neither is modified
   * @param stream to draw from
   */
  void drive(TaughtEnvironment environment, double[] taught, double[] own, RandomStream stream, double[] action);

  /** The teacher, with a probability at each step, or else the policy. */
  static Driver mixture(double teacher) {
    return (environment, taught, own, stream, action) -> {
      boolean teacherDrives = teacher > 0 && (teacher >= 1 || stream.uniform() < teacher);
      System.arraycopy(teacherDrives ? taught : own, 0, action, 0, action.length);
    };
  }

  /**
   * The teacher, who pays for the divergence from the policy.
   *
   * @param weight of a unit of it, {@code deviation} of the policy's actions
   */
  static Driver near(double weight, double deviation) {
    return (environment, taught, own, stream, action) -> {
      if (weight > 0) {
        environment.teachNear(own, weight / (deviation * deviation), action);
      } else {
        System.arraycopy(taught, 0, action, 0, action.length);
      }
    };
  }
}
