/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.stats.GaussianMixture;
import org.costate.runtime.stats.LinearRegression;
import org.costate.runtime.stats.LinearRegression.Status;
import org.costate.runtime.stats.LinearRegression.Strength;
import org.costate.runtime.stats.RandomStream;

/**
 * y = F(t) x + f(t) + e(t) at each step t of the trials of one iteration, with a normal-inverse-Wishart prior whose moments come from a mixture
 * of Gaussians that is fitted to the steps of the last trials of all iterations. Source: Levine and Abbeel 2014, section 3.2.
 *
 * <p>Owns its memory: one object serves one thread.
 */
public final class TimeVaryingRegression {
  /** Least variance of the mixture's numbers, and what is added to those of inputs. */
  private static final double FLOOR = 1e-6;

  private static final int LEAST_CLUSTERS = 2;

  /** Iterations of the mixture's fit to another set of trials, of which a part was there before. */
  private static final int REFINEMENTS = 2;

  private final int T;
  private final int D;
  private final Prior prior;
  private final GaussianMixture mixture;
  private final double[] mu;
  private final double[] Sigma;

  /** (x, y) of the trials of this iteration, [T x count x D]. */
  private double[] rows = new double[0];

  private int count;

  /** Those of the last trials, trial by trial, [kept x T x D]. */
  private final double[] recent;

  private int kept;

  public TimeVaryingRegression(int T, int inputs, int outputs, Prior prior) {
    this.T = T;
    D = inputs + outputs;
    this.prior = prior;
    mixture = new GaussianMixture(D, FLOOR);
    mu = new double[D];
    Sigma = new double[D * D];
    recent = new double[prior.mixture() ? prior.trials() * T * D : 0];
  }

  /** Where (x, y) of the trials of an iteration go: of step t and trial i from {@code (t * count + i) * D}. */
  public double[] rows(int trials) {
    count = trials;
    rows = rows.length == T * trials * D ? rows : new double[T * trials * D];
    return rows;
  }

  /** Brings the trials of this iteration into the prior. @return the iterations of the mixture's fit */
  public int learnPrior(RandomStream stream) {
    if (!prior.mixture()) {
      return 0;
    }
    int fresh = Math.min(count, prior.trials());
    int stay = Math.min(kept, prior.trials() - fresh);
    System.arraycopy(recent, (kept - stay) * T * D, recent, 0, stay * T * D);
    for (int i = 0; i < fresh; i++) {
      for (int t = 0; t < T; t++) {
        System.arraycopy(rows, (t * count + count - fresh + i) * D, recent, ((stay + i) * T + t) * D, D);
      }
    }
    kept = stay + fresh;
    int clusters = Math.clamp(kept * T / prior.points(), LEAST_CLUSTERS, prior.clusters());
    return mixture.fit(recent, kept * T, Math.min(clusters, kept * T), REFINEMENTS, stream);
  }

  /** Fits step t of this iteration. */
  public Status fit(int t, LinearRegression regression) {
    int at = t * count * D;
    if (!prior.mixture()) {
      return regression.fit(rows, at, count, mu, Sigma, Strength.NONE, FLOOR);
    }
    mixture.moments(rows, at, count, mu, Sigma);
    double points = kept * T;
    return regression.fit(rows, at, count, mu, Sigma, new Strength(1, Math.max(0, (points - 2 - D) / points)), FLOOR);
  }

  void save(RunState state) {
    state.put("recent", Arrays.copyOf(recent, kept * T * D));
    state.put("mixture", mixture.state());
  }

  void restore(RunState state) {
    double[] numbers = state.doubles("recent");
    if (numbers.length > recent.length) {
      throw new IllegalArgumentException("more trials than are kept");
    }
    System.arraycopy(numbers, 0, recent, 0, numbers.length);
    kept = numbers.length / (T * D);
    mixture.restore(state.doubles("mixture"));
  }
}
