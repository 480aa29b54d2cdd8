/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.costate.compiler.entries.ConstraintEntries;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Interpreter;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.GeneratedConstraints;
import org.costate.runtime.problem.LoadedProblem;

/** The functions of one group of constraints, once as bytecode and once as the interpreter of the graph sees them. */
final class ConstraintFunctions {
  private final GeneratedConstraints code;
  private final Dims dims;
  private final int rows;
  private final double[] w;
  private final Supplier<List<Entry>> entries;

  private ConstraintFunctions(GeneratedConstraints code, Dims dims, int rows, Supplier<List<Entry>> entries) {
    this.code = code;
    this.dims = dims;
    this.rows = rows;
    this.entries = entries;
    w = new double[code.workspaceSize()];
  }

  /** All groups of a problem. */
  static List<ConstraintFunctions> of(LoadedProblem loaded, Supplier<ProblemEntries> entries) {
    List<ConstraintFunctions> all = new ArrayList<>();
    for (int g = 0; g < loaded.info().groups().size(); g++) {
      int group = g;
      Supplier<ConstraintEntries.Group> own = () -> entries.get().constraints().get(group);
      all.add(new ConstraintFunctions(loaded.code().constraints(loaded.info().groups().get(g).className()),
          loaded.info().dims(), loaded.info().groups().get(g).rows().size(), () -> own.get().entries()));
    }
    return all;
  }

  List<Entry.Kind> kinds() {
    return entries.get().stream().map(Entry::kind).toList();
  }

  /** The point with room for the rows, and a weight for each. */
  Map<Array, double[]> point(Map<Array, double[]> point) {
    Map<Array, double[]> own = CompiledFunctions.copy(point);
    double[] weights = new double[rows];
    for (int i = 0; i < rows; i++) {
      weights[i] = Math.cos(1 + i);
    }
    own.put(Array.LAMBDA, weights);
    own.put(Array.C, new double[rows]);
    own.put(Array.CX, new double[rows * dims.ndx()]);
    own.put(Array.CU, new double[rows * dims.nu()]);
    return own;
  }

  /** A copy of {@code inputs} with the results of one function as the interpreter computes them. */
  Map<Array, double[]> interpret(Entry.Kind kind, Map<Array, double[]> inputs) {
    Map<Array, double[]> arrays = CompiledFunctions.copy(inputs);
    entries.get().stream().filter(entry -> entry.kind() == kind).forEach(entry -> Interpreter.run(entry, arrays));
    return arrays;
  }

  /** A copy of {@code inputs} with the results of one function as the bytecode computes them. */
  Map<Array, double[]> execute(Entry.Kind kind, Map<Array, double[]> inputs) {
    Map<Array, double[]> a = CompiledFunctions.copy(inputs);
    double[] x = a.get(Array.X);
    double[] u = a.get(Array.U);
    double[] d = a.get(Array.D);
    switch (kind) {
      case CONSTRAIN -> code.constrain(x, 0, u, 0, d, w, a.get(Array.C), 0);
      case EXPAND_CONSTRAINTS -> {
        ConstraintExpansion out = new ConstraintExpansion(dims, rows);
        code.expand(x, 0, u, 0, d, w, out);
        a.put(Array.C, out.c);
        a.put(Array.CX, out.cx);
        a.put(Array.CU, out.cu);
      }
      case CURVATURE -> {
        Curvature out = new Curvature(dims);
        code.curvature(x, 0, u, 0, d, a.get(Array.LAMBDA), 0, w, out);
        a.put(Array.HXX, out.hxx);
        a.put(Array.HUX, out.hux);
        a.put(Array.HUU, out.huu);
      }
      case TIME -> a.get(Array.L)[0] = code.time(x, 0, d, w);
      case WEIGHT -> a.get(Array.L)[0] = code.weight(d, w);
      default -> throw new IllegalArgumentException(kind + " belongs to no group of constraints");
    }
    return a;
  }
}
