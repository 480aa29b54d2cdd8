/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.policy;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.EnvironmentInfo.Control;
import org.costate.runtime.stats.RandomStream;

/**
 * The distribution of one control: its density as tensors, which are differentiated as everything else, and its samples as numbers. What is
 * drawn is a <em>choice</em>, numbers from which the control follows: of a normal distribution the number before it is squashed, of a
 * categorical one a 1 among zeros. Densities are those of the control.
 */
public sealed interface ActionHead {
  Control control();

  /** How many numbers a choice has. */
  int choiceSize();

  /** What the distribution is given by, each with rows. */
  List<Tensor> statistics();

  /**
   * log p(choice), a number a row.
   *
   * @param choice rows of [{@link #choiceSize}]
   */
  Tensor logDensity(Tensor choice);

  /**
   * The mean of -log p, a number a row: in closed form where there is one, otherwise an estimate of which {@code choice}, a sample, gives the
   * noise.
   */
  Tensor entropy(Tensor choice);

  /**
   * KL(old, this) = E_old log(old / this), a number a row.
   *
   * @param old its statistics
   */
  Tensor divergence(List<Tensor> old);

  /**
   * Draws a choice.
   *
   * @param statistics numbers of row {@code row} of {@link #statistics}
   * @param choice from {@code at}, overwritten
   */
  void draw(List<float[]> statistics, int row, RandomStream stream, float[] choice, int at);

  /** The choice of largest density (before squashing). */
  void mode(List<float[]> statistics, int row, float[] choice, int at);

  /** What imitators of a choice make small, a number a row: the square of the error where there is no density, otherwise -log p. */
  Tensor imitationLoss(Tensor choice);

  /**
   * The choice from which a control follows, as near as it can be: {@link #act} the other way round.
   *
   * @param action where the control lies as in {@link #act}, not modified
   */
  void choose(double[] action, int actionAt, float[] choice, int at);

  /** The control that follows from a choice, to where the control lies in {@code action} from {@code actionAt}. */
  void act(float[] choice, int at, double[] action, int actionAt);

  /**
   * How much the control changes with each number of the choice it follows from.
   *
   * @param least at least this part of the largest change there is
   * @param slopes from {@code at}, as the choice; overwritten
   * @throws UnsupportedOperationException where the control is one of a list of values
   */
  void slopes(float[] choice, int at, double least, double[] slopes);

  /** @throws IllegalArgumentException if the head does not fit the control */
  static ActionHead of(TensorGraph graph, PolicyInfo.Head head, Control control) {
    return switch (head) {
      case PolicyInfo.Head.Deterministic d -> new Fixed(graph, d, control);
      case PolicyInfo.Head.Gaussian g -> new Normal(graph, g, control);
      case PolicyInfo.Head.Categorical c -> new Choice(graph, c, control);
    };
  }

  /** One number for each row. */
  private static Tensor total(TensorGraph graph, Tensor x) {
    return graph.sumOfEach(x);
  }

  /** With rows, as numbers in a line. */
  private static Tensor rows(TensorGraph graph, Tensor x, int size, Control control) {
    Tensor line = graph.repeat(x, new TensorShape(true, x.shape().sizes()));
    if (x.shape().size() != size) {
      throw new IllegalArgumentException(
          "the policy says " + x.shape() + " about " + control.name() + "; expected " + size + " numbers");
    }
    return graph.reshape(line, List.of(size));
  }

  /** The control itself, without a density. */
  final class Fixed implements ActionHead {
    private final TensorGraph graph;
    private final Control control;
    private final Tensor value;

    Fixed(TensorGraph graph, PolicyInfo.Head.Deterministic head, Control control) {
      this.graph = graph;
      this.control = control;
      value = rows(graph, head.value(), control.size(), control);
    }

    @Override
    public Control control() {
      return control;
    }

    @Override
    public int choiceSize() {
      return control.size();
    }

    @Override
    public List<Tensor> statistics() {
      return List.of(value);
    }

    @Override
    public Tensor logDensity(Tensor choice) {
      throw none();
    }

    @Override
    public Tensor entropy(Tensor choice) {
      throw none();
    }

    @Override
    public Tensor divergence(List<Tensor> old) {
      throw none();
    }

    @Override
    public Tensor imitationLoss(Tensor choice) {
      return total(graph, graph.square(graph.minus(choice, value)));
    }

    @Override
    public void choose(double[] action, int actionAt, float[] choice, int at) {
      for (int i = 0; i < control.size(); i++) {
        choice[at + i] = (float) action[actionAt + control.offset() + i];
      }
    }

    @Override
    public void slopes(float[] choice, int at, double least, double[] slopes) {
      Arrays.fill(slopes, at, at + control.size(), 1);
    }

