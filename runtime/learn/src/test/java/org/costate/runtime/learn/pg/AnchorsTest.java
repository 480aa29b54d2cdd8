/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.ReferenceEvaluator;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.EnvironmentInfo.Control;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** What policy gradients must do exactly, in doubles and without learning. */
class AnchorsTest {
  private static final WeightStart ZERO = new WeightStart.Constant(0);

  /**
   * A policy u ~ N(scale (x W + b), exp(2 s)) and a choice of two, of three numbers x; by way of a hidden layer if {@code deep}.
   */
  private static final class Case {
    static final int ROWS = 7;
    final TensorGraph graph = new TensorGraph();
    final ActionDistribution distribution;
    final Tensor mean;
    final Tensor deviation;
    final Map<String, double[]> given = new HashMap<>();
    final int size;

    Case(boolean deep, double scale) {
      Tensor x = graph.input("x", TensorShape.rows(3));
      Tensor h = deep ? Layers.dense(graph, "h", x, 4, Optional.of(Unary.TANH)) : x;
      mean = graph.times(Layers.dense(graph, "mean", h, 1, Optional.empty()), scale);
      deviation = graph.apply(Unary.EXP, graph.weight("s", List.of(1), ZERO));
      List<Head> heads = new ArrayList<>(List.of(new Head.Gaussian("u", mean, deviation, false)));
      if (deep) {
        Tensor logits = Layers.dense(graph, "logits", h, 2, Optional.empty());
        heads.add(new Head.Categorical("v", logits, List.of(0.0, 1.0)));
      }
      List<Control> controls = List.of(new Control("u", List.of(-1.0), List.of(1.0), List.of(), 0),
          new Control("v", List.of(0.0), List.of(1.0), List.of(0.0, 1.0), 1));
      PolicyInfo policy = new PolicyInfo("P", "Q", List.of(), List.of(), heads, graph);
      distribution = new ActionDistribution(policy, new EnvironmentInfo("Q", List.of(), controls, 1));
      RandomStream stream = new RandomStream(6);
      int all = 0;
      for (Tensor.Weight weight : graph.weights()) {
        given.put(weight.name(), normal(stream, weight.shape().size()));
        all += weight.shape().size();
      }
      size = all;
      given.put("x", normal(stream, 3 * ROWS));
    }

    static double[] normal(RandomStream stream, int count) {
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = 0.5 * stream.normal();
      }
      return numbers;
    }

    List<double[]> evaluate(List<Tensor> results) {
      return ReferenceEvaluator.evaluate(graph, results, ROWS, given);
    }

    /** One after the other, as weights lie. */
    double[] flat(List<Tensor> tensors) {
      double[] flat = new double[size];
      int at = 0;
      for (double[] part : evaluate(tensors)) {
        System.arraycopy(part, 0, flat, at, part.length);
        at += part.length;
      }
      return flat;
    }

    void shift(double[] direction, double factor, String prefix) {
      int at = 0;
      for (Tensor.Weight weight : graph.weights()) {
        double[] values = given.computeIfAbsent(prefix + weight.name(), _ -> new double[weight.shape().size()]);
        for (int i = 0; i < values.length; i++) {
          values[i] += factor * direction[at++];
        }
      }
    }

    Tensor meanOf(Tensor rows) {
      return graph.times(graph.sum(rows), 1.0 / ROWS);
    }

