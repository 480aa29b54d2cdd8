/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.stats.RandomStream;

/** What a program says of the conditions that trials are made in: what they cost and, if that is known, where their steps lead. */
public final class ProgramConditions {
  private final List<CompiledEnvironment> environments;
  private final MeasuredTrials trials;
  private final int measured;

  /**
   * @param environments of each condition, equal but for their params
   * @param trials made in them, by the program or by something else
   * @throws IllegalArgumentException for a state that is no list of plain numbers
   */
  public ProgramConditions(List<CompiledEnvironment> environments, MeasuredTrials trials) {
    this.environments = List.copyOf(environments);
    this.trials = trials;
    measured = trials.stateSize();
    Dims dims = environments.getFirst().problem().dims();
    if (dims.nx() != dims.ndx()) {
      throw new IllegalArgumentException(
          "trials measure plain numbers; a rotation is none: measure its coordinates as observations");
    }
  }

  /** The program with what is drawn for the trials of a condition. */
  private CompiledEnvironment set(int condition) {
    CompiledEnvironment environment = environments.get(condition);
    environment.reset(trials.setting(condition), new RandomStream(0));
    return environment;
  }

  /** The cost of a condition. Features have no part in it: it is that of the state. */
  public TrialCost cost(int condition) {
    CompiledEnvironment current = set(condition);
    return new Cost(current.problem().fork(), measured);
  }

  /**
   * The dynamics of a condition, from the program.
   *
   * @throws IllegalArgumentException if anything is measured beside the state, of which the program says nothing
   */
  public KnownDynamics dynamics(int condition) {
    if (measured > environments.get(condition).state().length) {
      throw new IllegalArgumentException("known dynamics are those of the state; leave out measure");
    }
    CompiledEnvironment current = set(condition);
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
