/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/**
 * A compiled problem as a system for trials. What is measured is its state, and after it some of its observations, which help a linear model where
 * the state alone does not tell enough.
 */
public final class CompiledTrials implements TrialSystem {
  private final List<CompiledEnvironment> environments;
  private final List<Long> settings;
  private final List<EnvironmentInfo.Observation> features;
  private final double[] state;
  private CompiledEnvironment current;

  /**
   * @param environments of each condition, equal but for their params
   * @param settings what is drawn for the params and the start of each condition is drawn from a stream with this seed
   * @param features observations that are measured beside the state
   */
  public CompiledTrials(
      List<CompiledEnvironment> environments, List<Long> settings, List<EnvironmentInfo.Observation> features) {
    this.environments = List.copyOf(environments);
    this.settings = List.copyOf(settings);
    this.features = List.copyOf(features);
    current = environments.getFirst();
    state = new double[current.state().length + features.stream().mapToInt(EnvironmentInfo.Observation::size).sum()];
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
    current.reset(new RandomStream(settings.get(condition)), stream);
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
    return environments.stream().distinct().mapToLong(CompiledEnvironment::transitions).sum();
  }

  /** The cost of a condition. Features have no part in it: it is that of the state. */
  public TrialCost cost(int condition) {
    reset(condition, new RandomStream(0));
    return new Cost(current.problem().fork(), state.length);
  }

  private static final class Cost implements TrialCost {
    private final ProblemInstance problem;
    private final StageExpansion stage;
    private final TerminalExpansion end;
    private final int nx;
    private final int n;
    private final int m;

    Cost(ProblemInstance problem, int n) {
      this.problem = problem;
      Dims dims = problem.dims();
      this.n = n;
      nx = dims.nx();
      m = dims.nu();
      stage = new StageExpansion(dims);
      end = new TerminalExpansion(dims);
    }

    @Override
    public double stage(int k, double[] s, int sAt, double[] u, int uAt, double[] gradient, double[] hessian) {
      problem.expand(k, s, sAt, u, uAt, stage);
      place(stage.lx, stage.lxx, gradient, hessian);
      int d = n + m;
      for (int i = 0; i < m; i++) {
        gradient[n + i] = stage.lu[i];
        for (int j = 0; j < nx; j++) {
          hessian[(n + i) * d + j] = stage.lux[i * nx + j];
          hessian[j * d + n + i] = stage.lux[i * nx + j];
        }
        System.arraycopy(stage.luu, i * m, hessian, (n + i) * d + n, m);
      }
      return stage.l;
    }

    @Override
    public double terminal(double[] s, int sAt, double[] gradient, double[] hessian) {
      problem.expandTerminal(s, sAt, end);
      place(end.lx, end.lxx, gradient, hessian);
      return end.l;
    }

    private void place(double[] lx, double[] lxx, double[] gradient, double[] hessian) {
      int d = n + m;
      Arrays.fill(gradient, 0, d, 0);
      Arrays.fill(hessian, 0, d * d, 0);
      for (int i = 0; i < nx; i++) {
        gradient[i] = lx[i];
        System.arraycopy(lxx, i * nx, hessian, i * d, nx);
      }
    }
  }
}
