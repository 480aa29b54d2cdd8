/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.ast.Slice;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.types.Type;
import org.costate.runtime.network.PolicyInfo.Feature;
import org.costate.runtime.network.PolicyInfo.Memory;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;

/**
 * Makes the network of a policy of its formulas. The graph has the rules of shapes, so making it is checking it; where a formula has an
 * error, which is reported, it is empty. Numbers count in SI units, and no units are checked: weights have none.
 */
final class NetworkEvaluator {
  private static final int MAX_POWER = 16;

  private final Analysis facts;
  private final TensorGraph graph;
  private final Diagnostics diagnostics;
  private final NetworkLayers layers;
  private final NetworkInliner inliner;
  private final Map<Symbol, Optional<Tensor>> known = new HashMap<>();
  private final List<Feature> features = new ArrayList<>();
  private final Map<String, Integer> named = new HashMap<>();
  private String owner = "";

  NetworkEvaluator(Analysis facts, TensorGraph graph, Diagnostics diagnostics) {
    this.facts = facts;
    this.graph = graph;
    this.diagnostics = diagnostics;
    this.layers = new NetworkLayers(facts, graph, diagnostics);
    this.inliner = new NetworkInliner(facts, graph);
  }

  NetworkLayers layers() {
    return layers;
  }

  /** What the network reads, in the order of its mention. */
  List<Feature> features() {
    return List.copyOf(features);
  }

  List<Memory> memories() {
    return layers.memories();
  }

  /** Evaluates a formula whose weights are named after {@code owner}: the first layer in it has that name, the next is owner.2. */
  Optional<Tensor> evaluate(Expression expression, String owner) {
    this.owner = owner;
    return of(expression);
  }

  /** Gives a layer its value, which may be missing for an error. */
  void define(Symbol layer, Optional<Tensor> value) {
    known.put(layer, value);
  }

  /** The value of a layer that was defined without an error. */
  Optional<Tensor> value(Symbol layer) {
    return known.getOrDefault(layer, Optional.empty());
  }

  private String name() {
    int count = named.merge(owner, 1, Integer::sum);
    return count == 1 ? owner : owner + "." + count;
  }

  private Optional<Tensor> of(Expression expression) {
    if (facts.constancy().constant(expression) && !(expression instanceof Expression.Parenthesized)) {
      return constant(expression);
    }
    return switch (expression) {
      case Expression.Reference e -> reference(e);
      case Expression.Parenthesized e -> of(e.inner());
      case Expression.Array e -> array(e);
      case Expression.Call e -> call(e);
      case Expression.Index e -> index(e);
      case Expression.Unary e when e.operator() == Expression.UnaryOperator.MINUS ->
        of(e.operand()).map(x -> graph.apply(Unary.NEGATE, x));
      case Expression.Unary e when e.operator() == Expression.UnaryOperator.PLUS -> of(e.operand());
      case Expression.Binary e -> binary(e);
      default -> meaningless(expression, "this is not known in a policy",
          "a policy has arithmetic, layers and functions element by element");
    };
  }

  private Optional<Tensor> meaningless(Expression place, String message, String help) {
    diagnostics.report(Diagnostic.at(Code.E0814, place.span(), message).label("no meaning here").help(help));
    return Optional.empty();
  }

  private Optional<Tensor> constant(Expression expression) {
    Type type = facts.shapes().type(expression);
    if (type.unknown()) {
      return Optional.empty();
    }
    if (!(type instanceof Type.Numbers)) {
      facts.shapes().numbers(expression);
      return Optional.empty();
    }
    facts.units().check(expression);
    org.costate.compiler.types.Tensor<Double> value = facts.constants().evaluate(expression);
    return Optional.of(graph.constant(value.shape().dimensions(), value.elements()));
  }

