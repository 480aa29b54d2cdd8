/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.LinearSolve;

/**
 * Puts every needed node under the branches that need it: a node used only on one side of one condition goes into that side, one needed in
 * several places to the deepest site that all of them pass.
 *
 * <p>Users come before operands, so a node's users are placed before the node. Choices of one condition at one site share a fork if they
 * have the same level, the number of choices on the longest path below them: a fork needs only lower levels from outside, so ordering forks
 * and nodes of a site by level shows that sharing never closes a circle.
 */
final class Placement {
  /**
   * Branches nest no deeper than this, so that later passes may recurse over sites. Deeper choices evaluate both sides and take one, which
   * gives the same value.
   */
  static final int MAX_DEPTH = 64;

  private static final double HEAVIEST = 1e300;

  private final Routine routine;
  private final Set<Entry.Array> completedInPlace;
  private final List<Expr> nodes;
  private final Map<Object, Below> below = new HashMap<>();
  private final Map<Call, Expr.Output> firstOutputs = new HashMap<>();

  /** By node, but by {@link Call} for outputs, which get their values together. */
  private final Map<Object, Site> sites = new HashMap<>();

  private final Map<Expr.Choose, Site.Fork> forks = new HashMap<>();
  private final Map<Call, Set<Expr.Output>> usedOutputs = new HashMap<>();
  private final Site whole = Site.whole();

  /** What is known of a node from its operands: choices on the longest path, and how many nodes a tree of it would have. */
  private record Below(int level, double weight) {
    static final Below NOTHING = new Below(0, 0);
  }

  Placement(Routine routine) {
    this.routine = routine;
    this.completedInPlace = routine.completedInPlace();
    this.nodes = Graph.of(routine.roots()).nodes();
    measure();
    for (Expr root : routine.roots()) {
      need(root, whole);
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      place(nodes.get(i));
    }
  }

  private void measure() {
    for (Expr node : nodes) {
      Object key = key(node);
      if (key == null || below.containsKey(key)) {
        continue;
      }
      int level = node instanceof Expr.Choose ? 1 : 0;
      double weight = 1;
      int deepest = 0;
      for (Expr operand : needs(node)) {
        Below under = below(operand);
        deepest = Math.max(deepest, under.level);
        weight = Math.min(HEAVIEST, weight + under.weight);
      }
      below.put(key, new Below(level + deepest, weight));
      if (node instanceof Expr.Output output) {
        firstOutputs.put(output.call(), output);
      }
    }
  }

  /** Level and weight of the values that a node waits for. */
  private Below below(Expr node) {
    return below.getOrDefault(key(node), Below.NOTHING);
  }

  double weight(Expr node) {
    return below(node).weight;
  }

  /** What a node's value is computed from, on any side: without the operands that only derivative rules look at. */
  static List<Expr> needs(Expr node) {
    return switch (node) {
      case Expr.Constant c -> List.of();
      case Expr.Truth t -> List.of();
      case Expr.Symbol s -> List.of();
      case Expr.Apply a -> a.operands();
      case Expr.Choose c -> {
        List<Expr> needs = new ArrayList<>(Step.Branch.conditionReads(c.condition()));
        needs.add(c.whenTrue());
        needs.add(c.whenFalse());
        yield needs;
      }
      case Expr.Output o -> evaluatedArguments(o.call());
    };
  }

  private static List<Expr> evaluatedArguments(Call call) {
    if (call.callee() instanceof LinearSolve solve) {
      List<Expr> all = call.arguments();
      List<Expr> needed = new ArrayList<>(all.subList(0, solve.matrixAt()));
      needed.addAll(all.subList(solve.rightSideAt(), all.size()));
      return needed;
    }
    return call.arguments();
  }

  /** What stands for a node in the maps; null for what is used where it stands, without a step. */
  Object key(Expr node) {
    return switch (node) {
      case Expr.Constant c -> null;
      case Expr.Truth t -> null;
      case Expr.Symbol s -> mustBeTakenOut(s) ? s : null;
      case Expr.Apply a -> a;
      case Expr.Choose c -> c;
      case Expr.Output o -> o.call();
    };
  }

  private boolean mustBeTakenOut(Expr.Symbol symbol) {
    return completesInPlace(routine.inputs().get(symbol));
  }

  /** Whether a location is in an array that holds inputs and gets results. */
  boolean completesInPlace(Location location) {
    return location instanceof Location.InArray in && completedInPlace.contains(in.place().array());
  }

  private void need(Expr node, Site site) {
    Object key = key(node);
    if (key == null) {
      return;
    }
    sites.merge(key, site, Site::common);
    if (node instanceof Expr.Output output) {
      usedOutputs.computeIfAbsent(output.call(), call -> new HashSet<>()).add(output);
    }
  }

  private void place(Expr node) {
    Object key = key(node);
    Site site = key == null ? null : sites.get(key);
    if (site == null || node instanceof Expr.Output output && firstOutputs.get(output.call()) != output) {
      return;
    }
    if (node instanceof Expr.Choose choose) {
      Site.Fork fork = site.fork(choose.condition(), below(choose).level);
      fork.decides.add(choose);
      forks.put(choose, fork);
      for (Expr read : Step.Branch.conditionReads(choose.condition())) {
        need(read, site);
      }
      boolean tooDeep = site.depth == MAX_DEPTH;
      need(choose.whenTrue(), tooDeep ? site : fork.whenTrue);
      need(choose.whenFalse(), tooDeep ? site : fork.whenFalse);
    } else {
      for (Expr operand : needs(node)) {
        need(operand, site);
      }
    }
  }

  /** The site that holds all others. */
  Site whole() {
    return whole;
  }

  /** The nodes that have a site, operands before users; of a call only the first output. */
  List<Expr> placed() {
    return nodes.stream()
        .filter(n -> key(n) != null && sites.containsKey(key(n)))
        .filter(n -> !(n instanceof Expr.Output o) || firstOutputs.get(o.call()) == o)
        .toList();
  }

  Site site(Expr node) {
    return sites.get(key(node));
  }

  /** The fork that decides a choice. */
  Site.Fork fork(Expr.Choose choose) {
    return forks.get(choose);
  }

  /** The outputs of a call that are needed, by index. */
  List<Expr.Output> usedOutputs(Call call) {
    return usedOutputs.get(call).stream().sorted(Comparator.comparingInt(Expr.Output::index)).toList();
  }

  Routine routine() {
    return routine;
  }
}
