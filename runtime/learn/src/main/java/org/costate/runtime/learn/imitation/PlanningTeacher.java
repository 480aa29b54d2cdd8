/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import org.costate.runtime.mpc.AnchoredHorizon;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.Controller;

/** A teacher who plans, anew in each episode. */
public final class PlanningTeacher implements CompiledLesson.Teacher {
  private final Planner planner;
  private Controller controller;

  public PlanningTeacher(Planner planner) {
    this.planner = planner;
  }

  /** Makes the controller of an episode. */
  @FunctionalInterface
  public interface Planner {
    /** @param episode with what was drawn for it, {@code x} its start [nx]; neither is modified */
    Controller plan(ProblemInstance episode, double[] x);
  }

  @Override
  public void begin(ProblemInstance episode, double[] x) {
    controller = planner.plan(episode, x);
    controller.begin(x);
  }

  @Override
  public void act(double time, double[] x, double[] data, double[] action) {
    controller.act(time, x, action);
  }

  @Override
  public void actNear(double[] own, double weight, double[] action) {
    if (controller instanceof AnchoredHorizon horizon) {
      horizon.actNear(own, weight, action);
    } else {
      CompiledLesson.Teacher.super.actNear(own, weight, action);
    }
  }
}
