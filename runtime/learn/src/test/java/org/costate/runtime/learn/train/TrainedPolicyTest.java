/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.learn.file.NamedArrays;
import org.costate.runtime.learn.file.NpzFile;
import org.costate.runtime.learn.nn.KernelBackend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedPolicyTest {
  private static final EnvironmentInfo ENVIRONMENT = new EnvironmentInfo("Swing",
      List.of(new EnvironmentInfo.Observation("angle", List.of(2), 0),
          new EnvironmentInfo.Observation("rate", List.of(), 2)),
      List.of(
          new EnvironmentInfo.Control("push", List.of(-2.0), List.of(2.0), List.of(), 0),
          new EnvironmentInfo.Control(
              "gear", List.of(Double.NEGATIVE_INFINITY), List.of(Double.POSITIVE_INFINITY), List.of(-1.0, 0.5), 1)),
      100);

  @TempDir
  Path folder;

  /** With a memory, an observation of the step before, a squashed normal number and a choice. */
  private static PolicyInfo policy() {
    TensorGraph graph = new TensorGraph();
    Tensor angle = graph.input("angle", TensorShape.rows(2));
    Tensor before = graph.input("previous.angle", TensorShape.rows(2));
    Tensor rate = graph.input("rate", new TensorShape(true, List.of()));
    Tensor memory = graph.input("memory.g", TensorShape.rows(3));
    Tensor x = graph.concatenate(List.of(angle, before, graph.reshape(rate, List.of(1))));
    Tensor next = Layers.gru(graph, "g", x, memory);
    Tensor mean = Layers.dense(graph, "mean", next, 1, Optional.empty());
    Tensor deviation = graph.apply(Unary.EXP, graph.weight("deviation", List.of(1),
        new WeightStart.Constant(-0.5)));
    Tensor logits = Layers.dense(graph, "logits", next, 2, Optional.empty());
    return new PolicyInfo("P", "Swing",
        List.of(new PolicyInfo.Feature("angle", false, angle), new PolicyInfo.Feature("angle", true, before),
            new PolicyInfo.Feature("rate", false, rate)),
        List.of(new PolicyInfo.Memory("g", memory, next)),
        List.of(new PolicyInfo.Head.Gaussian("push", mean, deviation, true),
            new PolicyInfo.Head.Categorical("gear", logits, List.of(-1.0, 0.5))),
        graph);
  }

  private static TrainedPolicy trained(boolean normalize) {
    PolicyInfo policy = policy();
    Weights weights = new Weights(policy.graph());
    weights.start(new RandomStream(3));
    Normalization normalization = new Normalization(3, normalize);
    if (normalize) {
      RunState state = new RunState();
      state.put("count", 4.0);
      state.put("mean", 1.0, 2, 3);
      state.put("squares", 4.0, 4, 16);
      normalization.restore(state);
    }
    return new TrainedPolicy(policy, ENVIRONMENT, weights, normalization);
  }

  private static double[] actions(Actor actor) {
    double[] all = new double[20];
    double[] action = new double[2];
    actor.begin();
    for (int i = 0; i < 10; i++) {
      actor.act(new double[] {Math.sin(i), Math.cos(i), 0.1 * i}, action);
      System.arraycopy(action, 0, all, 2 * i, 2);
    }
    return all;
  }

  @Test
  void aSavedPolicyActsAsItDidBefore() throws IOException {
    for (boolean normalize : new boolean[] {false, true}) {
      TrainedPolicy policy = trained(normalize);
      Path file = folder.resolve("policy.npz");
      policy.save(file);
      TrainedPolicy read = TrainedPolicy.load(file);
      assertEquals(ENVIRONMENT, read.environment());
      double[] expected = actions(policy.actor(KernelBackend.plain()));
      assertArrayEquals(expected, actions(read.actor(KernelBackend.plain())));
      for (int i = 0; i < 10; i++) {
        assertTrue(Math.abs(expected[2 * i]) < 2);
        assertTrue(expected[2 * i + 1] == -1 || expected[2 * i + 1] == 0.5);
      }
    }
    assertFalse(Arrays.equals(
        actions(trained(true).actor(KernelBackend.plain())), actions(trained(false).actor(KernelBackend.plain()))));
  }

  @Test
  void anEpisodeBeginsWithoutThePast() {
    Actor actor = trained(false).actor(KernelBackend.plain());
    double[] first = actions(actor);
    assertArrayEquals(first, actions(actor));
    // the same observation again is answered otherwise, since it remembers
    double[] one = new double[2];
    double[] two = new double[2];
    actor.begin();
    actor.act(new double[] {0, 1, 0}, one);
    actor.act(new double[] {0, 1, 0}, two);
    assertEquals(first[0], one[0]);
    assertFalse(one[0] == two[0]);
  }

  @Test
  void actingAllocatesNothing() {
    Actor actor = trained(true).actor(KernelBackend.plain());
    double[] observation = {0.1, 0.2, 0.3};
    double[] action = new double[2];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 100; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      actor.act(observation, action);
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertEquals(0, least);
  }

  @Test
  void whatIsNoPolicyIsRefused() throws IOException {
    Path file = folder.resolve("other.npz");
    NpzFile.write(file, new NamedArrays());
    assertThrows(IOException.class, () -> TrainedPolicy.load(file));
    trained(false).save(file);
    NamedArrays content = NpzFile.read(file);
    NamedArrays withoutWeights = new NamedArrays().text("policy", content.text("policy"))
        .text("environment", content.text("environment"));
    NpzFile.write(file, withoutWeights);
    assertTrue(assertThrows(IOException.class, () -> TrainedPolicy.load(file)).getMessage().contains("no array"));
    Files.writeString(file, "nothing");
    assertThrows(IOException.class, () -> TrainedPolicy.load(file));
  }

  /** A text that somebody has changed is an error of the file, or another policy. */
  @Test
  void changedTextsAreErrorsOfTheFile() throws IOException {
    Path file = folder.resolve("changed.npz");
    trained(true).save(file);
    NamedArrays whole = NpzFile.read(file);
    RandomStream random = new RandomStream(3);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      String key = i % 2 == 0 ? "policy" : "environment";
      StringBuilder text = new StringBuilder(whole.text(key));
      for (int k = 0; k <= random.below(3); k++) {
        int at = random.below(text.length());
        switch (random.below(3)) {
          case 0 -> text.setCharAt(at, (char) (' ' + random.below(95)));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, "9".repeat(1 + random.below(8)));
        }
      }
      NamedArrays changed = new NamedArrays();
      whole.arrays().forEach(changed::put);
      whole.texts().forEach(changed::text);
      NpzFile.write(file, changed.text(key, text.toString()));
      try {
        TrainedPolicy.load(file);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("changed.npz is no policy"), e.toString());
        refused++;
      }
    }
    assertTrue(refused > 200, refused + " of 600");
  }
}
