/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivativesTest {
  private static final int GRAPHS = 300;
  private static final double STEP = 1e-5;

  private static String name(Tensor tensor) {
    return tensor instanceof Tensor.Input input ? input.name() : ((Tensor.Weight) tensor).name();
  }

  private static double value(RandomGraphs random, Tensor number, Map<String, double[]> given) {
    return ReferenceEvaluator.evaluate(random.graph(), List.of(number), random.rows(), given).getFirst()[0];
  }

  /** Central differences along a direction, with two steps, so that a kink between them shows. */
  private static double[] differences(RandomGraphs random, Tensor number, Map<String, double[]> direction) {
    double[] both = new double[2];
    for (int half = 0; half < 2; half++) {
      double h = STEP / (1 + half);
      both[half] = (value(random, number, moved(random.given(), direction, h))
          - value(random, number, moved(random.given(), direction, -h))) / (2 * h);
    }
    return both;
  }

  private static Map<String, double[]> moved(Map<String, double[]> given, Map<String, double[]> direction, double h) {
    Map<String, double[]> all = new HashMap<>();
    given.forEach((name, x) -> {
      double[] y = x.clone();
      for (int i = 0; i < y.length; i++) {
        y[i] += h * direction.get(name)[i];
      }
      all.put(name, y);
    });
    return all;
  }

  @Test
  void gradientsAndTangentsAgreeWithDifferencesAndOneAnother() {
    Set<Object> met = new HashSet<>();
    int smooth = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomGraphs random = new RandomGraphs(seed);
      Tensor number = random.number();
      random.graph().tensors().forEach(t -> {
        if (t instanceof Tensor.Result r) {
          met.add(r.op() instanceof Enum<?> op ? op : r.op().getClass());
        }
      });
      Random draw = new Random(1000 + seed);
      Map<String, double[]> direction = new HashMap<>();
      random.given().forEach((name, x) -> direction.put(name, draw.doubles(x.length, -1, 1).toArray()));

      List<Tensor> gradients = Reverse.gradient(random.graph(), number, random.sources());
      List<double[]> g = ReferenceEvaluator.evaluate(random.graph(), gradients, random.rows(), random.given());
      double along = 0;
      for (int i = 0; i < random.sources().size(); i++) {
        assertEquals(random.sources().get(i).shape(), gradients.get(i).shape());
        double[] d = direction.get(name(random.sources().get(i)));
        for (int k = 0; k < d.length; k++) {
          along += g.get(i)[k] * d[k];
        }
      }

      Map<String, double[]> given = new HashMap<>(random.given());
      List<Tensor> directions = new ArrayList<>();
      for (Tensor source : random.sources()) {
        directions.add(random.graph().input("d " + name(source), source.shape()));
        given.put("d " + name(source), direction.get(name(source)));
      }
      Tensor tangent =
          Tangents.along(random.graph(), List.of(number), random.sources(), directions).getFirst();
      double forward =
          ReferenceEvaluator.evaluate(random.graph(), List.of(tangent), random.rows(), given).getFirst()[0];
      assertEquals(along, forward, 1e-10 * Math.max(1, Math.abs(along)), "seed " + seed);

      double[] slopes = differences(random, number, direction);
      if (Math.abs(slopes[0] - slopes[1]) < 1e-7 * Math.max(1, Math.abs(along))) {
        smooth++;
        assertEquals(slopes[1], along, 1e-6 * Math.max(1, Math.abs(along)), "seed " + seed);
      }
    }
    assertTrue(smooth > 0.95 * GRAPHS, smooth + " graphs without a kink nearby");
    assertTrue(met.contains(TensorOp.ConvolutionImage.class) || met.contains(TensorOp.Convolution.class));
    assertTrue(met.containsAll(List.of(
        TensorOp.MatrixProduct.class, TensorOp.SumTo.class, TensorOp.Repeat.class, TensorOp.Part.class,
        TensorOp.Reshaped.class, TensorOp.Convolution.class, TensorOp.OuterProduct.OUTER_PRODUCT,
        TensorOp.Concatenation.CONCATENATION, TensorOp.Softmax.SOFTMAX, TensorOp.Softmax.LOG_SUM_EXP)),
        met::toString);
  }

  /** Derivatives of derivatives go through the operations that only derivatives make. */
  @Test
  void secondDerivativesAgreeWithDifferencesOfGradients() {
    int checked = 0;
    for (int seed = 0; seed < 60; seed++) {
      RandomGraphs random = new RandomGraphs(seed);
      Tensor number = random.number();
      List<Tensor> gradients = Reverse.gradient(random.graph(), number, random.sources());
      Tensor norm = random.graph().constant(0);
      for (Tensor gradient : gradients) {
        norm = random.graph().plus(norm, random.graph().sum(random.graph().square(gradient)));
      }
      List<Tensor> second = Reverse.gradient(random.graph(), norm, random.sources());
      Random draw = new Random(seed);
      Map<String, double[]> direction = new HashMap<>();
      random.given().forEach((name, x) -> direction.put(name, draw.doubles(x.length, -1, 1).toArray()));
      List<double[]> g = ReferenceEvaluator.evaluate(random.graph(), second, random.rows(), random.given());
      double along = 0;
      for (int i = 0; i < random.sources().size(); i++) {
        double[] d = direction.get(name(random.sources().get(i)));
        for (int k = 0; k < d.length; k++) {
          along += g.get(i)[k] * d[k];
        }
      }
      double[] slopes = differences(random, norm, direction);
      if (Math.abs(slopes[0] - slopes[1]) < 1e-6 * Math.max(1, Math.abs(along))) {
        assertEquals(slopes[1], along, 1e-5 * Math.max(1, Math.abs(along)), "seed " + seed);
        checked++;
      }
    }
    assertTrue(checked > 45, checked + " of 60");
  }

  @Test
  void heldValuesHaveNoDerivative() {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.fixed());
    Tensor y = graph.times(x, graph.apply(TensorOp.Unary.HELD, x));
    List<Tensor> g = Reverse.gradient(graph, y, List.of(x));
    assertArrayEquals(
        new double[] {3}, ReferenceEvaluator.evaluate(graph, g, 1, Map.of("x", new double[] {3})).getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void layersAreWhatTheirFormulasSay(int rows) {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(1, 2, 3));
    Tensor places = Layers.spatialSoftmax(graph, "s", x);
    double[] image = new double[6 * rows];
    for (int r = 0; r < rows; r++) {
      image[6 * r + 5] = 100; // the last pixel: right, below
    }
    double[] at = ReferenceEvaluator
        .evaluate(graph, List.of(places), rows, Map.of("x", image, "s.sharpness", new double[] {1}))
        .getFirst();
    assertArrayEquals(new double[] {1, 1}, Arrays.copyOf(at, 2), 1e-12);

    Tensor v = graph.input("v", TensorShape.rows(2));
    Tensor normed = Layers.norm(graph, "n", v);
    double[] pair = new double[2 * rows];
    for (int r = 0; r < rows; r++) {
      pair[2 * r] = 3;
      pair[2 * r + 1] = 5;
    }
    double[] n = ReferenceEvaluator.evaluate(graph, List.of(normed), rows,
        Map.of("v", pair, "n.gain", new double[] {1, 2}, "n.offset", new double[] {0, 1})).getFirst();
    assertArrayEquals(new double[] {-1, 3}, Arrays.copyOf(n, 2), 1e-4);
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsShapes() {
    TensorGraph graph = new TensorGraph();
    Tensor a = graph.input("a", TensorShape.rows(3));
    Tensor b = graph.input("b", TensorShape.rows(2));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> graph.plus(a, b)).getMessage().contains("[3]"));
    assertThrows(IllegalArgumentException.class, () -> graph.matrixProduct(a, b, false));
    assertThrows(IllegalArgumentException.class, () -> graph.part(a, 2, 4));
    assertThrows(IllegalArgumentException.class, () -> graph.input("a", TensorShape.rows(2)));
  }
}
