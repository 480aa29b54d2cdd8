/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.stats.RandomStream;

/**
 * Guided policy search: in each iteration every condition's controller is tried, a linear model and a quadratic cost are fitted to its trials, the
 * controllers are improved on them, and a policy learns what they do. See docs/algorithms/gps.md.
 */
public final class GuidedPolicySearch implements Learner {
  /** Which one. */
  public enum Method {
    /** Controllers alone, cloned in the end. */
    FITTED_LQR,
    /** Mirror descent. */
    MIRROR_DESCENT,
    /** The Bregman alternating direction method of multipliers. */
    BADMM,
    /** Dual gradient descent. */
    DUAL_DESCENT
  }

  /**
   * @param iterations of the whole run, {@code samples} trials of each condition in each
   * @param klStep bound of a controller's step, by time step, whose multiplier stays from {@code leastStep} to {@code largestStep}
   * @param smoothing deviation in steps of the filter of exploration
   * @param prior of the fits
   * @param initial first controllers
   * @param epochs of the policy over the trials of an iteration, by {@code batch} rows
   * @param inner how often controllers and policy are drawn to each other in an iteration, with {@code weight} at first and {@code dualRate};
   *     only for the methods with multipliers
   */
  public record Options(int iterations, int samples, double klStep, double leastStep, double largestStep,
      double smoothing, Prior prior, Hold initial, int epochs, int batch, double rate, boolean normalize, int inner,
      double weight, double dualRate) {}

  private final Search search;
  private final SearchMethod method;
  private final TrialSystem system;
  private final Exploration exploration;
  private int iteration;

  /** Of the run that was resumed, and of the system when it was. */
  private long earlier;

  /**
   * @param system is asked for trials one after the other
   * @param costs of each condition, which the program knows even where the system's dynamics are not
   * @param known the linear dynamics of each condition where they are; empty where trials are all there is
   * @param step seconds of a step
   * @throws IllegalArgumentException for a policy that cannot be trained so
   */
  public GuidedPolicySearch(Method method, PolicyInfo policy, TrialSystem system, IntFunction<TrialCost> costs,
      Optional<IntFunction<KnownDynamics>> known, double step, Backend backend, long seed, int threads,
      Options options) {
    this.system = system;
    RandomStream stream = new RandomStream(seed);
    int T = system.info().horizon();
    int m = system.info().actionSize();
    Student student = new Student(policy, system.info(), backend, stream.split(), options.batch, options.normalize);
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < system.conditions(); i++) {
      int condition = i;
      system.reset(i, new RandomStream(seed)); // no step is taken
      conditions.add(new Condition(HoldingController.around(system.state(), T, m, step, options.initial),
          costs.apply(i), options.prior, known.map(k -> k.apply(condition))));
    }
    search = new Search(options, conditions, student, stream, threads);
    this.method = switch (method) {
      case FITTED_LQR -> new FittedLqr();
      case MIRROR_DESCENT -> new MirrorDescent();
      case BADMM -> new Badmm(conditions.size(), T, m, options.inner, options.weight, options.dualRate);
      case DUAL_DESCENT -> new DualDescent(conditions.size(), T, m, options.inner, options.weight, options.dualRate);
    };
    exploration = new Exploration(T, m, options.smoothing);
  }

  /** The controllers that the next trials are run with, one for each condition; they change with the next iteration. */
  public List<LinearGaussianController> controllers() {
    return search.conditions.stream().map(c -> c.controller).toList();
  }

  @Override
  public Progress iterate() {
    double cost = 0;
    Map<String, Double> measures = new LinkedHashMap<>();
    for (int i = 0; i < search.conditions.size(); i++) {
      search.conditions.get(i).trials = collect(i);
    }
    List<RandomStream> streams = search.conditions.stream().map(c -> search.stream.split()).toList();
    search.each((condition, i) -> condition.fit(streams.get(i)));
    method.improve(search, iteration);
    iteration++;
    for (int i = 0; i < search.conditions.size(); i++) {
      Condition c = search.conditions.get(i);
      cost += c.cost.measured / search.conditions.size();
      measures.put("cost." + (i + 1), c.cost.measured);
      measures.put("kl." + (i + 1), c.last.divergence());
      measures.put("bound." + (i + 1), c.bound(search.options.klStep()));
      measures.put("multiplier." + (i + 1), c.multiplier);
    }
    if (method.follows()) {
      double apart = 0;
      for (Condition c : search.conditions) {
        apart += search.student.divergence(c.trials, c.controller) / search.conditions.size();
      }
      measures.put("policy_kl", apart);
    }
    measures.put("trials", (double) iteration * search.options.samples() * search.conditions.size());
    return new Progress(earlier + system.transitions(), search.student.updates,
        search.options.samples() * search.conditions.size(), -cost, measures);
  }

  private Trials collect(int i) {
    Condition condition = search.conditions.get(i);
    LinearGaussianController controller = condition.controller;
    int T = controller.T;
    int m = controller.m;
    int no = system.info().observationSize();
    Trials trials = new Trials(search.options.samples(), T, controller.n, m, no);
    double[] z = new double[T * m];
    for (int trial = 0; trial < trials.count; trial++) {
      RandomStream own = search.stream.split();
      exploration.draw(own, z);
      system.reset(i, own);
      for (int t = 0; t < T; t++) {
        System.arraycopy(system.state(), 0, trials.states, trials.state(trial, t), controller.n);
        System.arraycopy(system.observation(), 0, trials.observations, trials.observation(trial, t), no);
        int at = trials.action(trial, t);
        controller.mean(t, trials.states, trials.state(trial, t), trials.actions, at);
        controller.disturb(t, z, t * m, trials.actions, at);
        system.step(trials.actions, at);
      }
      System.arraycopy(system.state(), 0, trials.states, trials.state(trial, T), controller.n);
    }
    return trials;
  }

  @Override
  public Weights weights() {
    return search.student.weights;
  }

  @Override
  public Normalization normalization() {
    return search.student.normalization;
  }

  @Override
  public void save(RunState state) {
    state.put("stream", search.stream.state());
    state.put("iteration", (long) iteration);
    state.put("transitions", earlier + system.transitions());
    search.student.save(state.of("student"));
    method.save(state.of("method"));
    for (int i = 0; i < search.conditions.size(); i++) {
      search.conditions.get(i).save(state.of("condition." + i));
      search.linearizations.get(i).save(state.of("linearization." + i));
    }
  }

  @Override
  public void restore(RunState state) {
    search.stream = RandomStream.resumed(state.longs("stream"));
    iteration = (int) state.longs("iteration")[0];
    earlier = state.longs("transitions")[0] - system.transitions();
    search.student.restore(state.of("student"));
    method.restore(state.of("method"));
    for (int i = 0; i < search.conditions.size(); i++) {
      search.conditions.get(i).restore(state.of("condition." + i));
      search.linearizations.get(i).restore(state.of("linearization." + i));
    }
  }
}
