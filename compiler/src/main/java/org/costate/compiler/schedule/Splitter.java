/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;

/** Cuts the steps of a routine into sections that are small enough for a method each. */
final class Splitter {
  private int sectionCount = 1;

  /** Whether indices of the workspace may take several instructions. */
  private final boolean wide;

  private Splitter(boolean wide) {
    this.wide = wide;
  }

  /**
   * The main section, from which all others are run.
   *
   * @param workspace an upper bound of the places of the workspace
   */
  static Section split(List<Step> steps, Optional<Expr> returned, int workspace) {
    List<Step> main = new ArrayList<>(new Splitter(workspace > Short.MAX_VALUE).fit(steps));
    returned.map(Step.Return::new).ifPresent(main::add);
    return new Section(0, main);
  }

  /** The same steps within the limits of a method: large branches hand their sides, and long lists their parts, to sections. */
  private List<Step> fit(List<Step> steps) {
    return fitList(steps.stream().map(this::fitBranch).toList());
  }

  /** Hands parts of a list to sections, and parts of the list of their runs, until the rest fits. */
  private List<Step> fitList(List<Step> steps) {
    List<Step> fitted = steps;
    List<List<Step>> parts = cut(fitted);
    while (parts.size() > 1) {
      fitted = parts.stream().map(this::section).toList();
      parts = cut(fitted);
    }
    return fitted;
  }

  private Step section(List<Step> steps) {
    return steps.size() == 1 && steps.getFirst() instanceof Step.Run run
        ? run
        : new Step.Run(new Section(sectionCount++, steps));
  }

  /** From the inside out, so that what is small by then is not measured at every level around it. */
  private Step fitBranch(Step step) {
    if (!(step instanceof Step.Branch branch)) {
      return step;
    }
    List<Step> whenTrue = branch.whenTrue().stream().map(this::fitBranch).toList();
    List<Step> whenFalse = branch.whenFalse().stream().map(this::fitBranch).toList();
    boolean fits = Cost.alone(branch).plus(nested(whenTrue)).plus(nested(whenFalse)).withinBranch(wide);
    return new Step.Branch(
        branch.condition(),
        fits ? whenTrue : fitSide(whenTrue),
        fits ? whenFalse : fitSide(whenFalse),
        branch.decided());
  }

  private List<Step> fitSide(List<Step> side) {
    return nested(side).withinSmallSide(wide) ? side : List.of(section(fitList(side)));
  }

  /** Consecutive parts, each within the limits of a method and as long as that allows. */
  private List<List<Step>> cut(List<Step> steps) {
    List<List<Step>> parts = new ArrayList<>();
    List<Step> part = new ArrayList<>();
    Set<Expr> local = new HashSet<>();
    Cost total = Cost.NOTHING;
    for (Step step : steps) {
      Cost longer = total.plus(cost(step, local));
      if (!longer.withinMethod(wide) && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        local = new HashSet<>();
        longer = cost(step, local);
      }
      part.add(step);
      total = longer;
    }
    parts.add(part);
    return parts;
  }

  /**
   * What a step takes.
   *
   * @param local the values that a local variable holds already; those that the step adds are added
   */
  private static Cost cost(Step step, Set<Expr> local) {
    Cost cost = sides(step).plus(Cost.alone(step));
    for (Expr read : step.reads()) {
      cost = cost.plus(Cost.read(!Cost.livesOutside(read) || !local.add(read)));
    }
    step.defines().ifPresent(local::add);
    return cost;
  }

  /** What the sides of a branch take; nothing for any other step. */
  private static Cost sides(Step step) {
    return step instanceof Step.Branch branch
        ? nested(branch.whenTrue()).plus(nested(branch.whenFalse()))
        : Cost.NOTHING;
  }

  /** What steps take on a side of a branch, where local variables that hold copies may have to be loaded again. */
  private static Cost nested(List<Step> steps) {
    Cost total = Cost.NOTHING;
    for (Step step : steps) {
      total = total.plus(Cost.alone(step)).plus(sides(step));
      for (Expr read : step.reads()) {
        total = total.plus(Cost.read(!Cost.livesOutside(read)));
      }
    }
    return total;
  }
}
