/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.stats.LinearRegression;
import org.costate.runtime.stats.RandomStream;

/**
 * The policy as a linear-Gaussian controller over the states of some trials: its mean action is fitted step by step as dynamics are, with a
 * mixture of its own; its own variance is added to what the fit leaves. Source: Montgomery and Levine 2016, section 4.
 */
final class PolicyLinearization {
  /** Least variance of an action. */
  private static final double FLOOR = 1e-6;

  final LinearGaussianController policy;
  private final TimeVaryingRegression regressions;
  private final LinearRegression regression;
  private final double[] covariance;

  PolicyLinearization(int T, int n, int m, Prior prior) {
    policy = new LinearGaussianController(T, n, m);
    regressions = new TimeVaryingRegression(T, n, m, prior);
    regression = new LinearRegression(n, m);
    covariance = new double[m * m];
  }

  /**
   * @param remember whether these trials count for the mixture, which they do once
   * @throws LearningFailure if the trials do not tell it
   */
  void fit(Student student, Trials trials, boolean remember, RandomStream stream) {
    int n = trials.n;
    int m = trials.m;
    double[] means = new double[trials.actions.length];
    double[] variances = new double[trials.actions.length];
    student.act(trials, means, variances);
    double[] rows = regressions.rows(trials.count);
    for (int t = 0; t < trials.T; t++) {
      for (int trial = 0; trial < trials.count; trial++) {
        int at = (t * trials.count + trial) * (n + m);
        System.arraycopy(trials.states, trials.state(trial, t), rows, at, n);
        System.arraycopy(means, trials.action(trial, t), rows, at + n, m);
      }
    }
    if (remember) {
      regressions.learnPrior(stream);
    }
    for (int t = 0; t < trials.T; t++) {
      if (regressions.fit(t, regression) == LinearRegression.Status.UNDETERMINED) {
        throw new LearningFailure("too few samples for the fit: " + trials.count + " trials do not tell how the policy"
            + " follows from " + n + " numbers of state; at least " + (n + 1)
            + " do, or fewer with prior.mixture = true");
      }
      System.arraycopy(regression.F, 0, policy.K, t * m * n, m * n);
      System.arraycopy(regression.f, 0, policy.k, t * m, m);
      System.arraycopy(regression.noise, 0, covariance, 0, m * m);
      for (int i = 0; i < m; i++) {
        covariance[i * m + i] += FLOOR;
        for (int trial = 0; trial < trials.count; trial++) {
          covariance[i * m + i] += variances[trials.action(trial, t) + i] / trials.count;
        }
      }
      if (!policy.spread(t, covariance, 0)) {
        throw new LearningFailure("the policy cannot be linearized at step " + t + ": its actions are not finite");
      }
    }
  }

  void save(RunState state) {
    regressions.save(state);
    state.put("policy", policy.numbers());
  }

  void restore(RunState state) {
    regressions.restore(state);
    policy.restore(state.doubles("policy"));
  }
}
