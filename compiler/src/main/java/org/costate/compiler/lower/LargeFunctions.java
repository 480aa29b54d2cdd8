/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Type;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;

/**
 * Functions that stay functions. A small one is expanded at every call; one with a large body becomes a {@link GraphFunction}, made once
 * and called, so that a program of few lines does not become a graph of many nodes. Names in a body
 * mean what they mean to the evaluator that asks.
 */
final class LargeFunctions {
  /** Operations above which a function is not expanded. */
  private static final int MAX_INLINE = 200;

  private final Analysis facts;
  private final ExprBuilder builder;
  private final ExprEvaluator evaluator;
  private final Map<Symbol, Optional<Lowered>> functions = new HashMap<>();

  LargeFunctions(Analysis facts, ExprBuilder builder, ExprEvaluator evaluator) {
    this.facts = facts;
    this.builder = builder;
    this.evaluator = evaluator;
  }

  /** {@code outer} are the symbols of the model that the body uses; they follow the parameters among the inputs. */
  private record Lowered(GraphFunction function, List<Expr.Symbol> outer, Shape shape) {}

  /** The result of a call, if the function is a large one. */
  Optional<Tensor<Expr>> call(Symbol.Function symbol, List<Expr> arguments) {
    // Not computeIfAbsent: lowering the body asks for the functions that it calls.
    Optional<Lowered> known = functions.get(symbol);
    if (known == null) {
      known = lower(symbol);
      functions.put(symbol, known);
    }
    return known.map(lowered -> {
      List<Expr> inputs = new ArrayList<>(arguments);
      inputs.addAll(lowered.outer());
      return new Tensor<>(lowered.shape(), builder.call(lowered.function(), inputs));
    });
  }

  private Optional<Lowered> lower(Symbol.Function symbol) {
    List<Expr.Symbol> inputs = new ArrayList<>();
    List<Tensor<Expr>> arguments = new ArrayList<>();
    for (Parameter parameter : symbol.declaration().parameters()) {
      Shape shape = facts.shape(facts.bindings().known(parameter.name()));
      List<Expr.Symbol> elements =
          IntStream.range(0, shape.size()).mapToObj(i -> builder.symbol(parameter.name().text())).toList();
      inputs.addAll(elements);
      arguments.add(new Tensor<>(shape, List.copyOf(elements)));
    }
    Tensor<Expr> result = evaluator.body(symbol, arguments);
    Graph body = Graph.of(result.elements());
    boolean truth = result.elements().stream().anyMatch(e -> e.type() == Type.TRUTH);
    if (truth || body.operationCount() <= MAX_INLINE) {
      return Optional.empty();
    }
    List<Expr.Symbol> outer = body.symbols().stream().filter(s -> !inputs.contains(s)).toList();
    inputs.addAll(outer);
    return Optional.of(
        new Lowered(new GraphFunction(symbol.name(), inputs, result.elements()), outer, result.shape()));
  }
}
