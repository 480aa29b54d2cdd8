/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import java.util.Arrays;
import java.util.Random;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Independent normal variables z, cut to their limits: first the displacement of x(0) from the problem's start, [ndx], zero where the start
 * is given; then the controls, one set of them for each {@code hold} steps, [ceil(N / hold) x nu].
 *
 * <p>A sample is a function of seed, iteration and number, so it need not be kept: it can be drawn again, by any thread.
 */
final class Distribution {
  final double[] mean;
  final double[] deviation;
  private final double[] first;
  private final double[] lower;
  private final double[] upper;
  private final OptimalControlProblem problem;
  private final Dims dims;
  private final SamplingOptions options;
  private int iteration;

  Distribution(OptimalControlProblem problem, SamplingOptions options) {
    this.problem = problem;
    this.options = options;
    dims = problem.dims();
    int size = dims.ndx() + (dims.steps() + options.hold() - 1) / options.hold() * dims.nu();
    mean = new double[size];
    deviation = new double[size];
    first = new double[size];
    lower = new double[size];
    upper = new double[size];
  }

  /** Around a trajectory. */
  void begin(Trajectory guess) {
    readLimits();
    double[] start = new double[dims.nx()];
    problem.start(start, 0);
    problem.difference(start, 0, guess.X, 0, mean, 0);
    int m = dims.nu();
    Arrays.fill(mean, dims.ndx(), mean.length, 0);
    for (int k = 0; k < dims.steps(); k++) {
      int held = Math.min(options.hold(), dims.steps() - k / options.hold() * options.hold());
      for (int i = 0; i < m; i++) {
        mean[control(k) + i] += guess.U[k * m + i] / held;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      double half = (upper[i] - lower[i]) / 2;
      first[i] = options.spread() * (Double.isFinite(half) ? half : 1);
      mean[i] = Math.min(Math.max(mean[i], lower[i]), upper[i]);
    }
    System.arraycopy(first, 0, deviation, 0, first.length);
    iteration = 0;
  }

  private void readLimits() {
    problem.startBounds(lower, upper);
    double[] least = new double[dims.nu()];
    double[] most = new double[dims.nu()];
    problem.controlBounds(least, most);
    for (int at = dims.ndx(); at < mean.length; at += dims.nu()) {
      System.arraycopy(least, 0, lower, at, dims.nu());
      System.arraycopy(most, 0, upper, at, dims.nu());
    }
  }

  /** Where the controls of step k begin in z. */
  private int control(int k) {
    return dims.ndx() + k / options.hold() * dims.nu();
  }

  /** What is drawn from now on differs from what was drawn before. */
  void nextIteration() {
    iteration++;
  }

  /**
   * Draws z; the same one for the same number, until the distribution or the iteration changes. Sample 0 is the mean.
   *
   * @param random only memory
   */
  void draw(int number, Random random, double[] z) {
    if (number == 0) {
      System.arraycopy(mean, 0, z, 0, z.length);
      return;
    }
    random.setSeed(mixed(mixed(mixed(options.seed()) + iteration) + number));
    for (int i = 0; i < z.length; i++) {
      double drawn = mean[i] + deviation[i] * random.nextGaussian();
      z[i] = Math.min(Math.max(drawn, lower[i]), upper[i]);
    }
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds give streams that have nothing in common. */
  private static long mixed(long seed) {
    long h = seed + 0x9e3779b97f4a7c15L;
    h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
    h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
    return h ^ h >>> 31;
  }

  /** Writes the first state and the controls that z stands for. */
  void place(OptimalControlProblem own, double[] z, Trajectory trajectory) {
    own.start(trajectory.X, 0);
    double[] start = trajectory.state(0);
    own.retract(start, 0, z, 0, trajectory.X, 0);
    int m = dims.nu();
    for (int k = 0; k < dims.steps(); k++) {
      System.arraycopy(z, control(k), trajectory.U, k * m, m);
    }
  }

  /** The largest standard deviation, relative to the first one; variables that never moved do not count. */
  double relativeSpread() {
    double largest = 0;
    for (int i = 0; i < deviation.length; i++) {
      largest = first[i] > 0 ? Math.max(largest, deviation[i] / first[i]) : largest;
    }
    return largest;
  }
}