    /** Column by column by products with unit vectors. */
    double[][] fisher() {
      List<Tensor> products = RowFisher.products(graph, meanOf(distribution.selfDivergence()));
      double[][] F = new double[size][];
      for (int j = 0; j < size; j++) {
        double[] unit = new double[size];
        unit[j] = 1;
        shift(unit, 1, "direction.");
        F[j] = flat(products);
        shift(unit, -1, "direction.");
      }
      return F;
    }
  }

  /** (ii) F v is the Hessian of KL(old, w) at w = old, by central differences of its gradient. */
  @Test
  void fisherProductsAreTheHessianOfTheDivergence() {
    Case c = new Case(true, 1);
    List<double[]> now = c.evaluate(c.distribution.statistics());
    List<Tensor> old = c.distribution.old();
    for (int i = 0; i < old.size(); i++) {
      c.given.put(((Tensor.Input) old.get(i)).name(), now.get(i));
    }
    List<Tensor> in = c.graph.weights().stream().map(Tensor.class::cast).toList();
    List<Tensor> gradient = Reverse.gradient(c.graph, c.meanOf(c.distribution.divergence()), in);
    List<Tensor> products = RowFisher.products(c.graph, c.meanOf(c.distribution.selfDivergence()));
    double[] v = Case.normal(new RandomStream(8), c.size);
    c.shift(v, 1, "direction.");
    double[] exact = c.flat(products);
    double h = 1e-5;
    c.shift(v, h, "");
    double[] up = c.flat(gradient);
    c.shift(v, -2 * h, "");
    double[] down = c.flat(gradient);
    double largest = 0;
    for (int i = 0; i < c.size; i++) {
      assertEquals((up[i] - down[i]) / (2 * h), exact[i], 1e-5);
      largest = Math.max(largest, Math.abs(exact[i]));
    }
    assertTrue(largest > 0.1);
  }

  /** (iii) The same policy with weights ten times smaller is the same policy after a natural step; after a plain one it is another. */
  @Test
  void naturalStepsDoNotDependOnTheParameters() {
    double[][] natural = {after(1, true), after(10, true)};
    double[][] plain = {after(1, false), after(10, false)};
    double apart = 0;
    for (int i = 0; i < natural[0].length; i++) {
      assertEquals(natural[0][i], natural[1][i], 1e-6);
      apart = Math.max(apart, Math.abs(plain[0][i] - plain[1][i]));
    }
    assertTrue(apart > 0.01);
  }

  /** Means and deviation of a linear policy after a step towards larger sum of x_1 u + u^2. */
  private static double[] after(double scale, boolean natural) {
    Case c = new Case(false, scale);
    for (String name : List.of("mean.W", "mean.b")) {
      double[] values = c.given.get(name);
      for (int i = 0; i < values.length; i++) {
        values[i] /= scale;
      }
    }
    Tensor gain = c.graph.plus(c.graph.times(c.mean, c.graph.part(c.graph.input("x", TensorShape.rows(3)), 0, 1)),
        c.graph.plus(c.graph.square(c.mean), c.graph.square(c.deviation)));
    List<Tensor> in = c.graph.weights().stream().map(Tensor.class::cast).toList();
    double[] g = c.flat(Reverse.gradient(c.graph, c.meanOf(gain), in));
    double[] x = natural ? solve(c.fisher(), g) : g;
    c.shift(x, natural ? Math.sqrt(0.02 / ConjugateGradients.dot(x, g)) : 0.01, "");
    List<double[]> reached = c.evaluate(List.of(c.mean, c.deviation));
    double[] all = Arrays.copyOf(reached.get(0), Case.ROWS + 1);
    all[Case.ROWS] = reached.get(1)[0];
    return all;
  }

  /** As many conjugate gradients as there are unknowns, and some against rounding. */
  private static double[] solve(double[][] F, double[] b) {
    return ConjugateGradients.solve((p, Fp) -> {
      for (int i = 0; i < F.length; i++) {
        Fp[i] = ConjugateGradients.dot(F[i], p);
      }
    }, b, 4 * F.length);
  }

  @Test
  void conjugateGradientsSolve() {
    double[][] F = {{4, 1, 0}, {1, 3, 1}, {0, 1, 2}};
    double[] x = solve(F, new double[] {1, 2, 3});
    for (int i = 0; i < 3; i++) {
      assertEquals(i + 1, ConjugateGradients.dot(F[i], x), 1e-10);
    }
    assertNotEquals(x[0], x[1]);
  }

  private static final double TARGET = 1.2;
  private static final double MEAN = 0.5;
  private static final double DEVIATION = 0.8;

  /**
   * (i), (v) A bandit u ~ N(m, s^2) with reward -(u - c)^2: the mean of score times reward is the gradient -2 (m - c), with and without
   * baseline; the best constant baseline -(3 s^2 + (m - c)^2) takes (3 + (m - c)^2 / s^2)^2 s^2 of the variance; the mean score is 0.
   */
  @Test
  void banditsHaveTheirGradientAndTheirBestBaseline() {
    int chunks = 50;
    int rows = 20_000;
    TensorGraph graph = new TensorGraph();
    Tensor m = graph.input("m", TensorShape.rows(1));
    PolicyInfo policy = new PolicyInfo("P", "Q", List.of(), List.of(),
        List.of(new Head.Gaussian("u", m, graph.constant(DEVIATION), false)), graph);
    Control u = new Control("u", List.of(-9.0), List.of(9.0), List.of(), 0);
    ActionDistribution distribution =
        new ActionDistribution(policy, new EnvironmentInfo("Q", List.of(), List.of(u), 1));
    Tensor score = Reverse.gradient(graph, graph.sum(distribution.logDensity()), List.of(m)).getFirst();
    double d = MEAN - TARGET;
    double variance = DEVIATION * DEVIATION;
    double baseline = -(3 * variance + d * d);
    RandomStream stream = new RandomStream(12);
    double[] sum = new double[3];
    double[] squares = new double[3];
    double[] means = new double[rows];
    Arrays.fill(means, MEAN);
    double[] choices = new double[rows];
    for (int chunk = 0; chunk < chunks; chunk++) {
      for (int i = 0; i < rows; i++) {
        choices[i] = MEAN + DEVIATION * stream.normal();
      }
      double[] scores = ReferenceEvaluator.evaluate(
          graph, List.of(score), rows, Map.of("m", means, "choice.u", choices)).getFirst();
      for (int i = 0; i < rows; i++) {
        double reward = -(choices[i] - TARGET) * (choices[i] - TARGET);
        double[] estimates = {scores[i] * reward, scores[i] * (reward - baseline), scores[i]};
        for (int j = 0; j < 3; j++) {
          sum[j] += estimates[j];
          squares[j] += estimates[j] * estimates[j];
        }
      }
    }
    double n = (double) chunks * rows;
    double[] exact = {-2 * d, -2 * d, 0};
    double[] spread = new double[3];
    for (int j = 0; j < 3; j++) {
      spread[j] = squares[j] / n - sum[j] / n * sum[j] / n;
      assertEquals(exact[j], sum[j] / n, 4 * Math.sqrt(spread[j] / n));
    }
    double without = 15 * variance + 18 * d * d + Math.pow(d, 4) / variance - 4 * d * d;
    double with = without - Math.pow(3 + d * d / variance, 2) * variance;
    assertEquals(with / without, spread[1] / spread[0], 0.05 * with / without);
  }
}
