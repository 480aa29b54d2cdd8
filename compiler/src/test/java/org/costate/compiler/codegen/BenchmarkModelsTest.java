/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.costate.compiler.discretize.BenchmarkModels;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ir.Program;
import org.costate.compiler.simplify.MultiplyAdds;
import org.costate.compiler.simplify.Simplifier;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.GeneratedClassLoader;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.StageExpansion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way of the benchmark models, from rates to bytecode: the interpreter of the entries says what must come out. */
class BenchmarkModelsTest {

  @ParameterizedTest
  @EnumSource(BenchmarkModels.class)
  void compiledEntriesEqualTheInterpretedOnes(BenchmarkModels model) {
    for (int expandLimit : new int[] {0, Integer.MAX_VALUE}) {
      check(model, Rule.RK4, expandLimit);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BACKWARD_EULER", "GAUSS2", "RADAU"})
  void stepsOfImplicitRulesDoToo(Rule rule) {
    for (int expandLimit : new int[] {0, ProblemEntries.DEFAULT_EXPAND_LIMIT}) {
      check(BenchmarkModels.CART_POLE, rule, expandLimit);
    }
  }

  private static void check(BenchmarkModels model, Rule rule, int expandLimit) {
    ProblemGraph.Integrator integrator = new ProblemGraph.Integrator(rule, 1, false);
    ExprBuilder builder = new ExprBuilder(new Simplifier());
    List<Entry> made = new ProblemEntries(builder, model.problem(builder, integrator), expandLimit).problem();
    Program program = new Program("test.Model", Program.Base.PROBLEM, made, "");
    compare(model, program);
    compare(model, MultiplyAdds.of(builder, List.of(program)).apply(program));
  }

  private static void compare(BenchmarkModels model, Program program) {
    GeneratedClass compiled = ClassGenerator.generate(program, Functions.NOWHERE, node -> Optional.empty());
    Functions.codeSizes(compiled.bytes())
        .forEach(
            (method, bytes) -> assertTrue(bytes <= 6000, () -> method + " has " + bytes + " bytes"));
    GeneratedProblem problem =
        new GeneratedClassLoader(Map.of(compiled.name(), compiled.bytes())).problem(compiled.name());
    double[] w = new double[problem.workspaceSize()];

    Random random = new Random(1);
    double[] x = random.doubles(model.n(), -1, 1).toArray();
    double[] u = random.doubles(model.m(), -1, 1).toArray();
    double[] lambda = random.doubles(model.n(), -1, 1).toArray();
    double[] d = {0, 0.02};
    Dims dims = new Dims(model.n(), model.n(), model.m(), 1);
    StageExpansion expansion = new StageExpansion(dims);
    problem.linearize(x, 0, u, 0, d, w, expansion);
    Curvature curvature = new Curvature(dims);
    problem.curvature(x, 0, u, 0, d, lambda, 0, w, curvature);
    double[] next = new double[model.n()];
    problem.step(x, 0, u, 0, d, w, next, 0);

    Map<Array, double[]> arrays = new EnumMap<>(Map.of(Array.X, x, Array.U, u, Array.D, d, Array.LAMBDA, lambda));
    StageExpansion wanted = new StageExpansion(dims);
    Curvature wantedCurvature = new Curvature(dims);
    arrays.putAll(Map.of(Array.NEXT, wanted.next, Array.FX, wanted.fx, Array.FU, wanted.fu,
        Array.HXX, wantedCurvature.hxx, Array.HUX, wantedCurvature.hux, Array.HUU, wantedCurvature.huu));
    for (Entry entry : program.entries()) {
      if (entry.kind() == Entry.Kind.LINEARIZE || entry.kind() == Entry.Kind.CURVATURE) {
        Interpreter.run(entry, arrays);
      }
    }
    assertArrayEquals(wanted.next, expansion.next);
    assertArrayEquals(wanted.next, next);
    assertArrayEquals(wanted.fx, expansion.fx);
    assertArrayEquals(wanted.fu, expansion.fu);
    assertArrayEquals(wantedCurvature.hxx, curvature.hxx);
    assertArrayEquals(wantedCurvature.hux, curvature.hux);
    assertArrayEquals(wantedCurvature.huu, curvature.huu);
  }
}
