/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/** The built-in functions that have a meaning in policies, too. */
final class NetworkFunctions {
  private static final List<Builtin> KNOWN = List.of(Builtin.TANH, Builtin.EXP, Builtin.LOG, Builtin.SQRT, Builtin.ABS,
      Builtin.SIN, Builtin.COS, Builtin.MIN, Builtin.MAX, Builtin.CLAMP, Builtin.SUM, Builtin.MEAN, Builtin.SUMSQ,
      Builtin.DOT);

  private final TensorGraph graph;
  private final Diagnostics diagnostics;

  NetworkFunctions(TensorGraph graph, Diagnostics diagnostics) {
    this.graph = graph;
    this.diagnostics = diagnostics;
  }

  /** Whether an operation element by element takes both: equal shapes, or a number on one side. */
  static boolean fit(Tensor a, Tensor b) {
    return NetworkShapes.number(a) || NetworkShapes.number(b) || a.shape().sizes().equals(b.shape().sizes());
  }

  Optional<Tensor> apply(Expression.Call call, Builtin function, Function<Expression, Optional<Tensor>> evaluator) {
    if (!KNOWN.contains(function)) {
      diagnostics.report(Diagnostic
          .at(Code.E0814, call.callee().span(), "`" + function.word() + "` has no meaning in a policy")
          .label("not for networks")
          .help("there are " + NameReporter.quoted(KNOWN.stream().map(Builtin::word).toList())));
      return Optional.empty();
    }
    List<Tensor> x = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      if (argument.name().isEmpty() && argument.loop().isEmpty()) {
        evaluator.apply(argument.value()).ifPresent(x::add);
      }
    }
    int wanted = switch (function) {
      case MIN, MAX -> Math.max(2, call.arguments().size());
      case CLAMP -> 3;
      case DOT -> 2;
      default -> 1;
    };
    if (call.arguments().size() != wanted
        || call.arguments().stream().anyMatch(a -> a.name().isPresent() || a.loop().isPresent())) {
      diagnostics.report(Diagnostic
          .at(Code.E0302, call.span(), "in a policy `" + function.word() + "` takes " + wanted
              + (wanted == 1 ? " argument" : " arguments"))
          .label(call.arguments().size() + " given"));
      return Optional.empty();
    }
    if (x.size() < wanted) {
      return Optional.empty();
    }
    for (int i = 1; i < wanted; i++) {
      if (!fit(x.getFirst(), x.get(i))) {
        diagnostics.report(Diagnostic
            .at(Code.E0301, call.arguments().get(i).span(), "`" + function.word() + "` needs equal shapes, or numbers")
            .label(NetworkShapes.text(x.get(i)))
            .second(call.arguments().getFirst().span(), NetworkShapes.text(x.getFirst())));
        return Optional.empty();
      }
    }
    return Optional.of(value(function, x));
  }

  private Tensor value(Builtin function, List<Tensor> arguments) {
    Tensor x = arguments.getFirst();
    return switch (function) {
      case TANH -> graph.apply(Unary.TANH, x);
      case EXP -> graph.apply(Unary.EXP, x);
      case LOG -> graph.apply(Unary.LOG, x);
      case SQRT -> graph.apply(Unary.SQRT, x);
      case ABS -> graph.apply(Unary.ABS, x);
      case SIN -> graph.apply(Unary.SIN, x);
      case COS -> graph.apply(Unary.COS, x);
      case MIN -> arguments.stream().reduce((a, b) -> graph.apply(Binary.MINIMUM, a, b)).orElseThrow();
      case MAX -> arguments.stream().reduce((a, b) -> graph.apply(Binary.MAXIMUM, a, b)).orElseThrow();
      case CLAMP -> graph.apply(
          Binary.MINIMUM, graph.apply(Binary.MAXIMUM, x, arguments.get(1)), arguments.get(2));
      case SUM -> graph.sumOfEach(x);
      case MEAN -> graph.times(graph.sumOfEach(x), 1.0 / x.shape().size());
      case SUMSQ -> graph.sumOfEach(graph.square(x));
      case DOT -> graph.sumOfEach(graph.times(x, arguments.get(1)));
      default -> throw new IllegalArgumentException("no function of networks: " + function);
    };
  }
}
