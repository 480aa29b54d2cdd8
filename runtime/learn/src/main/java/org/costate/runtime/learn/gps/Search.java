/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.stats.RandomStream;

/** What the methods of guided policy search work on. */
final class Search {
  final GuidedPolicySearch.Options options;
  final List<Condition> conditions;

  /** The policy over the states of each condition. */
  final List<PolicyLinearization> linearizations = new ArrayList<>();

  final Student student;
  final StepRule rule;
  RandomStream stream;
  private final Workers<Integer> workers;

  Search(GuidedPolicySearch.Options options, List<Condition> conditions, Student student, RandomStream stream,
      int threads) {
    this.options = options;
    this.conditions = List.copyOf(conditions);
    this.student = student;
    this.stream = stream;
    rule = new StepRule(options.leastStep(), options.largestStep());
    for (Condition condition : conditions) {
      linearizations.add(new PolicyLinearization(condition.T, condition.n, condition.m, options.prior()));
    }
    workers = new Workers<>(IntStream.range(0, threads).boxed().toList());
  }

  /** Does something with each condition, at the same time where there are threads. */
  void each(ObjIntConsumer<Condition> task) {
    workers.run(conditions.size(), (worker, i) -> {
      try {
        task.accept(conditions.get(i), i);
      } catch (LearningFailure e) {
        throw new LearningFailure("condition " + (i + 1) + ": " + e.getMessage());
      }
    }, () -> {});
  }

  /**
   * Linearizes the policy around the trials of each condition.
   *
   * @param remember see {@link PolicyLinearization#fit}
   */
  void linearize(boolean remember) {
    List<RandomStream> streams = conditions.stream().map(c -> stream.split()).toList();
    for (int i = 0; i < conditions.size(); i++) { // they share the network
      linearizations.get(i).fit(student, conditions.get(i).trials, remember, streams.get(i));
    }
  }

  LinearGaussianController policy(int condition) {
    return linearizations.get(condition).policy;
  }

  /** Lets the policy learn what the controllers do at the states of their trials, from no shift and equal weights. */
  void teachControllers() {
    student.forget();
    for (Condition c : conditions) {
      double[] ones = new double[c.T];
      Arrays.fill(ones, 1);
      student.teach(c.trials, c.controller, new double[c.T * c.m], ones);
    }
    student.learn(options.epochs(), options.rate(), stream);
  }
}
