/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lq;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.costate.runtime.linalg.Matrix;
import org.costate.runtime.problem.EpisodeInfo;
import org.costate.runtime.problem.GeneratedEpisode;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * A problem around one point: dx+ = A dx + B du + w, dy = C dx + v, and the second derivatives of the cost of a step. Everything is in the
 * directions of the states [n], design variables left out. A, B and the cost come from the generated derivatives; their limits for short
 * steps from those of two short steps forward and two back, extrapolated; how noise and states change observations from central differences.
 */
public final class LinearModel {
  /** Parts of a step whose derivatives give those of the rates: the error is of their fourth power. */
  private static final int FINE = 256;

  private static final double SMALL = 1e-5;
  private static final int MOST_NEWTON = 30;
  private static final double AT_REST = 1e-10;

  private final GeneratedProblem code;
  private final Optional<GeneratedEpisode> episode;
  private final ProblemInstance problem;
  private final double time;
  private final double[] x;
  private final double[] u;
  private final double[] d;
  private final double[] w;
  private final int n;
  private final int m;

  /**
   * @param x [nx], design variables included, {@code u} [nu]; copied
   */
  public LinearModel(LoadedProblem loaded, ProblemInstance problem, double time, double[] x, double[] u) {
    code = loaded.code();
    episode = loaded.episode();
    this.problem = problem.fork();
    this.time = time;
    this.x = x.clone();
    this.u = u.clone();
    d = new double[problem.dataSize()];
    w = new double[Math.max(code.workspaceSize(), episode.map(GeneratedEpisode::workspaceSize).orElse(0))];
    n = problem.dims().ndx() - problem.info().size(Kind.DESIGN);
    m = problem.dims().nu();
  }

  /** The length of a step. */
  public double stepSeconds() {
    return problem.times(x)[1];
  }

  /** The state, [nx]; a copy. */
  public double[] state() {
    return x.clone();
  }

  /** The control, [nu]; a copy. */
  public double[] control() {
    return u.clone();
  }

  private StageExpansion expansion(double seconds) {
    StageExpansion out = new StageExpansion(problem.dims());
    problem.data(time, seconds, x, 0, d);
    code.expand(x, 0, u, 0, d, w, out);
    return out;
  }

  private Matrix states(double[] square) {
    int all = problem.dims().ndx();
    return Matrix.of(all, all, square).part(0, 0, n, n);
  }

  private Matrix controls(double[] fu) {
    return Matrix.of(problem.dims().ndx(), m, fu).part(0, 0, n, m);
  }

  /** Of a step, [n x n]. */
  public Matrix A() {
    return states(expansion(stepSeconds()).fx);
  }

  /** Of a step, [n x m]. */
  public Matrix B() {
    return controls(expansion(stepSeconds()).fu);
  }

  /** Of the rates, [n x n]; empty for a problem with {@code next}. */
  public Optional<Matrix> continuousA() {
    return rates(e -> states(e.fx));
  }

  /** Of the rates, [n x m]; empty for a problem with {@code next}. */
  public Optional<Matrix> continuousB() {
    return rates(e -> controls(e.fu));
  }

  private Optional<Matrix> rates(Function<StageExpansion, Matrix> part) {
    if (problem.info().discrete()) {
      return Optional.empty();
    }
    double h = stepSeconds() / FINE;
    Matrix near = part.apply(expansion(h)).minus(part.apply(expansion(-h))).times(1 / (2 * h));
    Matrix far = part.apply(expansion(2 * h)).minus(part.apply(expansion(-2 * h))).times(1 / (4 * h));
    return Optional.of(near.times(4.0 / 3).minus(far.times(1.0 / 3)));
  }

  /** Second derivatives of the cost of a step by states, [n x n]. */
  public Matrix Q() {
    return states(expansion(stepSeconds()).lxx);
  }

  /** By controls and states, [m x n]. */
  public Matrix S() {
    return Matrix.of(m, problem.dims().ndx(), expansion(stepSeconds()).lux).part(0, 0, m, n);
  }

  /** By controls, [m x m]. */
  public Matrix R() {
    return Matrix.of(m, m, expansion(stepSeconds()).luu);
  }

  /** The covariance of what noise adds to the state in a step, [n x n]; zero without noise. */
  public Matrix processNoise() {
    return covariance(n, noise -> {
      double[] next = new double[x.length];
      problem.data(time, stepSeconds(), x, 0, d);
      System.arraycopy(noise, 0, d, d.length - noise.length, noise.length);
      code.step(x, 0, u, 0, d, w, next, 0);
      return next;
    }, this::directions);
  }

  /** The covariance of what noise adds to the observations, [p x p]. */
  public Matrix sensorNoise() {
    return covariance(observations(), noise -> observed(x, noise), LinearModel::difference);
  }

