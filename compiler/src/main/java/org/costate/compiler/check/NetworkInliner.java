/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.network.TensorGraph;

/**
 * Functions of the program that a policy calls. What a function means is what it means everywhere, {@code *} is a product of matrices in it; so it is
 * evaluated number by number, and its numbers become tensors.
 */
final class NetworkInliner extends Evaluator<NetworkScalar> {
  /** Tensors that a call may make: a network has to be large in its layers, not in the number of its operations. */
  private static final int MAX_TENSORS = 10_000;

  private final TensorGraph graph;
  private final NetworkScalar.Arithmetic arithmetic;

  NetworkInliner(Analysis facts, TensorGraph graph) {
    this(facts, graph, new NetworkScalar.Arithmetic());
  }

  private NetworkInliner(Analysis facts, TensorGraph graph, NetworkScalar.Arithmetic arithmetic) {
    super(arithmetic, facts);
    this.graph = graph;
    this.arithmetic = arithmetic;
  }

  /** What in a function has no meaning for tensors, and where. */
  static final class NoMeaning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Span place;

    NoMeaning(Span place, String message) {
      super(message, null, false, false);
      this.place = place;
    }

    Span place() {
      return place;
    }
  }

  /**
   * The value of a call.
   *
   * @param arguments of the sizes of the function's parameters
   * @throws NoMeaning where the function has none in a policy
   */
  org.costate.runtime.network.Tensor inlined(
      Symbol.Function function, List<org.costate.runtime.network.Tensor> arguments) {
    facts().units().define(function);
    Span whole = function.declaration().name().span();
    arithmetic.at(whole);
    int before = graph.tensors().size();
    Tensor<NetworkScalar> value = inline(function, arguments.stream().map(this::numbers).toList());
    NetworkOperations operations = new NetworkOperations(graph);
    List<org.costate.runtime.network.Tensor> elements = new ArrayList<>();
    for (NetworkScalar number : value.elements()) {
      elements.add(operations.of(number));
      if (graph.tensors().size() - before > MAX_TENSORS) {
        throw new NoMeaning(whole, "it takes more than " + MAX_TENSORS + " operations, number by number");
      }
    }
    return value.shape().scalar() ? elements.getFirst()
        : graph.reshape(graph.concatenate(elements.stream().map(e -> graph.reshape(e, List.of(1))).toList()),
            value.shape().dimensions());
  }

  private Tensor<NetworkScalar> numbers(org.costate.runtime.network.Tensor argument) {
    int size = argument.shape().size();
    org.costate.runtime.network.Tensor flat = graph.reshape(argument, List.of(size));
    return new Tensor<>(new org.costate.compiler.types.Shape(argument.shape().sizes()), IntStream.range(0, size)
        .<NetworkScalar>mapToObj(i -> new NetworkScalar.Given(graph.reshape(graph.part(flat, i, i + 1), List.of())))
        .toList());
  }

  @Override
  protected void origin(Span place) {
    arithmetic.at(place);
  }

  @Override
  protected RuntimeException tooLong(Span place) {
    return new LimitExceeded(place);
  }

  private NoMeaning none(String what) {
    return new NoMeaning(arithmetic.place(), what + " has no meaning in a policy");
  }

  @Override
  protected List<List<NetworkScalar>> solve(
      int n, List<NetworkScalar> matrix, List<List<NetworkScalar>> columns) {
    throw none("a linear solve");
  }

  @Override
  protected NetworkScalar look(Curve curve, List<NetworkScalar> arguments) {
    throw none("a table");
  }

  @Override
  protected NetworkScalar word(Symbol.Word.Meaning meaning) {
    throw none("a value of the trajectory");
  }

  @Override
  protected Tensor<NetworkScalar> rate(Tensor<NetworkScalar> value) {
    throw none("a time derivative");
  }

  @Override
  protected Tensor<NetworkScalar> atMoment(Symbol.Word.Meaning moment, Expression expression) {
    throw none("a moment of the trajectory");
  }
}
