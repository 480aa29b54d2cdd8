/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import org.costate.runtime.learn.rollout.Batch;

/** Products of Fisher's information with directions of the weights. */
sealed interface FisherProduct permits RowFisher, SequenceFisher {
  /** The batch whose states are the mean. */
  void load(Batch batch);

  /** F v, both as weights lie. */
  void multiply(double[] v, float[] product);

  static FisherProduct of(OnPolicy run) {
    return run.task.policy().memories().isEmpty() ? new RowFisher(run) : new SequenceFisher(run);
  }
}
