/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.List;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.MeasuredEnvironment;
import org.costate.runtime.stats.RandomStream;

/**
 * Environments as a system for trials, one for each condition. What is measured is their state, and after it some of their observations, which help a
 * linear model where the state alone does not tell enough.
 */
public final class MeasuredTrials implements TrialSystem {
  private final List<MeasuredEnvironment> environments;
  private final List<long[]> settings;
  private final List<EnvironmentInfo.Observation> features;
  private final double[] state;
  private MeasuredEnvironment current;

  /**
   * @param environments of each condition, equal but for their params
   * @param drawn what is not set of the params and the start of each condition is drawn from it, the same for all trials
   * @param measured the names of observations that are measured beside the state
   * @throws IllegalArgumentException for an unknown name
   */
  public MeasuredTrials(List<? extends MeasuredEnvironment> environments, RandomStream drawn, List<String> measured) {
    this.environments = List.copyOf(environments);
    settings = environments.stream().map(e -> drawn.split().state()).toList();
    current = environments.getFirst();
    features = measured.stream().map(current.info()::observation).toList();
    state = new double[current.state().length + features.stream().mapToInt(EnvironmentInfo.Observation::size).sum()];
  }

  /** The stream that a condition's params and start are drawn from. */
  RandomStream setting(int condition) {
    return RandomStream.resumed(settings.get(condition));
  }

  @Override
  public EnvironmentInfo info() {
    return current.info();
  }

  @Override
  public int stateSize() {
    return state.length;
  }

  @Override
  public int conditions() {
    return environments.size();
  }

  @Override
  public void reset(int condition, RandomStream stream) {
    current = environments.get(condition);
    current.reset(setting(condition), stream);
    measure();
  }

  @Override
  public void step(double[] action, int at) {
    current.step(action, at);
    measure();
  }

  private void measure() {
    double[] x = current.state();
    System.arraycopy(x, 0, state, 0, x.length);
    int at = x.length;
    for (EnvironmentInfo.Observation feature : features) {
      System.arraycopy(current.observation(), feature.offset(), state, at, feature.size());
      at += feature.size();
    }
  }

  @Override
  public boolean over() {
    return current.over();
  }

  @Override
  public double[] state() {
    return state;
  }

  @Override
  public double[] observation() {
    return current.observation();
  }

  @Override
  public long transitions() {
    return environments.stream().distinct().mapToLong(MeasuredEnvironment::transitions).sum();
  }
}
