/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.VariableInfo;

/** Compares one generated program with the meaning of its text, besides what {@link CompiledCheck} does. */
final class ProgramCheck {
  private static final int POINTS = 2;
  private static final double SAME_MEANING = 1e-8;

  private final long seed;
  private final GeneratedProgram program;
  private final ProgramReport report;

  private ProgramCheck(long seed, ProgramReport report) {
    this.seed = seed;
    this.program = ProgramGenerator.program(seed);
    this.report = report;
  }

  static void run(ProgramReport report, long seed) {
    ProgramCheck check = new ProgramCheck(seed, report);
    report.programs++;
    try {
      check.compile();
    } catch (RuntimeException | StackOverflowError e) {
      report.fail(seed, "threw " + e);
    }
  }

  private void compile() {
    Random random = new Random(~seed);
    CompiledCheck.of("p" + seed + ".ctl", program.text(), report, what -> report.fail(seed, what))
        .ifPresent(compiled -> {
          for (int i = 0; i < POINTS; i++) {
            Map<Array, double[]> point = compiled.point(random);
            compiled.interpret(point);
            compiled.differences(point);
            meaning(compiled.problem(), compiled.functions(), point);
          }
        });
  }

  private void meaning(CompiledProblem problem, CompiledFunctions functions, Map<Array, double[]> point) {
    Map<String, double[]> values = new HashMap<>();
    double[] d = point.get(Array.D);
    int signalsAt = GeneratedProblem.PARAMS_AT + problem.loaded().info().size(VariableInfo.Kind.PARAM);
    bind(problem, VariableInfo.Kind.PARAM, d, GeneratedProblem.PARAMS_AT, values);
    bind(problem, VariableInfo.Kind.SIGNAL, d, signalsAt, values);
    bind(problem, VariableInfo.Kind.CONTROL, point.get(Array.U), 0, values);
    double[] x = point.get(Array.X);
    double sign = program.maximize() ? -1 : 1;
    double[] wanted = program.step(values, x, d[0], d[1]);
    Map<Array, double[]> stage = functions.execute(Entry.Kind.STAGE, point);
    same("F", stage.get(Array.NEXT), Arrays.copyOf(wanted, x.length));
    same("l", stage.get(Array.L), sign * wanted[x.length]);
    same("lN", functions.execute(Entry.Kind.TERMINAL, point).get(Array.L),
        sign * program.terminal(values, x, d[0]));
    Map<Array, double[]> setup = functions.execute(Entry.Kind.SETUP, point);
    same("start", setup.get(Array.START), program.at(values, 0, program.start()));
    same("horizon", functions.execute(Entry.Kind.HORIZON, point).get(Array.L), program.horizon().number(values));
    GeneratedRun run = problem.loaded().runs().getFirst();
    double[] u = functions.execute(Entry.Kind.GUESS, point).get(Array.U);
    run.guess(d, new double[run.workspaceSize()], x.clone(), 0, u, 0);
    same("guess", u, program.at(values, d[0], program.guess()));
  }

  private static void bind(
      CompiledProblem problem, VariableInfo.Kind kind, double[] from, int offset, Map<String, double[]> values) {
    for (VariableInfo variable : problem.loaded().info().variables(kind)) {
      int at = offset + variable.offset();
      values.put(variable.name(), Arrays.copyOfRange(from, at, at + variable.size()));
    }
  }

  private void same(String what, double[] found, double... wanted) {
    double worst = IntStream.range(0, wanted.length)
        .mapToDouble(i -> CompiledCheck.difference(found[i], wanted[i]))
        .max()
        .orElse(0);
    report.largestMeaningDifference = Math.max(report.largestMeaningDifference, worst);
    if (!(worst <= SAME_MEANING)) {
      report.fail(seed, what + " is " + Arrays.toString(found) + ", not " + Arrays.toString(wanted));
    }
  }
}
