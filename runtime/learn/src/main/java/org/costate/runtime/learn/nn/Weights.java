/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.stats.RandomStream;

/** The weights of a graph as one array of floats, one weight after the other in the graph's order. */
public final class Weights {
  private final List<Tensor.Weight> layout;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final float[] values;

  /** All zero. */
  public Weights(TensorGraph graph) {
    layout = graph.weights();
    int size = 0;
    for (Tensor.Weight weight : layout) {
      offsets.put(weight.name(), size);
      size += weight.shape().size();
    }
    values = new float[size];
  }

  private Weights(Weights other) {
    layout = other.layout;
    offsets.putAll(other.offsets);
    values = other.values.clone();
  }

  /** The same numbers in memory of their own. */
  public Weights copy() {
    return new Weights(this);
  }

  /** All numbers; writing them changes the weights. */
  public float[] values() {
    return values;
  }

  /** The weights in their order. */
  public List<Tensor.Weight> layout() {
    return layout;
  }

  /**
   * Where a weight's numbers begin.
   *
   * @throws IllegalArgumentException for an unknown name, which lists the known ones
   */
  public int offset(String name) {
    Integer offset = offsets.get(name);
    if (offset == null) {
      throw new IllegalArgumentException("no weight " + name + " among " + offsets.keySet());
    }
    return offset;
  }

  /** Draws the numbers to begin with, each weight from a stream of its own. */
  public void start(RandomStream stream) {
    for (Tensor.Weight weight : layout) {
      RandomStream own = stream.split();
      int from = offset(weight.name());
      int size = weight.shape().size();
      switch (weight.start()) {
        case WeightStart.Constant c -> fill(from, size, () -> c.value());
        case WeightStart.Uniform u -> fill(from, size, () -> (2 * own.uniform() - 1) * u.bound());
        case WeightStart.Normal n -> fill(from, size, () -> n.deviation() * own.normal());
        case WeightStart.Orthogonal o -> orthogonal(weight.shape(), from, o.gain(), own);
      }
    }
  }

  private interface Source {
    double next();
  }

  private void fill(int from, int size, Source source) {
    for (int i = 0; i < size; i++) {
      values[from + i] = (float) source.next();
    }
  }

  /** Normal vectors, each made orthogonal to those before it, twice against rounding: columns of a tall matrix, rows of a wide one. */
  private void orthogonal(TensorShape shape, int from, double gain, RandomStream stream) {
    int columns = shape.last();
    int rows = shape.size() / columns;
    int count = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[][] basis = new double[count][length];
    for (int v = 0; v < count; v++) {
      for (int i = 0; i < length; i++) {
        basis[v][i] = stream.normal();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < v; other++) {
          add(basis[v], -dot(basis[v], basis[other]), basis[other]);
        }
      }
      double norm = Math.sqrt(dot(basis[v], basis[v]));
      for (int i = 0; i < length; i++) {
        basis[v][i] /= norm;
        values[from + (columns > rows ? v * columns + i : i * columns + v)] = (float) (gain * basis[v][i]);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] y, double factor, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }
}
