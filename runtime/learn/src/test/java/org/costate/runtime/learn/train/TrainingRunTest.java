/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
  @TempDir
  Path folder;

  /** Adds random numbers to its one weight. */
  private static final class Walk implements Learner {
    private final Weights weights;
    private final double step;
    private RandomStream stream = new RandomStream(5);
    private long transitions;

    Walk(double step) {
      TensorGraph graph = new TensorGraph();
      graph.weight("w", List.of(1), new WeightStart.Constant(0));
      weights = new Weights(graph);
      this.step = step;
    }

    @Override
    public Weights weights() {
      return weights;
    }

    @Override
    public Normalization normalization() {
      return new Normalization(1, false);
    }

    @Override
    public Progress iterate() {
      weights.values()[0] += (float) (step * stream.normal());
      transitions += 10;
      return new Progress(transitions, transitions, 1, weights.values()[0], Map.of("w", (double) weights.values()[0]));
    }

    @Override
    public void save(RunState state) {
      state.put("w", weights.values());
      state.put("stream", stream.state());
      state.put("transitions", transitions);
    }

    @Override
    public void restore(RunState state) {
      state.get("w", weights.values());
      stream = RandomStream.resumed(state.longs("stream"));
      transitions = state.longs("transitions")[0];
    }
  }

  private static TrainingRun run(Learner learner, int iterations, Path folder) {
    return new TrainingRun(learner, new TrainingRun.Budget(0, iterations), "walk", 3, Optional.of(folder));
  }

  @Test
  void aRunThatWasCutGoesOnBitForBit() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Walk unbroken = new Walk(1);
    assertEquals(TrainingRun.Status.FINISHED, run(unbroken, 10, whole).run((i, p, used) -> {}));

    // killed in iteration 8, after the checkpoint of iteration 6
    Path cut = Files.createDirectory(folder.resolve("cut"));
    assertThrows(IllegalStateException.class, () -> run(new Walk(1), 10, cut).run((i, p, used) -> {
      if (i == 8) {
        throw new IllegalStateException("killed");
      }
    }));
    assertEquals(9, Files.readAllLines(cut.resolve(TrainingRun.METRICS)).size());
    Walk resumed = new Walk(1);
    TrainingRun second = run(resumed, 10, cut);
    second.resume();
    assertEquals(6, second.iterations());
    List<Integer> heard = new ArrayList<>();
    second.run((i, p, used) -> heard.add(i));
    assertEquals(List.of(7, 8, 9, 10), heard);
    assertArrayEquals(unbroken.weights().values(), resumed.weights().values());
    for (String file : List.of(TrainingRun.METRICS, TrainingRun.CHECKPOINT)) {
      assertArrayEquals(Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(cut.resolve(file)), file);
    }
  }

  @Test
  void anInterruptedRunIsSavedAtOnce() throws IOException {
    TrainingRun run = run(new Walk(1), 10, folder);
    assertEquals(TrainingRun.Status.INTERRUPTED, run.run((i, p, used) -> {
      assertEquals(i / 10.0, used, 1e-12);
      if (i == 4) {
        Thread.currentThread().interrupt();
      }
    }));
    assertTrue(Thread.interrupted());
    TrainingRun rest = run(new Walk(1), 10, folder);
    rest.resume();
    assertEquals(4, rest.iterations());
  }

  @Test
  void aWeightThatIsNoNumberEndsTheRunAndKeepsTheCheckpoint() throws IOException {
    TrainingRun run = run(new Walk(Double.NaN), 10, folder);
    assertEquals(TrainingRun.Status.DIVERGED, run.run((i, p, used) -> {}));
    assertTrue(!TrainingRun.isResumable(folder));
  }

  @Test
  void theCheckpointOfAnotherRunIsRefused() throws IOException {
    run(new Walk(1), 3, folder).run((i, p, used) -> {});
    TrainingRun other = new TrainingRun(
        new Walk(1), new TrainingRun.Budget(0, 3), "another", 3, Optional.of(folder));
    assertTrue(assertThrows(IOException.class, other::resume).getMessage().contains("no checkpoint of this run"));
  }

  @Test
  void transitionsAreABudgetToo() throws IOException {
    TrainingRun run = new TrainingRun(new Walk(1), new TrainingRun.Budget(35, 0), "walk", 1, Optional.empty());
    run.run((i, p, used) -> {});
    assertEquals(4, run.iterations());
    assertThrows(IllegalArgumentException.class, () -> new TrainingRun.Budget(0, 0));
  }
}
