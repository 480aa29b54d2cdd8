/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Entry.Kind;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.PlainProblem;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ops.Op;
import org.costate.compiler.simplify.Simplifier;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.RunInfo;
import org.junit.jupiter.api.Test;

/** All entries of a small problem with params, a signal and costs, run by the interpreter. */
class ProblemEntriesTest {
  private static final int N = 2;
  private static final int M = 2;
  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final Expr.Symbol t = b.symbol("t");
  private final List<Expr.Symbol> x = List.of(b.symbol("x1"), b.symbol("x2"));
  private final List<Expr.Symbol> u = List.of(b.symbol("u1"), b.symbol("u2"));
  private final List<Expr.Symbol> params = List.of(b.symbol("p"), b.symbol("q"), b.symbol("r"));
  private final List<Expr.Symbol> signals = List.of(b.symbol("s"));
  private final Map<Array, double[]> arrays = new EnumMap<>(Array.class);

  private ProblemGraph graph(int substeps, boolean costLeft, List<Expr> defaults) {
    List<Expr> rates = List.of(
        b.multiply(x.get(1), params.get(0)),
        b.add(b.multiply(b.apply(Op.SIN, x.get(0)), u.get(0)), b.multiply(signals.get(0), b.apply(Op.EXP, x.get(1)))));
    Expr running = b.add(
        b.multiply(params.get(1), b.multiply(b.square(x.get(0)), u.get(1))),
        b.multiply(b.apply(Op.COS, b.multiply(u.get(0), x.get(1))), t));
    Expr terminal = b.multiply(params.get(2), b.multiply(b.square(x.get(0)), x.get(1)));
    List<Expr> two = List.of(params.get(0), b.constant(0));
    ProblemGraph.Setup setup = PlainProblem.setup(two,
        List.of(b.constant(Double.NEGATIVE_INFINITY), b.constant(-1)), two, two, two, two);
    ProblemGraph.Run run = new ProblemGraph.Run(RunInfo.Kind.SOLVE, "P", "ilqr", Map.of(),
        new ProblemGraph.Guess(List.of(Optional.empty(), Optional.of(b.square(t))),
            List.of(Optional.empty(), Optional.of(b.multiply(t, signals.get(0))))),
        List.of(Optional.of(b.square(params.get(0))), Optional.empty()),
        facts(), List.of(new ProblemGraph.Expectation(b.apply(Op.LESS, facts().get(0), params.get(0)), span())),
        Optional.empty(), span());
    return PlainProblem.of("P", t, x, u, params, signals, false, rates,
        Optional.of(running), Optional.of(terminal), new ProblemGraph.Integrator(Rule.RK4, substeps, costLeft),
        params.get(2), 10, setup, List.of(Optional.of(t), Optional.empty()), defaults, List.of(run));
  }

  private List<Expr.Symbol> facts;

  private List<Expr.Symbol> facts() {
    if (facts == null) {
      facts = List.of(b.symbol("objective"), b.symbol("max_violation"), b.symbol("iterations"));
    }
    return facts;
  }

  private static Span span() {
    return new Span(new Source("a.ctl", "expect"), 0, 6);
  }

  private List<Expr> defaults() {
    return List.of(b.add(params.get(1), b.constant(1)), b.multiply(params.get(2), b.constant(2)), b.constant(5),
        params.get(0));
  }

  private Entry entry(ProblemEntries entries, Kind kind) {
    return entries.problem().stream().filter(e -> e.kind() == kind).findFirst().orElseThrow();
  }

  private void fillArrays() {
    arrays.put(Array.X, new double[] {0.4, -0.3});
    arrays.put(Array.U, new double[] {0.6, 0.2});
    arrays.put(Array.D, new double[] {0.5, 0.1, 1.2, 0.8, 2.5, 0.9});
    arrays.put(Array.LAMBDA, new double[] {0.7, -1.1});
    for (Array array : Array.values()) {
      arrays.putIfAbsent(array, new double[16]);
    }
  }

  private double[] step(Entry stage, Array perturbed, int index, double by) {
    double[] values = arrays.get(perturbed);
    double before = values[index];
    values[index] = before + by;
    Interpreter.run(stage, arrays);
    values[index] = before;
    return new double[] {arrays.get(Array.NEXT)[0], arrays.get(Array.NEXT)[1], arrays.get(Array.L)[0]};
  }

  @Test
  void expansionsAgreeWithDifferencesForEveryIntegratorOption() {
    for (int substeps : new int[] {1, 3}) {
      for (boolean costLeft : new boolean[] {false, true}) {
        for (int limit : new int[] {0, ProblemEntries.DEFAULT_EXPAND_LIMIT}) {
          ProblemEntries entries = new ProblemEntries(b, graph(substeps, costLeft, defaults()), limit);
          arrays.clear();
          fillArrays();
          compareFirst(entries);
          compareSecond(entries);
        }
      }
    }
  }

