/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;

/**
 * Compares one program of the whole language with its twin in units of the SI, besides what {@link CompiledCheck} does: the same point, kept in
 * other units, has the same costs, the same next state and the same derivatives of them.
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
    // How much of the twin's unit is one of the declared one.
    double[] x = units(info, VariableInfo::size, VariableInfo.Kind.STATE, VariableInfo.Kind.DESIGN);
    double[] dx = units(info, VariableInfo::tangentSize, VariableInfo.Kind.STATE, VariableInfo.Kind.DESIGN);
    double[] u = units(info, VariableInfo::size, VariableInfo.Kind.CONTROL);
    double[] given = units(info, VariableInfo::size, VariableInfo.Kind.PARAM, VariableInfo.Kind.SIGNAL);
    double[] one = {1};
    Map<Array, double[]> point = CompiledFunctions.copy(coherent);
    point.put(Array.X, times(point.get(Array.X), inverse(x)));
    point.put(Array.Y, times(point.get(Array.Y), inverse(x)));
    point.put(Array.U, times(point.get(Array.U), inverse(u)));
    double[] d = point.get(Array.D);
    for (int i = 0; i < given.length; i++) {
      d[GeneratedProblem.PARAMS_AT + i] /= given[i];
    }
    Map<Array, double[]> here = compiled.functions().execute(Entry.Kind.EXPAND, point);
    Map<Array, double[]> there = twin.functions().execute(Entry.Kind.EXPAND, coherent);
    same(Array.NEXT, times(here.get(Array.NEXT), x), there);
    same(Array.L, here.get(Array.L), there);
    same(Array.FX, by(here.get(Array.FX), dx, dx), there);
    same(Array.FU, by(here.get(Array.FU), dx, u), there);
    same(Array.LX, by(here.get(Array.LX), one, dx), there);
    same(Array.LU, by(here.get(Array.LU), one, u), there);
    same(Array.LXX, by(here.get(Array.LXX), inverse(dx), dx), there);
    same(Array.LUX, by(here.get(Array.LUX), inverse(u), dx), there);
    same(Array.LUU, by(here.get(Array.LUU), inverse(u), u), there);
    same(Array.L, compiled.functions().execute(Entry.Kind.TERMINAL, point).get(Array.L),
        twin.functions().execute(Entry.Kind.TERMINAL, coherent));
    constraints(compiled, point, twin, coherent);
    compiled.interpret(point);
    // Differences want numbers of the order of one, which those of the twin are.
    twin.differences(coherent);
  }

  /** Constraints count in units of the SI, whatever the variables do. */
  private void constraints(CompiledCheck compiled, Map<Array, double[]> point, CompiledCheck twin,
      Map<Array, double[]> coherent) {
    for (int g = 0; g < compiled.functions().constraints().size(); g++) {
      ConstraintFunctions here = compiled.functions().constraints().get(g);
      ConstraintFunctions there = twin.functions().constraints().get(g);
      same(Array.C, here.execute(Entry.Kind.CONSTRAIN, here.point(point)).get(Array.C),
          there.execute(Entry.Kind.CONSTRAIN, there.point(coherent)));
      for (Entry.Kind kind : List.of(Entry.Kind.TIME, Entry.Kind.WEIGHT)) {
        same(Array.L, here.execute(kind, here.point(point)).get(Array.L), there.execute(kind, there.point(coherent)));
      }
    }
  }

  /** For each number of the kinds; angles and quaternions stay as they are. */
  private double[] units(ProblemInfo info, ToIntFunction<VariableInfo> size, VariableInfo.Kind... kinds) {
    return Arrays.stream(kinds)
        .flatMap(kind -> info.variables(kind).stream())
        .flatMapToDouble(v -> DoubleStream.generate(() -> v.manifold() == Manifold.LINEAR
            ? program.units().getOrDefault(v.name(), 1.0)
            : 1).limit(size.applyAsInt(v)))
        .toArray();
  }

  private static double[] inverse(double[] values) {
    return Arrays.stream(values).map(v -> 1 / v).toArray();
  }

  private static double[] times(double[] values, double[] factors) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i] * factors[i]).toArray();
  }

  /** A derivative of what counts in {@code above} by what counts in {@code below}, row-major. */
  private static double[] by(double[] values, double[] above, double[] below) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[i] * above[i / below.length] / below[i % below.length])
        .toArray();
  }

  /** In the twin's units numbers are of the order of one, and so is what rounding is compared with. */
  private void same(Array what, double[] found, Map<Array, double[]> there) {
    double[] wanted = there.get(what);
    for (int i = 0; i < wanted.length; i++) {
      double difference = CompiledCheck.difference(found[i], wanted[i]);
      report.largestMeaningDifference = Math.max(report.largestMeaningDifference, difference);
      if (!(difference <= SAME)) {
        report.fail(seed, what + " is " + Arrays.toString(found) + ", by the twin " + Arrays.toString(wanted));
        return;
      }
    }
  }
}
