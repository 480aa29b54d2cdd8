/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.ReferenceEvaluator;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.EnvironmentInfo.Control;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** Densities against integrals, derivatives against differences, samples against densities. */
class ActionDistributionTest {
  private static final double MEAN = 0.3;
  private static final double DEVIATION = 0.7;
  private static final double[] LOGITS = {0.5, -1, 1.5};

  /** Two controls: a normal number, squashed into [-1, 3] or not, and one of three values. */
  private record Case(TensorGraph graph, ActionDistribution distribution) {
    static Case of(boolean squashed) {
      TensorGraph graph = new TensorGraph();
      Head normal = new Head.Gaussian("u", graph.input("mean", TensorShape.rows(1)),
          graph.input("deviation", TensorShape.rows(1)), squashed);
      Head choice = new Head.Categorical("v", graph.input("logits", TensorShape.rows(3)), List.of(-1.0, 0.0, 2.0));
      PolicyInfo policy = new PolicyInfo("P", "Q", List.of(), List.of(), List.of(normal, choice), graph);
      Control u = new Control("u", List.of(-1.0), List.of(3.0), List.of(), 0);
      Control v = new Control("v", List.of(-1.0), List.of(2.0), List.of(-1.0, 0.0, 2.0), 1);
      return new Case(
          graph, new ActionDistribution(policy, new EnvironmentInfo("Q", List.of(), List.of(u, v), 1)));
    }

    ActionHead head(int i) {
      return distribution.heads().get(i);
    }

    /** Of the choices z, with the statistics above. */
    double[] evaluate(Tensor result, double[] z, double[] choice) {
      return ReferenceEvaluator.evaluate(graph, List.of(result), z.length, given(z, choice)).getFirst();
    }

    Map<String, double[]> given(double[] z, double[] choice) {
      int rows = z.length;
      Map<String, double[]> given = new HashMap<>();
      given.put("mean", repeated(rows, MEAN));
      given.put("deviation", repeated(rows, DEVIATION));
      given.put("logits", repeated(rows, LOGITS));
      given.put("choice.u", z);
      given.put("choice.v", choice);
      given.put("old.u.0", repeated(rows, -0.2));
      given.put("old.u.1", repeated(rows, 0.4));
      given.put("old.v.0", repeated(rows, 1, 0.3, -0.6));
      return given;
    }
  }

  private static double[] repeated(int rows, double... row) {
    double[] all = new double[rows * row.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = row[i % row.length];
    }
    return all;
  }

  private static final int POINTS = 20_001;
  private static final double REACH = 12;

