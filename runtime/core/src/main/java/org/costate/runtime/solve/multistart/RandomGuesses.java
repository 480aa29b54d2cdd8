/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.multistart;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Random trajectories around a guess. Numbers are drawn at a few times and joined by straight lines: independent draws for every step would
 * average out, and all guesses would be alike.
 *
 * <ul>
 *   <li>A control with two finite limits is uniform between them; another one is normal around its guess, with a standard deviation of
 *       {@code spread} times its size.
 *   <li>A state is normal around its guess, nothing being added where the start is given, with {@code spread} times half the distance of
 *       its limits, or times its size where it has not two.
 *   <li>A free start, and with it a design variable, moves for the whole horizon at once.
 * </ul>
 *
 * <p>The size of a variable is the largest amount in the guess, 1 where that is zero. All stay within their limits.
 */
final class RandomGuesses {
  /** Draws over the horizon. */
  private static final int KNOTS = 8;

  private final OptimalControlProblem problem;
  private final Trajectory guess;
  private final SplittableRandom random;
  private final double spread;
  private final Dims dims;
  private final double[] startLower;
  private final double[] startUpper;
  private final double[] stateLower;
  private final double[] stateUpper;
  private final double[] controlLower;
  private final double[] controlUpper;

  /** Standard deviations by directions, [ndx]. */
  private final double[] stateSpread;

  RandomGuesses(OptimalControlProblem problem, Trajectory guess, long seed, double spread) {
    this.problem = problem;
    this.guess = guess;
    this.spread = spread;
    random = new SplittableRandom(seed);
    dims = problem.dims();
    startLower = new double[dims.ndx()];
    startUpper = new double[dims.ndx()];
    stateLower = new double[dims.nx()];
    stateUpper = new double[dims.nx()];
    controlLower = new double[dims.nu()];
    controlUpper = new double[dims.nu()];
    problem.startBounds(startLower, startUpper);
    problem.stateBounds(stateLower, stateUpper);
    problem.controlBounds(controlLower, controlUpper);
    stateSpread = stateSpread();
  }

  private double[] stateSpread() {
    double[] deviation = new double[dims.ndx()];
    Arrays.fill(deviation, spread);
    if (dims.nx() == dims.ndx()) { // directions of a rotation have the size of an angle, 1
      for (int i = 0; i < dims.nx(); i++) {
        double half = (stateUpper[i] - stateLower[i]) / 2;
        deviation[problem.direction(i)] = spread * (Double.isFinite(half) ? half : size(guess.X, i, dims.nx()));
      }
    }
    return deviation;
  }

  private static double size(double[] rows, int column, int columns) {
    double largest = 0;
    for (int i = column; i < rows.length; i += columns) {
      largest = Math.max(largest, Math.abs(rows[i]));
    }
    return largest > 0 ? largest : 1;
  }

  Trajectory next() {
    Trajectory drawn = guess.copy();
    drawStates(drawn.X);
    drawControls(drawn.U);
    return drawn;
  }

  private void drawControls(double[] U) {
    int m = dims.nu();
    for (int i = 0; i < m; i++) {
      double low = controlLower[i];
      double high = controlUpper[i];
      boolean limited = Double.isFinite(high - low);
      double deviation = spread * size(guess.U, i, m);
      double[] knots = new double[KNOTS];
      for (int j = 0; j < KNOTS; j++) {
        knots[j] = limited ? low + (high - low) * random.nextDouble() : deviation * random.nextGaussian();
      }
      for (int k = 0; k < dims.steps(); k++) {
        double drawn = between(knots, k) + (limited ? 0 : U[k * m + i]);
        U[k * m + i] = Math.min(Math.max(drawn, low), high);
      }
    }
  }

  private void drawStates(double[] X) {
    int n = dims.ndx();
    double[][] knots = new double[n][KNOTS];
    for (int i = 0; i < n; i++) {
      boolean free = startLower[i] < startUpper[i];
      double whole = stateSpread[i] * random.nextGaussian();
      for (int j = 0; j < KNOTS; j++) {
        knots[i][j] = free ? whole : j == 0 ? 0 : stateSpread[i] * random.nextGaussian();
      }
    }
    limitStart(knots);
    double[] dx = new double[n];
    for (int k = 0; k <= dims.steps(); k++) {
      for (int i = 0; i < n; i++) {
        dx[i] = between(knots[i], k);
      }
      problem.retract(guess.X, k * dims.nx(), dx, 0, X, k * dims.nx());
      for (int i = 0; i < dims.nx() && k > 0; i++) {
        int at = k * dims.nx() + i;
        X[at] = Math.min(Math.max(X[at], stateLower[i]), stateUpper[i]);
      }
    }
  }

  /** Keeps a free start within its limits, which count from the problem's start. */
  private void limitStart(double[][] knots) {
    double[] start = new double[dims.nx()];
    double[] from = new double[dims.ndx()];
    problem.start(start, 0);
    problem.difference(start, 0, guess.X, 0, from, 0);
    for (int i = 0; i < knots.length; i++) {
      if (startLower[i] < startUpper[i]) {
        Arrays.fill(knots[i], Math.min(Math.max(from[i] + knots[i][0], startLower[i]), startUpper[i]) - from[i]);
      }
    }
  }

  /** The straight line through the knots at step k = 0..N. */
  private double between(double[] knots, int k) {
    double at = (double) k / dims.steps() * (KNOTS - 1);
    int left = Math.min((int) at, KNOTS - 2);
    return knots[left] + (at - left) * (knots[left + 1] - knots[left]);
  }
}
