/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lanes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Callee;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ops.Op;

/**
 * What a routine does, in order: depth first from the results, so that few values are alive at a time. A sine is done with the cosine of the
 * same angle.
 */
final class LaneSequence {
  /** One instruction. */
  sealed interface Unit {
    /** What it reads. */
    List<Expr> reads();
  }

  record Compute(Expr.Apply node) implements Unit {
    @Override
    public List<Expr> reads() {
      return node.operands();
    }
  }

  record SineCosine(Expr.Apply sine, Expr.Apply cosine) implements Unit {
    @Override
    public List<Expr> reads() {
      return sine.operands();
    }
  }

  record Select(Expr.Choose node) implements Unit {
    @Override
    public List<Expr> reads() {
      return node.operands();
    }
  }

  /** @param used results, by ascending index */
  record Invoke(Call call, List<Expr.Output> used) implements Unit {
    @Override
    public List<Expr> reads() {
      return needs(call);
    }
  }

  private final Map<Expr.Symbol, Integer> registers;
  private final int inputs;
  private final List<Expr> results;
  private final Graph graph;
  private final Map<Expr, Map<Op, Expr.Apply>> angles = new HashMap<>();
  private final Map<Call, List<Expr.Output>> outputs = new HashMap<>();
  private final Set<Object> done = new HashSet<>();
  private final List<Unit> units = new ArrayList<>();

  /**
   * @param registers of the inputs that are read
   * @param inputs how many inputs there are
   */
  LaneSequence(Map<Expr.Symbol, Integer> registers, int inputs, List<Expr> results) {
    this.registers = Map.copyOf(registers);
    this.inputs = inputs;
    this.results = List.copyOf(results);
    graph = Graph.of(results);
    survey();
    results.forEach(this::visit);
  }

  private void survey() {
    for (Expr node : graph.nodes()) {
      if (node instanceof Expr.Output output) {
        outputs.computeIfAbsent(output.call(), c -> new ArrayList<>()).add(output);
      } else if (node instanceof Expr.Apply apply && (apply.op() == Op.SIN || apply.op() == Op.COS)) {
        angles.computeIfAbsent(apply.a(), a -> new HashMap<>()).put(apply.op(), apply);
      }
    }
  }

  /** A solve takes the matrix from its factors. */
  private static List<Expr> needs(Call call) {
    if (call.callee() instanceof LinearSolve solve) {
      List<Expr> needs = new ArrayList<>(call.arguments().subList(0, solve.matrixAt()));
      needs.addAll(call.arguments().subList(solve.rightSideAt(), solve.inputCount()));
      return needs;
    }
    return call.arguments();
  }

  private static Object key(Expr node) {
    return node instanceof Expr.Output output ? output.call() : node;
  }

  private void visit(Expr root) {
    ArrayDeque<Expr> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Expr node = open.peek();
      if (done.contains(key(node))) {
        open.pop();
        continue;
      }
      List<Expr> missing = new ArrayList<>();
      Optional<Unit> unit = unit(node);
      unit.ifPresent(u -> u.reads().stream().filter(e -> !done.contains(key(e))).forEach(missing::add));
      if (missing.isEmpty()) {
        open.pop();
        unit.ifPresent(units::add);
        if (unit.isPresent() && unit.get() instanceof SineCosine both) {
          done.add(both.sine);
          done.add(both.cosine);
        }
        done.add(key(node));
      } else {
        missing.reversed().forEach(open::push);
      }
    }
  }

  /** What computes a node; empty for one that is there. */
  private Optional<Unit> unit(Expr node) {
    return switch (node) {
      case Expr.Apply apply -> Optional.of(apply(apply));
      case Expr.Choose choose -> Optional.of(new Select(choose));
      case Expr.Output output -> Optional.of(new Invoke(output.call(), outputs.get(output.call())));
      case Expr.Constant constant -> Optional.empty();
      case Expr.Truth truth -> Optional.empty();
      case Expr.Symbol symbol -> Optional.empty();
    };
  }

  private Unit apply(Expr.Apply node) {
    if (node.op() == Op.SIN || node.op() == Op.COS) {
      Map<Op, Expr.Apply> both = angles.get(node.a());
      return both.size() == 2 ? new SineCosine(both.get(Op.SIN), both.get(Op.COS)) : new Compute(node);
    }
    return new Compute(node);
  }

  /** The functions that it calls. */
  Set<GraphFunction> functions() {
    Set<GraphFunction> functions = new LinkedHashSet<>();
    for (Unit unit : units) {
      if (unit instanceof Invoke invoke) {
        Callee callee = invoke.call.callee();
        callee.runs().ifPresent(functions::add);
      }
    }
    return functions;
  }

  List<Unit> units() {
    return units;
  }

  List<Expr> results() {
    return results;
  }

  Map<Expr.Symbol, Integer> registers() {
    return registers;
  }

  int inputs() {
    return inputs;
  }
}
