/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.costate.runtime.learn.nn.KernelBackend;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.train.TrainedPolicy;
import org.costate.runtime.sim.EnvironmentInfo;

/**
 * A trained policy at work: what is observed becomes what is done. It needs the file that training wrote and nothing else, neither program nor
 * compiler. One object serves one thread and one episode at a time.
 */
public final class Policy {
  private final TrainedPolicy trained;
  private final Actor actor;

  private Policy(TrainedPolicy trained) {
    this.trained = trained;
    actor = trained.actor(KernelBackend.plain());
  }

  /**
   * Reads a policy.
   *
   * @param file {@code policy.npz} of a training run
   * @throws IOException if it cannot be read or is no policy
   */
  public static Policy load(Path file) throws IOException {
    return new Policy(TrainedPolicy.load(file));
  }

  static Policy of(TrainedPolicy trained) {
    return new Policy(trained);
  }

  /** Writes it to a file that {@link #load} reads. */
  public void save(Path file) throws IOException {
    trained.save(file);
  }

  /** The name in the program. */
  public String name() {
    return trained.policy().name();
  }

  /** The problem for which it was trained. */
  public String problem() {
    return trained.environment().name();
  }

  /** The names of the numbers of an observation, in their order. */
  public List<String> observationNames() {
    return trained.environment()
        .observations()
        .stream()
        .flatMap(o -> Elements.names(o.name(), o.shape()).stream())
        .toList();
  }

  /** The names of the numbers of a control, in their order. */
  public List<String> controlNames() {
    return trained.environment()
        .controls()
        .stream()
        .flatMap(c -> Elements.names(c.name(), c.size() == 1 ? List.of() : List.of(c.size())).stream())
        .toList();
  }

  /** Begins an episode: forgets what was observed before, which {@code previous} and recurrent layers look at. */
  public void begin() {
    actor.begin();
  }

  /**
   * The control of largest density. Allocates nothing.
   *
   * @param observation in the order of {@link #observationNames}, in SI units, not modified
   * @param control in the order of {@link #controlNames}, in SI units, overwritten
   */
  public void act(double[] observation, double[] control) {
    EnvironmentInfo info = trained.environment();
    if (observation.length != info.observationSize() || control.length != info.actionSize()) {
      throw new IllegalArgumentException("an observation of " + observation.length + " numbers and a control of "
          + control.length + "; expected " + info.observationSize() + " and " + info.actionSize());
    }
    actor.act(observation, control);
  }

  /** As {@link #act(double[], double[])}, to new memory. */
  public double[] act(double... observation) {
    double[] control = new double[trained.environment().actionSize()];
    act(observation, control);
    return control;
  }

  /** Another one that acts, with memory of its own. */
  Actor actor() {
    return trained.actor(KernelBackend.plain());
  }
}