  private Optional<Tensor> reference(Expression.Reference reference) {
    Optional<Symbol> symbol = facts.bindings().symbol(reference.name());
    if (symbol.isEmpty()) {
      return Optional.empty();
    }
    return switch (symbol.get()) {
      case Symbol.Observation s -> feature(s, false);
      case Symbol.Layer s -> layer(reference, s);
      case Symbol s ->
        meaningless(reference, s + " has no value in a policy", "a policy reads inputs, layers and consts");
    };
  }

  private Optional<Tensor> layer(Expression.Reference reference, Symbol.Layer layer) {
    if (!known.containsKey(layer)) {
      diagnostics.report(Diagnostic
          .at(Code.E0813, reference.span(), "`" + layer.name() + "` is used before it is defined")
          .label("has no value yet")
          .second(layer.place().orElseThrow(), "defined here")
          .note("a network has no loops; `gru` and `previous` reach back in time"));
      return Optional.empty();
    }
    return known.get(layer);
  }

  private Optional<Tensor> feature(Symbol.Observation observation, boolean previous) {
    Optional<List<Integer>> sizes = facts.observed(observation.declaration());
    if (sizes.isEmpty()) {
      return Optional.empty();
    }
    String input = (previous ? "previous." : "") + observation.name();
    Tensor tensor = graph.input(input, new TensorShape(true, sizes.get()));
    Feature feature = new Feature(observation.name(), previous, tensor);
    if (!features.contains(feature)) {
      features.add(feature);
    }
    return Optional.of(tensor);
  }

  /** Vectors and numbers, one behind the other. */
  private Optional<Tensor> array(Expression.Array array) {
    if (array.rows().size() != 1 || array.rows().getFirst().loop().isPresent()) {
      return meaningless(array, "brackets join vectors in a policy", "write `[a, b]`");
    }
    List<Tensor> parts = new ArrayList<>();
    List<Expression> elements = array.rows().getFirst().elements();
    for (Expression element : elements) {
      of(element).ifPresent(part -> {
        if (NetworkShapes.number(part) || NetworkShapes.vector(part)) {
          parts.add(NetworkShapes.number(part) ? graph.reshape(part, List.of(1)) : part);
        } else {
          diagnostics.report(Diagnostic
              .at(Code.E0808, element.span(), "brackets join vectors, but this is " + NetworkShapes.describe(part))
              .label(NetworkShapes.describe(part))
              .fix(Fix
                  .replace(element.span(), "flatten(" + element.span().text() + ")")));
        }
      });
    }
    return parts.size() == elements.size() ? Optional.of(graph.concatenate(parts)) : Optional.empty();
  }

  private Optional<Tensor> call(Expression.Call call) {
    Optional<Symbol> symbol = call.callee().bare() instanceof Expression.Reference callee
        ? facts.bindings().symbol(callee.name())
        : Optional.empty();
    if (symbol.isEmpty()) {
      return Optional.empty();
    }
    return switch (symbol.get()) {
      case Symbol.NetworkFunction s -> network(call, s.function());
      case Symbol.BuiltIn s -> new NetworkFunctions(graph, diagnostics).apply(call, s.function(), this::of);
      case Symbol.Function s -> function(call, s);
      case Symbol s -> meaningless(call.callee(), s + " cannot be called in a policy",
          "write its formula here, or in an `observe` of the problem");
    };
  }

  private Optional<Tensor> function(Expression.Call call, Symbol.Function function) {
    Member.Function declaration = function.declaration();
    boolean sound = !facts.shapes().type(function).unknown();
    if (!NamedArguments.check(call, declaration, diagnostics)) {
      return Optional.empty();
    }
    if (call.arguments().size() != declaration.parameters().size()) {
      facts.shapes().type(call);
      return Optional.empty();
    }
    List<Tensor> arguments = new ArrayList<>();
    List<Argument> given = NamedArguments.ordered(call, declaration);
    for (int i = 0; i < given.size(); i++) {
      Argument argument = given.get(i);
      if (argument.loop().isPresent()) {
        return meaningless(argument.value(), "a `for` has no meaning in a policy", "list the numbers");
      }
      Parameter parameter = declaration.parameters().get(i);
      of(argument.value()).filter(x -> taken(argument, x, function, parameter)).ifPresent(arguments::add);
    }
    if (!sound || arguments.size() < given.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(inliner.inlined(function, arguments));
    } catch (NetworkInliner.NoMeaning e) {
      diagnostics.report(Diagnostic
          .at(Code.E0814, call.span(), "a policy cannot call `" + function.name() + "`: " + e.getMessage())
          .label("no meaning here")
          .second(e.place(), "in the function")
          .help("compute it in an `observe` of the problem"));
      return Optional.empty();
    }
  }

