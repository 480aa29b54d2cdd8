/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.costate.compiler.codegen.GeneratedClass;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;

/** Compiles the text of one generated program and compares what came out with the interpreter, at a random point, and with differences. */
final class CompiledCheck {
  /** HotSpot does not compile larger methods. */
  static final int MAX_METHOD_BYTES = 8000;

  private static final double SAME = 1e-12;
  private static final double SAME_WITHOUT_EXPANSION = 1e-8;

  private final CompiledProblem problem;
  private final CompiledFunctions same;
  private final CompiledFunctions calls;
  private final ProgramReport report;
  private final Consumer<String> failed;

  private CompiledCheck(CompiledProblem problem, ProgramReport report, Consumer<String> failed) {
    this.problem = problem;
    this.same = new CompiledFunctions(problem, ProblemEntries.DEFAULT_EXPAND_LIMIT);
    this.calls = new CompiledFunctions(problem, 0);
    this.report = report;
    this.failed = failed;
  }

  /** @return empty, and a word to the report, if the text does not compile */
  static Optional<CompiledCheck> of(String name, String text, ProgramReport report, Consumer<String> failed) {
    Source source = new Source(name, text);
    CompilationResult result = Compiler.compile(source, CompilerOptions.DEFAULTS);
    if (!result.report().equals(Compiler.check(source, CompilerOptions.DEFAULTS).report())) {
      failed.accept("checking finds something else than compiling");
    }
    if (result.hasErrors()) {
      if (result.diagnostics().stream().allMatch(d -> d.code() == Code.E0902)) {
        report.refused++;
      } else {
        failed.accept("is well-typed, yet:\n" + TextRenderer.render(result.diagnostics()));
      }
      return Optional.empty();
    }
    CompiledCheck check = new CompiledCheck(result.problems().getFirst(), report, failed);
    check.sizes();
    return Optional.of(check);
  }

  /** Of a problem that is compiled; nothing is compared with the interpreter yet. */
  static CompiledCheck of(CompiledProblem problem) {
    return new CompiledCheck(problem, new ProgramReport(), what -> {
      throw new AssertionError(what);
    });
  }

  CompiledProblem problem() {
    return problem;
  }

  CompiledFunctions functions() {
    return same;
  }

  private void sizes() {
    report.largestGraph = Math.max(report.largestGraph, problem.builder().size());
    methods(problem.problemClass());
    problem.partClasses().forEach(this::methods);
  }

  private void methods(GeneratedClass generated) {
    for (MethodModel method : ClassFile.of().parse(generated.bytes()).methods()) {
      int length = method.code().map(c -> ((CodeAttribute) c).codeLength()).orElse(0);
      report.largestMethod = Math.max(report.largestMethod, length);
      if (length > MAX_METHOD_BYTES) {
        failed.accept(method.methodName() + " has " + length + " bytes");
      }
    }
  }

  /** A point at which everything has a value: quaternions have length 1, design variables are positive. */
  Map<Array, double[]> point(Random random) {
    Map<Array, double[]> point = same.arrays();
    for (Array array : List.of(Array.X, Array.Y, Array.DX, Array.U, Array.LAMBDA, Array.D, Array.VALUES)) {
      double[] values = point.get(array);
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble(-1.5, 1.5);
      }
    }
    double[] given = point.get(Array.GIVEN);
    for (int i = 0; i < given.length; i++) {
      given[i] = random.nextInt(2);
    }
    ProblemInfo info = problem.loaded().info();
    for (VariableInfo state : info.variables(VariableInfo.Kind.STATE)) {
      if (state.manifold() == Manifold.QUATERNION) {
        normalize(point.get(Array.X), state);
        normalize(point.get(Array.Y), state);
      }
    }
    boolean discrete = problem.graph().discrete();
    point.get(Array.D)[0] = discrete ? random.nextInt(10) : random.nextDouble(0, info.freeTime() ? 1 : 2);
    point.get(Array.D)[1] = discrete ? 1 : random.nextDouble(0.01, 0.1);
    for (VariableInfo design : info.variables(VariableInfo.Kind.DESIGN)) {
      double[] x = point.get(Array.X);
      int at = info.size(VariableInfo.Kind.STATE) + design.offset();
      x[at] = Math.abs(x[at]) + 0.1;
    }
    return point;
  }

  private static void normalize(double[] values, VariableInfo state) {
    double sum = 0;
    for (int i = 0; i < state.size(); i++) {
      sum += values[state.offset() + i] * values[state.offset() + i];
    }
    for (int i = 0; i < state.size(); i++) {
      values[state.offset() + i] /= Math.sqrt(sum);
    }
  }

  /** The derivatives by differences. */
  void differences(Map<Array, double[]> point) {
    report.points++;
    new DifferenceCheck(same, point, report, failed).run();
  }

  /** Everything by the interpreter. */
  void interpret(Map<Array, double[]> point) {
    for (Entry.Kind kind : same.kinds()) {
      Map<Array, double[]> executed = same.execute(kind, point);
      interpreter(kind + " by the interpreter", executed, same.interpret(kind, point), SAME);
      interpreter(kind + " without expansion", executed, calls.interpret(kind, point), SAME_WITHOUT_EXPANSION);
    }
    for (int g = 0; g < same.constraints().size(); g++) {
      ConstraintFunctions group = same.constraints().get(g);
      Map<Array, double[]> own = group.point(point);
      for (Entry.Kind kind : group.kinds()) {
        String what = kind + " of constraints " + (g + 1);
        Map<Array, double[]> executed = group.execute(kind, own);
        interpreter(what + " by the interpreter", executed, group.interpret(kind, own), SAME);
        interpreter(what + " without expansion", executed, calls.constraints().get(g).interpret(kind, own),
            SAME_WITHOUT_EXPANSION);
      }
    }
  }

  private void interpreter(String what, Map<Array, double[]> executed, Map<Array, double[]> interpreted, double bar) {
    interpreted.forEach((array, wanted) -> {
      double[] found = executed.get(array);
      for (int i = 0; i < wanted.length; i++) {
        report.valuesCompared++;
        if (Double.doubleToLongBits(found[i]) == Double.doubleToLongBits(wanted[i])) {
          report.valuesEqualInEveryBit++;
          continue;
        }
        double difference = difference(found[i], wanted[i]);
        report.largestInterpreterDifference = Math.max(report.largestInterpreterDifference, difference);
        if (!(difference <= bar)) {
          failed.accept(what + ": " + array + "[" + i + "] is " + found[i] + ", not " + wanted[i]);
          return;
        }
      }
    });
  }

  /** Relative to the larger where that exceeds 1; 0 for the same infinity or two NaNs. */
  static double difference(double a, double b) {
    return Double.compare(a, b) == 0 ? 0 : Math.abs(a - b) / Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }
}
