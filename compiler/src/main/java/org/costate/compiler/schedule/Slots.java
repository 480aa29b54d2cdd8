/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.ir.Expr;

/**
 * Gives a slot of the workspace to each value that a local variable cannot carry from its definition to all its uses: because they are in
 * different methods, or because the definition stands on a side of an earlier branch. A slot serves several values one after the other.
 *
 * <p>Time is the position in the order of execution, with the sides of a branch one after the other. That makes some ranges longer than
 * needed and none shorter.
 */
final class Slots {
  private final Placement placement;
  private final Map<Expr, Range> ranges = new HashMap<>();
  private final Map<Expr, Integer> places;
  private ArrayDeque<Object> openScopes = new ArrayDeque<>();
  private int end;
  private int now;

  /** The life of one value. */
  private static final class Range {
    final Expr value;
    final Section section;
    final Object scope;
    final int start;
    int end;
    boolean needsSlot;

    Range(Expr value, Section section, Object scope, int start) {
      this.value = value;
      this.section = section;
      this.scope = scope;
      this.start = start;
      this.end = start;
    }
  }

  /**
   * Finds the slots of a routine's values.
   *
   * @param resting values whose place in the workspace is given already
   * @param free the first index that slots may take
   */
  Slots(Section main, Placement placement, Map<Expr, Integer> resting, int free) {
    this.placement = placement;
    this.places = new HashMap<>(resting);
    this.end = free;
    walk(main);
    assign();
  }

  /** Where each value of the workspace lives. */
  Map<Expr, Integer> places() {
    return places;
  }

  /** The first index of the workspace that no slot takes. */
  int end() {
    return end;
  }

  private void walk(Section section) {
    ArrayDeque<Object> outside = openScopes;
    openScopes = new ArrayDeque<>();
    walk(section, section.steps());
    openScopes = outside;
  }

  private void walk(Section section, List<Step> steps) {
    Object scope = new Object();
    Object around = openScopes.peek();
    openScopes.push(scope);
    for (Step step : steps) {
      now++;
      step.reads().forEach(value -> read(value, section));
      switch (step) {
        case Step.Branch branch -> {
          walk(section, branch.whenTrue());
          walk(section, branch.whenFalse());
        }
        case Step.Run run -> walk(run.section());
        case Step.Assign assign -> define(assign.choose(), section, around);
        default -> step.defines().ifPresent(value -> define(value, section, scope));
      }
    }
    openScopes.pop();
  }

  private void define(Expr value, Section section, Object scope) {
    Range range = ranges.computeIfAbsent(value, v -> new Range(v, section, scope, now));
    if (range.section != section || scope == null || range.scope != scope) {
      range.needsSlot = true;
    }
  }

  private void read(Expr value, Section section) {
    if (placement.key(value) == null || places.containsKey(value)) {
      return;
    }
    Range range = ranges.get(value);
    if (range == null) {
      throw new InternalCompilerError("schedule", "node " + value + " is used before it is computed");
    }
    range.end = now;
    if (range.section != section || !openScopes.contains(range.scope)) {
      range.needsSlot = true;
    }
  }

  private void assign() {
    List<Range> wanting = new ArrayList<>(ranges.values().stream().filter(r -> r.needsSlot).toList());
    wanting.sort(Comparator.comparingInt((Range r) -> r.start).thenComparingInt(r -> r.value.id()));
    PriorityQueue<Range> alive = new PriorityQueue<>(Comparator.comparingInt(r -> r.end));
    PriorityQueue<Integer> reusable = new PriorityQueue<>();
    for (Range range : wanting) {
      while (!alive.isEmpty() && alive.peek().end <= range.start) {
        reusable.add(places.get(alive.poll().value));
      }
      places.put(range.value, reusable.isEmpty() ? end++ : reusable.poll());
      alive.add(range);
    }
  }
}
