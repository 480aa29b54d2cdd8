/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.discretize.BenchmarkModels;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.OperationCount;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F = RK4(0.02) of the benchmark models and its derivatives against reference values of an independent symbolic tool, at x_i = 0.1 i,
 * u_j = 0.2 j, lambda_i = 1 / i: sums and Frobenius norms over the full matrices, and the structural non-zeros.
 */
class BenchmarkCardTest {
  private static final ProblemGraph.Integrator RK4 =
      new ProblemGraph.Integrator(ProblemGraph.Integrator.Rule.RK4, 1, false);

  private final Map<Entry.Array, double[]> arrays = new EnumMap<>(Entry.Array.class);
  private final Map<Entry.Kind, Entry> entries = new HashMap<>();
  private ProblemEntries problem;

  private void compile(BenchmarkModels model, int expandLimit) {
    int n = model.n();
    int m = model.m();
    ExprBuilder builder = new ExprBuilder(new Simplifier());
    problem = new ProblemEntries(builder, model.problem(builder, RK4), expandLimit);
    problem.problem().forEach(entry -> entries.put(entry.kind(), entry));
    arrays.put(Entry.Array.X, fill(n, i -> 0.1 * i));
    arrays.put(Entry.Array.U, fill(m, j -> 0.2 * j));
    arrays.put(Entry.Array.LAMBDA, fill(n, i -> 1.0 / i));
    arrays.put(Entry.Array.D, new double[] {0, 0.02});
    arrays.put(Entry.Array.NEXT, new double[n]);
    arrays.put(Entry.Array.FX, new double[n * n]);
    arrays.put(Entry.Array.FU, new double[n * m]);
    arrays.put(Entry.Array.HXX, new double[n * n]);
    arrays.put(Entry.Array.HUX, new double[m * n]);
    arrays.put(Entry.Array.HUU, new double[m * m]);
  }

  private static double[] fill(int size, java.util.function.IntToDoubleFunction value) {
    return java.util.stream.IntStream.rangeClosed(1, size).mapToDouble(value).toArray();
  }

  private double sum(Entry.Array array) {
    return java.util.Arrays.stream(arrays.get(array)).sum();
  }

  private double squares(Entry.Array array) {
    return java.util.Arrays.stream(arrays.get(array)).map(v -> v * v).sum();
  }

  private long operations(Entry.Kind kind) {
    return OperationCount.of(entries.get(kind).results().stream().map(Entry.Result::value).toList());
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      CART_POLE,        0.922492204873, 0.489776793383, 3.61897036616, 2.04529740232, -0.0191491314663, 0.0445241136297, 0.0396798148926, 15, 9
      ACROBOT,          0.920127018543, 0.488279506917, 3.49761569933, 2.18012519696, 0.176677547312, 0.140754996936, 0.190637319602, 20, 25
      PLANAR_QUADROTOR, 1.68442529536, 0.725866675664, 6.0284101716, 2.4498591348, 0.054316223872, -0.0544196879966, 0.0256453619771, 29, 16
      QUADROTOR,        8.99745973074, 2.96987132637, 13.106979295, 3.62347773648, 0.226836865324, 0.089976976789, 0.0822845269224, 138, 121
      FIVE_LINKS,       5.55337010895, 2.06187862518, 9.57539493721, 7.56969249664, 0.244954341387, 0.0221879225924, 0.148099263997, 150, 225
      FIVE_LINKS_SOLVE, 5.55337010895, 2.06187862518, 9.57539493721, 7.56969249664, 0.244954341387, 0.0221879225924, 0.148099263997, 150, 225
      CART_POLE_ENERGIES, 0.922492204873, 0.489776793383, 3.61897036616, 2.04529740232, -0.0191491314663, 0.0445241136297, 0.0396798148926, 15, 9
      ACROBOT_ENERGIES,   0.920127018543, 0.488279506917, 3.49761569933, 2.18012519696, 0.176677547312, 0.140754996936, 0.190637319602, 20, 25
      FIVE_LINKS_ENERGIES, 5.55337010895, 2.06187862518, 9.57539493721, 7.56969249664, 0.244954341387, 0.0221879225924, 0.148099263997, 150, 225
      """)
  void agreesWithTheCard(
      BenchmarkModels model,
      double sumF,
      double normF,
      double sumFx,
      double normFx,
      double sumFu,
      double sumH,
      double normH,
      int jacobianNonZeros,
      int hessianNonZeros) {
    for (int expandLimit : List.of(0, ProblemEntries.DEFAULT_EXPAND_LIMIT, Integer.MAX_VALUE)) {
      compile(model, expandLimit);
      Interpreter.run(entries.get(Entry.Kind.LINEARIZE), arrays);
      Interpreter.run(entries.get(Entry.Kind.CURVATURE), arrays);
      assertEquals(sumF, sum(Entry.Array.NEXT), 1e-9);
      assertEquals(normF, Math.sqrt(squares(Entry.Array.NEXT)), 1e-9);
      assertEquals(sumFx, sum(Entry.Array.FX), 1e-9);
      assertEquals(normFx, Math.sqrt(squares(Entry.Array.FX)), 1e-9);
      assertEquals(sumFu, sum(Entry.Array.FU), 1e-9);
      assertEquals(sumH, sum(Entry.Array.HXX) + 2 * sum(Entry.Array.HUX) + sum(Entry.Array.HUU), 1e-9);
      double squares = squares(Entry.Array.HXX) + 2 * squares(Entry.Array.HUX) + squares(Entry.Array.HUU);
      assertEquals(normH, Math.sqrt(squares), 1e-9);
      assertEquals(jacobianNonZeros, problem.dynamicsPattern().nonZeros());
      assertEquals(hessianNonZeros, problem.curvaturePattern().nonZeros());
    }
  }

  /** Scalar expansion without the chain rule over the stages is known to need 21,467 and 70,594 operations. */
  @Test
  void derivativesOfFiveLinksStayFarBelowTheirScalarExpansion() {
    compile(BenchmarkModels.FIVE_LINKS_SOLVE, ProblemEntries.DEFAULT_EXPAND_LIMIT);
    assertTrue(operations(Entry.Kind.LINEARIZE) < 21_467 / 2, operations(Entry.Kind.LINEARIZE) + " operations");
    assertTrue(operations(Entry.Kind.CURVATURE) < 70_594 / 2, operations(Entry.Kind.CURVATURE) + " operations");
  }
}