  /** How many numbers are observed. */
  public int observations() {
    return problem.info().size(Kind.OBSERVATION);
  }

  /** How observations change with the state, [p x n]. */
  public Matrix C() {
    double[] noise = new double[problem.info().size(Kind.NOISE)];
    double[] columns = new double[n * observations()];
    double[] direction = new double[problem.dims().ndx()];
    for (int j = 0; j < n; j++) {
      direction[j] = SMALL;
      double[] up = moved(direction);
      direction[j] = -SMALL;
      double[] down = moved(direction);
      direction[j] = 0;
      double[] change = difference(observed(down, noise), observed(up, noise));
      for (int i = 0; i < change.length; i++) {
        columns[i * n + j] = change[i] / (2 * SMALL);
      }
    }
    return Matrix.of(observations(), n, columns);
  }

  private double[] moved(double[] direction) {
    double[] y = new double[x.length];
    problem.retract(x, 0, direction, 0, y, 0);
    return y;
  }

  private double[] observed(double[] state, double[] noise) {
    double[] seen = new double[observations()];
    problem.data(time, stepSeconds(), state, 0, d);
    System.arraycopy(noise, 0, d, d.length - noise.length, noise.length);
    d[0] = time;
    episode.ifPresent(e -> e.observe(state, 0, u, 0, d, w, seen));
    return seen;
  }

  private double[] directions(double[] from, double[] to) {
    double[] dx = new double[problem.dims().ndx()];
    problem.difference(from, 0, to, 0, dx, 0);
    return dx;
  }

  private static double[] difference(double[] from, double[] to) {
    double[] change = new double[from.length];
    Arrays.setAll(change, i -> to[i] - from[i]);
    return change;
  }

  /** What a standard deviation of each noise does to a function of the noises, squared and summed up. */
  private Matrix covariance(int size, UnaryOperator<double[]> function,
      BinaryOperator<double[]> difference) {
    double[] deviations = deviations();
    Matrix sum = Matrix.zero(size, size);
    double[] noise = new double[deviations.length];
    for (int j = 0; j < noise.length; j++) {
      noise[j] = deviations[j];
      double[] up = function.apply(noise);
      noise[j] = -deviations[j];
      double[] down = function.apply(noise);
      noise[j] = 0;
      Matrix effect = Matrix.of(size, 1, Arrays.copyOf(difference.apply(down, up), size)).times(0.5);
      sum = sum.plus(effect.times(effect.transpose()));
    }
    return sum;
  }

  private double[] deviations() {
    EpisodeInfo info =
        episode.map(e -> EpisodeInfo.decode(e.info()))
            .orElse(new EpisodeInfo(List.of(), List.of(),
                List.of(), List.of()));
    double[] zero = new double[info.noise().size()];
    double[] one = new double[zero.length];
    double[] standard = new double[zero.length];
    problem.data(time, stepSeconds(), x, 0, d);
    episode.ifPresent(e -> e.drawNoise(standard, d, w, zero));
    Arrays.fill(standard, 1);
    episode.ifPresent(e -> e.drawNoise(standard, d, w, one));
    double[] deviations = difference(zero, one);
    for (int j = 0; j < deviations.length; j++) {
      deviations[j] *= switch (info.noise().get(j)) {
        case NORMAL -> 1;
        case UNIFORM -> Math.sqrt(1 / 12.0);
      };
    }
    return deviations;
  }

  /**
   * The point at rest that Newton's method finds from this one, each time with the least change of states and controls.
   *
   * @return empty if there is none near
   */
  public Optional<LinearModel> atRest() {
    LinearModel at = this;
    for (int i = 0; i < MOST_NEWTON; i++) {
      Matrix moving = Matrix.of(n, 1, Arrays.copyOf(at.directions(at.x, at.expansion(at.stepSeconds()).next), n));
      if (!moving.isFinite()) {
        return Optional.empty();
      }
      if (moving.largest() <= AT_REST * at.stepSeconds()) {
        return Optional.of(at);
      }
      Matrix byState = at.A().minus(Matrix.identity(n));
      Matrix byControl = at.B();
      Matrix normal = byState.times(byState.transpose()).plus(byControl.times(byControl.transpose()));
      // Rates that nothing changes, such as that of a position at rest, make it singular.
      Matrix weights = normal.plus(Matrix.identity(n).times(1e-12 * normal.largest())).solve(moving);
      double[] direction =
          Arrays.copyOf(byState.transpose().times(weights).times(-1).entries(), problem.dims().ndx());
      double[] change = byControl.transpose().times(weights).times(-1).entries();
      double[] control = at.u.clone();
      for (int j = 0; j < m; j++) {
        control[j] += change[j];
      }
      at = new LinearModel(new LoadedProblem(code, problem.info(), List.of(), episode), problem, time,
          at.moved(direction), control);
    }
    return Optional.empty();
  }
}
