/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/** A compiled problem with a teacher who sees its state. */
public final class CompiledLesson implements TaughtEnvironment {
  private final CompiledEnvironment environment;
  private final Teacher teacher;

  public CompiledLesson(CompiledEnvironment environment, Teacher teacher) {
    this.environment = environment;
    this.teacher = teacher;
  }

  /** Who says what to do. Owned by one environment. */
  public interface Teacher {
    /**
     * An episode begins.
     *
     * @param episode with what was drawn for it, {@code x} its start [nx]; neither is modified
     */
    default void begin(ProblemInstance episode, double[] x) {}

    /**
     * @param time seconds since the begin, steps where the problem counts these
     * @param x the state, [nx], {@code data} what generated code reads beside it; neither is modified
     * @param action overwritten
     */
    void act(double time, double[] x, double[] data, double[] action);

    /** As {@link TaughtEnvironment#teachNear}. */
    default void actNear(double[] own, double weight, double[] action) {
      throw new UnsupportedOperationException("this teacher has no plan that could be made near another action");
    }
  }

  @Override
  public void teach(double[] action) {
    teacher.act(environment.time(), environment.state(), environment.data(), action);
  }

  @Override
  public void teachNear(double[] own, double weight, double[] action) {
    teacher.actNear(own, weight, action);
  }

  @Override
  public EnvironmentInfo info() {
    return environment.info();
  }

  @Override
  public void reset(RandomStream stream) {
    environment.reset(stream);
    teacher.begin(environment.problem(), environment.state());
  }

  @Override
  public double step(double[] action, int at) {
    return environment.step(action, at);
  }

  @Override
  public boolean terminated() {
    return environment.terminated();
  }

  @Override
  public boolean truncated() {
    return environment.truncated();
  }

  @Override
  public double[] observation() {
    return environment.observation();
  }

  @Override
  public long transitions() {
    return environment.transitions();
  }
}