    private IllegalArgumentException none() {
      return new IllegalArgumentException("the policy is certain of " + control.name() + "; expected a distribution");
    }

    @Override
    public void draw(List<float[]> statistics, int row, RandomStream stream, float[] choice, int at) {
      mode(statistics, row, choice, at);
    }

    @Override
    public void mode(List<float[]> statistics, int row, float[] choice, int at) {
      System.arraycopy(statistics.getFirst(), row * control.size(), choice, at, control.size());
    }

    @Override
    public void act(float[] choice, int at, double[] action, int actionAt) {
      for (int i = 0; i < control.size(); i++) {
        action[actionAt + control.offset() + i] = choice[at + i];
      }
    }
  }

  /** Independent normal numbers z, squashed or not. */
  final class Normal implements ActionHead {
    private final TensorGraph graph;
    private final Control control;
    private final boolean squashed;
    private final Tensor mean;
    private final Tensor deviation;

    Normal(TensorGraph graph, PolicyInfo.Head.Gaussian head, Control control) {
      this.graph = graph;
      this.control = control;
      squashed = head.squashed();
      mean = rows(graph, head.mean(), control.size(), control);
      deviation = rows(graph, graph.repeat(head.deviation(),
          new TensorShape(head.deviation().shape().rows(), head.mean().shape().sizes())), control.size(), control);
      if (squashed && !(control.lower().stream().allMatch(Double::isFinite)
          && control.upper().stream().allMatch(Double::isFinite))) {
        throw new IllegalArgumentException(control.name() + " has no limits to be squashed into");
      }
    }

    @Override
    public Control control() {
      return control;
    }

    @Override
    public int choiceSize() {
      return control.size();
    }

    @Override
    public List<Tensor> statistics() {
      return List.of(mean, deviation);
    }

    @Override
    public Tensor imitationLoss(Tensor choice) {
      return graph.apply(Unary.NEGATE, logDensity(choice));
    }

    /** Limits themselves would be infinitely far out: what is squashed stays within 1 - 1e-6 of them. */
    @Override
    public void choose(double[] action, int actionAt, float[] choice, int at) {
      for (int i = 0; i < control.size(); i++) {
        double u = action[actionAt + control.offset() + i];
        double lower = control.lower().get(i);
        double share = Math.clamp(2 * (u - lower) / (control.upper().get(i) - lower) - 1, -1 + 1e-6, 1 - 1e-6);
        choice[at + i] = (float) (squashed ? 0.5 * Math.log((1 + share) / (1 - share)) : u);
      }
    }

    @Override
    public void slopes(float[] choice, int at, double least, double[] slopes) {
      for (int i = 0; i < control.size(); i++) {
        double z = Math.tanh(choice[at + i]);
        double largest = squashed ? (control.upper().get(i) - control.lower().get(i)) / 2 : 1;
        slopes[at + i] = squashed ? largest * Math.max(least, 1 - z * z) : 1;
      }
    }

    /** log N(z; mean, deviation^2) - log |du/dz|. */
    @Override
    public Tensor logDensity(Tensor choice) {
      Tensor z = graph.divided(graph.minus(choice, mean), deviation);
      Tensor perNumber = graph.minus(graph.times(graph.square(z), -0.5), graph.apply(Unary.LOG, deviation));
      Tensor normal = graph.minus(total(graph, perNumber),
          graph.constant(0.5 * control.size() * Math.log(2 * Math.PI)));
      return squashed ? graph.minus(normal, logSlope(choice)) : normal;
    }

    /** log |du/dz| = sum of log((upper - lower) / 2) + 2 (log 2 - z - softplus(-2 z)), where 1 - tanh(z)^2 would lose all digits. */
    private Tensor logSlope(Tensor z) {
      double scale = 0;
      for (int i = 0; i < control.size(); i++) {
        scale += Math.log((control.upper().get(i) - control.lower().get(i)) / 2) + 2 * Math.log(2);
      }
      Tensor perNumber = graph.plus(z, graph.apply(Unary.SOFTPLUS, graph.times(z, -2)));
      return graph.plus(graph.times(total(graph, perNumber), -2), graph.constant(scale));
    }

    /** That of z in closed form; squashing adds the mean of log |du/dz|, estimated with the noise of the choice. */
    @Override
    public Tensor entropy(Tensor choice) {
      Tensor normal = graph.plus(total(graph, graph.apply(Unary.LOG, deviation)),
          graph.constant(0.5 * control.size() * (1 + Math.log(2 * Math.PI))));
      if (!squashed) {
        return normal;
      }
      Tensor noise = graph.apply(Unary.HELD, graph.divided(graph.minus(choice, mean), deviation));
      return graph.plus(normal, logSlope(graph.plus(mean, graph.times(deviation, noise))));
    }

