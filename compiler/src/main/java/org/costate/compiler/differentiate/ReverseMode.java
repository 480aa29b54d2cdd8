/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.TableLookup;

/**
 * Reverse differentiation: from the outputs' adjoints to the gradient of the weighted sum of the outputs, one sweep by descending id,
 *
 * <pre>  adjoint of a += (dv/da) adjoint of v   for every operand a of v.</pre>
 *
 * <p>Where a node picks one of two sides, its derivative in the wanted symbols is taken by forward mode instead: a sweep into the side that
 * was not picked would multiply its slope, which may be infinite there, by zero. Source: Griewank and Walther, Evaluating Derivatives,
 * 2nd ed., section 3.2.
 */
final class ReverseMode {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final Terms terms;
  private final List<Expr.Symbol> wanted;
  private final ForwardMode forward;
  private final Map<Expr, BitSet> active = new HashMap<>();
  private final Map<Expr, Expr> adjoints = new HashMap<>();

  ReverseMode(ExprBuilder builder, DerivedFunctions derived, List<Expr.Symbol> wanted) {
    this.builder = builder;
    this.derived = derived;
    this.terms = new Terms(builder);
    this.wanted = wanted;
    this.forward = new ForwardMode(builder, derived, wanted);
  }

  /**
   * The gradient of {@code sum of seeds[i] outputs[i]} in the wanted symbols. For use once on an object.
   *
   * @param seeds formulas; an output may occur twice
   */
  SparseRow gradient(List<Expr> outputs, List<Expr> seeds) {
    Graph graph = Graph.of(outputs);
    BitSet self = new BitSet();
    self.set(0);
    wanted.forEach(symbol -> active.put(symbol, self));
    derived.dependence().propagate(graph, active);
    for (int i = 0; i < outputs.size(); i++) {
      add(outputs.get(i), seeds.get(i));
    }
    Map<Call, TreeMap<Integer, Expr.Output>> calls = new HashMap<>();
    for (Expr node : graph.nodes()) {
      if (node instanceof Expr.Output output) {
        calls.computeIfAbsent(output.call(), call -> new TreeMap<>()).put(output.index(), output);
      }
    }
    for (Expr node : graph.nodes().reversed()) {
      builder.fromOriginOf(node, () -> visit(node, calls));
    }
    Expr[] gradient = new Expr[wanted.size()];
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] = adjoints.get(wanted.get(j));
    }
    return SparseRow.of(gradient);
  }

  /** Passes the node's adjoint on; returns it. */
  private Expr visit(Expr node, Map<Call, TreeMap<Integer, Expr.Output>> calls) {
    Expr adjoint = adjoints.get(node);
    if (node instanceof Expr.Output output) {
      // The outputs of a call lie between its arguments and its users, so at the first of them all adjoints are complete.
      TreeMap<Integer, Expr.Output> siblings = calls.get(output.call());
      if (siblings.firstEntry().getValue() == output) {
        sweepCall(output.call(), siblings);
      }
    } else if (adjoint != null) {
      sweep(node, adjoint);
    }
    return adjoint;
  }

  private boolean isActive(Expr node) {
    BitSet set = active.get(node);
    return set != null && !set.isEmpty();
  }

  private void add(Expr node, Expr contribution) {
    if (contribution != null && isActive(node)) {
      adjoints.merge(node, contribution, terms::sum);
    }
  }

  private void sweep(Expr node, Expr adjoint) {
    if (Flow.choice(builder, node).isPresent()) {
      SparseRow row = forward.row(node);
      for (int i = 0; i < row.size(); i++) {
        add(wanted.get(row.column(i)), terms.product(adjoint, row.value(i)));
      }
    } else if (node instanceof Expr.Apply apply) {
      if (apply.operands().size() == 2 && apply.a() == apply.b()) {
        add(apply.a(), terms.product(adjoint, Partials.ofSquare(builder, apply)));
        return;
      }
      for (int i = 0; i < apply.operands().size(); i++) {
        Expr operand = apply.operands().get(i);
        if (isActive(operand)) {
          add(operand, terms.product(adjoint, Partials.of(builder, apply, i)));
        }
      }
    }
  }

  private void sweepCall(Call call, TreeMap<Integer, Expr.Output> outputs) {
    TreeMap<Integer, Expr> seeds = new TreeMap<>();
    outputs.forEach((index, output) -> {
      if (adjoints.containsKey(output)) {
        seeds.put(index, adjoints.get(output));
      }
    });
    if (seeds.isEmpty()) {
      return;
    }
    switch (call.callee()) {
      case GraphFunction function -> sweepFunction(call, function, seeds);
      case ImplicitSolve solve -> sweepImplicit(call, solve, seeds);
      case LinearSolve solve -> sweepSolve(call, solve, seeds);
      case Factorization factors -> throw new IllegalStateException("the factors of a matrix have no derivative");
      case TableLookup lookup -> sweepTable(call, lookup, seeds.get(0));
      case MatrixProduct product -> sweepProduct(call, product, seeds);
    }
  }

  /** The callee's own vector-Jacobian product, which is another call. */
  private void sweepFunction(Call call, GraphFunction function, TreeMap<Integer, Expr> seeds) {
    BitSet inputs = new BitSet();
    for (int i = 0; i < function.inputCount(); i++) {
      inputs.set(i, isActive(call.arguments().get(i)));
    }
    BitSet seeded = new BitSet();
    seeds.keySet().forEach(seeded::set);
    derived
        .vectorJacobian(function, inputs, seeded)
        .at(call.arguments(), List.copyOf(seeds.values()))
        .forEach((input, value) -> add(call.arguments().get(input), value));
  }

  private void sweepTable(Call call, TableLookup lookup, Expr seed) {
    for (int i = 0; i < lookup.inputCount(); i++) {
      Expr argument = call.arguments().get(i);
      if (isActive(argument)) {
        lookup.derivative(i)
            .ifPresent(slope -> add(argument,
                terms.product(seed, builder.call(slope, call.arguments()).getFirst())));
      }
    }
  }

  /** With C = A B: adjoint of A = (adjoint of C) B', adjoint of B = A' (adjoint of C). */
  private void sweepProduct(Call call, MatrixProduct product, TreeMap<Integer, Expr> seeds) {
    int rows = product.rows();
    int inner = product.inner();
    int columns = product.columns();
    List<Expr> a = call.arguments().subList(0, product.rightAt());
    List<Expr> b = call.arguments().subList(product.rightAt(), product.inputCount());
    List<Expr> c = new ArrayList<>();
    for (int i = 0; i < product.outputCount(); i++) {
      c.add(terms.orZero(seeds.get(i)));
    }
    List<Expr> ofA = new ArrayList<>(c);
    ofA.addAll(MatrixProduct.transposed(b, inner, columns));
    List<Expr> ofB = new ArrayList<>(MatrixProduct.transposed(a, rows, inner));
    ofB.addAll(c);
    List<Expr> adjoints = new ArrayList<>(builder.call(new MatrixProduct(rows, columns, inner), ofA));
    adjoints.addAll(builder.call(new MatrixProduct(inner, rows, columns), ofB));
    for (int i = 0; i < adjoints.size(); i++) {
      add(call.arguments().get(i), adjoints.get(i));
    }
  }

  /** With r(y, p) = 0: adjoint of p = w' dr/dp at the solution, where (dr/dy)' w = -(adjoint of y). */
  private void sweepImplicit(Call call, ImplicitSolve solve, TreeMap<Integer, Expr> seeds) {
    int n = solve.n();
    BitSet inputs = new BitSet();
    for (int i = n; i < solve.inputCount(); i++) {
      inputs.set(i, isActive(call.arguments().get(i)));
    }
    if (inputs.isEmpty()) {
      return;
    }
    List<Expr> point = ImplicitFunction.solutionPoint(builder, solve, call.arguments());
    List<Expr> arguments = new ArrayList<>(ImplicitFunction.matrix(builder, derived, solve, point));
    for (int i = 0; i < n; i++) {
      arguments.add(terms.negative(seeds.get(i)));
    }
    List<Expr> w = builder.call(new LuSolve(n, true), arguments);
    BitSet equations = new BitSet();
    equations.set(0, n);
    derived.vectorJacobian(solve.residual(), inputs, equations)
        .at(point, w)
        .forEach((input, value) -> add(call.arguments().get(input), value));
  }

  /** With A x = b: adjoint of b = A^-T adjoint of x, adjoint of A = -(adjoint of b) x', by the factors that the value uses. */
  private void sweepSolve(Call call, LinearSolve solve, TreeMap<Integer, Expr> seeds) {
    int n = solve.n();
    List<Expr> x = builder.call(solve, call.arguments());
    List<Expr> arguments = new ArrayList<>(call.arguments().subList(0, solve.rightSideAt()));
    for (int i = 0; i < n; i++) {
      arguments.add(terms.orZero(seeds.get(i)));
    }
    List<Expr> b = builder.call(solve.transpose(), arguments);
    for (int i = 0; i < n; i++) {
      add(call.arguments().get(solve.rightSideAt() + i), b.get(i));
      for (int j = 0; j < n; j++) {
        Expr element = call.arguments().get(solve.elementAt(i, j));
        if (isActive(element)) {
          add(element, builder.negate(builder.multiply(b.get(i), x.get(j))));
        }
      }
    }
  }
}
