/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.costate.Costate;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.learn.gps.LinearGaussianController;
import org.costate.runtime.learn.gps.LinearGaussianModel;
import org.costate.runtime.learn.gps.Prior;
import org.costate.runtime.learn.gps.QuadraticCost;
import org.costate.runtime.learn.gps.TimeVaryingRegression;
import org.costate.runtime.learn.gps.TrajectoryStep;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.stats.LinearRegression;
import org.costate.runtime.stats.RandomStream;

/**
 * The parts of an iteration of guided policy search for one condition, on trials of the arm of examples/peg: 100 steps, 8 numbers of state, 2 of action, 5
 * trials, a prior of 20.
 */
final class GuidedTimes {
  private static final int T = 100;
  private static final int N = 8;
  private static final int M = 2;
  private static final int D = 2 * N + M;
  private static final int SAMPLES = 5;
  private static final int ROUNDS = 4;
  private static final double BUDGET_SECONDS = 4;

  private GuidedTimes() {}

  static List<String> columns() {
    return List.of("part", "ms", "reference_ms", "times_faster");
  }

  static List<List<String>> measure() throws IOException {
    Environment arm = Costate.load(Tree.root().resolve("examples/peg/peg.ctl"))
        .problem("Insert")
        .with("shift", 0.08, 0.08)
        .environment();
    RandomStream stream = new RandomStream(1);
    TimeVaryingRegression dynamics = new TimeVaryingRegression(T, N + M, N, Prior.DEFAULTS);
    LinearRegression regression = new LinearRegression(N + M, N);
    for (int round = 0; round < ROUNDS; round++) {
      collect(arm, dynamics.rows(SAMPLES), stream);
      dynamics.learnPrior(stream);
    }
    double[] rows = dynamics.rows(SAMPLES);
    double prior = millis(count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        collect(arm, rows, stream);
        sum += dynamics.learnPrior(stream);
      }
      return sum;
    }) - millis(count -> {
      for (int i = 0; i < count; i++) {
        collect(arm, rows, stream);
      }
      return rows[0];
    });
    LinearGaussianModel model = new LinearGaussianModel(T, N, M);
    double fit = millis(count -> {
      for (int i = 0; i < count; i++) {
        fit(dynamics, regression, model);
      }
      return model.F[0];
    });
    QuadraticCost cost = cost();
    LinearGaussianController reference = reference();
    TrajectoryStep step = new TrajectoryStep(T, N, M);
    int passes = step.improve(model, cost, reference, Optional.empty(), T, 1).passes();
    double update = millis(count -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += step.improve(model, cost, reference, Optional.empty(), T, 1).eta();
      }
      return sum;
    });
    return List.of(row("sweep back and marginals", update / passes, 9.6), row("fit of the dynamics", fit, 57),
        row("prior", prior, 161), row("step within a divergence: " + passes + " sweeps", update, 80));
  }

  private static List<String> row(String part, double ms, double reference) {
    return List.of(part, Figures.text(ms), Figures.text(reference), Figures.text(reference / ms));
  }

  private static double millis(CpuTimer.Body body) {
    return CpuTimer.nanosPerCall(BUDGET_SECONDS, body) * 1e-6;
  }

  /** Trials with torques that change slowly. */
  private static void collect(Environment arm, double[] rows, RandomStream stream) {
    double[] u = new double[M];
    for (int trial = 0; trial < SAMPLES; trial++) {
      arm.reset(stream.split());
      for (int t = 0; t < T; t++) {
        int at = (t * SAMPLES + trial) * D;
        System.arraycopy(arm.observation(), 0, rows, at, N);
        for (int i = 0; i < M; i++) {
          u[i] = 0.9 * u[i] + 0.4 * stream.normal();
        }
        System.arraycopy(u, 0, rows, at + N, M);
        arm.step(u, 0);
        System.arraycopy(arm.observation(), 0, rows, at + N + M, N);
      }
    }
  }

  private static void fit(TimeVaryingRegression dynamics, LinearRegression regression, LinearGaussianModel model) {
    for (int t = 0; t < T; t++) {
      dynamics.fit(t, regression);
      System.arraycopy(regression.F, 0, model.F, t * N * (N + M), N * (N + M));
      System.arraycopy(regression.f, 0, model.f, t * N, N);
      System.arraycopy(regression.noise, 0, model.noise, t * N * N, N * N);
    }
  }

  /** Places and actions cost their squares. */
  private static QuadraticCost cost() {
    QuadraticCost cost = new QuadraticCost(T, N, M);
    int d = N + M;
    for (int t = 0; t <= T; t++) {
      for (int i = 4; i < (t < T ? d : N); i++) {
        cost.C[(t * d + i) * d + i] = i < 6 ? 20 : 1e-3;
      }
    }
    return cost;
  }

  private static LinearGaussianController reference() {
    LinearGaussianController reference = new LinearGaussianController(T, N, M);
    for (int t = 0; t < T; t++) {
      reference.spread(t, new double[] {1, 0, 0, 1}, 0);
    }
    return reference;
  }
}
