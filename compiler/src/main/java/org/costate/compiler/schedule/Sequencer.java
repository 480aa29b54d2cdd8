/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Expr;

/**
 * Orders the tasks of every site: depth first from the results, the heavier operand first, each result written as soon as it is there.
 * Fewer values are then alive at a time than in the order of ids.
 */
final class Sequencer {
  private final Placement placement;
  private final CallSequence calls;

  /** By {@link Placement#key}; a choice belongs to its fork. */
  private final Map<Object, Site.Task> tasks = new HashMap<>();

  /** Results to write after everything else. */
  private final List<Site.Task> last = new ArrayList<>();

  private final Map<Site, List<Site.Task>> results = new HashMap<>();

  private Sequencer(Placement placement, CallSequence calls) {
    this.placement = placement;
    this.calls = calls;
  }

  /** All steps of the routine, in one piece. */
  static List<Step> steps(Placement placement, CallSequence calls) {
    Sequencer sequencer = new Sequencer(placement, calls);
    sequencer.makeTasks();
    return sequencer.sequence(placement.whole());
  }

  private void makeTasks() {
    List<Expr> placed = placement.placed();
    for (Expr node : placed) {
      Site site = placement.site(node);
      Site.Task task = switch (node) {
        case Expr.Apply apply -> new Site.Action(site, List.of(new Step.Compute(apply)));
        case Expr.Symbol symbol -> new Site.Action(site, List.of(new Step.Read(symbol)));
        case Expr.Output output ->
          new Site.Action(site, calls.steps(output.call(), placement.usedOutputs(output.call())));
        case Expr.Choose choose -> placement.fork(choose);
        case Expr.Constant constant -> throw new IllegalStateException("a constant needs no step");
        case Expr.Truth truth -> throw new IllegalStateException("a constant needs no step");
      };
      task.weight += placement.weight(node);
      tasks.put(placement.key(node), task);
    }
    for (Expr node : placed) {
      if (node instanceof Expr.Choose choose) {
        connectFork(choose);
      } else {
        connect(tasks.get(placement.key(node)), Placement.needs(node));
      }
    }
    for (Step.Write write : placement.routine().writes()) {
      Site.Task task = result(placement.whole(), write);
      if (placement.completesInPlace(write.to())) {
        task.reached = true;
        last.add(task);
      }
    }
  }

  private void connectFork(Expr.Choose choose) {
    Site.Fork fork = placement.fork(choose);
    connect(fork, Step.Branch.conditionReads(choose.condition()));
    result(fork.whenTrue, new Step.Assign(choose, true));
    result(fork.whenFalse, new Step.Assign(choose, false));
    fork.site.before(fork).ifPresent(fork.needs::add);
  }

  private Site.Task result(Site site, Step step) {
    Site.Task task = new Site.Action(site, List.of(step));
    connect(task, step.reads());
    results.computeIfAbsent(site, s -> new ArrayList<>()).add(task);
    return task;
  }

  /**
   * Records that {@code user} needs these values: at the site of a value, the task that holds the user comes after it. A value at a site
   * that does not hold the user comes from an earlier fork of the same condition, which is in order already.
   */
  private void connect(Site.Task user, List<Expr> values) {
    for (Expr value : values) {
      Site.Task maker = placement.key(value) == null ? null : tasks.get(placement.key(value));
      if (maker == null) {
        continue;
      }
      Site.Task holder = user;
      while (holder.site != maker.site && holder.site.fork != null) {
        holder = holder.site.fork;
      }
      if (holder.site == maker.site) {
        holder.needs.add(maker);
      }
    }
  }

  private List<Step> sequence(Site site) {
    List<Site.Task> order = new ArrayList<>();
    for (Site.Task result : results.getOrDefault(site, List.of())) {
      visit(result, order);
    }
    for (Site.Task task : site.tasks) {
      visit(task, order);
    }
    if (site == placement.whole()) {
      order.addAll(last);
    }
    List<Step> steps = new ArrayList<>();
    for (Site.Task task : order) {
      switch (task) {
        case Site.Action action -> steps.addAll(action.steps);
        case Site.Fork fork ->
          steps.add(
              new Step.Branch(
                  fork.condition, sequence(fork.whenTrue), sequence(fork.whenFalse), fork.decides.getFirst()));
      }
    }
    return steps;
  }

  /** Appends a task and, before it, all that it needs and that is not there yet. */
  private static void visit(Site.Task start, List<Site.Task> order) {
    ArrayDeque<Site.Task> open = new ArrayDeque<>();
    ArrayDeque<Integer> progress = new ArrayDeque<>();
    if (!start.reached) {
      open.push(reach(start));
      progress.push(0);
    }
    while (!open.isEmpty()) {
      Site.Task task = open.peek();
      int next = progress.pop();
      if (next == task.needs.size()) {
        order.add(open.pop());
        continue;
      }
      progress.push(next + 1);
      Site.Task need = task.needs.get(next);
      if (!need.reached) {
        open.push(reach(need));
        progress.push(0);
      }
    }
  }

  private static Site.Task reach(Site.Task task) {
    task.reached = true;
    task.needs.sort((one, other) -> Double.compare(other.weight, one.weight)); // the heaviest first
    return task;
  }
}
