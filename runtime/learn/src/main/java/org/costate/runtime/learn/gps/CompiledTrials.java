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
  private final List<long[]> settings;
  private final List<EnvironmentInfo.Observation> features;
  private final double[] state;
  private CompiledEnvironment current;

  /**
   * @param environments of each condition, equal but for their params
   * @param drawn what is not set of the params and the start of each condition is drawn from it, the same for all trials
   * @param measured the names of observations that are measured beside the state
   * @throws IllegalArgumentException for an unknown name, and for a state that is no list of plain numbers
   */
  public CompiledTrials(List<CompiledEnvironment> environments, RandomStream drawn, List<String> measured) {
    this.environments = List.copyOf(environments);
    settings = environments.stream().map(e -> drawn.split().state()).toList();
    current = environments.getFirst();
    features = measured.stream().map(current.info()::observation).toList();
    state = new double[current.state().length + features.stream().mapToInt(EnvironmentInfo.Observation::size).sum()];
    Dims dims = current.problem().dims();
    if (dims.nx() != dims.ndx()) {
      throw new IllegalArgumentException(
          "trials measure plain numbers; a rotation is none: measure its coordinates as observations");
    }
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
    current.reset(RandomStream.resumed(settings.get(condition)), stream);
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

  /**
   * The dynamics of a condition, from the program.
   *
   * @throws IllegalArgumentException if anything is measured beside the state, of which the program says nothing
   */
  public KnownDynamics dynamics(int condition) {
    if (!features.isEmpty()) {
      throw new IllegalArgumentException("known dynamics are those of the state; leave out measure");
    }
    reset(condition, new RandomStream(0));
    ProblemInstance problem = current.problem().fork();
    StageExpansion stage = new StageExpansion(problem.dims());
    int n = problem.dims().nx();
    int m = problem.dims().nu();
    return (t, s, u, F, FAt, f, fAt) -> {
      problem.expand(t, s, 0, u, 0, stage);
      for (int i = 0; i < n; i++) {
        double offset = stage.next[i];
        for (int j = 0; j < n; j++) {
          F[FAt + i * (n + m) + j] = stage.fx[i * n + j];
          offset -= stage.fx[i * n + j] * s[j];
        }
        for (int j = 0; j < m; j++) {
          F[FAt + i * (n + m) + n + j] = stage.fu[i * m + j];
          offset -= stage.fu[i * m + j] * u[j];
        }
        f[fAt + i] = offset;
      }
    };
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
