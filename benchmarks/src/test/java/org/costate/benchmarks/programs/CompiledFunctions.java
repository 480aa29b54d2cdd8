/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Interpreter;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.ProblemSetup;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.problem.VariableInfo;

/** The functions of a compiled problem, once as bytecode and once as the interpreter of the graph sees them. */
final class CompiledFunctions {
  private final GeneratedProblem code;
  private final Dims dims;
  private final int fixed;
  private final int noise;
  private final double[] w;
  private final Supplier<ProblemEntries> making;
  private final List<ConstraintFunctions> constraints;
  private Optional<ProblemEntries> entries = Optional.empty();

  /** @param expandLimit of the interpreted entries; what the bytecode was made with, or another */
  CompiledFunctions(CompiledProblem problem, int expandLimit) {
    code = problem.loaded().code();
    dims = problem.loaded().info().dims();
    fixed =
        problem.loaded().info().size(VariableInfo.Kind.PARAM) + problem.loaded().info().size(VariableInfo.Kind.SIGNAL);
    noise = problem.loaded().info().size(VariableInfo.Kind.NOISE);
    w = new double[code.workspaceSize()];
    making = () -> new ProblemEntries(problem.builder(), problem.graph(), expandLimit);
    constraints = ConstraintFunctions.of(problem.loaded(), this::entries);
  }

  /** Arrays for all arguments and results; those of the results are zero. */
  Map<Array, double[]> arrays() {
    int nx = dims.nx();
    int n = dims.ndx();
    int m = dims.nu();
    Map<Array, double[]> arrays = new EnumMap<>(Array.class);
    arrays.put(Array.X, new double[nx]);
    arrays.put(Array.U, new double[m]);
    arrays.put(Array.D, new double[GeneratedProblem.PARAMS_AT + fixed + noise]);
    arrays.put(Array.LAMBDA, new double[n]);
    arrays.put(Array.GIVEN, new double[fixed]);
    arrays.put(Array.VALUES, new double[fixed]);
    arrays.put(Array.NEXT, new double[nx]);
    arrays.put(Array.FX, new double[n * n]);
    arrays.put(Array.FU, new double[n * m]);
    arrays.put(Array.L, new double[1]);
    arrays.put(Array.LX, new double[n]);
    arrays.put(Array.LU, new double[m]);
    arrays.put(Array.LXX, new double[n * n]);
    arrays.put(Array.LUX, new double[m * n]);
    arrays.put(Array.LUU, new double[m * m]);
    arrays.put(Array.HXX, new double[n * n]);
    arrays.put(Array.HUX, new double[m * n]);
    arrays.put(Array.HUU, new double[m * m]);
    arrays.put(Array.START, new double[nx]);
    arrays.put(Array.STATE_LOWER, new double[nx]);
    arrays.put(Array.STATE_UPPER, new double[nx]);
    arrays.put(Array.CONTROL_LOWER, new double[m]);
    arrays.put(Array.CONTROL_UPPER, new double[m]);
    arrays.put(Array.TRIM, new double[m]);
    arrays.put(Array.FREE, new double[nx]);
    arrays.put(Array.Y, new double[nx]);
    arrays.put(Array.DX, new double[n]);
    arrays.put(Array.FIRST, new double[n * n]);
    arrays.put(Array.SECOND, new double[n * n]);
    return arrays;
  }

  /** The entries, made when first asked for: most of the work is theirs. */
  private ProblemEntries entries() {
    if (entries.isEmpty()) {
      entries = Optional.of(making.get());
    }
    return entries.get();
  }

  /** The functions of the constraints, group by group. */
  List<ConstraintFunctions> constraints() {
    return constraints;
  }

  List<Entry.Kind> kinds() {
    return entries().problem().stream().map(Entry::kind).toList();
  }

  /** A copy of {@code inputs} with the results of one function as the interpreter computes them. */
  Map<Array, double[]> interpret(Entry.Kind kind, Map<Array, double[]> inputs) {
    Map<Array, double[]> arrays = copy(inputs);
    for (Entry entry : entries().problem()) {
      if (entry.kind() == kind) {
        Interpreter.run(entry, arrays);
      }
    }
    return arrays;
  }

