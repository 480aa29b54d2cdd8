/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

/** A controller and a plant, asked and moved in turn. */
public final class ClosedLoop {
  private final double[] u;
  private final double[] seen;

  public ClosedLoop(Plant plant) {
    u = new double[plant.problem().dims().nu()];
    seen = new double[plant.observations()];
  }

  /**
   * Runs an episode of a plant that was reset, until the recording is full, the episode ends or the controller has finished. Allocates nothing
   * if the controller does not.
   *
   * @param period between two decisions of the controller
   */
  public void run(Plant plant, Controller controller, double period, Recording recording) {
    double[] x = plant.state();
    int nx = x.length;
    recording.cost = 0;
    recording.ticks = 0;
    recording.time[0] = plant.time();
    System.arraycopy(x, 0, recording.X, 0, nx);
    controller.begin(x);
    for (int k = 0; k < recording.capacity() && !plant.over() && !controller.finished(); k++) {
      long asked = System.nanoTime();
      controller.act(plant.time(), x, u);
      recording.nanos[k] = System.nanoTime() - asked;
      plant.observe(u, seen);
      System.arraycopy(seen, 0, recording.seen, k * seen.length, seen.length);
      System.arraycopy(u, 0, recording.U, k * u.length, u.length);
      recording.cost += plant.advance(u, (k + 1) * period);
      recording.time[k + 1] = plant.time();
      System.arraycopy(x, 0, recording.X, (k + 1) * nx, nx);
      recording.ticks = k + 1;
    }
    recording.end = plant.end();
    recording.finite = plant.finite();
  }
}
