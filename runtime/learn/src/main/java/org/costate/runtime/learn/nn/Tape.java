/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/** A schedule as steps over arrays that are there from the start, to be run with any kernels. */
final class Tape {
  private final int maxRows;
  private final Map<String, float[]> inputs = new HashMap<>();
  private final Step[] steps;
  private final float[][] results;

  Tape(TensorGraph graph, List<Tensor> wanted, int maxRows, Weights weights) {
    if (maxRows < 1) {
      throw new IllegalArgumentException("at most " + maxRows + " samples; expected at least 1");
    }
    this.maxRows = maxRows;
    Schedule schedule = Schedule.of(graph, wanted);
    Blocks blocks = new Blocks(schedule, wanted, maxRows, weights);
    this.steps = Steps.of(schedule, blocks);
    for (Tensor tensor : graph.tensors()) {
      if (tensor instanceof Tensor.Input input) {
        inputs.put(input.name(), blocks.input(input));
      }
    }
    this.results = wanted.stream().map(result -> blocks.result(result)).toArray(float[][]::new);
  }

  float[] input(String name) {
    float[] values = inputs.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no input " + name + "; there are " + inputs.keySet());
    }
    return values;
  }

  float[] result(int i) {
    return results[i];
  }

  void run(Kernels kernels, int rows) {
    if (rows < 0 || rows > maxRows) {
      throw new IllegalArgumentException(rows + " samples; expected at most " + maxRows);
    }
    for (Step step : steps) {
      step.run(kernels, rows);
    }
  }
}