  /** Whether an argument has the shape of its parameter. */
  private boolean taken(Argument argument, Tensor given, Symbol.Function function, Parameter parameter) {
    Type declared = facts.bindings().symbol(parameter.name()).map(facts.shapes()::type).orElse(Type.UNKNOWN);
    boolean fits = declared instanceof Type.Numbers n && n.shape().dimensions().equals(given.shape().sizes());
    if (!fits && !declared.unknown()) {
      diagnostics.report(Diagnostic
          .at(Code.E0301, argument.span(), "argument `" + parameter.name() + "` of `" + function.name() + "` is "
              + declared.describe() + ", but " + NetworkShapes.describe(given) + " is given")
          .label(NetworkShapes.describe(given))
          .second(parameter.span(), "the function takes " + declared.describe()));
    }
    return fits;
  }

  private Optional<Tensor> network(Expression.Call call, NetworkCall function) {
    Optional<NetworkArguments> arguments = NetworkArguments.of(
        call, function.signature() + ": " + function.doc(), function.parameters(), function.required(), diagnostics);
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    NetworkArguments given = arguments.get();
    return switch (function) {
      case LEARNED -> layers.learned(given, this::name);
      case PREVIOUS -> previous(given.get("observation"));
      case DENSE -> layer(given, (x, name) -> layers.dense(call, given, x, () -> name));
      case CONV -> layer(given, (x, name) -> layers.convolution(call, given, x, () -> name));
      case SPATIAL_SOFTMAX -> layer(given, (x, name) -> layers.spatialSoftmax(call, given, x, () -> name));
      case NORM -> layer(given, (x, name) -> layers.norm(call, given, x, () -> name));
      case GRU -> layer(given, (x, name) -> layers.gru(call, given, x, () -> name));
      case SOFTMAX -> of(given.get("x")).flatMap(x -> layers.softmax(call, given, x));
      case FLATTEN -> of(given.get("x")).map(x -> graph.reshape(x, List.of(x.shape().size())));
      case RELU -> activated(Activation.RELU, given);
      case ELU -> activated(Activation.ELU, given);
      case SIGMOID -> activated(Activation.SIGMOID, given);
      case SOFTPLUS -> activated(Activation.SOFTPLUS, given);
      case SILU -> activated(Activation.SILU, given);
    };
  }

  private interface Layer {
    Optional<Tensor> of(Tensor x, String name);
  }

  /** Outer layers have the first name. */
  private Optional<Tensor> layer(NetworkArguments given, Layer layer) {
    String name = name();
    return of(given.get("x")).flatMap(x -> layer.of(x, name));
  }

  private Optional<Tensor> activated(Activation activation, NetworkArguments given) {
    return of(given.get("x")).map(x -> activation.apply(graph, x));
  }

  private Optional<Tensor> previous(Expression argument) {
    if (argument.bare() instanceof Expression.Reference reference) {
      Optional<Symbol> symbol = facts.bindings().symbol(reference.name());
      if (symbol.isEmpty()) {
        return Optional.empty();
      }
      if (symbol.get() instanceof Symbol.Observation observation) {
        return feature(observation, true);
      }
    }
    diagnostics.report(Diagnostic
        .at(Code.E0810, argument.span(), "`previous` takes an input")
        .label("not an observation")
        .help("only what was seen is kept: `previous(joint)`; a `gru` keeps what it computed"));
    return Optional.empty();
  }