  private void compareFirst(ProblemEntries entries) {
    Entry stage = entry(entries, Kind.STAGE);
    double h = 1e-5;
    Interpreter.run(entry(entries, Kind.EXPAND), arrays);
    double[] fx = arrays.get(Array.FX).clone();
    double[] fu = arrays.get(Array.FU).clone();
    double[] lx = arrays.get(Array.LX).clone();
    double[] lu = arrays.get(Array.LU).clone();
    for (int j = 0; j < N + M; j++) {
      Array array = j < N ? Array.X : Array.U;
      int index = j < N ? j : j - N;
      double[] above = step(stage, array, index, h);
      double[] below = step(stage, array, index, -h);
      for (int i = 0; i < N; i++) {
        double derivative = j < N ? fx[i * N + index] : fu[i * M + index];
        assertEquals((above[i] - below[i]) / (2 * h), derivative, 1e-9);
      }
      assertEquals((above[2] - below[2]) / (2 * h), j < N ? lx[index] : lu[index], 1e-9);
    }
  }

  private double[] gradient(Entry expand, Array perturbed, int index, double by) {
    double[] values = arrays.get(perturbed);
    double before = values[index];
    values[index] = before + by;
    Interpreter.run(expand, arrays);
    values[index] = before;
    double[] lambda = arrays.get(Array.LAMBDA);
    double[] gradient = new double[2 * (N + M)];
    for (int j = 0; j < N + M; j++) {
      gradient[j] = j < N ? arrays.get(Array.LX)[j] : arrays.get(Array.LU)[j - N];
      for (int i = 0; i < N; i++) {
        gradient[N + M + j] +=
            lambda[i] * (j < N ? arrays.get(Array.FX)[i * N + j] : arrays.get(Array.FU)[i * M + j - N]);
      }
    }
    return gradient;
  }

  private static double element(double[] xx, double[] ux, double[] uu, int i, int j) {
    if (i < N && j < N) {
      return xx[i * N + j];
    }
    if (i >= N && j >= N) {
      return uu[(i - N) * M + j - N];
    }
    return ux[(Math.max(i, j) - N) * N + Math.min(i, j)];
  }

  private void compareSecond(ProblemEntries entries) {
    Entry expand = entry(entries, Kind.EXPAND);
    double h = 1e-5;
    Interpreter.run(expand, arrays);
    double[][] cost =
        {arrays.get(Array.LXX).clone(), arrays.get(Array.LUX).clone(), arrays.get(Array.LUU).clone()};
    Interpreter.run(entry(entries, Kind.CURVATURE), arrays);
    double[][] curvature =
        {arrays.get(Array.HXX).clone(), arrays.get(Array.HUX).clone(), arrays.get(Array.HUU).clone()};
    for (int j = 0; j < N + M; j++) {
      Array array = j < N ? Array.X : Array.U;
      double[] above = gradient(expand, array, j < N ? j : j - N, h);
      double[] below = gradient(expand, array, j < N ? j : j - N, -h);
      for (int i = 0; i < N + M; i++) {
        assertEquals((above[i] - below[i]) / (2 * h), element(cost[0], cost[1], cost[2], i, j), 1e-8);
        int k = N + M + i;
        assertEquals((above[k] - below[k]) / (2 * h), element(curvature[0], curvature[1], curvature[2], i, j), 1e-8);
      }
    }
  }

  @Test
  void theTerminalCostAndItsDerivatives() {
    fillArrays();
    Interpreter.run(entry(new ProblemEntries(b, graph(1, true, defaults())), Kind.EXPAND_TERMINAL), arrays);
    double r = 2.5;
    assertEquals(r * 0.4 * 0.4 * -0.3, arrays.get(Array.L)[0], 1e-16);
    assertArrayEquals(new double[] {2 * r * 0.4 * -0.3, r * 0.4 * 0.4}, Arrays.copyOf(arrays.get(Array.LX), 2), 1e-15);
    double[] expected = {2 * r * -0.3, 2 * r * 0.4, 2 * r * 0.4, 0};
    assertArrayEquals(expected, Arrays.copyOf(arrays.get(Array.LXX), 4), 1e-15);
  }