  /** A copy of {@code inputs} with the results of one function as the bytecode computes them. */
  Map<Array, double[]> execute(Entry.Kind kind, Map<Array, double[]> inputs) {
    Map<Array, double[]> a = copy(inputs);
    double[] x = a.get(Array.X);
    double[] u = a.get(Array.U);
    double[] d = a.get(Array.D);
    switch (kind) {
      case STEP -> code.step(x, 0, u, 0, d, w, a.get(Array.NEXT), 0);
      case STAGE -> a.get(Array.L)[0] = code.stage(x, 0, u, 0, d, w, a.get(Array.NEXT), 0);
      case LINEARIZE, EXPAND -> {
        StageExpansion out = new StageExpansion(dims);
        if (kind == Entry.Kind.LINEARIZE) {
          code.linearize(x, 0, u, 0, d, w, out);
        } else {
          code.expand(x, 0, u, 0, d, w, out);
        }
        put(a, Array.NEXT, out.next, Array.FX, out.fx, Array.FU, out.fu);
        put(a, Array.LX, out.lx, Array.LU, out.lu, Array.LXX, out.lxx);
        put(a, Array.LUX, out.lux, Array.LUU, out.luu, Array.L, new double[] {out.l});
      }
      case CURVATURE -> {
        Curvature out = new Curvature(dims);
        code.curvature(x, 0, u, 0, d, a.get(Array.LAMBDA), 0, w, out);
        put(a, Array.HXX, out.hxx, Array.HUX, out.hux, Array.HUU, out.huu);
      }
      case TERMINAL -> a.get(Array.L)[0] = code.terminal(x, 0, d, w);
      case EXPAND_TERMINAL -> {
        TerminalExpansion out = new TerminalExpansion(dims);
        code.expandTerminal(x, 0, d, w, out);
        put(a, Array.LX, out.lx, Array.LXX, out.lxx, Array.L, new double[] {out.l});
      }
      case HORIZON -> a.get(Array.L)[0] = code.horizon(x, 0, d, w);
      case DIFFERENCE -> code.difference(x, 0, a.get(Array.Y), 0, w, a.get(Array.DX), 0);
      case RETRACT -> code.retract(x, 0, a.get(Array.DX), 0, w, a.get(Array.Y), 0);
      case DIFFERENCE_JACOBIANS ->
        code.differenceJacobians(x, 0, a.get(Array.Y), 0, w, a.get(Array.FIRST), a.get(Array.SECOND));
      case RETRACT_JACOBIANS ->
        code.retractJacobians(x, 0, a.get(Array.DX), 0, w, a.get(Array.FIRST), a.get(Array.SECOND));
      case DEFAULTS -> code.defaults(a.get(Array.GIVEN), d, w, a.get(Array.VALUES));
      case SETUP -> {
        ProblemSetup out = new ProblemSetup(dims);
        code.setup(d, w, out);
        put(a, Array.START, out.start, Array.STATE_LOWER, out.stateLower, Array.STATE_UPPER, out.stateUpper);
        put(a, Array.CONTROL_LOWER, out.controlLower, Array.CONTROL_UPPER, out.controlUpper, Array.TRIM, out.trim);
        a.put(Array.FREE, out.free);
      }
      case GUESS -> a.get(Array.L)[0] = code.guess(d, w, x, 0, u, 0);
      case START, EXPECT, CONSTRAIN, EXPAND_CONSTRAINTS, TIME, WEIGHT, DRAW_PARAMS, DRAW_START, DRAW_NOISE, OBSERVE,
          TEACH, DRAW,
          ENDS, CONGRUENCE, VALUE ->
        throw new IllegalArgumentException(kind + " belongs to a run, to constraints, to episodes or to sweeps");
    }
    return a;
  }

  private static void put(Map<Array, double[]> arrays, Array a, double[] va, Array b, double[] vb, Array c,
      double[] vc) {
    arrays.put(a, va);
    arrays.put(b, vb);
    arrays.put(c, vc);
  }

  static Map<Array, double[]> copy(Map<Array, double[]> arrays) {
    Map<Array, double[]> copy = new EnumMap<>(Array.class);
    arrays.forEach((name, values) -> copy.put(name, values.clone()));
    return copy;
  }
}
