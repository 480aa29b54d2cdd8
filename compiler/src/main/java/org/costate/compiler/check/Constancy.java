/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.ast.Expression;

/** Whether an expression's value is known when compiling: it uses consts, loop variables, literals and shapes only. */
final class Constancy {
  private final Bindings bindings;
  private final Uses uses;

  Constancy(Bindings bindings, Uses uses) {
    this.bindings = bindings;
    this.uses = uses;
  }

  boolean constant(Expression expression) {
    return switch (expression) {
      case Expression.Reference e -> constant(e);
      case Expression.Call e when isSize(e) -> e.arguments().stream().skip(1).allMatch(a -> constant(a.value()));
      case Expression.Call e when TimeDerivative.is(e) -> false;
      case Expression.Select e -> false;
      default -> Children.of(expression).stream().allMatch(this::constant);
    };
  }

  private boolean constant(Expression.Reference reference) {
    return bindings.symbol(reference.name()).map(symbol -> switch (symbol) {
      case Symbol.Constant s -> true;
      case Symbol.Loop s -> true;
      case Symbol.BuiltIn s -> true;
      case Symbol.Word s -> s.meaning() == Symbol.Word.Meaning.PI;
      case Symbol.Variable s -> false;
      case Symbol.Noise s -> false;
      case Symbol.Observation s -> false;
      case Symbol.Let s -> false;
      case Symbol.Function s -> uses.variables(s).isEmpty();
      case Symbol.Table s -> true;
      case Symbol.Parameter s -> false;
      case Symbol.Policy s -> false;
      case Symbol.Layer s -> false;
      case Symbol.NetworkFunction s -> false;
      case Symbol.Container s -> false;
      case Symbol.Module s -> false;
      case Symbol.Unbuilt s -> false;
    }).orElse(false);
  }

  private boolean isSize(Expression.Call call) {
    return call.callee() instanceof Expression.Reference callee
        && bindings.symbol(callee.name()).orElse(null) instanceof Symbol.BuiltIn builtin
        && builtin.function() == Builtin.SIZE;
  }
}
