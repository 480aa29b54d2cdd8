/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VectorBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return new KernelBackend("vector", VectorKernels::new);
  }

  /** Vectors are objects until their loops are compiled, of which a run has many that do little. */
  @Override
  int runsToCompile() {
    return 20_000;
  }

  @Test
  void randomGraphsHaveTheBitsOfPlainLoops() {
    for (int seed = 0; seed < 100; seed++) {
      RandomNetworks random = new RandomNetworks(seed);
      Executable plain = KernelBackend.plain().prepare(random.graph, random.results, random.rows, random.weights());
      Executable vector = backend().prepare(random.graph, random.results, random.rows, random.weights());
      random.fill(plain);
      random.fill(vector);
      plain.run(random.rows);
      vector.run(random.rows);
      for (int i = 0; i < random.results.size(); i++) {
        assertArrayEquals(plain.result(i), vector.result(i), "seed " + seed + " result " + random.results.get(i));
      }
    }
  }

  @Test
  void convolutionsOfAllKindsHaveTheBitsOfPlainLoops() {
    for (int[] kind : CONVOLUTIONS) {
      Executable plain = new Convolved(kind).run(KernelBackend.plain());
      Executable vector = new Convolved(kind).run(backend());
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(plain.result(i), vector.result(i), Arrays.toString(kind) + " result " + i);
      }
    }
  }

  /** Over all exponents and signs, and what is no number. */
  @ParameterizedTest
  @EnumSource(Unary.class)
  void functionsHaveTheBitsOfPlainLoops(Unary op) {
    int n = (1 << 12) + 5;
    float[] x = new float[n];
    float[] plain = new float[n];
    float[] vector = new float[n];
    Kernels vectors = new VectorKernels();
    for (int part = 0; part < 256; part++) {
      int first = part << 24;
      for (int i = 0; i < n; i++) {
        x[i] = Float.intBitsToFloat(first + i * 4093);
      }
      new PlainKernels().unary(op, x, 0, plain, 0, n);
      vectors.unary(op, x, 0, vector, 0, n);
      assertArrayEquals(plain, vector);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,64,64", "9,130,64", "11,5,100", "4,1,3", "17,70,33", "3,200,1", "64,2000,17"})
  void productsOfAllSizesHaveTheBitsOfPlainLoops(int m, int n, int p) {
    Random random = new Random(m);
    float[] A = numbers(random, m * n);
    float[] B = numbers(random, n * p);
    float[] bias = numbers(random, p);
    for (Product.Start start : Product.Start.values()) {
      for (boolean transposed : new boolean[] {false, true}) {
        float[] before = numbers(random, m * p);
        Product product = new Product();
        product.m = m;
        product.n = n;
        product.p = p;
        product.a(new Block(A, 0), transposed ? 1 : n, transposed ? m : 1);
        product.b(new Block(B, 0), p);
        product.startWith(new Block(bias, 0));
        product.start = start;
        float[] plain = before.clone();
        product.c(new Block(plain, 0), p);
        new PlainKernels().multiply(product);
        float[] vector = before.clone();
        product.c(new Block(vector, 0), p);
        new VectorKernels().multiply(product);
        assertArrayEquals(plain, vector);
      }
    }
  }

  private static float[] numbers(Random random, int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** Kernels that count instead of measuring decide when the others take over. */
  @Test
  void theFasterOfBothRunsInTheEnd() {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(2000));
    Tensor y = graph.apply(Unary.SIN, graph.apply(Unary.TANH, x));
    Tape tape = new Tape(graph, List.of(y), 10, new Weights(graph));
    Arrays.fill(tape.input("x"), 1e6f);
    WarmingTape slowLater = new WarmingTape(tape, new PlainKernels(), new Repeated(new PlainKernels(), 50));
    WarmingTape fastLater = new WarmingTape(tape, new Repeated(new PlainKernels(), 50), new PlainKernels());
    for (int i = 0; i < 20; i++) {
      slowLater.run(10);
      fastLater.run(10);
    }
    assertEquals(false, slowLater.isWarm());
    assertTrue(fastLater.isWarm());
    assertEquals((float) Math.sin(Math.tanh(1e6)), tape.result(0)[19999], 1e-6f);
  }

  /** The same bits, many times more slowly. */
  private record Repeated(Kernels kernels, int times) implements Kernels {
    @Override
    public void unary(Unary op, float[] x, int xAt, float[] out, int outAt, int n) {
      for (int i = 0; i < (x == out ? 1 : times); i++) {
        kernels.unary(op, x, xAt, out, outAt, n);
      }
    }

    @Override
    public void binary(Binary op, float[] a, int aAt, int aStep, float[] b,
        int bAt, int bStep, float[] out, int outAt, int n) {
      kernels.binary(op, a, aAt, aStep, b, bAt, bStep, out, outAt, n);
    }

    @Override
    public void accumulate(float[] x, int xAt, float[] out, int outAt, int n) {
      kernels.accumulate(x, xAt, out, outAt, n);
    }

    @Override
    public int columns(int p) {
      return kernels.columns(p);
    }

    @Override
    public void multiply(Product product) {
      kernels.multiply(product);
    }
  }
}
