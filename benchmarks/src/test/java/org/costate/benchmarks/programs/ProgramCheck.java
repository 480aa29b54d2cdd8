/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
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
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.VariableInfo;

/** Compiles one generated program and compares what came out with the interpreter, with the meaning of the text, and with differences. */
final class ProgramCheck {
  /** HotSpot does not compile larger methods. */
  static final int MAX_METHOD_BYTES = 8000;

  private static final int POINTS = 2;
  private static final double SAME = 1e-12;
  private static final double SAME_MEANING = 1e-8;

  private final long seed;
  private final GeneratedProgram program;
  private final ProgramReport report;
  private final Random random;

  private ProgramCheck(long seed, ProgramReport report) {
    this.seed = seed;
    this.program = ProgramGenerator.program(seed);
    this.report = report;
    this.random = new Random(~seed);
  }

  static void run(long seed, ProgramReport report) {
    ProgramCheck check = new ProgramCheck(seed, report);
    report.programs++;
    try {
      check.compile();
    } catch (RuntimeException | StackOverflowError e) {
      report.fail(seed, "threw " + e);
    }
  }

  private void compile() {
    CompilationResult result =
        Compiler.compile(new Source("p" + seed + ".ctl", program.text()), CompilerOptions.DEFAULTS);
    if (result.hasErrors()) {
      if (result.diagnostics().stream().allMatch(d -> d.code() == Code.E0902)) {
        report.refused++;
      } else {
        report.fail(seed, "is well-typed, yet:\n" + TextRenderer.render(result.diagnostics()));
      }
      return;
    }
    CompiledProblem problem = result.problems().getFirst();
    report.largestGraph = Math.max(report.largestGraph, problem.builder().size());
    methods(problem.problemClass());
    problem.runClasses().forEach(this::methods);
    CompiledFunctions same = new CompiledFunctions(problem, ProblemEntries.DEFAULT_EXPAND_LIMIT);
    CompiledFunctions calls = new CompiledFunctions(problem, 0);
    for (int i = 0; i < POINTS; i++) {
      report.points++;
      Map<Array, double[]> point = point(same);
      for (Entry.Kind kind : same.kinds()) {
        Map<Array, double[]> executed = same.execute(kind, point);
        interpreter(kind + " by the interpreter", executed, same.interpret(kind, point), SAME);
        interpreter(kind + " without expansion", executed, calls.interpret(kind, point), SAME_MEANING);
      }
      meaning(problem, same, point);
      new DifferenceCheck(same, point, report, what -> report.fail(seed, what)).run();
    }
  }

  private void methods(GeneratedClass generated) {
    for (MethodModel method : ClassFile.of().parse(generated.bytes()).methods()) {
      int length = method.code().map(c -> ((CodeAttribute) c).codeLength()).orElse(0);
      report.largestMethod = Math.max(report.largestMethod, length);
      if (length > MAX_METHOD_BYTES) {
        report.fail(seed, method.methodName() + " has " + length + " bytes");
      }
    }
  }

  private Map<Array, double[]> point(CompiledFunctions functions) {
    Map<Array, double[]> point = functions.arrays();
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
    point.get(Array.D)[0] = program.discrete() ? random.nextInt(10) : random.nextDouble(0, 2);
    point.get(Array.D)[1] = program.discrete() ? 1 : random.nextDouble(0.01, 0.1);
    return point;
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
          report.fail(seed, what + ": " + array + "[" + i + "] is " + found[i] + ", not " + wanted[i]);
          return;
        }
      }
    });
  }

  /** Relative to the larger where that exceeds 1; 0 for the same infinity or two NaNs. */
  private static double difference(double a, double b) {
    return Double.compare(a, b) == 0 ? 0 : Math.abs(a - b) / Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
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
    run.guess(d, new double[run.workspaceSize()], u, 0);
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
    double worst = IntStream.range(0, wanted.length).mapToDouble(i -> difference(found[i], wanted[i])).max().orElse(0);
    report.largestMeaningDifference = Math.max(report.largestMeaningDifference, worst);
    if (!(worst <= SAME_MEANING)) {
      report.fail(seed, what + " is " + Arrays.toString(found) + ", not " + Arrays.toString(wanted));
    }
  }
}
