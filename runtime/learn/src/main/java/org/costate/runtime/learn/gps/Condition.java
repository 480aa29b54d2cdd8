/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.stats.LinearRegression;
import org.costate.runtime.stats.RandomStream;

/**
 * The trials from one start: the controller that runs them, the model and the cost that were fitted to the last of them, and the step to
 * a better controller. Shares nothing with other conditions, so conditions may be worked on at the same time.
 */
final class Condition {
  /** Least variance of the start. */
  private static final double START_VARIANCE = 1e-6;

  final int T;
  final int n;
  final int m;

  /** What trials are run with. */
  final LinearGaussianController controller;

  Trials trials;
  final LinearGaussianModel model;
  final QuadraticCost cost;

  /** What becomes of the bound of a step where no controller was found within it, and how often that may happen on end. */
  private static final double SHRINKING = 0.1;

  private static final int MOST_HELD = 5;

  /** How far the bound of a step is from that of the options. */
  double multiplier = 1;

  /** Of the last step. */
  TrajectoryStep.Result last = new TrajectoryStep.Result(1, 0, 0, true);

  private final TrialCost trialCost;
  private final TimeVaryingRegression dynamics;
  private final LinearRegression regression;
  private final TrajectoryStep step;
  private final Marginals marginals;

  /** The states of the trials. */
  private final Marginals tried;

  private final Divergence divergence;
  private final Optional<KnownDynamics> known;

  /** What the reference of the last step and the controller that it gave were to cost, on the model of then; NaN before a step. */
  private double before = Double.NaN;

  private double promised = Double.NaN;
  private int held;

  /** @param known where a model is there to be differentiated; empty where trials are all there is */
  Condition(LinearGaussianController first, TrialCost trialCost, Prior prior,
      Optional<KnownDynamics> known) {
    controller = first;
    T = first.T;
    n = first.n;
    m = first.m;
    this.trialCost = trialCost;
    this.known = known;
    model = new LinearGaussianModel(T, n, m);
    cost = new QuadraticCost(T, n, m);
    dynamics = new TimeVaryingRegression(T, n + m, n, prior);
    regression = new LinearRegression(n + m, n);
    step = new TrajectoryStep(T, n, m);
    marginals = new Marginals(T, n, m);
    tried = new Marginals(T, n, m);
    divergence = new Divergence(n, m);
  }

  /**
   * Fits model and cost to {@link #trials}.
   *
   * @throws LearningFailure if they do not tell them
   */
  void fit(RandomStream stream) {
    for (int i = 0; i < trials.states.length; i++) {
      if (!Double.isFinite(trials.states[i])) {
        throw new LearningFailure("the state is not finite after step " + (i / n) % (T + 1)
            + " of a trial; a smaller kl_step or initial.variance keeps trials nearer to what is known");
      }
    }
    start();
    tried.take(trials);
    if (known.isEmpty()) {
      fitDynamics(stream);
    } else {
      linearize(known.get());
    }
    if (!cost.expand(trialCost, trials)) {
      throw new LearningFailure("the cost of a trial, or one of its derivatives, is not finite");
    }
  }

  private void start() {
    Arrays.fill(model.startSpread, 0);
    for (int i = 0; i < n; i++) {
      double mean = 0;
      for (int trial = 0; trial < trials.count; trial++) {
        mean += trials.states[trials.state(trial, 0) + i] / trials.count;
      }
      double variance = 0;
      for (int trial = 0; trial < trials.count; trial++) {
        double away = trials.states[trials.state(trial, 0) + i] - mean;
        variance += away * away / trials.count;
      }
      model.start[i] = mean;
      model.startSpread[i * n + i] = Math.max(variance, START_VARIANCE);
    }
  }

  /** Around the mean of the trials. What the model does not say, noise, is left out. */
  private void linearize(KnownDynamics dynamicsOf) {
    double[] s = new double[n];
    double[] u = new double[m];
    for (int t = 0; t < T; t++) {
      Arrays.fill(s, 0);
      Arrays.fill(u, 0);
      for (int trial = 0; trial < trials.count; trial++) {
        for (int i = 0; i < n; i++) {
          s[i] += trials.states[trials.state(trial, t) + i] / trials.count;
        }
        for (int i = 0; i < m; i++) {
          u[i] += trials.actions[trials.action(trial, t) + i] / trials.count;
        }
      }
      dynamicsOf.linearize(t, s, u, model.F, t * n * (n + m), model.f, t * n);
    }
  }

