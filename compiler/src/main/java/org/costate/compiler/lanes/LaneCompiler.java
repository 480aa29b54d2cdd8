/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Program;
import org.costate.runtime.interpolate.LookupTable;
import org.costate.runtime.lanes.LaneProgram;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;

/** Makes the step with its cost and the terminal cost of a problem into a {@link LaneProgram}; every function becomes a routine, once. */
public final class LaneCompiler {
  private final Map<GraphFunction, Integer> numbers = new HashMap<>();
  private final List<LaneProgram.Routine> routines = new ArrayList<>();
  private final List<LookupTable> tables = new ArrayList<>();

  private LaneCompiler() {}

  /** @param program of the base {@link Program.Base#PROBLEM} */
  public static LaneProgram compile(Program program, ProblemInfo info) {
    int nx = info.dims().nx();
    int nu = info.dims().nu();
    int nd = GeneratedProblem.PARAMS_AT + info.size(VariableInfo.Kind.PARAM) + info.size(VariableInfo.Kind.SIGNAL)
        + info.size(VariableInfo.Kind.NOISE);
    LaneCompiler compiler = new LaneCompiler();
    int stage = compiler.entry(entry(program, Entry.Kind.STAGE), Map.of(Array.X, 0, Array.U, nx, Array.D, nx + nu),
        nx + nu + nd, Map.of(Array.NEXT, 0, Array.L, nx), nx + 1);
    int terminal = compiler.entry(entry(program, Entry.Kind.TERMINAL), Map.of(Array.X, 0, Array.D, nx), nx + nd,
        Map.of(Array.L, 0), 1);
    return new LaneProgram(compiler.routines, compiler.tables, stage, terminal, nx, nu);
  }

  /** Any function: it is the stage, the inputs are x, and there is no terminal cost but 0. */
  public static LaneProgram compile(List<Expr.Symbol> inputs, List<Expr> outputs) {
    Map<Expr.Symbol, Integer> registers = new HashMap<>();
    inputs.forEach(symbol -> registers.put(symbol, registers.size()));
    LaneCompiler compiler = new LaneCompiler();
    int stage = compiler.add(new LaneSequence(registers, inputs.size(), outputs));
    compiler.routines.add(new LaneProgram.Routine(inputs.size(), new double[1], new int[0], new int[0], new int[] {
      inputs.size()}));
    return new LaneProgram(compiler.routines, compiler.tables, stage, stage + 1, inputs.size(), 0);
  }

  private static Entry entry(Program program, Entry.Kind kind) {
    return program.entries().stream().filter(e -> e.kind() == kind).findFirst().orElseThrow();
  }

  /** @param from where an array begins among the inputs, {@code to}, among the outputs */
  private int entry(Entry entry, Map<Array, Integer> from, int inputs, Map<Array, Integer> to, int outputs) {
    Map<Expr.Symbol, Integer> registers = new HashMap<>();
    entry.inputs().forEach((symbol, place) -> registers.put(symbol, from.get(place.array()) + place.index()));
    Expr[] results = new Expr[outputs];
    for (Entry.Result result : entry.results()) {
      results[to.get(result.place().array()) + result.place().index()] = result.value();
    }
    return add(new LaneSequence(registers, inputs, Arrays.asList(results)));
  }

  private int add(LaneSequence sequence) {
    for (GraphFunction function : sequence.functions()) {
      number(function);
    }
    routines.add(new RoutineWriter(sequence, numbers::get, this::table).write());
    return routines.size() - 1;
  }

  private void number(GraphFunction function) {
    if (numbers.containsKey(function)) {
      return;
    }
    Map<Expr.Symbol, Integer> registers = new HashMap<>();
    for (int i = 0; i < function.inputs().size(); i++) {
      registers.put(function.inputs().get(i), i);
    }
    numbers.put(function, add(new LaneSequence(registers, function.inputs().size(), function.outputs())));
  }

  private int table(LookupTable table) {
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i) == table) {
        return i;
      }
    }
    tables.add(table);
    return tables.size() - 1;
  }
}
