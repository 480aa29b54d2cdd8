/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ops.Op;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * Makes tensors of the numbers of a function. A truth value is 1 or 0, and an {@code if} is the sum of both sides times what they are wanted by. Since
 * 0 times what is not finite is no number, and a derivative passes through both sides, operations that may overflow or have no value get a
 * harmless operand where they are not wanted.
 */
final class NetworkOperations {
  private final TensorGraph graph;

  /** By where they are wanted: the tensor that says so, or none if everywhere. */
  private final Map<Optional<Tensor>, Map<NetworkScalar, Tensor>> known = new HashMap<>();

  NetworkOperations(TensorGraph graph) {
    this.graph = graph;
  }

  /** @throws NetworkInliner.NoMeaning for an operation that tensors do not have */
  Tensor of(NetworkScalar number) {
    return of(number, Optional.empty());
  }

  /** @param wanted 1 where the number is used, otherwise 0; empty for everywhere */
  private Tensor of(NetworkScalar number, Optional<Tensor> wanted) {
    Map<NetworkScalar, Tensor> there = known.computeIfAbsent(wanted, w -> new IdentityHashMap<>());
    Tensor made = there.get(number);
    if (made == null) {
      made = switch (number) {
        case NetworkScalar.Given x -> x.tensor();
        case NetworkScalar.Known x -> graph.constant(x.value());
        case NetworkScalar.Applied x -> applied(x, wanted);
        case NetworkScalar.Chosen x -> chosen(x, wanted);
      };
      there.put(number, made);
    }
    return made;
  }

  private Tensor chosen(NetworkScalar.Chosen choice, Optional<Tensor> wanted) {
    Tensor holds = of(choice.condition(), wanted);
    Tensor fails = not(holds);
    return graph.plus(graph.times(holds, of(choice.whenTrue(), both(wanted, holds))),
        graph.times(fails, of(choice.whenFalse(), both(wanted, fails))));
  }

  private Optional<Tensor> both(Optional<Tensor> wanted, Tensor condition) {
    return Optional.of(wanted.map(w -> graph.times(w, condition)).orElse(condition));
  }

  private Tensor not(Tensor condition) {
    return graph.minus(graph.constant(1), condition);
  }

  /** The number where it is wanted, {@code harmless} elsewhere. */
  private Tensor guarded(NetworkScalar number, double harmless, Optional<Tensor> wanted) {
    Tensor x = of(number, wanted);
    return wanted.isEmpty() || number instanceof NetworkScalar.Known ? x
        : graph.plus(graph.times(wanted.get(), x), graph.times(not(wanted.get()), harmless));
  }

  private Tensor applied(NetworkScalar.Applied y, Optional<Tensor> wanted) {
    NetworkScalar a = y.a();
    NetworkScalar b = y.b();
    return switch (y.op()) {
      case ADD -> graph.plus(of(a, wanted), of(b, wanted));
      case SUBTRACT -> graph.minus(of(a, wanted), of(b, wanted));
      case MULTIPLY -> a == b ? graph.square(of(a, wanted)) : graph.times(of(a, wanted), of(b, wanted));
      case DIVIDE -> graph.divided(of(a, wanted), guarded(b, 1, wanted));
      case NEGATE -> graph.apply(Unary.NEGATE, of(a, wanted));
      case SQRT -> graph.apply(Unary.SQRT, guarded(a, 1, wanted));
      case EXP -> graph.apply(Unary.EXP, guarded(a, 0, wanted));
      case EXPM1 -> graph.minus(graph.apply(Unary.EXP, guarded(a, 0, wanted)), graph.constant(1));
      case LOG -> graph.apply(Unary.LOG, guarded(a, 1, wanted));
      case LOG1P -> a instanceof NetworkScalar.Applied exponential && exponential.op() == Op.EXP
          ? graph.apply(Unary.SOFTPLUS, of(exponential.a(), wanted))
          : graph.apply(Unary.LOG, graph.plus(graph.constant(1), guarded(a, 0, wanted)));
      case LOG10 -> graph.times(graph.apply(Unary.LOG, guarded(a, 1, wanted)), 1 / Math.log(10));
      case POW -> graph.apply(Unary.EXP,
          graph.times(guarded(b, 0, wanted), graph.apply(Unary.LOG, guarded(a, 1, wanted))));
      case SIN -> graph.apply(Unary.SIN, of(a, wanted));
      case COS -> graph.apply(Unary.COS, of(a, wanted));
      case TAN -> {
        Tensor x = guarded(a, 0, wanted);
        yield graph.divided(graph.apply(Unary.SIN, x), graph.apply(Unary.COS, x));
      }
      case SINH -> hyperbolic(Binary.SUBTRACT, guarded(a, 0, wanted));
      case COSH -> hyperbolic(Binary.ADD, guarded(a, 0, wanted));
      case TANH -> graph.apply(Unary.TANH, of(a, wanted));
      case ABS -> graph.apply(Unary.ABS, of(a, wanted));
      case SIGN -> {
        Tensor x = of(a, wanted);
        yield graph.minus(positive(x), positive(graph.apply(Unary.NEGATE, x)));
      }
      case MIN -> graph.apply(Binary.MINIMUM, of(a, wanted), of(b, wanted));
      case MAX -> graph.apply(Binary.MAXIMUM, of(a, wanted), of(b, wanted));
      case LESS -> less(a, b, wanted);
      case LESS_EQUAL -> not(less(b, a, wanted));
      case EQUAL -> graph.times(not(less(a, b, wanted)), not(less(b, a, wanted)));
      case NOT -> not(of(a, wanted));
      case AND -> graph.times(of(a, wanted), of(b, wanted));
      case OR -> graph.apply(Binary.MAXIMUM, of(a, wanted), of(b, wanted));
      case CBRT, ASIN, ACOS, ATAN, ATAN2, FLOOR, CEIL, ROUND, MOD, MULTIPLY_ADD ->
        throw new NetworkInliner.NoMeaning(y.place(), "`" + y.op().symbol() + "` has no meaning in a policy");
    };
  }

  /** 1 where a is less, otherwise 0; its derivative is 0. */
  private Tensor less(NetworkScalar a, NetworkScalar b, Optional<Tensor> wanted) {
    return positive(graph.minus(of(b, wanted), of(a, wanted)));
  }

  private Tensor positive(Tensor x) {
    return graph.apply(Unary.POSITIVE, x);
  }

  /** (exp(x) + exp(-x)) / 2, or with a minus. */
  private Tensor hyperbolic(Binary op, Tensor x) {
    return graph.times(graph.apply(op, graph.apply(Unary.EXP, x),
        graph.apply(Unary.EXP, graph.apply(Unary.NEGATE, x))), 0.5);
  }
}
