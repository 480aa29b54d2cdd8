/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.costate.compiler.ir.Expr;

/** A list of steps to be: the whole routine, or one side of a fork in another site. */
final class Site {
  /** The fork that this is a side of; null for the whole routine. */
  final Fork fork;

  final boolean side;
  final int depth;

  /** By condition, then by level. */
  private final Map<Expr, NavigableMap<Integer, Fork>> forks = new HashMap<>();

  final List<Task> tasks = new ArrayList<>();

  private Site(Fork fork, boolean side, int depth) {
    this.fork = fork;
    this.side = side;
    this.depth = depth;
  }

  static Site whole() {
    return new Site(null, false, 0);
  }

  /** Something to be done at a site as a whole. */
  abstract static sealed class Task permits Fork, Action {
    final Site site;

    /** Tasks of the same site that must come before. */
    final List<Task> needs = new ArrayList<>();

    /** How much hangs below it; what weighs more is done first, so that fewer values wait. */
    double weight;

    /** Whether it has its place in the order, or is about to get it. */
    boolean reached;

    Task(Site site) {
      this.site = site;
      site.tasks.add(this);
    }
  }

  /** A branch: the choices of one condition and level at one site. */
  static final class Fork extends Task {
    final Expr condition;
    final int level;
    final List<Expr.Choose> decides = new ArrayList<>();
    final Site whenTrue;
    final Site whenFalse;

    private Fork(Site site, Expr condition, int level) {
      super(site);
      this.condition = condition;
      this.level = level;
      this.whenTrue = new Site(this, true, site.depth + 1);
      this.whenFalse = new Site(this, false, site.depth + 1);
    }
  }

  /** Any other task: one step, or a call with its arguments and results. */
  static final class Action extends Task {
    final List<Step> steps;

    Action(Site site, List<Step> steps) {
      super(site);
      this.steps = steps;
    }
  }

  /** The fork here for a condition and level, made on first use. */
  Fork fork(Expr condition, int level) {
    return forks.computeIfAbsent(condition, c -> new TreeMap<>())
        .computeIfAbsent(level, l -> new Fork(this, condition, level));
  }

  /** The fork here of the same condition with the next lower level. */
  Optional<Fork> before(Fork fork) {
    return Optional.ofNullable(forks.get(fork.condition).lowerEntry(fork.level)).map(Map.Entry::getValue);
  }

  /** The sites from the whole routine to this one. */
  private Site[] path() {
    Site[] path = new Site[depth + 1];
    Site at = this;
    for (int i = depth; i > 0; i--) {
      path[i] = at;
      at = at.fork.site;
    }
    path[0] = at;
    return path;
  }

  private boolean sameGuard(Site other) {
    return side == other.side && fork.condition == other.fork.condition;
  }

  /**
   * The site for a value that both {@code a} and {@code b} need: as deep as their guards (conditions and sides) agree. Where they agree but
   * lie under different forks of one condition, it is under the earlier fork: whoever comes to the later one has passed the earlier one on
   * the same side.
   */
  static Site common(Site a, Site b) {
    if (a == b) {
      return a;
    }
    Site[] pathA = a.path();
    Site[] pathB = b.path();
    Site[] earlier = null;
    int agreed = 0;
    for (int i = 1; i < Math.min(pathA.length, pathB.length); i++) {
      if (pathA[i] != pathB[i]) {
        if (!pathA[i].sameGuard(pathB[i])) {
          break;
        }
        if (earlier == null) {
          earlier = pathA[i].fork.level < pathB[i].fork.level ? pathA : pathB;
        }
      }
      agreed = i;
    }
    return earlier == null ? pathA[agreed] : earlier[agreed];
  }
}
