/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
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
import org.costate.compiler.ir.Program;
import org.costate.compiler.ops.Op;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.GeneratedClassLoader;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.ProblemSetup;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.junit.jupiter.api.Test;

/** Every entry reads each of its arrays and writes each of its results; the same entry in the interpreter says what must come out. */
class EntriesTest {
  private static final Dims DIMS = new Dims(3, 3, 2, 5);
  private static final int AT = 4;

  private final ExprBuilder builder = Functions.builder();

  /** Inputs as they come to an entry: distinct numbers, behind an offset where the method has one. */
  private final double[] x = ramp(AT + 3, 0.3);

  private final double[] u = ramp(AT + 2, -0.7);
  private final double[] d = ramp(9, 0.11);
  private final double[] lambda = ramp(AT + 3, 0.9);
  private double[] w;

  private static double[] ramp(int length, double step) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = step * (i + 1);
    }
    return numbers;
  }

  private static double[] from(double[] array, int at) {
    return java.util.Arrays.copyOfRange(array, at, array.length);
  }

  /** Each result is a different formula over all inputs. */
  private Entry entry(Kind kind, Map<Array, Integer> inputs, Map<Array, Integer> results) {
    Map<Expr.Symbol, Entry.Place> places = new HashMap<>();
    Expr sum = builder.constant(1);
    for (Map.Entry<Array, Integer> input : inputs.entrySet()) {
      for (int i = 0; i < input.getValue(); i++) {
        Expr.Symbol symbol = builder.symbol(input.getKey() + "" + i);
        places.put(symbol, new Entry.Place(input.getKey(), i));
        sum = builder.add(builder.multiply(sum, builder.constant(0.9)), symbol);
      }
    }
    List<Entry.Result> written = new ArrayList<>();
    for (Map.Entry<Array, Integer> result : results.entrySet()) {
      for (int i = 0; i < result.getValue(); i++) {
        Expr value = builder.apply(Op.SIN, builder.multiply(sum, builder.constant(written.size() + 1)));
        written.add(new Entry.Result(new Entry.Place(result.getKey(), i), value));
      }
    }
    return new Entry(kind, places, written);
  }

  private static Map<Array, Integer> sizes(Object... arraysAndSizes) {
    Map<Array, Integer> sizes = new EnumMap<>(Array.class);
    for (int i = 0; i < arraysAndSizes.length; i += 2) {
      sizes.put((Array) arraysAndSizes[i], (Integer) arraysAndSizes[i + 1]);
    }
    return sizes;
  }

  private static Map<Array, Integer> stageInputs() {
    return sizes(Array.X, 3, Array.U, 2, Array.D, 9);
  }

  private static Map<Array, Integer> setupResults() {
    return sizes(Array.START, 3, Array.STATE_LOWER, 3, Array.STATE_UPPER, 3, Array.CONTROL_LOWER, 2,
        Array.CONTROL_UPPER, 2, Array.TRIM, 2, Array.FREE, 3);
  }

  private List<Entry> problemEntries() {
    return List.of(
        entry(Kind.STEP, stageInputs(), sizes(Array.NEXT, 3)),
        entry(Kind.STAGE, stageInputs(), sizes(Array.NEXT, 3, Array.L, 1)),
        entry(Kind.LINEARIZE, stageInputs(), sizes(Array.NEXT, 3, Array.FX, 9, Array.FU, 6)),
        entry(Kind.EXPAND, stageInputs(), sizes(Array.NEXT, 3, Array.FX, 9, Array.FU, 6, Array.L, 1, Array.LX, 3,
            Array.LU, 2, Array.LXX, 9, Array.LUX, 6, Array.LUU, 4)),
        entry(Kind.CURVATURE, sizes(Array.X, 3, Array.U, 2, Array.D, 9, Array.LAMBDA, 3),
            sizes(Array.HXX, 9, Array.HUX, 6, Array.HUU, 4)),
        entry(Kind.TERMINAL, sizes(Array.X, 3, Array.D, 9), sizes(Array.L, 1)),
        entry(Kind.EXPAND_TERMINAL, sizes(Array.X, 3, Array.D, 9), sizes(Array.L, 1, Array.LX, 3, Array.LXX, 9)),
        entry(Kind.DEFAULTS, sizes(Array.GIVEN, 4, Array.D, 1, Array.VALUES, 4), sizes(Array.VALUES, 4)),
        entry(Kind.SETUP, sizes(Array.D, 9), setupResults()),
        entry(Kind.GUESS, sizes(Array.D, 9), sizes(Array.L, 1, Array.X, 3, Array.U, 2)),
        entry(Kind.HORIZON, sizes(Array.X, 3, Array.D, 9), sizes(Array.L, 1)),
        entry(Kind.DIFFERENCE, sizes(Array.X, 3, Array.Y, 3), sizes(Array.DX, 2)),
        entry(Kind.RETRACT, sizes(Array.X, 3, Array.DX, 2), sizes(Array.Y, 3)),
        entry(Kind.DIFFERENCE_JACOBIANS, sizes(Array.X, 3, Array.Y, 3), sizes(Array.FIRST, 4, Array.SECOND, 4)),
        entry(Kind.RETRACT_JACOBIANS, sizes(Array.X, 3, Array.DX, 2), sizes(Array.FIRST, 4, Array.SECOND, 4)));
  }

  private GeneratedProblem problem(List<Entry> entries) {
    GeneratedClass compiled = ClassGenerator.generate(
        new Program("test.Problem", Program.Base.PROBLEM, entries, "some info"), Functions.NOWHERE,
        node -> Optional.empty());
    GeneratedProblem problem =
        new GeneratedClassLoader(Map.of(compiled.name(), compiled.bytes())).problem(compiled.name());
    w = new double[problem.workspaceSize()];
    return problem;
  }

  /** What the entry writes, from the interpreter. */
  private Map<Array, double[]> expected(Entry entry, Map<Array, double[]> inputs) {
    Map<Array, double[]> arrays = new EnumMap<>(inputs);
    for (Entry.Result result : entry.results()) {
      arrays.computeIfAbsent(result.place().array(), a -> new double[9]);
    }
    Interpreter.run(entry, arrays);
    return arrays;
  }

  private Map<Array, double[]> stageValues() {
    return new EnumMap<>(
        Map.of(Array.X, from(x, AT), Array.U, from(u, AT), Array.D, d, Array.LAMBDA, from(lambda, AT)));
  }

  private static void same(double[] expected, double[] actual) {
    assertArrayEquals(java.util.Arrays.copyOf(expected, actual.length), actual);
  }

  @Test
  void stepAndStage() {
    List<Entry> entries = problemEntries();
    GeneratedProblem problem = problem(entries);
    double[] next = new double[6];
    problem.step(x, AT, u, AT, d, w, next, 2);
    double[] wanted = expected(entries.get(0), stageValues()).get(Array.NEXT);
    assertArrayEquals(new double[] {0, 0, wanted[0], wanted[1], wanted[2], 0}, next);

    double l = problem.stage(x, AT, u, AT, d, w, next, 2);
    Map<Array, double[]> stage = expected(entries.get(1), stageValues());
    same(stage.get(Array.NEXT), java.util.Arrays.copyOfRange(next, 2, 5));
    assertEquals(stage.get(Array.L)[0], l);
  }

  @Test
  void expansions() {
    List<Entry> entries = problemEntries();
    GeneratedProblem problem = problem(entries);
    StageExpansion linear = new StageExpansion(DIMS);
    problem.linearize(x, AT, u, AT, d, w, linear);
    Map<Array, double[]> wanted = expected(entries.get(2), stageValues());
    same(wanted.get(Array.NEXT), linear.next);
    same(wanted.get(Array.FX), linear.fx);
    same(wanted.get(Array.FU), linear.fu);

    StageExpansion out = new StageExpansion(DIMS);
    problem.expand(x, AT, u, AT, d, w, out);
    wanted = expected(entries.get(3), stageValues());
    same(wanted.get(Array.NEXT), out.next);
    same(wanted.get(Array.FX), out.fx);
    same(wanted.get(Array.FU), out.fu);
    assertEquals(wanted.get(Array.L)[0], out.l);
    same(wanted.get(Array.LX), out.lx);
    same(wanted.get(Array.LU), out.lu);
    same(wanted.get(Array.LXX), out.lxx);
    same(wanted.get(Array.LUX), out.lux);
    same(wanted.get(Array.LUU), out.luu);

    Curvature curvature = new Curvature(DIMS);
    problem.curvature(x, AT, u, AT, d, lambda, AT, w, curvature);
    wanted = expected(entries.get(4), stageValues());
    same(wanted.get(Array.HXX), curvature.hxx);
    same(wanted.get(Array.HUX), curvature.hux);
    same(wanted.get(Array.HUU), curvature.huu);
  }

  @Test
  void terminalAndSetup() {
    List<Entry> entries = problemEntries();
    GeneratedProblem problem = problem(entries);
    assertEquals(expected(entries.get(5), stageValues()).get(Array.L)[0], problem.terminal(x, AT, d, w));

    TerminalExpansion out = new TerminalExpansion(DIMS);
    problem.expandTerminal(x, AT, d, w, out);
    Map<Array, double[]> wanted = expected(entries.get(6), stageValues());
    assertEquals(wanted.get(Array.L)[0], out.l);
    same(wanted.get(Array.LX), out.lx);
    same(wanted.get(Array.LXX), out.lxx);

    ProblemSetup setup = new ProblemSetup(DIMS);
    problem.setup(d, w, setup);
    wanted = expected(entries.get(8), stageValues());
    same(wanted.get(Array.START), setup.start);
    same(wanted.get(Array.STATE_LOWER), setup.stateLower);
    same(wanted.get(Array.STATE_UPPER), setup.stateUpper);
    same(wanted.get(Array.CONTROL_LOWER), setup.controlLower);
    same(wanted.get(Array.CONTROL_UPPER), setup.controlUpper);
    same(wanted.get(Array.TRIM), setup.trim);
    same(wanted.get(Array.FREE), setup.free);
  }

  @Test
  void horizonAndMoves() {
    List<Entry> entries = problemEntries();
    GeneratedProblem problem = problem(entries);
    assertEquals(expected(entries.get(10), stageValues()).get(Array.L)[0], problem.horizon(x, AT, d, w));

    double[] y = ramp(AT + 3, 0.7);
    double[] dx = ramp(AT + 2, -0.2);
    Map<Array, double[]> values = stageValues();
    values.putAll(Map.of(Array.Y, from(y, AT), Array.DX, from(dx, AT)));
    double[] out = new double[5];
    problem.difference(x, AT, y, AT, w, out, 1);
    same(expected(entries.get(11), without(values, Array.DX)).get(Array.DX), java.util.Arrays.copyOfRange(out, 1, 3));
    problem.retract(x, AT, dx, AT, w, out, 1);
    same(expected(entries.get(12), without(values, Array.Y)).get(Array.Y), java.util.Arrays.copyOfRange(out, 1, 4));

    double[] first = new double[4];
    double[] second = new double[4];
    problem.differenceJacobians(x, AT, y, AT, w, first, second);
    Map<Array, double[]> wanted = expected(entries.get(13), values);
    same(wanted.get(Array.FIRST), first);
    same(wanted.get(Array.SECOND), second);
    problem.retractJacobians(x, AT, dx, AT, w, first, second);
    wanted = expected(entries.get(14), values);
    same(wanted.get(Array.FIRST), first);
    same(wanted.get(Array.SECOND), second);
  }

  private static Map<Array, double[]> without(Map<Array, double[]> values, Array array) {
    Map<Array, double[]> fewer = new EnumMap<>(values);
    fewer.remove(array);
    return fewer;
  }

  @Test
  void defaultsReadAllInputsBeforeTheyOverwriteOne() {
    List<Entry> entries = new ArrayList<>(problemEntries());
    Expr.Symbol a = builder.symbol("a");
    Expr.Symbol b = builder.symbol("b");
    Expr.Symbol c = builder.symbol("c");
    Expr.Symbol given = builder.symbol("given");
    Map<Expr.Symbol, Entry.Place> places = Map.of(
        a, new Entry.Place(Array.VALUES, 0), b, new Entry.Place(Array.VALUES, 1), c, new Entry.Place(Array.VALUES, 2),
        given, new Entry.Place(Array.GIVEN, 2));
    Expr isGiven = builder.apply(Op.EQUAL, given, builder.constant(1));
    List<Entry.Result> results = List.of(
        new Entry.Result(new Entry.Place(Array.VALUES, 0), b),
        new Entry.Result(new Entry.Place(Array.VALUES, 1), a),
        new Entry.Result(new Entry.Place(Array.VALUES, 2), builder.choose(isGiven, c, a)));
    entries.set(7, new Entry(Kind.DEFAULTS, places, results));
    GeneratedProblem problem = problem(entries);
    double[] values = {10, 20, 30};
    problem.defaults(new double[] {0, 0, 1}, d, w, values);
    assertArrayEquals(new double[] {20, 10, 30}, values);
    values = new double[] {10, 20, 30};
    problem.defaults(new double[] {0, 0, 0}, d, w, values);
    assertArrayEquals(new double[] {20, 10, 10}, values);
  }

  @Test
  void runEntries() {
    Expr truth = builder.apply(Op.LESS, builder.constant(1), builder.constant(2));
    List<Entry> entries = new ArrayList<>(List.of(
        entry(Kind.GUESS, sizes(Array.D, 9), sizes(Array.L, 1, Array.X, 3, Array.U, 2)),
        entry(Kind.START, sizes(Array.D, 9), sizes(Array.X, 3)),
        entry(Kind.EXPECT, sizes(Array.FACTS, 3, Array.D, 9), sizes(Array.RESULTS, 2))));
    List<Entry.Result> expectations = new ArrayList<>(entries.get(2).results());
    expectations.add(new Entry.Result(new Entry.Place(Array.RESULTS, 2), truth));
    entries.set(2, new Entry(Kind.EXPECT, entries.get(2).inputs(), expectations));
    GeneratedClass compiled = ClassGenerator.generate(
        new Program("test.Run", Program.Base.RUN, entries, ""), Functions.NOWHERE, node -> Optional.empty());
    GeneratedRun run = new GeneratedClassLoader(Map.of(compiled.name(), compiled.bytes())).run(compiled.name());
    w = new double[run.workspaceSize()];

    double[] guess = new double[4];
    double[] states = new double[5];
    Map<Array, double[]> guessed = expected(entries.get(0), stageValues());
    assertEquals(guessed.get(Array.L)[0], run.guess(d, w, states, 1, guess, 1));
    assertArrayEquals(Arrays.copyOf(guessed.get(Array.X), 3), Arrays.copyOfRange(states, 1, 4));
    double[] wanted = guessed.get(Array.U);
    assertArrayEquals(new double[] {0, wanted[0], wanted[1], 0}, guess);

    double[] start = new double[3];
    run.start(d, w, start);
    same(expected(entries.get(1), Map.of(Array.D, d)).get(Array.X), start);

    double[] facts = {5, 6, 7};
    double[] results = new double[3];
    run.expect(facts, d, w, results);
    same(expected(entries.get(2), Map.of(Array.D, d, Array.FACTS, facts)).get(Array.RESULTS), results);
    assertEquals(1, results[2]);
  }

  @Test
  void infoOfAnyLengthComesBack() {
    String info = "é\u0000\ud83d\ude80 text\n".repeat(30_000);
    GeneratedClass compiled = ClassGenerator.generate(
        new Program("test.Problem", Program.Base.PROBLEM, problemEntries(), info), Functions.NOWHERE,
        node -> Optional.empty());
    GeneratedProblem problem =
        new GeneratedClassLoader(Map.of(compiled.name(), compiled.bytes())).problem(compiled.name());
    assertEquals(info, problem.info());
  }

  @Test
  void aProgramWithoutAllEntriesIsABugOfTheCompiler() {
    List<Entry> entries = problemEntries();
    Program program = new Program("test.Problem", Program.Base.PROBLEM, entries.subList(1, 9), "");
    assertThrows(InternalCompilerError.class,
        () -> ClassGenerator.generate(program, Functions.NOWHERE, node -> Optional.empty()));
  }
}
