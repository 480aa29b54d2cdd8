/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;

/**
 * Compares one program of the whole language with its twin in units of the SI, besides what {@link CompiledCheck} does: the same point, kept in
 * other units, has the same costs and the same next state.
 */
final class LanguageCheck {
  private static final double SAME = 1e-8;

  private final long seed;
  private final LanguageProgram program;
  private final ProgramReport report;

  private LanguageCheck(long seed, ProgramReport report) {
    this.seed = seed;
    this.program = LanguageGenerator.program(seed);
    this.report = report;
  }

  static void run(ProgramReport report, long seed) {
    LanguageCheck check = new LanguageCheck(seed, report);
    report.programs++;
    try {
      check.compile();
    } catch (RuntimeException | StackOverflowError e) {
      report.fail(seed, "threw " + e);
    }
  }

  private void compile() {
    CompiledCheck.of("q" + seed + ".ctl", program.text(), report, what -> report.fail(seed, what))
        .ifPresent(compiled -> CompiledCheck
            .of("twin" + seed + ".ctl", program.coherent(), report, what -> report.fail(seed, "as a twin " + what))
            .ifPresent(twin -> compare(compiled, twin)));
  }

  private void compare(CompiledCheck compiled, CompiledCheck twin) {
    Map<Array, double[]> coherent = twin.point(new Random(~seed));
    ProblemInfo info = compiled.problem().loaded().info();
    Map<Array, double[]> point = CompiledFunctions.copy(coherent);
    double[] x = point.get(Array.X);
    int design = info.size(VariableInfo.Kind.STATE);
    scale(info, VariableInfo.Kind.STATE, x, 0);
    scale(info, VariableInfo.Kind.DESIGN, x, design);
    scale(info, VariableInfo.Kind.STATE, point.get(Array.Y), 0);
    scale(info, VariableInfo.Kind.CONTROL, point.get(Array.U), 0);
    double[] d = point.get(Array.D);
    scale(info, VariableInfo.Kind.PARAM, d, GeneratedProblem.PARAMS_AT);
    scale(info, VariableInfo.Kind.SIGNAL, d, GeneratedProblem.PARAMS_AT + info.size(VariableInfo.Kind.PARAM));
    compiled.interpret(point);
    Map<Array, double[]> here = compiled.functions().execute(Entry.Kind.STAGE, point);
    Map<Array, double[]> there = twin.functions().execute(Entry.Kind.STAGE, coherent);
    double[] next = there.get(Array.NEXT).clone();
    scale(info, VariableInfo.Kind.STATE, next, 0);
    scale(info, VariableInfo.Kind.DESIGN, next, design);
    same("F", here.get(Array.NEXT), next);
    same("l", here.get(Array.L), there.get(Array.L));
    same("lN", compiled.functions().execute(Entry.Kind.TERMINAL, point).get(Array.L),
        twin.functions().execute(Entry.Kind.TERMINAL, coherent).get(Array.L));
    // Differences want numbers of the order of one, which those of the twin are.
    twin.run(coherent);
  }

  /** From the units of the twin into those declared; the angles stay. */
  private void scale(ProblemInfo info, VariableInfo.Kind kind, double[] values, int offset) {
    for (VariableInfo variable : info.variables(kind)) {
      if (variable.manifold() == Manifold.LINEAR) {
        double one = program.units().getOrDefault(variable.name(), 1.0);
        for (int i = 0; i < variable.size(); i++) {
          values[offset + variable.offset() + i] /= one;
        }
      }
    }
  }

  private void same(String what, double[] found, double[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      // Relative: one kilometre is kept as 0.001 and as 1000.
      double difference = Double.compare(found[i], wanted[i]) == 0 ? 0
          : Math.abs(found[i] - wanted[i]) / Math.max(1e-9, Math.max(Math.abs(found[i]), Math.abs(wanted[i])));
      report.largestMeaningDifference = Math.max(report.largestMeaningDifference, difference);
      if (!(difference <= SAME)) {
        report.fail(seed, what + " is " + Arrays.toString(found) + ", by the twin " + Arrays.toString(wanted));
        return;
      }
    }
  }
}