  private void fitDynamics(RandomStream stream) {
    double[] rows = dynamics.rows(trials.count);
    int D = 2 * n + m;
    for (int t = 0; t < T; t++) {
      for (int trial = 0; trial < trials.count; trial++) {
        int at = (t * trials.count + trial) * D;
        System.arraycopy(trials.states, trials.state(trial, t), rows, at, n);
        System.arraycopy(trials.actions, trials.action(trial, t), rows, at + n, m);
        System.arraycopy(trials.states, trials.state(trial, t + 1), rows, at + n + m, n);
      }
    }
    dynamics.learnPrior(stream);
    for (int t = 0; t < T; t++) {
      if (dynamics.fit(t, regression) == LinearRegression.Status.UNDETERMINED) {
        throw new LearningFailure("too few samples for the fit: " + trials.count
            + " trials do not tell how " + (n + m) + " numbers of state and action change the state at step " + t
            + "; at least " + (n + m + 1) + " do, or fewer with prior.mixture = true");
      }
      System.arraycopy(regression.F, 0, model.F, t * n * (n + m), n * (n + m));
      System.arraycopy(regression.f, 0, model.f, t * n, n);
      System.arraycopy(regression.noise, 0, model.noise, t * n * n, n * n);
    }
  }

  /** What a controller is to cost on the model. */
  double expected(LinearGaussianController of) {
    marginals.run(model, of);
    return cost.expected(marginals);
  }

  /** The divergence of one controller from another at each step, over the states of the trials: [T]. */
  double[] divergences(LinearGaussianController p, LinearGaussianController q) {
    double[] each = new double[T];
    Arrays.setAll(each, t -> divergence.at(t, p, q, tried));
    return each;
  }

  /** The mean actions of a controller at the states of the trials, averaged over trials: [T x m]. */
  double[] meanActions(LinearGaussianController of) {
    double[] mean = new double[T * m];
    double[] u = new double[m];
    for (int t = 0; t < T; t++) {
      for (int trial = 0; trial < trials.count; trial++) {
        of.mean(t, trials.states, trials.state(trial, t), u, 0);
        for (int a = 0; a < m; a++) {
          mean[t * m + a] += u[a] / trials.count;
        }
      }
    }
    return mean;
  }

  /** Sets the multiplier from what the last step promised and from what {@code now} is to cost by the new trials. */
  void adjust(StepRule rule, LinearGaussianController now) {
    if (!Double.isNaN(before)) {
      double actual = before - expected(now);
      multiplier = rule.next(multiplier, before - promised, actual);
    }
  }

  /**
   * {@link #controller} becomes the best one near a reference; where none is found it stays what it was, and the next bound is smaller.
   *
   * @param klStep bound of the divergence by time step, before the multiplier
   */
  void improve(LinearGaussianController reference, Optional<TrajectoryStep.Anchor> anchor, double klStep) {
    before = expected(reference);
    last = step.improve(model, cost, reference, anchor, bound(klStep), last.eta());
    if (last.met()) {
      controller.copy(step.controller);
      promised = cost.expected(step.marginals);
      held = 0;
      return;
    }
    promised = before;
    multiplier *= SHRINKING;
    last = new TrajectoryStep.Result(last.eta(), 0, last.passes(), false);
    if (++held == MOST_HELD) {
      throw new LearningFailure(String.format(Locale.ROOT,
          "no better controller near the old one was found %d times on end: the trials tell too little of the dynamics;"
              + " more samples, a smaller initial.variance, or other things to measure may help",
          held));
    }
  }

  /** What the divergence of the next step may be. */
  double bound(double klStep) {
    return klStep * T * multiplier;
  }

  void save(RunState state) {
    state.put("controller", controller.numbers());
    state.put("steps", multiplier, last.eta(), before, promised, held);
    if (known.isEmpty()) {
      dynamics.save(state);
    }
  }

  void restore(RunState state) {
    controller.restore(state.doubles("controller"));
    double[] steps = state.doubles("steps");
    multiplier = steps[0];
    last = new TrajectoryStep.Result(steps[1], 0, 0, true);
    before = steps[2];
    promised = steps[3];
    held = (int) steps[4];
    if (known.isEmpty()) {
      dynamics.restore(state);
    }
  }

}
