/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.PolicyInfo.Memory;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;

/** Layers: what they take and give (E0808), and their sizes (E0809). */
final class NetworkLayers {
  private static final int MAX_SIZE = 65_536;

  private final Analysis facts;
  private final TensorGraph graph;
  private final Diagnostics diagnostics;
  private final List<Memory> memories = new ArrayList<>();
  private final Map<Tensor, Tensor> inputs = new HashMap<>();

  NetworkLayers(Analysis facts, TensorGraph graph, Diagnostics diagnostics) {
    this.facts = facts;
    this.graph = graph;
    this.diagnostics = diagnostics;
  }

  /** What a dense layer was given, by what it gives. */
  Optional<Tensor> input(Tensor y) {
    return Optional.ofNullable(inputs.get(y));
  }

  /** What is remembered from step to step. */
  List<Memory> memories() {
    return List.copyOf(memories);
  }

  /** @param name what the weights are named after */
  Optional<Tensor> dense(Expression.Call call, NetworkArguments given, Tensor input, Supplier<String> name) {
    OptionalInt units = size(given.get("units"), "units");
    Optional<Activation> act = activation(given);
    Optional<Tensor> x = vector(given.get("x"), call, input);
    Optional<Double> start = given.find("initial").map(this::spread).orElse(Optional.of(1.0));
    if (units.isEmpty() || act.isEmpty() || x.isEmpty() || start.isEmpty()) {
      return Optional.empty();
    }
    WeightStart first = new WeightStart.Uniform(start.get() / Math.sqrt(x.get().shape().last()));
    Tensor sum = Layers.dense(graph, name.get(), x.get(), units.getAsInt(), Optional.empty(), first);
    Tensor y = act.get().apply(graph, sum);
    inputs.put(y, x.get());
    return Optional.of(y);
  }

  /** How large weights are first. */
  private Optional<Double> spread(Expression start) {
    Optional<Double> value = known(start, "`initial` must be")
        ? facts.shapes().number(start, Code.E0809, "`initial`")
        : Optional.empty();
    if (value.isPresent() && !(value.get() >= 0 && value.get() < Double.POSITIVE_INFINITY)) {
      diagnostics.report(Diagnostic.at(Code.E0809, start.span(), "`initial` is a number that is not negative")
          .label("this is " + Numbers.text(value.get()))
          .note("weights start uniform within initial / sqrt(n) of zero"));
      return Optional.empty();
    }
    return value;
  }

  Optional<Tensor> convolution(Expression.Call call, NetworkArguments given, Tensor image, Supplier<String> name) {
    OptionalInt filters = size(given.get("filters"), "filters");
    OptionalInt kernel = size(given.get("kernel"), "kernel");
    OptionalInt stride = given.find("stride").map(s -> size(s, "stride")).orElse(OptionalInt.of(1));
    Optional<Activation> act = activation(given);
    if (!image(given.get("x"), call, image) || filters.isEmpty() || kernel.isEmpty() || stride.isEmpty()
        || act.isEmpty()) {
      return Optional.empty();
    }
    int smaller = Math.min(image.shape().sizes().get(1), image.shape().sizes().get(2));
    if (kernel.getAsInt() > smaller) {
      diagnostics.report(Diagnostic
          .at(Code.E0808, given.get("kernel").span(), "a kernel of " + kernel.getAsInt() + " is larger than the image")
          .label("at most " + smaller)
          .second(given.get("x").span(), NetworkShapes.text(image)));
      return Optional.empty();
    }
    Tensor y = Layers.convolution(graph, name.get(), image, filters.getAsInt(), kernel.getAsInt(), stride.getAsInt(),
        Optional.empty());
    return Optional.of(act.get().apply(graph, y));
  }

  Optional<Tensor> spatialSoftmax(
      Expression.Call call, NetworkArguments given, Tensor image, Supplier<String> name) {
    return image(given.get("x"), call, image)
        ? Optional.of(Layers.spatialSoftmax(graph, name.get(), image))
        : Optional.empty();
  }

  Optional<Tensor> norm(Expression.Call call, NetworkArguments given, Tensor input, Supplier<String> name) {
    return vector(given.get("x"), call, input).map(x -> Layers.norm(graph, name.get(), x));
  }

  Optional<Tensor> gru(Expression.Call call, NetworkArguments given, Tensor input, Supplier<String> name) {
    OptionalInt units = size(given.get("units"), "units");
    Optional<Tensor> x = vector(given.get("x"), call, input);
    if (units.isEmpty() || x.isEmpty()) {
      return Optional.empty();
    }
    String own = name.get();
    Tensor memory = graph.input(own + ".memory", TensorShape.rows(units.getAsInt()));
    Tensor next = Layers.gru(graph, own, x.get(), memory);
    memories.add(new Memory(own, memory, next));
    return Optional.of(next);
  }

  Optional<Tensor> softmax(Expression.Call call, NetworkArguments given, Tensor input) {
    return vector(given.get("x"), call, input).map(graph::softmax);
  }

  /** Numbers that are learned from a start. */
  Optional<Tensor> learned(NetworkArguments given, Supplier<String> name) {
    return start(given).map(start -> weights(name.get(), start));
  }

