/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.learn.gps.LinearGaussianController;
import org.costate.runtime.learn.train.Evaluation;
import org.costate.runtime.learn.train.TrainingRun;

/**
 * What a training has come to.
 *
 * @param iterations of the learner, those before a resumption included
 * @param policy with the weights that it ended with
 * @param evaluation of the final policy, whose actions are drawn as in training, on episodes that training never saw; empty for a run that did
 *     not finish
 * @param expectations of the block, after a run that finished
 * @param failure where and why the method could not go on, and what to change, after a run that failed
 * @param controllers one for each condition, of methods that make them: what the next trials would be run with
 */
public record TrainingResult(TrainingRun.Status status, int iterations, Policy policy, Optional<Evaluation> evaluation,
    List<Expectation> expectations, Optional<String> failure, List<LinearGaussianController> controllers) {
  public TrainingResult {
    expectations = List.copyOf(expectations);
    controllers = List.copyOf(controllers);
  }

  /** Whether it finished and every expectation holds. */
  public boolean holds() {
    return status == TrainingRun.Status.FINISHED && expectations.stream().allMatch(Expectation::holds);
  }
}