    /** Squashing both changes nothing. Sum of log(s / s0) + (s0^2 + (m0 - m)^2) / (2 s^2) - 1/2. */
    @Override
    public Tensor divergence(List<Tensor> old) {
      Tensor ratio = graph.divided(old.get(1), deviation);
      Tensor shift = graph.divided(graph.minus(old.get(0), mean), deviation);
      Tensor squares = graph.times(graph.plus(graph.square(ratio), graph.square(shift)), 0.5);
      Tensor perNumber = graph.minus(squares, graph.apply(Unary.LOG, ratio));
      return graph.minus(total(graph, perNumber), graph.constant(0.5 * control.size()));
    }

    @Override
    public void draw(List<float[]> statistics, int row, RandomStream stream, float[] choice, int at) {
      int n = control.size();
      for (int i = 0; i < n; i++) {
        choice[at + i] = statistics.get(0)[row * n + i] + statistics.get(1)[row * n + i] * (float) stream.normal();
      }
    }

    @Override
    public void mode(List<float[]> statistics, int row, float[] choice, int at) {
      System.arraycopy(statistics.getFirst(), row * control.size(), choice, at, control.size());
    }

    @Override
    public void act(float[] choice, int at, double[] action, int actionAt) {
      for (int i = 0; i < control.size(); i++) {
        double z = choice[at + i];
        double lower = control.lower().get(i);
        action[actionAt + control.offset() + i] =
            squashed ? lower + (control.upper().get(i) - lower) * (1 + Math.tanh(z)) / 2 : z;
      }
    }
  }

  /** One of a list of values. */
  final class Choice implements ActionHead {
    private final TensorGraph graph;
    private final Control control;
    private final List<Double> values;
    private final Tensor logits;

    Choice(TensorGraph graph, PolicyInfo.Head.Categorical head, Control control) {
      this.graph = graph;
      this.control = control;
      values = head.values();
      logits = rows(graph, head.logits(), values.size(), control);
    }

    @Override
    public Control control() {
      return control;
    }

    @Override
    public int choiceSize() {
      return values.size();
    }

    @Override
    public List<Tensor> statistics() {
      return List.of(logits);
    }

    @Override
    public Tensor logDensity(Tensor choice) {
      return total(graph, graph.times(choice, logProbabilities(logits)));
    }

    private Tensor logProbabilities(Tensor from) {
      return graph.minus(from, graph.logSumExp(from));
    }

    @Override
    public Tensor entropy(Tensor choice) {
      return graph.apply(Unary.NEGATE, total(graph, graph.times(graph.softmax(logits), logProbabilities(logits))));
    }

    @Override
    public Tensor divergence(List<Tensor> old) {
      Tensor before = old.getFirst();
      return total(graph, graph.times(graph.softmax(before),
          graph.minus(logProbabilities(before), logProbabilities(logits))));
    }

    @Override
    public Tensor imitationLoss(Tensor choice) {
      return graph.apply(Unary.NEGATE, logDensity(choice));
    }

    @Override
    public void choose(double[] action, int actionAt, float[] choice, int at) {
      int nearest = 0;
      double u = action[actionAt + control.offset()];
      for (int i = 1; i < values.size(); i++) {
        nearest = Math.abs(values.get(i) - u) < Math.abs(values.get(nearest) - u) ? i : nearest;
      }
      mark(nearest, choice, at);
    }

    @Override
    public void slopes(float[] choice, int at, double least, double[] slopes) {
      throw new UnsupportedOperationException(control.name() + " is one of a list of values");
    }

    /** The first value at which the sum of probabilities passes a uniform number. */
    @Override
    public void draw(List<float[]> statistics, int row, RandomStream stream, float[] choice, int at) {
      int n = values.size();
      float[] all = statistics.getFirst();
      double largest = all[row * n + best(all, row * n)];
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += StrictMath.exp(all[row * n + i] - largest);
      }
      double rest = stream.uniform() * sum;
      int chosen = 0;
      for (int i = 0; i < n; i++) {
        rest -= StrictMath.exp(all[row * n + i] - largest);
        chosen = i;
        if (rest < 0) {
          break;
        }
      }
      mark(chosen, choice, at);
    }

    @Override
    public void mode(List<float[]> statistics, int row, float[] choice, int at) {
      mark(best(statistics.getFirst(), row * values.size()), choice, at);
    }

    private int best(float[] all, int from) {
      int best = 0;
      for (int i = 1; i < values.size(); i++) {
        best = all[from + i] > all[from + best] ? i : best;
      }
      return best;
    }

    private void mark(int chosen, float[] choice, int at) {
      for (int i = 0; i < values.size(); i++) {
        choice[at + i] = i == chosen ? 1 : 0;
      }
    }

    @Override
    public void act(float[] choice, int at, double[] action, int actionAt) {
      action[actionAt + control.offset()] = values.get(best(choice, at));
    }
  }
}
