/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.train.Evaluation;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.Recording;
import org.costate.runtime.stats.RandomStream;

/** An episode of a policy that is recorded, where {@link Evaluation} keeps returns alone. */
final class PolicyEpisode {
  private PolicyEpisode() {}

  /** With the actions of largest density; the random numbers are those of an evaluation's first episode. */
  static SimulatedRun of(CompiledEnvironment environment, Actor actor, long seed) {
    RandomStream stream = new RandomStream(seed).split();
    stream.split(); // an evaluation draws actions from it
    environment.reset(stream.split());
    actor.begin();
    Dims dims = environment.problem().dims();
    Recording recording =
        new Recording(environment.info().horizon(), dims.nx(), dims.nu(), environment.info().observationSize());
    double[] action = new double[environment.info().actionSize()];
    System.arraycopy(environment.state(), 0, recording.X, 0, dims.nx());
    for (int k = 0; !environment.over(); k++) {
      double[] seen = environment.observation();
      System.arraycopy(seen, 0, recording.seen, k * seen.length, seen.length);
      long asked = System.nanoTime();
      actor.act(seen, action);
      recording.nanos[k] = System.nanoTime() - asked;
      recording.cost -= environment.step(action, 0);
      System.arraycopy(environment.control(), 0, recording.U, k * dims.nu(), dims.nu());
      recording.time[k + 1] = environment.time();
      System.arraycopy(environment.state(), 0, recording.X, (k + 1) * dims.nx(), dims.nx());
      recording.ticks = k + 1;
    }
    recording.end = environment.end();
    recording.finite = Arrays.stream(environment.state()).allMatch(Double::isFinite);
    ProblemInstance problem = environment.problem();
    double violation =
        problem.maxPathViolation(recording.time, recording.states(), recording.controls(), recording.ticks);
    return new SimulatedRun(problem.info(), problem, recording, recording.cost, violation, Map.of(), List.of(), false);
  }
}
