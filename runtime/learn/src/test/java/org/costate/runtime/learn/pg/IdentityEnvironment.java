/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.List;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/** The action should be what is seen, 1 or -1, drawn anew at each step. The best return of its ten steps is 0. */
final class IdentityEnvironment implements Environment {
  static final int HORIZON = 10;

  private final EnvironmentInfo info;
  private final double[] seen = new double[1];
  private RandomStream stream = new RandomStream(0);
  private int step;
  private long transitions;

  /** @param discrete whether the action is one of -1 and 1 */
  IdentityEnvironment(boolean discrete) {
    info = new EnvironmentInfo("Identity", List.of(new EnvironmentInfo.Observation("o", List.of(1), 0)),
        List.of(new EnvironmentInfo.Control("u", List.of(-2.0), List.of(2.0),
            discrete ? List.of(-1.0, 1.0) : List.of(), 0)),
        HORIZON);
  }

  @Override
  public EnvironmentInfo info() {
    return info;
  }

  @Override
  public void reset(RandomStream own) {
    stream = own;
    step = 0;
    draw();
  }

  private void draw() {
    seen[0] = stream.uniform() < 0.5 ? -1 : 1;
  }

  @Override
  public double step(double[] action, int at) {
    double error = Math.clamp(action[at], -2, 2) - seen[0];
    step++;
    transitions++;
    draw();
    return -error * error;
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  public boolean truncated() {
    return step >= HORIZON;
  }

  @Override
  public double[] observation() {
    return seen;
  }

  @Override
  public long transitions() {
    return transitions;
  }
}
