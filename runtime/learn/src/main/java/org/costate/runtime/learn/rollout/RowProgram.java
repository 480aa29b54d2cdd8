/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/** Of a policy that remembers nothing: every row stands for itself. */
final class RowProgram implements PolicyProgram {
  private final BatchProgram program;
  private final Weights weights;
  private final int means;
  private final int gradients;
  private int[] order = new int[0];
  private int from;
  private int count;

  RowProgram(Target target, List<Tensor> means, boolean differentiated, List<Tensor> each, int maxRows) {
    TensorGraph graph = target.policy().graph();
    List<Tensor> results = new ArrayList<>(means.stream().map(mean -> BatchProgram.mean(graph, mean)).toList());
    this.means = results.size();
    if (differentiated) {
      results.addAll(BatchProgram.gradient(graph, results.getFirst()));
    }
    gradients = results.size() - this.means;
    results.addAll(each);
    weights = target.weights();
    program =
        new BatchProgram(target.backend(), graph, weights, target.inputs(), target.distribution(), results, maxRows);
  }

  @Override
  public void load(Batch batch, int[] order, int from, int count) {
    this.order = order;
    this.from = from;
    this.count = count;
    program.load(batch, order, from, count);
  }

  @Override
  public void load(Batch batch) {
    load(batch, batch.all(), 0, batch.rows());
  }

  @Override
  public void load(String input, double[] numbers) {
    program.load(input, numbers, order, from, count);
  }

  @Override
  public void run() {
    program.run(count);
  }

  @Override
  public double mean(int i) {
    return program.number(i);
  }

  @Override
  public void gradient(float[] flat) {
    program.gather(means, weights, flat);
  }

  @Override
  public float[] each(int i) {
    return program.result(means + gradients + i);
  }
}
