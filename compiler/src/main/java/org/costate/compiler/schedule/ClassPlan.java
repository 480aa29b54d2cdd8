/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Program;

/**
 * All routines of one class. The workspace begins with the frames of the functions, then come their slots, then the slots of the entries,
 * which all share the same part because only one entry runs at a time.
 *
 * @param functions every function that an entry needs, directly or not, once
 * @param workspaceSize enough for every entry
 */
public record ClassPlan(Map<Entry.Kind, Plan> entries, Map<GraphFunction, Plan> functions, int workspaceSize) {

  /** Plans a class. */
  public static ClassPlan of(Program program) {
    Set<GraphFunction> called = functions(program);
    Map<GraphFunction, Frame> frames = new HashMap<>();
    int free = 0;
    for (GraphFunction function : called) {
      frames.put(function, new Frame(free, free + function.inputCount()));
      free = Math.addExact(free, function.inputCount() + function.outputCount());
    }
    Map<GraphFunction, Plan> functions = new LinkedHashMap<>();
    for (GraphFunction function : called) {
      Plan plan = Plan.of(routine(function, frames.get(function)), frames, free);
      functions.put(function, plan);
      free = plan.end();
    }
    Map<Entry.Kind, Plan> entries = new EnumMap<>(Entry.Kind.class);
    int size = free;
    for (Entry entry : program.entries()) {
      Plan plan = Plan.of(Routine.of(entry), frames, free);
      entries.put(entry.kind(), plan);
      size = Math.max(size, plan.end());
    }
    return new ClassPlan(entries, functions, size);
  }

  private static Routine routine(GraphFunction function, Frame frame) {
    Map<Expr.Symbol, Location> inputs = new HashMap<>();
    for (int i = 0; i < function.inputCount(); i++) {
      inputs.put(function.inputs().get(i), new Location.Slot(frame.inputsAt() + i));
    }
    List<Step.Write> writes = new ArrayList<>();
    for (int i = 0; i < function.outputCount(); i++) {
      writes.add(new Step.Write(new Location.Slot(frame.outputsAt() + i), function.outputs().get(i)));
    }
    return new Routine(inputs, writes, Optional.empty());
  }

  /** The functions that entries call, in the order in which they are found. */
  private static Set<GraphFunction> functions(Program program) {
    Set<GraphFunction> found = new LinkedHashSet<>();
    ArrayDeque<List<Expr>> open = new ArrayDeque<>();
    for (Entry entry : program.entries()) {
      open.add(entry.results().stream().map(Entry.Result::value).toList());
    }
    while (!open.isEmpty()) {
      for (Expr node : Graph.of(open.pop()).nodes()) {
        if (node instanceof Expr.Output output) {
          output.call().callee().runs().filter(found::add).ifPresent(function -> open.add(function.outputs()));
        }
      }
    }
    return found;
  }
}