  @Test
  void defaultsMeanTheCompletedValuesOfOtherParams() {
    Entry defaults = entry(new ProblemEntries(b, graph(1, true, defaults())), Kind.DEFAULTS);
    fillArrays();
    arrays.put(Array.GIVEN, new double[] {0, 0, 0, 0});
    arrays.put(Array.VALUES, new double[] {-9, -9, -9, -9});
    Interpreter.run(defaults, arrays);
    assertArrayEquals(new double[] {11, 10, 5, 11}, arrays.get(Array.VALUES));
    arrays.put(Array.GIVEN, new double[] {0, 1, 0, 0});
    arrays.put(Array.VALUES, new double[] {-9, 3, -9, -9});
    Interpreter.run(defaults, arrays);
    assertArrayEquals(new double[] {4, 3, 5, 4}, arrays.get(Array.VALUES));
  }

  @Test
  void defaultsInACircleAreABugOfTheCompiler() {
    List<Expr> circle = List.of(params.get(1), params.get(2), params.get(0), b.constant(0));
    ProblemEntries entries = new ProblemEntries(b, graph(1, true, circle));
    assertThrows(InternalCompilerError.class, entries::problem);
  }

  @Test
  void setupRunsFromTheParams() {
    fillArrays();
    Interpreter.run(entry(new ProblemEntries(b, graph(1, true, defaults())), Kind.SETUP), arrays);
    assertEquals(1.2, arrays.get(Array.START)[0]);
    assertEquals(Double.NEGATIVE_INFINITY, arrays.get(Array.STATE_LOWER)[0]);
    assertEquals(-1, arrays.get(Array.STATE_LOWER)[1]);
    Interpreter.run(entry(new ProblemEntries(b, graph(1, true, defaults())), Kind.HORIZON), arrays);
    assertEquals(2.5, arrays.get(Array.L)[0]);
  }

  @Test
  void aRunWritesOnlyWhatItHas() {
    ProblemGraph graph = graph(1, true, defaults());
    List<Entry> run = new ProblemEntries(b, graph).run(graph.runs().getFirst());
    fillArrays();
    arrays.put(Array.FACTS, new double[] {1, 0, 0});
    run.forEach(entry -> Interpreter.run(entry, arrays));
    assertArrayEquals(new double[] {0.6, 0.5 * 0.9}, arrays.get(Array.U));
    assertArrayEquals(new double[] {1.2 * 1.2, 0.5 * 0.5}, arrays.get(Array.X),
        "the start of one, the guess of the other");
    assertEquals(1, arrays.get(Array.L)[0], "how many states have a guess");
    assertEquals(1, arrays.get(Array.RESULTS)[0]);
  }

  @Test
  void structuralZerosAreAbsent() {
    ProblemEntries entries = new ProblemEntries(b, graph(1, true, defaults()));
    assertTrue(entry(entries, Kind.LINEARIZE).results()
        .stream()
        .noneMatch(r -> r.place().array() == Array.FU && r.place().index() % 2 == 1), "F does not depend on u2");
    assertEquals(6, entries.dynamicsPattern().nonZeros());
    assertTrue(entry(entries, Kind.EXPAND).results()
        .stream()
        .noneMatch(r -> r.place().array() == Array.LUU && r.place().index() == 3), "l is linear in u2");
  }

  @Test
  void whatIsExpandedAndDifferentiatedKnowsItsPlaceInTheSource() {
    Span before = b.origin(span());
    Expr root = b.apply(Op.SQRT, x.get(0));
    b.origin(before);
    List<Expr> rates = List.of(root, b.constant(0));
    ProblemGraph graph = graph(1, true, defaults());
    ProblemGraph rooted = PlainProblem.of("P", t, x, u, params, signals, false, rates, Optional.empty(),
        Optional.empty(), graph.integrator(), graph.horizon(), 10, graph.setup(), graph.guess().controls(),
        graph.defaults(),
        List.of());
    for (int limit : new int[] {0, ProblemEntries.DEFAULT_EXPAND_LIMIT}) {
      ProblemEntries entries = new ProblemEntries(b, rooted, limit);
      for (Kind kind : List.of(Kind.STEP, Kind.LINEARIZE)) {
        // At 0 the value is finite and its slope is not, below 0 the value of a later stage is the first to fail.
        for (double start : kind == Kind.STEP ? new double[] {-1} : new double[] {-1, 0}) {
          Entry entry = entry(entries, kind);
          Map<Expr.Symbol, Double> at = new java.util.HashMap<>();
          entry.inputs().keySet().forEach(symbol -> at.put(symbol, symbol == x.get(0) ? start : 0.1));
          Interpreter.NotFinite found = Interpreter
              .firstNotFinite(b, entry.results().stream().map(Entry.Result::value).toList(), at)
              .orElseThrow();
          assertEquals(Optional.of(span()).map(Span::text), found.origin().map(Span::text), kind + " " + start);
        }
      }
    }
  }
}
