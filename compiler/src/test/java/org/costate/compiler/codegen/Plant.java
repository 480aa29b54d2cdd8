/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Episode;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.PlainProblem;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ir.Program;
import org.costate.compiler.ir.View;
import org.costate.compiler.simplify.Simplifier;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.GeneratedClassLoader;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.StageExpansion;

/** A small system with states x, controls u and algebraic variables z, compiled with some rule; its problem has the running cost given. */
final class Plant {
  private final int n;
  private final int m;
  private final List<Entry> entries;
  private final GeneratedProblem problem;
  private final double[] w;

  /** The formulas of a system. */
  interface Formulas {
    /** @return rates [n], equations [nz], running cost */
    List<Expr> of(ExprBuilder b, Expr t, List<Expr.Symbol> x, List<Expr.Symbol> u, List<Expr.Symbol> z);
  }

  Plant(int n, int m, List<Double> guess, Rule rule, int substeps, boolean discrete, Formulas formulas) {
    this.n = n;
    this.m = m;
    ExprBuilder b = new ExprBuilder(new Simplifier());
    Expr.Symbol t = b.symbol("t");
    List<Expr.Symbol> x = symbols(b, "x", n);
    List<Expr.Symbol> u = symbols(b, "u", m);
    List<Expr.Symbol> z = symbols(b, "z", guess.size());
    List<Expr> all = formulas.of(b, t, x, u, z);
    List<Expr> noStates = Collections.nCopies(n, b.constant(0));
    List<Expr> noControls = Collections.nCopies(m, b.constant(0));
    List<Expr> guesses = guess.stream().map(value -> b.constant(value)).toList();
    ProblemGraph graph = new ProblemGraph("P", ProblemInfo.Sense.MINIMIZE, t, x, u, List.of(), List.of(), List.of(),
        new ProblemGraph.Algebraic(z, all.subList(n, n + z.size()), guesses), discrete, all.subList(0, n),
        Collections.nCopies(n, Optional.empty()), Optional.of(all.getLast()), Optional.empty(),
        new ProblemGraph.Integrator(rule, substeps, false), b.constant(1), 10,
        PlainProblem.setup(noStates, noStates, noStates, noControls, noControls, noControls),
        new ProblemGraph.Guess(Collections.nCopies(n, Optional.empty()), Collections.nCopies(m, Optional.empty())),
        List.of(), List.of(), List.of(), List.of(), Episode.NONE, View.NONE);
    entries = new ProblemEntries(b, graph).problem();
    GeneratedClass compiled = ClassGenerator.generate(
        new Program("test.Plant", Program.Base.PROBLEM, entries, ""), Functions.NOWHERE, node -> Optional.empty());
    problem = new GeneratedClassLoader(Map.of(compiled.name(), compiled.bytes())).problem(compiled.name());
    w = new double[problem.workspaceSize()];
  }

  private static List<Expr.Symbol> symbols(ExprBuilder b, String name, int count) {
    return java.util.stream.IntStream.range(0, count).mapToObj(i -> b.symbol(name + i)).toList();
  }

  /** The state and, after it, the cost of {@code steps} steps from {@code start}, control held. */
  double[] run(double[] start, double[] u, double length, int steps) {
    double[] at = java.util.Arrays.copyOf(start, n + 1);
    double[] d = {0, length / steps};
    double[] next = new double[n];
    for (int k = 0; k < steps; k++) {
      d[0] = k * length / steps;
      at[n] += problem.stage(at, 0, u, 0, d, w, next, 0);
      System.arraycopy(next, 0, at, 0, n);
    }
    return at;
  }

  /** One step without allocation. */
  double step(double[] x, double[] u, double[] d, double[] next) {
    return problem.stage(x, 0, u, 0, d, w, next, 0);
  }

  StageExpansion expand(double[] x, double[] u, double[] d) {
    StageExpansion out = new StageExpansion(new Dims(n, n, m, 1));
    problem.expand(x, 0, u, 0, d, w, out);
    return out;
  }

  Curvature curvature(double[] x, double[] u, double[] d, double[] lambda) {
    Curvature out = new Curvature(new Dims(n, n, m, 1));
    problem.curvature(x, 0, u, 0, d, lambda, 0, w, out);
    return out;
  }

  /** All results of an entry as the interpreter sees them. */
  Map<Array, double[]> interpret(Entry.Kind kind, double[] x, double[] u, double[] d, double[] lambda) {
    Map<Array, double[]> arrays = new EnumMap<>(Map.of(Array.X, x, Array.U, u, Array.D, d, Array.LAMBDA, lambda));
    for (Array array : Array.values()) {
      arrays.putIfAbsent(array, new double[(n + m) * (n + m)]);
    }
    Interpreter.run(entries.stream().filter(e -> e.kind() == kind).findFirst().orElseThrow(), arrays);
    return arrays;
  }
}
