/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
  @Test
  void weightsLieInTheOrderOfTheGraph() {
    TensorGraph graph = new TensorGraph();
    graph.weight("a", List.of(2, 3), new WeightStart.Constant(4));
    graph.weight("b", List.of(), new WeightStart.Constant(-1));
    graph.weight("c", List.of(1000), new WeightStart.Uniform(0.5));
    graph.weight("d", List.of(1000), new WeightStart.Normal(2));
    Weights weights = started(graph, 1);
    assertEquals(2007, weights.values().length);
    assertEquals(7, weights.offset("c"));
    assertArrayEquals(new float[] {4, 4, 4, 4, 4, 4, -1}, Arrays.copyOf(weights.values(), 7));
    double[] uniform = part(weights, "c");
    assertTrue(Arrays.stream(uniform).allMatch(v -> Math.abs(v) <= 0.5));
    assertEquals(0, mean(uniform), 0.05);
    assertEquals(1.0 / 12, square(uniform), 0.01);
    double[] normal = part(weights, "d");
    assertEquals(0, mean(normal), 0.2);
    assertEquals(4, square(normal), 0.5);
    assertArrayEquals(weights.values(), started(graph, 1).values());
    Weights copy = weights.copy();
    copy.values()[0] = 7;
    assertEquals(4, weights.values()[0]);
  }

  @ParameterizedTest
  @CsvSource({"5,3", "3,5", "4,4", "1,6", "64,64"})
  void orthogonalMatricesHaveOrthonormalColumnsOrRows(int n, int m) {
    TensorGraph graph = new TensorGraph();
    graph.weight("W", List.of(n, m), new WeightStart.Orthogonal(2));
    double[] W = part(started(graph, 5), "W");
    int thin = Math.min(n, m);
    for (int i = 0; i < thin; i++) {
      for (int j = 0; j < thin; j++) {
        double product = 0;
        for (int k = 0; k < Math.max(n, m); k++) {
          product += n >= m ? W[k * m + i] * W[k * m + j] : W[i * m + k] * W[j * m + k];
        }
        assertEquals(i == j ? 4 : 0, product, 1e-5);
      }
    }
  }

  private static Weights started(TensorGraph graph, long seed) {
    Weights weights = new Weights(graph);
    weights.start(new RandomStream(seed));
    return weights;
  }

  private static double[] part(Weights weights, String name) {
    int size = weights.layout().stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow().shape().size();
    double[] part = new double[size];
    Arrays.setAll(part, i -> weights.values()[weights.offset(name) + i]);
    return part;
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double square(double[] x) {
    return Arrays.stream(x).map(v -> v * v).average().orElseThrow();
  }
}