  /** Positive numbers that are learned by their logarithms, as many as {@code like} has if one start is given. */
  Optional<Tensor> learnedPositive(NetworkArguments given, TensorShape like, String name) {
    Optional<Start> found = start(given);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Start start = found.get();
    if (start.values().stream().anyMatch(v -> !(v > 0))) {
      diagnostics.report(Diagnostic
          .at(Code.E0812, given.get("initial").span(), "a standard deviation is positive")
          .label("this is " + Numbers.text(start.values().stream().filter(v -> !(v > 0)).findFirst().orElseThrow())));
      return Optional.empty();
    }
    List<Integer> sizes = start.sizes().isEmpty() ? like.sizes() : start.sizes();
    Start logarithms = new Start(sizes, start.values().stream().map(Math::log).toList());
    return Optional.of(graph.apply(Unary.EXP, weights(name, logarithms)));
  }

  private record Start(List<Integer> sizes, List<Double> values) {}

  private Optional<Start> start(NetworkArguments given) {
    Expression start = given.get("initial");
    Optional<OptionalInt> size = given.find("size").map(s -> size(s, "size"));
    if (!known(start, "the start of what is learned must be")) {
      return Optional.empty();
    }
    Optional<org.costate.compiler.types.Tensor<Double>> value = facts.shapes().constant(start);
    if (value.isEmpty() || value.get().shape().rank() > 1) {
      if (!facts.shapes().type(start).unknown()) {
        diagnostics.report(Diagnostic
            .at(Code.E0809, start.span(), "what is learned starts with a number or a vector")
            .label("neither"));
      }
      return Optional.empty();
    }
    if (size.isPresent() && size.get().isEmpty()) {
      return Optional.empty();
    }
    List<Integer> sizes = size.map(s -> List.of(s.getAsInt())).orElse(value.get().shape().dimensions());
    if (!value.get().shape().scalar() && !sizes.equals(value.get().shape().dimensions())) {
      diagnostics.report(Diagnostic
          .at(Code.E0809, given.get("size").span(), "the start has another size")
          .label("size " + sizes.getFirst())
          .second(start.span(), value.get().shape().describe()));
      return Optional.empty();
    }
    return Optional.of(new Start(sizes, value.get().elements()));
  }

  /** A weight starts with one number for all; what differs from the first is added. */
  private Tensor weights(String name, Start start) {
    double first = start.values().getFirst();
    Tensor weight = graph.weight(name, start.sizes(), new WeightStart.Constant(first));
    List<Double> rest = start.values().stream().map(v -> v - first).toList();
    return rest.stream().allMatch(v -> v == 0) ? weight : graph.plus(weight, graph.constant(start.sizes(), rest));
  }

  /** A vector, or a number as a vector of one. */
  Optional<Tensor> vector(Expression place, Expression.Call call, Tensor found) {
    if (NetworkShapes.number(found)) {
      return Optional.of(graph.reshape(found, List.of(1)));
    }
    if (NetworkShapes.vector(found)) {
      return Optional.of(found);
    }
    diagnostics.report(NetworkShapes.unfit(place, name(call), "a vector", found)
        .fix(Fix.replace(place.span(), "flatten(" + place.span().text() + ")")));
    return Optional.empty();
  }

  private boolean image(Expression place, Expression.Call call, Tensor found) {
    if (!NetworkShapes.image(found)) {
      diagnostics.report(NetworkShapes.unfit(place, name(call), "an image [channels, height, width]", found)
          .help("an image comes from `observe camera[1, 32, 32] = raster(view, 32, 32);`"));
    }
    return NetworkShapes.image(found);
  }

  private static String name(Expression.Call call) {
    return call.callee().span().text();
  }

  /** Whether a formula is made of what is known when compiling; reported if not, unless a name in it was. */
  private boolean known(Expression expression, String what) {
    if (facts.constancy().constant(expression)) {
      return true;
    }
    boolean[] sound = {true};
    Children.walk(expression, e -> {
      if (e instanceof Expression.Reference name) {
        sound[0] &= facts.bindings().symbol(name.name()).isPresent();
      }
    });
    if (sound[0]) {
      diagnostics.report(Diagnostic
          .at(Code.E0809, expression.span(), what + " known when compiling")
          .label("computed by the network, or at run time")
          .help("a network has one architecture: write a number or a const"));
    }
    return false;
  }

  /** A positive whole number that is known when compiling. */
  private OptionalInt size(Expression expression, String what) {
    Optional<Double> value = known(expression, "`" + what + "` must be")
        ? facts.shapes().number(expression, Code.E0809, "`" + what + "`")
        : Optional.empty();
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    double size = value.get();
    if (!(size >= 1 && size <= MAX_SIZE && size == Math.rint(size))) {
      diagnostics.report(Diagnostic
          .at(Code.E0809, expression.span(), "`" + what + "` is a whole number from 1 to " + MAX_SIZE)
          .label("this is " + Numbers.text(size)));
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) size);
  }

  private Optional<Activation> activation(NetworkArguments given) {
    if (given.find("act").isEmpty()) {
      return Optional.of(Activation.NONE);
    }
    Expression word = given.get("act");
    Optional<Activation> known = Activation.find(word.span().text());
    if (known.isEmpty()) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0809, word.span(), "unknown activation `" + word.span().text() + "`")
          .label("no such activation")
          .help("there are " + NameReporter.quoted(Activation.words()));
      Suggestions.closest(word.span().text(), Activation.words())
          .ifPresent(near -> diagnostic.fix(Fix.replace(word.span(), near)));
      diagnostics.report(diagnostic);
    }
    return known;
  }
}
