/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.ast.Expression;

/** Whether a formula of a policy is positive by its form, whatever the weights and inputs. */
final class Positivity {
  private final Analysis facts;

  Positivity(Analysis facts) {
    this.facts = facts;
  }

  boolean positive(Expression expression) {
    if (facts.constancy().constant(expression)) {
      return facts.shapes().constant(expression).filter(v -> v.elements().stream().allMatch(e -> e > 0)).isPresent();
    }
    return switch (expression) {
      case Expression.Parenthesized e -> positive(e.inner());
      case Expression.Reference e ->
        facts.bindings().symbol(e.name()).orElse(null) instanceof Symbol.Layer layer && positive(layer.value());
      case Expression.Call e -> positive(e);
      case Expression.Index e -> positive(e.base());
      case Expression.Array e -> e.rows().stream().flatMap(r -> r.elements().stream()).allMatch(this::positive);
      case Expression.Binary e -> switch (e.operator()) {
        case PLUS -> positive(e.left()) && notNegative(e.right()) || notNegative(e.left()) && positive(e.right());
        case TIMES, ELEMENT_TIMES, DIVIDE, ELEMENT_DIVIDE -> positive(e.left()) && positive(e.right());
        case POWER, ELEMENT_POWER -> positive(e.left());
        default -> false;
      };
      default -> false;
    };
  }

  private boolean positive(Expression.Call call) {
    String name = call.callee().span().text();
    return switch (name) {
      case "exp", "softplus", "sigmoid", "softmax" -> true;
      case "sqrt", "sum", "mean", "flatten", "min", "clamp" ->
        call.arguments().stream().allMatch(a -> positive(a.value()));
      case "max" -> call.arguments().stream().anyMatch(a -> positive(a.value()));
      case "dense", "conv" -> call.arguments()
          .stream()
          .anyMatch(a -> a.name().filter(n -> n.text().equals("act")).isPresent()
              && (a.value().span().text().equals("softplus") || a.value().span().text().equals("sigmoid")));
      default -> false;
    };
  }

  private boolean notNegative(Expression expression) {
    return positive(expression) || switch (expression.bare()) {
      case Expression.Call e -> e.callee().span().text().equals("abs") || e.callee().span().text().equals("relu")
          || e.callee().span().text().equals("sumsq");
      case Expression.Binary e ->
        e.operator() == Expression.BinaryOperator.POWER && e.right().span().text().equals("2");
      default -> false;
    };
  }
}