  private static double[] line() {
    double[] z = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      z[i] = -REACH + 2 * REACH * i / (POINTS - 1);
    }
    return z;
  }

  /** Over the control: the integral of f p du with du = slope dz, by the trapezium rule, which is exact to rounding here. */
  private static double integral(Case c, boolean squashed, Tensor density, double[] factor) {
    double[] z = line();
    double[] logDensity = c.evaluate(density, z, repeated(POINTS, 1, 0, 0));
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double slope = squashed ? 2 / Math.pow(Math.cosh(z[i]), 2) : 1;
      sum += Math.exp(logDensity[i]) * slope * factor[i] * 2 * REACH / (POINTS - 1);
    }
    return sum;
  }

  @Test
  void densitiesOfControlsIntegrateToOne() {
    for (boolean squashed : new boolean[] {false, true}) {
      Case c = Case.of(squashed);
      Tensor density = c.head(0).logDensity(c.distribution().choice(c.head(0)));
      assertEquals(1, integral(c, squashed, density, repeated(POINTS, 1)), 1e-9);
    }
    Case c = Case.of(false);
    Tensor density = c.head(1).logDensity(c.distribution().choice(c.head(1)));
    double sum = 0;
    for (double[] choice : new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
      sum += Math.exp(c.evaluate(density, new double[1], choice)[0]);
    }
    assertEquals(1, sum, 1e-12);
  }

  /** Where 1 - tanh^2 is 0 in floating point. */
  @Test
  void squashedDensitiesAreFiniteFarOut() {
    Case c = Case.of(true);
    double density = c.evaluate(c.distribution().logDensity(), new double[] {40}, new double[] {1, 0, 0})[0];
    double z = (40 - MEAN) / DEVIATION;
    double normal = -z * z / 2 - Math.log(DEVIATION) - Math.log(2 * Math.PI) / 2;
    double slope = Math.log(2) + 2 * Math.log(2) - 80; // 1 - tanh(z)^2 is 4 exp(-2 z)
    assertEquals(normal - slope + Math.log(softmax()[0]), density, 1e-9);
  }

  private static double[] softmax() {
    double sum = 0;
    double[] p = new double[LOGITS.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(LOGITS[i]);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  @Test
  void divergencesAndEntropiesAreTheirIntegrals() {
    Case c = Case.of(false);
    double[] z = line();
    ActionHead head = c.head(0);
    Tensor choice = c.distribution().choice(head);
    double[] logNow = c.evaluate(head.logDensity(choice), z, repeated(POINTS, 1, 0, 0));
    double entropy = 0;
    double divergence = 0;
    double step = 2 * REACH / (POINTS - 1);
    for (int i = 0; i < POINTS; i++) {
      double y = (z[i] + 0.2) / 0.4;
      double logOld = -y * y / 2 - Math.log(0.4) - Math.log(2 * Math.PI) / 2;
      entropy -= Math.exp(logNow[i]) * logNow[i] * step;
      divergence += Math.exp(logOld) * (logOld - logNow[i]) * step;
    }
    assertEquals(entropy, c.evaluate(head.entropy(choice), new double[1], new double[3])[0], 1e-9);
    double both = c.evaluate(c.distribution().divergence(), new double[1], new double[3])[0];
    double[] p = softmax();
    double[] before = {Math.exp(1), Math.exp(0.3), Math.exp(-0.6)};
    double total = before[0] + before[1] + before[2];
    double ofChoices = 0;
    double choiceEntropy = 0;
    for (int i = 0; i < 3; i++) {
      ofChoices += before[i] / total * Math.log(before[i] / total / p[i]);
      choiceEntropy -= p[i] * Math.log(p[i]);
    }
    assertEquals(divergence + ofChoices, both, 1e-9);
    Tensor ofHead = c.head(1).entropy(c.distribution().choice(c.head(1)));
    assertEquals(choiceEntropy, c.evaluate(ofHead, new double[1], new double[3])[0], 1e-12);
    assertEquals(0, c.evaluate(c.distribution().selfDivergence(), new double[1], new double[3])[0], 1e-12);
  }

  /** The estimate of a squashed entropy has the right mean over samples. */
  @Test
  void squashedEntropyIsRightInTheMean() {
    Case c = Case.of(true);
    ActionHead head = c.head(0);
    Tensor choice = c.distribution().choice(head);
    double[] z = line();
    double[] logDensity = c.evaluate(head.logDensity(choice), z, repeated(POINTS, 1, 0, 0));
    double[] estimate = c.evaluate(head.entropy(choice), z, repeated(POINTS, 1, 0, 0));
    double[] minus = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      minus[i] = -logDensity[i];
    }
    assertEquals(integral(c, true, head.logDensity(choice), minus),
        integral(c, true, head.logDensity(choice), estimate), 1e-9);
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    for (boolean squashed : new boolean[] {false, true}) {
      Case c = Case.of(squashed);
      double[] z = {0.9, -0.4};
      double[] choice = {0, 1, 0, 0, 0, 1};
      for (Tensor rows : List.of(c.distribution().logDensity(), c.distribution().divergence())) {
        Tensor sum = c.graph().sum(rows);
        for (String name : List.of("mean", "deviation", "logits")) {
          Tensor in = c.graph().input(name, TensorShape.rows(name.equals("logits") ? 3 : 1));
          double[] exact = c.evaluate(Reverse.gradient(c.graph(), sum, List.of(in)).getFirst(), z, choice);
          for (int i = 0; i < exact.length; i++) {
            double h = 1e-5;
            double difference =
                (shifted(c, sum, z, choice, name, i, h) - shifted(c, sum, z, choice, name, i, -h)) / (2 * h);
            assertEquals(difference, exact[i], 1e-7 * Math.max(1, Math.abs(exact[i])));
          }
        }
      }
    }
  }

  private static double shifted(
      Case c, Tensor sum, double[] z, double[] choice, String name, int i, double change) {
    Map<String, double[]> given = c.given(z, choice);
    given.get(name)[i] += change;
    return ReferenceEvaluator.evaluate(c.graph(), List.of(sum), z.length, given).getFirst()[0];
  }

  /** Samples have the frequencies and moments of what they are drawn from, and E grad log p = 0 within four standard errors. */
  @Test
  void samplesFollowTheDensity() {
    int count = 100_000;
    Case c = Case.of(false);
    RandomStream stream = new RandomStream(4);
    List<float[]> statistics = List.of(
        new float[] {(float) MEAN}, new float[] {(float) DEVIATION}, new float[] {0.5f, -1, 1.5f});
    double[] z = new double[count];
    double[] choices = new double[3 * count];
    double[] frequencies = new double[3];
    float[] choice = new float[4];
    double[] action = new double[2];
    for (int n = 0; n < count; n++) {
      c.distribution().act(statistics, 0, stream, false, choice, 0, action);
      z[n] = choice[0];
      assertEquals(choice[0], action[0]);
      for (int i = 0; i < 3; i++) {
        choices[3 * n + i] = choice[1 + i];
        frequencies[i] += choice[1 + i] / count;
      }
    }
    double[] p = softmax();
    for (int i = 0; i < 3; i++) {
      assertEquals(p[i], frequencies[i], 4 * Math.sqrt(p[i] * (1 - p[i]) / count));
    }
    Tensor sum = c.graph().sum(c.distribution().logDensity());
    for (String name : List.of("mean", "deviation", "logits")) {
      int width = name.equals("logits") ? 3 : 1;
      Tensor in = c.graph().input(name, TensorShape.rows(width));
      double[] scores = c.evaluate(Reverse.gradient(c.graph(), sum, List.of(in)).getFirst(), z, choices);
      for (int column = 0; column < width; column++) {
        double mean = 0;
        double square = 0;
        for (int n = 0; n < count; n++) {
          mean += scores[n * width + column] / count;
          square += scores[n * width + column] * scores[n * width + column] / count;
        }
        assertTrue(Math.abs(mean) < 4 * Math.sqrt(square / count), name + " " + mean);
      }
    }
  }

  @Test
  void theLikeliestChoiceIsTakenAndSquashedIntoTheLimits() {
    Case c = Case.of(true);
    double[] action = new double[2];
    List<float[]> statistics = List.of(new float[] {20}, new float[] {1}, new float[] {0.5f, -1, 1.5f});
    c.distribution().act(statistics, 0, new RandomStream(1), true, new float[4], 0, action);
    assertEquals(3, action[0], 1e-12);
    assertEquals(2, action[1]);
  }

  @Test
  void aDistributionThatDoesNotFitIsRefused() {
    TensorGraph graph = new TensorGraph();
    Head head = new Head.Gaussian("u", graph.input("m", TensorShape.rows(2)), graph.constant(1), false);
    PolicyInfo policy = new PolicyInfo("P", "Q", List.of(), List.of(), List.of(head), graph);
    Control u = new Control("u", List.of(-1.0), List.of(3.0), List.of(), 0);
    EnvironmentInfo info = new EnvironmentInfo("Q", List.of(), List.of(u), 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new ActionDistribution(policy, info)).getMessage();
    assertEquals("the policy says rows of [2] about u; expected 1 numbers", message);
  }
}
