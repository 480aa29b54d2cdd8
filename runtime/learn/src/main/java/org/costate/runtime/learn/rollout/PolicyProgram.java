/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.List;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;

/**
 * What a learner asks of a policy for rows of a batch: means of some numbers, the gradient of the first mean in the weights, and tensors row by row. Of a
 * policy that remembers, memories are those of its weights as they are, and gradients go back through them in time.
 */
public interface PolicyProgram {
  /**
   * What it is made for.
   *
   * @param policy in whose graph the tensors are, {@code distribution} its
   */
  record Target(
      PolicyInfo policy, Backend backend, Weights weights, PolicyInputs inputs, ActionDistribution distribution) {}

  /**
   * What computes {@code means}, numbers with rows, the gradient of the first of them if {@code differentiated}, and {@code each}, with rows.
   *
   * @param maxRows most rows at once
   */
  static PolicyProgram of(
      Target target, List<Tensor> means, boolean differentiated, List<Tensor> each, int maxRows) {
    return target.policy.memories().isEmpty()
        ? new RowProgram(target, means, differentiated, each, maxRows)
        : new SequenceProgram(target, List.of(), means, differentiated, each, maxRows);
  }

  /** Rows {@code order[from], ...} of a batch, {@code count} of them, are those of the next run. */
  void load(Batch batch, int[] order, int from, int count);

  /** All rows of a batch, in their order. */
  void load(Batch batch);

  /** An input of the graph for the rows that are loaded, of one number a row of the batch. */
  void load(String input, double[] numbers);

  void run();

  double mean(int i);

  /** Writes the gradient of the first mean as weights lie. */
  void gradient(float[] flat);

  /** The numbers of a tensor of {@code each}, in the order of the rows that are loaded; valid until the next run. */
  float[] each(int i);
}
