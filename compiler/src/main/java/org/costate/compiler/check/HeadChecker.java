/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Span;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;

/** What a policy says about a control: as many numbers as it has (E0804), by a distribution that fits it (E0812). */
final class HeadChecker {
  private static final String GAUSSIAN = "gaussian(mean, std = learned(0.5), squash = none)";
  private static final String CATEGORICAL = "categorical(logits)";

  private final Analysis facts;
  private final Item.Policy policy;
  private final TensorGraph graph;
  private final NetworkEvaluator network;
  private final Diagnostics diagnostics;

  HeadChecker(Analysis facts, Item.Policy policy, TensorGraph graph, NetworkEvaluator network,
      Diagnostics diagnostics) {
    this.facts = facts;
    this.policy = policy;
    this.graph = graph;
    this.network = network;
    this.diagnostics = diagnostics;
  }

  /** @param control whose type is known */
  Optional<Head> head(Statement.Output output, Symbol.Variable control) {
    Optional<Domain.Choices> choices = choices(control);
    if (!output.stochastic()) {
      if (choices.isPresent()) {
        return discrete(output, control, choices.get());
      }
      return network.evaluate(output.value(), control.name())
          .flatMap(value -> fitting(value, output.value(), control))
          .map(value -> new Head.Deterministic(control.name(), value));
    }
    Expression value = output.value().bare();
    if (value instanceof Expression.Call call) {
      switch (call.callee().span().text()) {
        case "gaussian" -> {
          return choices.isPresent() ? discrete(output, control, choices.get()) : gaussian(call, control);
        }
        case "categorical" -> {
          return categorical(call, control, choices);
        }
        default -> {}
      }
    }
    Expression named = value instanceof Expression.Call call ? call.callee() : value;
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0812, named.span(), "unknown distribution `" + named.span().text() + "`")
        .label("not a distribution of controls")
        .help("there are `" + GAUSSIAN + "` and `" + CATEGORICAL + "`");
    Suggestions.closest(named.span().text(), List.of("gaussian", "categorical"))
        .ifPresent(near -> diagnostic.fix(Fix.replace(named.span(), near)));
    diagnostics.report(diagnostic);
    return Optional.empty();
  }

  private static Optional<Domain.Choices> choices(Symbol.Variable control) {
    return control.declaration().domain().filter(Domain.Choices.class::isInstance).map(Domain.Choices.class::cast);
  }

  private Optional<Head> discrete(Statement.Output output, Symbol.Variable control, Domain.Choices choices) {
    diagnostics.report(Diagnostic
        .at(Code.E0812, output.value().span(), "control `" + control.name() + "` is one of a set of values")
        .label("not a choice")
        .second(choices.span(), "its values")
        .help("choose among them: `output " + control.name() + " ~ categorical(logits = dense(h, units = "
            + choices.values().size() + "));`"));
    return Optional.empty();
  }

  private Optional<Head> gaussian(Expression.Call call, Symbol.Variable control) {
    Optional<NetworkArguments> arguments =
        NetworkArguments.of(call, GAUSSIAN, List.of("mean", "std", "squash"), 2, diagnostics);
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    NetworkArguments given = arguments.get();
    Optional<Boolean> squashed = squashed(given, control);
    Optional<Tensor> mean = network.evaluate(given.get("mean"), control.name() + ".mean")
        .flatMap(m -> fitting(m, given.get("mean"), control));
    Optional<Tensor> deviation = deviation(given.get("std"), control);
    return mean.isEmpty() || deviation.isEmpty() || squashed.isEmpty()
        ? Optional.empty()
        : Optional.of(new Head.Gaussian(control.name(), mean.get(), deviation.get(), squashed.get()));
  }

  /** {@code learned(0.5)} is learned by its logarithm, so it stays positive; any other formula must be positive by its form. */
  private Optional<Tensor> deviation(Expression std, Symbol.Variable control) {
    TensorShape shape = new TensorShape(false, facts.shape(control).dimensions());
    if (std.bare() instanceof Expression.Call call && call.callee() instanceof Expression.Reference callee
        && facts.bindings().symbol(callee.name()).orElse(null) instanceof Symbol.NetworkFunction f
        && f.function() == NetworkCall.LEARNED) {
      return NetworkArguments
          .of(call, f.function().signature(), f.function().parameters(), f.function().required(), diagnostics)
          .flatMap(given -> network.layers().learnedPositive(given, shape, control.name() + ".log_std"))
          .flatMap(value -> spread(value, std, control));
    }
    Optional<Tensor> value = network.evaluate(std, control.name() + ".std").flatMap(v -> spread(v, std, control));
    if (value.isPresent() && !new Positivity(facts).positive(std)) {
      diagnostics.report(Diagnostic
          .at(Code.E0812, std.span(), "this standard deviation may be negative")
          .label("not positive by its form")
          .help("`exp(...)` and `softplus(...)` are positive, and so is `learned(0.5)` here"));
      return Optional.empty();
    }
    return value;
  }

  private Optional<Tensor> spread(Tensor value, Expression place, Symbol.Variable control) {
    return NetworkShapes.number(value) ? Optional.of(value) : sized(value, place, control);
  }

  private Optional<Boolean> squashed(NetworkArguments given, Symbol.Variable control) {
    Optional<Expression> word = given.find("squash");
    if (word.isEmpty() || word.get().span().text().equals("none")) {
      return Optional.of(false);
    }
    if (!word.get().span().text().equals("tanh")) {
      diagnostics.report(Diagnostic
          .at(Code.E0812, word.get().span(), "a control is squashed by `tanh`, or `none`")
          .label("not known"));
      return Optional.empty();
    }
    if (control.declaration().domain().isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E0812, word.get().span(), "`" + control.name() + "` has no limits to be squashed into")
          .label("between which values?")
          .second(control.place().orElseThrow(), "declared without limits")
          .help("give it limits, `in [-1, 1]`, or leave `squash` out"));
      return Optional.empty();
    }
    return Optional.of(true);
  }

  private Optional<Head> categorical(
      Expression.Call call, Symbol.Variable control, Optional<Domain.Choices> choices) {
    Optional<NetworkArguments> arguments =
        NetworkArguments.of(call, CATEGORICAL, List.of("logits"), 1, diagnostics);
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    if (choices.isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E0812, call.callee().span(), "control `" + control.name() + "` has no set of values to choose from")
          .label("chooses one of a set")
          .second(control.place().orElseThrow(), "any number")
          .help("declare its values: `control " + control.name() + " in {-1, 0, 1};`"));
      return Optional.empty();
    }
    Expression logits = arguments.get().get("logits");
    List<Double> values = facts.choices(control);
    return network.evaluate(logits, control.name() + ".logits").flatMap(found -> {
      if (found.shape().size() != values.size() || !NetworkShapes.vector(found)) {
        report(found, logits, "policy `" + policy.name() + "` rates " + found.shape().size()
            + " values of a control that has " + values.size(), values.size(), choices.get().span(),
            values.size() + " values");
        return Optional.empty();
      }
      return Optional.of(new Head.Categorical(control.name(), rows(found), values));
    });
  }

  /** The value in the shape of the control, one for each sample. */
  private Optional<Tensor> fitting(Tensor value, Expression place, Symbol.Variable control) {
    return sized(value, place, control).map(this::rows);
  }

  private Optional<Tensor> sized(Tensor value, Expression place, Symbol.Variable control) {
    List<Integer> sizes = facts.shape(control).dimensions();
    int wanted = facts.shape(control).size();
    if (value.shape().size() != wanted) {
      report(value, place, "policy `" + policy.name() + "` gives " + count(value.shape().size())
          + " for a control of " + wanted, wanted, control.place().orElseThrow(),
          wanted == 1 ? "1 element" : wanted + " elements");
      return Optional.empty();
    }
    return Optional.of(graph.reshape(value, sizes));
  }

  private static String count(int numbers) {
    return numbers == 1 ? "1 number" : numbers + " numbers";
  }

  private Tensor rows(Tensor value) {
    return graph.repeat(value, new TensorShape(true, value.shape().sizes()));
  }

  /** Says where the number comes from: the last two layers before it. */
  private void report(Tensor found, Expression place, String message, int wanted, Span declaration,
      String declared) {
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0804, place.span(), message)
        .label(NetworkShapes.text(found))
        .second(declaration, declared);
    List<Symbol.Layer> before = before(place);
    for (Symbol.Layer layer : before) {
      network.value(layer)
          .ifPresent(v -> diagnostic.second(layer.place().orElseThrow(), NetworkShapes.text(v)
              + network.layers().input(v).map(x -> " from " + NetworkShapes.text(x)).orElse("")));
    }
    if (place.bare() instanceof Expression.Call call) {
      call.arguments()
          .stream()
          .filter(a -> a.name().map(Name::text).filter(n -> n.equals("units")).isPresent())
          .findFirst()
          .ifPresent(units -> diagnostic.fix(new Fix(
              "change `" + units.span().text() + "` to `units = " + wanted + "`",
              List.of(new Fix.Edit(units.value().span(), "" + wanted)))));
    }
    diagnostics.report(diagnostic);
  }

  /** The layer that a formula names first and the one that this is made of, in the order of their definition. */
  private List<Symbol.Layer> before(Expression formula) {
    List<Symbol.Layer> chain = new ArrayList<>();
    Expression at = formula;
    while (chain.size() < 2) {
      Optional<Symbol.Layer> next = facts.uses()
          .direct(at)
          .keySet()
          .stream()
          .filter(Symbol.Layer.class::isInstance)
          .map(Symbol.Layer.class::cast)
          .filter(layer -> !chain.contains(layer))
          .findFirst();
      if (next.isEmpty()) {
        break;
      }
      chain.addFirst(next.get());
      at = next.get().value();
    }
    return chain;
  }
}
