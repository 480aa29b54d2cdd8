/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import java.util.Optional;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.trajectory.Trajectory;

/** Follows a trajectory: its controls as they are, or with the feedback around it. After its end the last control holds. */
public final class TrajectoryController implements Controller {
  /** A time so near to the next step, in steps, belongs to it. */
  private static final double SAME_STEP = 1e-9;

  private final Trajectory trajectory;
  private final Optional<AffinePolicy> policy;
  private final double stepSeconds;

  /** @param policy of this trajectory; empty to run it open loop */
  public TrajectoryController(Trajectory trajectory, Optional<AffinePolicy> policy, double stepSeconds) {
    this.trajectory = trajectory.copy();
    this.policy = policy;
    this.stepSeconds = stepSeconds;
  }

  @Override
  public void begin(double[] x) {}

  @Override
  public void act(double time, double[] x, double[] u) {
    int last = trajectory.dims().steps() - 1;
    int k = Math.clamp((long) Math.floor(time / stepSeconds + SAME_STEP), 0, last);
    if (policy.isPresent()) {
      policy.get().act(k, x, 0, u, 0);
    } else {
      System.arraycopy(trajectory.U, k * u.length, u, 0, u.length);
    }
  }
}
