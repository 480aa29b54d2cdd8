/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.OperationCount;
import org.costate.compiler.ir.TableLookup;

/**
 * Makes one call of calls at the same arguments, {@code f(a), g(a) -> (f, g)(a)}, and leaves out outputs that nobody reads, so that a function
 * and its derivatives share what they have in common. The fused calls depended on the same arguments before, so no cycle can form. Functions
 * are fused only if their input symbols are the same, as those of a function and its derivatives are.
 */
public final class CallFusion {
  private final ExprBuilder builder;
  private final OperationCount count = new OperationCount();
  private final Map<Shape, Fused> fused = new HashMap<>();
  private final Map<GraphFunction, GraphFunction> systems = new HashMap<>();

  public CallFusion(ExprBuilder builder) {
    this.builder = builder;
  }

  /** What is fused: functions of the same inputs and, for each, which outputs are read. */
  private record Shape(List<Use> uses) {
    Set<GraphFunction> functions() {
      return uses.stream().map(Use::function).collect(Collectors.toSet());
    }
  }

  private record Use(GraphFunction function, BitSet outputs) {}

  /**
   * A function with the outputs of several.
   *
   * @param at the place of each output of each original
   */
  private record Fused(GraphFunction function, Map<GraphFunction, Map<Integer, Integer>> at) {}

  public List<Expr> apply(List<? extends Expr> roots) {
    Map<List<Expr>, LinkedHashSet<GraphFunction>> together = new LinkedHashMap<>();
    Map<GraphFunction, BitSet> read = new HashMap<>();
    for (Expr node : Graph.of(roots).nodes()) {
      if (node instanceof Expr.Output output && output.call().callee() instanceof GraphFunction function) {
        together.computeIfAbsent(key(output.call(), function), none -> new LinkedHashSet<>()).add(function);
        read.computeIfAbsent(function, none -> new BitSet()).set(output.index());
      }
    }
    List<Shape> shapes = together.values()
        .stream()
        .distinct()
        .map(functions -> new Shape(functions.stream().map(f -> new Use(f, read.get(f))).toList()))
        .toList();
    return new ExprSubstitution(builder, Map.of(), (call, arguments) -> {
      return switch (call.callee()) {
        case GraphFunction function ->
          outputs(function, fused(widest(together.get(key(call, function)), shapes)), arguments);
        case ImplicitSolve solve -> builder.call(solve.with(fusedInside(solve.system())), arguments);
        case Factorization factors -> builder.call(factors, arguments);
        case LinearSolve solve -> builder.call(solve, arguments);
        case MatrixProduct product -> builder.call(product, arguments);
        case TableLookup lookup -> builder.call(lookup, arguments);
      };
    }).apply(roots);
  }

  /**
   * The largest of {@code shapes} with all of {@code functions} that costs little more than they alone: its code exists anyway, and cold code
   * costs more than a few operations too many.
   */
  private Shape widest(Set<GraphFunction> functions, List<Shape> shapes) {
    Shape own = shapes.stream().filter(shape -> shape.functions().equals(functions)).findFirst().orElseThrow();
    long most = count.of(fused(own).function) * 5 / 4;
    return shapes.stream()
        .filter(shape -> shape.functions().containsAll(functions))
        .filter(shape -> count.of(fused(shape).function) <= most)
        .max(Comparator.comparingInt(shape -> shape.uses.size()))
        .orElse(own);
  }

  /** {@code system}, of which every output is read, with the calls in its body fused. */
  private GraphFunction fusedInside(GraphFunction system) {
    GraphFunction known = systems.get(system);
    if (known == null) {
      List<Expr> outputs = apply(system.outputs());
      known = outputs.equals(system.outputs()) ? system : new GraphFunction(system.name(), system.inputs(), outputs);
      systems.put(system, known);
    }
    return known;
  }

  private static List<Expr> key(Call call, GraphFunction function) {
    List<Expr> key = new ArrayList<>(call.arguments());
    key.addAll(function.inputs());
    return key;
  }

  private List<Expr> outputs(GraphFunction function, Fused fused, List<Expr> arguments) {
    List<Expr> values = builder.call(fused.function, arguments);
    Map<Integer, Integer> at = fused.at.get(function);
    List<Expr> outputs = new ArrayList<>();
    for (int i = 0; i < function.outputCount(); i++) {
      outputs.add(at.containsKey(i) ? values.get(at.get(i)) : builder.constant(Double.NaN));
    }
    return outputs;
  }

  private Fused fused(Shape shape) {
    Fused known = fused.get(shape);
    if (known == null) {
      known = fuse(shape);
      fused.put(shape, known);
    }
    return known;
  }

  /** Bodies are fused in turn, so that calls inside become one as well. */
  private Fused fuse(Shape shape) {
    LinkedHashMap<Expr, Integer> places = new LinkedHashMap<>();
    Map<GraphFunction, Map<Integer, Integer>> at = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Use use : shape.uses) {
      Map<Integer, Integer> own = new HashMap<>();
      use.outputs.stream()
          .forEach(
              i -> {
                Expr output = use.function.outputs().get(i);
                places.putIfAbsent(output, places.size());
                own.put(i, places.get(output));
              });
      at.put(use.function, own);
      names.add(use.function.name());
    }
    List<Expr> outputs = apply(List.copyOf(places.keySet()));
    GraphFunction first = shape.uses.getFirst().function;
    GraphFunction whole =
        shape.uses.size() == 1 && outputs.equals(first.outputs())
            ? first
            : new GraphFunction(String.join(", ", names), first.inputs(), outputs);
    return new Fused(whole, at);
  }
}
