/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;

/**
 * One routine in order.
 *
 * @param main what is run from outside; holds the further sections
 * @param inputs where the symbols are read
 * @param slots the values that live in the workspace, and where
 * @param end the first index of the workspace that the routine does not use
 */
public record Plan(Section main, Map<Expr.Symbol, Location> inputs, Map<Expr, Integer> slots, int end) {
  public Plan {
    inputs = Map.copyOf(inputs);
    slots = Map.copyOf(slots);
  }

  /** Plans a routine whose frames and slots may use the workspace from {@code free} on. */
  static Plan of(Routine routine, Map<GraphFunction, Frame> frames, int free) {
    Placement placement = new Placement(routine);
    CallSequence calls = new CallSequence(frames, free);
    List<Step> steps = Sequencer.steps(placement, calls);
    Section main = Splitter.split(steps, routine.returned(), calls.free() + steps.size());
    Slots slots = new Slots(main, placement, calls.resting(), calls.free());
    return new Plan(main, routine.inputs(), slots.places(), slots.end());
  }

  /** All sections, the main one first. */
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    ArrayDeque<Section> open = new ArrayDeque<>(List.of(main));
    while (!open.isEmpty()) {
      Section section = open.pop();
      sections.add(section);
      runs(section.steps()).forEach(open::add);
    }
    return sections;
  }

  private static List<Section> runs(List<Step> steps) {
    List<Section> runs = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Run run -> runs.add(run.section());
        case Step.Branch branch -> {
          runs.addAll(runs(branch.whenTrue()));
          runs.addAll(runs(branch.whenFalse()));
        }
        default -> {}
      }
    }
    return runs;
  }
}
