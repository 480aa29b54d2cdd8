/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.LdlSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.LuFactor;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.SymmetricSolve;
import org.costate.compiler.ir.TableLookup;
import org.costate.runtime.linalg.NewtonKernel;

/**
 * The steps of calls. A function has its frame, so its results are fetched before the next call. Each linear solve and each look-up has a
 * region of its own in the workspace, which the kernel works on in place and where its results stay.
 */
final class CallSequence {
  private final Map<GraphFunction, Frame> frames;
  private final Map<Call, Integer> regions = new HashMap<>();
  private final Map<Expr, Integer> resting = new HashMap<>();
  private int free;

  /** @param free the first index of the workspace that regions may take */
  CallSequence(Map<GraphFunction, Frame> frames, int free) {
    this.frames = frames;
    this.free = free;
  }

  /** Passes the arguments, runs the callee and fetches what is used. Calls that make arguments must have been asked for before. */
  List<Step> steps(Call call, List<Expr.Output> used) {
    return switch (call.callee()) {
      case GraphFunction function -> function(call, function, used);
      case ImplicitSolve solve -> newton(call, solve, used);
      case Factorization factorization -> factor(call, factorization, used);
      case LinearSolve solve -> solve(call, solve, used);
      case MatrixProduct product -> multiply(call, product, used);
      case TableLookup lookup -> look(call, lookup, used);
    };
  }

  private List<Step> function(Call call, GraphFunction function, List<Expr.Output> used) {
    Frame frame = frames.get(function);
    List<Step> steps = new ArrayList<>();
    pass(call.arguments(), frame.inputsAt(), used.getFirst(), steps);
    steps.add(new Step.Invoke(new Step.Target.Function(function), used.getFirst()));
    for (Expr.Output output : used) {
      steps.add(new Step.Fetch(output, frame.outputsAt() + output.index()));
    }
    return steps;
  }

  /** The iteration works on the unknowns where its function reads them. */
  private List<Step> newton(Call call, ImplicitSolve solve, List<Expr.Output> used) {
    Frame frame = frames.get(solve.system());
    int memoryAt = take(NewtonKernel.memory(solve.n()));
    List<Step> steps = new ArrayList<>();
    pass(call.arguments(), frame.inputsAt(), used.getFirst(), steps);
    Step.Target target =
        new Step.Target.Newton(solve.system(), solve.n(), frame.inputsAt(), frame.outputsAt(), memoryAt);
    steps.add(new Step.Invoke(target, used.getFirst()));
    for (Expr.Output output : used) {
      steps.add(new Step.Fetch(output, frame.inputsAt() + output.index()));
    }
    return steps;
  }

  private List<Step> factor(Call call, Factorization factorization, List<Expr.Output> used) {
    int n = factorization.n();
    int at = region(call, factorization.outputCount());
    List<Step> steps = new ArrayList<>();
    pass(call.arguments(), at, used.getFirst(), steps);
    Step.Target kernel = switch (factorization) {
      case LuFactor lu -> new Step.Target.Factor(at, n, at + n * n);
      case LdlFactor ldl -> new Step.Target.FactorSymmetric(at, n);
    };
    steps.add(new Step.Invoke(kernel, used.getFirst()));
    rest(used, at);
    return steps;
  }

  private List<Step> solve(Call call, LinearSolve solve, List<Expr.Output> used) {
    int n = solve.n();
    List<Expr> factors = call.arguments().subList(0, solve.matrixAt());
    List<Expr> rightSide = call.arguments().subList(solve.rightSideAt(), solve.inputCount());
    List<Step> steps = new ArrayList<>();
    int bAt = region(call, n);
    int factorsAt;
    if (factors.getFirst() instanceof Expr.Output first && areResultsOf(first.call(), solve.factorization(), factors)) {
      factorsAt = regions.get(first.call());
    } else {
      factorsAt = take(factors.size());
      pass(factors, factorsAt, used.getFirst(), steps);
    }
    pass(rightSide, bAt, used.getFirst(), steps);
    Step.Target kernel = switch (solve) {
      case LuSolve lu -> new Step.Target.Solve(factorsAt, n, factorsAt + n * n, bAt, lu.transposed());
      case LdlSolve ldl -> new Step.Target.SolveSymmetric(factorsAt, n, bAt);
      case SymmetricSolve symmetric -> throw new IllegalStateException(symmetric.name() + " becomes a choice before");
    };
    steps.add(new Step.Invoke(kernel, used.getFirst()));
    rest(used, bAt);
    return steps;
  }

  private List<Step> multiply(Call call, MatrixProduct product, List<Expr.Output> used) {
    int at = region(call, product.inputCount() + product.outputCount());
    int productAt = at + product.inputCount();
    List<Step> steps = new ArrayList<>();
    pass(call.arguments(), at, used.getFirst(), steps);
    steps.add(new Step.Invoke(new Step.Target.Multiply(product, at, productAt), used.getFirst()));
    rest(used, productAt);
    return steps;
  }

  private List<Step> look(Call call, TableLookup lookup, List<Expr.Output> used) {
    int at = region(call, lookup.inputCount() + 1);
    List<Step> steps = new ArrayList<>();
    pass(call.arguments(), at, used.getFirst(), steps);
    steps.add(new Step.Invoke(new Step.Target.Look(lookup, at), used.getFirst()));
    rest(used, at + lookup.inputCount());
    return steps;
  }

  private static boolean areResultsOf(Call call, Factorization factorization, List<Expr> values) {
    return call.callee().equals(factorization)
        && IntStream.range(0, values.size())
            .allMatch(
                i -> values.get(i) instanceof Expr.Output o && o.call() == call && o.index() == i);
  }

  private static void pass(List<Expr> values, int at, Expr.Output result, List<Step> to) {
    for (int i = 0; i < values.size(); i++) {
      to.add(new Step.Pass(values.get(i), at + i, result));
    }
  }

  private int region(Call call, int size) {
    int at = take(size);
    regions.put(call, at);
    return at;
  }

  private int take(int size) {
    int at = free;
    free = Math.addExact(free, size);
    return at;
  }

  private void rest(List<Expr.Output> used, int at) {
    for (Expr.Output output : used) {
      resting.put(output, at + output.index());
    }
  }

  /** The values that stay in a region. */
  Map<Expr, Integer> resting() {
    return resting;
  }

  /** The first index of the workspace that no region takes. */
  int free() {
    return free;
  }
}