  private Optional<Tensor> binary(Expression.Binary binary) {
    if (binary.operator() == Expression.BinaryOperator.POWER
        || binary.operator() == Expression.BinaryOperator.ELEMENT_POWER) {
      return of(binary.left()).flatMap(base -> power(binary, base));
    }
    Optional<Tensor> left = of(binary.left());
    Optional<Tensor> right = of(binary.right());
    return switch (binary.operator()) {
      case PLUS -> together(binary, Binary.ADD, left, right);
      case MINUS -> together(binary, Binary.SUBTRACT, left, right);
      case TIMES, ELEMENT_TIMES -> together(binary, Binary.MULTIPLY, left, right);
      case DIVIDE, ELEMENT_DIVIDE -> together(binary, Binary.DIVIDE, left, right);
      default -> left.isEmpty() || right.isEmpty() ? Optional.empty()
          : meaningless(binary, "`" + binary.operator().symbol() + "` has no meaning in a policy",
              "`max` and `min` choose; products are element by element");
    };
  }

  private Optional<Tensor> together(
      Expression.Binary place, Binary op, Optional<Tensor> left, Optional<Tensor> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Tensor a = left.get();
    Tensor b = right.get();
    if (!NetworkFunctions.fit(a, b)) {
      diagnostics.report(Diagnostic
          .at(Code.E0301, place.left().span(),
              "`" + place.operator().symbol() + "` needs equal shapes, or a number on one side")
          .label(NetworkShapes.text(a))
          .second(place.right().span(), NetworkShapes.text(b)));
      return Optional.empty();
    }
    return Optional.of(graph.apply(op, a, b));
  }

  /** A whole power as products. */
  private Optional<Tensor> power(Expression.Binary power, Tensor base) {
    Optional<Double> exponent = facts.shapes().number(power.right(), Code.E0814, "a power in a policy");
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    double n = exponent.get();
    if (!(n >= 1 && n <= MAX_POWER && n == Math.rint(n))) {
      return meaningless(power.right(), "a power in a policy is a whole number from 1 to " + MAX_POWER,
          "`sqrt(x)`, `1/x` and `exp(p*log(x))` are others");
    }
    Tensor result = base;
    for (int i = 1; i < n; i++) {
      result = i == 1 ? graph.square(base) : graph.times(result, base);
    }
    return Optional.of(result);
  }

  /** Elements of a vector. */
  private Optional<Tensor> index(Expression.Index index) {
    Optional<Tensor> base = of(index.base());
    if (base.isEmpty()) {
      return Optional.empty();
    }
    Tensor x = base.get();
    if (!NetworkShapes.vector(x) || index.slices().size() != 1) {
      diagnostics.report(Diagnostic
          .at(Code.E0808, index.span(), "elements are taken of a vector, by one index")
          .label("of " + NetworkShapes.describe(x)));
      return Optional.empty();
    }
    return switch (index.slices().getFirst()) {
      case Slice.All s -> base;
      case Slice.At s -> part(s.index(), s.index(), x).map(one -> graph.reshape(one, List.of()));
      case Slice.Range s -> part(s.from(), s.to(), x);
    };
  }

  private Optional<Tensor> part(Expression first, Expression last, Tensor x) {
    OptionalInt from = facts.shapes().whole(first);
    OptionalInt to = facts.shapes().whole(last);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.getAsInt() < 1 || to.getAsInt() < from.getAsInt() || to.getAsInt() > x.shape().last()) {
      diagnostics.report(Diagnostic
          .at(Code.E0303, first.span().to(last.span()),
              (first == last ? "element " : "elements " + from.getAsInt() + " to ")
                  + to.getAsInt() + " of " + NetworkShapes.describe(x))
          .label("elements are 1 to " + x.shape().last()));
      return Optional.empty();
    }
    return Optional.of(graph.part(x, from.getAsInt() - 1, to.getAsInt()));
  }
}
