/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import java.util.Optional;
import org.costate.runtime.learn.gps.TrajectoryStep.Anchor;
import org.costate.runtime.learn.run.RunState;

/**
 * What the methods of dual variables share: in each iteration controllers and policy are drawn to each other several times, with weights nu(t) of
 * their divergence and multipliers lambda(t) of their mean actions, which a method changes between the times.
 */
abstract class Alternation implements SearchMethod {
  /** What a step of the policy may weigh, the median being 1, so that it learns of all steps. */
  private static final double LARGEST = 2;

  private final int conditions;
  private final int inner;

  /** Of each condition, [T]. */
  final double[][] nu;

  /** Of each condition, [T x m]. */
  final double[][] lambda;

  Alternation(int conditions, int T, int m, int inner, double weight) {
    this.conditions = conditions;
    this.inner = inner;
    nu = new double[conditions][T];
    lambda = new double[conditions][T * m];
    for (double[] each : nu) {
      Arrays.fill(each, weight);
    }
  }

  /** Changes nu and lambda of condition {@code i} by where controller and policy are now. */
  abstract void raise(Condition condition, LinearGaussianController policy, int i, Search search);

  @Override
  public void improve(Search search, int iteration) {
    if (iteration == 0) {
      search.student.normalize(search.conditions);
      search.teachControllers();
    }
    search.linearize(true);
    LinearGaussianController[] ran = new LinearGaussianController[conditions];
    search.each((condition, i) -> {
      ran[i] = new LinearGaussianController(condition.T, condition.n, condition.m);
      ran[i].copy(condition.controller);
      condition.adjust(search.rule, condition.controller);
    });
    for (int k = 0; k < inner; k++) {
      search.each((condition, i) -> {
        double[] tilt = new double[lambda[i].length];
        Arrays.setAll(tilt, j -> -lambda[i][j]);
        condition.improve(ran[i], Optional.of(new Anchor(search.policy(i), nu[i], tilt)), search.options.klStep());
      });
      teach(search);
      search.linearize(false);
      search.each((condition, i) -> raise(condition, search.policy(i), i, search));
    }
  }

  /** min over the policy of nu KL(policy || controller) + lambda' E u: the mean of the controller, less S lambda / nu. */
  private void teach(Search search) {
    search.student.forget();
    double[] all = Arrays.stream(nu).flatMapToDouble(Arrays::stream).sorted().toArray();
    double median = all[all.length / 2];
    for (int i = 0; i < conditions; i++) {
      Condition c = search.conditions.get(i);
      double[] shift = new double[c.T * c.m];
      for (int t = 0; t < c.T; t++) {
        for (int a = 0; a < c.m; a++) {
          for (int b = 0; b < c.m; b++) {
            shift[t * c.m + a] -= c.controller.S[(t * c.m + a) * c.m + b] * lambda[i][t * c.m + b] / nu[i][t];
          }
        }
      }
      search.student.teach(c.trials, c.controller, shift,
          Arrays.stream(nu[i]).map(w -> Math.min(w / median, LARGEST)).toArray());
    }
    search.student.learn((search.options.epochs() + inner - 1) / inner, search.options.rate(), search.stream);
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public void save(RunState state) {
    for (int i = 0; i < conditions; i++) {
      state.put("nu." + i, nu[i]);
      state.put("lambda." + i, lambda[i]);
    }
  }

  @Override
  public void restore(RunState state) {
    for (int i = 0; i < conditions; i++) {
      System.arraycopy(state.doubles("nu." + i), 0, nu[i], 0, nu[i].length);
      System.arraycopy(state.doubles("lambda." + i), 0, lambda[i], 0, lambda[i].length);
    }
  }
}
