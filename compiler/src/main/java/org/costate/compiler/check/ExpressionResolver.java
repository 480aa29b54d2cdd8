/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Optional;
import java.util.function.Predicate;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Row;

/** Finds what the names in an expression mean, and that functions are called while all else is not. */
final class ExpressionResolver {
  private final Bindings bindings;
  private final NameReporter reporter;

  ExpressionResolver(Bindings bindings, NameReporter reporter) {
    this.bindings = bindings;
    this.reporter = reporter;
  }

  void resolve(Expression expression, Scope scope) {
    switch (expression) {
      case Expression.Reference e -> value(e, scope);
      case Expression.Call e -> call(e, scope);
      case Expression.Array e -> e.rows().forEach(row -> row(row, scope));
      default -> Children.of(expression).forEach(child -> resolve(child, scope));
    }
  }

  /** A name alone, as in {@code der(x)}. */
  Optional<Symbol> name(Name name, Scope scope) {
    return name(name, scope, symbol -> !callable(symbol) && !(symbol instanceof Symbol.Container));
  }

  private Optional<Symbol> name(Name name, Scope scope, Predicate<Symbol> wanted) {
    Optional<Symbol> found = scope.find(name.text());
    if (found.isPresent()) {
      bindings.bind(name, found.get());
    } else {
      reporter.unknown(name, scope, wanted);
    }
    return found;
  }

  private void value(Expression.Reference reference, Scope scope) {
    Optional<Symbol> found = scope.find(reference.name().text());
    if (found.isPresent() && callable(found.get())) {
      reporter.wrongKind(reference.name(), found.get(), "a function needs arguments: `" + reference.name() + "(...)`");
    } else if (found.isPresent() && found.get() instanceof Symbol.Container) {
      reporter.wrongKind(reference.name(), found.get(), "a formula needs a value");
    } else {
      name(reference.name(), scope);
    }
  }

  private static boolean callable(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Function s -> true;
      case Symbol.BuiltIn s -> true;
      case Symbol.Word s ->
        s.meaning() == Symbol.Word.Meaning.INITIAL || s.meaning() == Symbol.Word.Meaning.FINAL;
      default -> false;
    };
  }

  private void call(Expression.Call call, Scope scope) {
    callee(call, scope);
    call.arguments().forEach(argument -> argument(argument, scope));
  }

  private void callee(Expression.Call call, Scope scope) {
    switch (Children.bare(call.callee())) {
      case Expression.Reference callee when callee.name().text().equals("der")
          || callee.name().text().equals("next") ->
        {}
      case Expression.Reference callee -> {
        Optional<Symbol> found = scope.find(callee.name().text());
        if (found.isPresent() && !callable(found.get()) && !(found.get() instanceof Symbol.Unbuilt)) {
          reporter.calledValue(call, callee.name(), found.get());
        } else {
          name(callee.name(), scope, ExpressionResolver::callable);
        }
      }
      case Expression.Select callee -> {}
      case Expression callee -> reporter.calledExpression(callee);
    }
  }

  void argument(Argument argument, Scope scope) {
    loop(argument.loop(), argument.value(), scope);
  }

  private void row(Row row, Scope scope) {
    row.elements().forEach(e -> loop(row.loop(), e, scope));
  }

  private void loop(Optional<Comprehension> loop, Expression body, Scope scope) {
    resolve(body, loop.map(l -> loop(l, scope)).orElse(scope));
  }

  /** The scope inside a loop. */
  Scope loop(Comprehension loop, Scope scope) {
    resolve(loop.from(), scope);
    resolve(loop.to(), scope);
    Scope inside = scope.inner();
    Symbol variable = new Symbol.Loop(loop);
    Optional<Symbol> taken = inside.declare(variable);
    if (taken.isPresent()) {
      reporter.declaredTwice(loop.variable(), variable, taken.get());
    } else {
      bindings.bind(loop.variable(), variable);
    }
    return inside;
  }
}
