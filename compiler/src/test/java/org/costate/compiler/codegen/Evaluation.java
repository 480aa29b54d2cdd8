/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.LuFactor;
import org.costate.compiler.ir.LuSolve;
import org.costate.runtime.linalg.LuKernel;

/** Evaluates graphs node by node, in the order of ids and both sides of every choice: the slow, obvious way. */
final class Evaluation {
  private final Map<Expr, Double> values = new HashMap<>();
  private final Map<Call, double[]> results = new HashMap<>();

  Evaluation(Map<Expr.Symbol, Double> inputs, List<Expr> roots) {
    values.putAll(inputs);
    for (Expr node : Graph.of(roots).nodes()) {
      if (!values.containsKey(node)) {
        values.put(node, value(node));
      }
    }
  }

  double of(Expr node) {
    return values.get(node);
  }

  private double value(Expr node) {
    return switch (node) {
      case Expr.Constant c -> c.value();
      case Expr.Truth t -> t.value() ? 1 : 0;
      case Expr.Symbol s -> throw new IllegalArgumentException("no value for " + s);
      case Expr.Apply a -> a.op().value(of(a.a()), of(a.b()));
      case Expr.Choose c -> of(of(c.condition()) != 0 ? c.whenTrue() : c.whenFalse());
      case Expr.Output o -> results.computeIfAbsent(o.call(), this::results)[o.index()];
    };
  }

  private double[] results(Call call) {
    double[] arguments = call.arguments().stream().mapToDouble(this::of).toArray();
    return switch (call.callee()) {
      case GraphFunction f -> {
        Map<Expr.Symbol, Double> inputs = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
          inputs.put(f.inputs().get(i), arguments[i]);
        }
        Evaluation body = new Evaluation(inputs, f.outputs());
        yield f.outputs().stream().mapToDouble(body::of).toArray();
      }
      case LuFactor factor -> {
        double[] w = java.util.Arrays.copyOf(arguments, factor.outputCount());
        LuKernel.factor(w, 0, factor.n(), factor.n() * factor.n());
        yield w;
      }
      case LuSolve solve -> {
        int n = solve.n();
        if (solve.transposed()) {
          LuKernel.solveTransposed(arguments, 0, n, n * n, solve.rightSideAt());
        } else {
          LuKernel.solve(arguments, 0, n, n * n, solve.rightSideAt());
        }
        yield java.util.Arrays.copyOfRange(arguments, solve.rightSideAt(), solve.inputCount());
      }
    };
  }
}
