/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
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
  private final QualifiedNames qualified;

  ExpressionResolver(Bindings bindings, NameReporter reporter, QualifiedNames qualified) {
    this.bindings = bindings;
    this.reporter = reporter;
    this.qualified = qualified;
  }

  void resolve(Expression expression, Scope scope) {
    switch (expression) {
      case Expression.Reference e -> value(e, scope);
      case Expression.Call e -> call(e, scope);
      case Expression.Select e -> {
        resolve(e.base(), scope);
        if (!(e.base() instanceof Expression.Select)) {
          reporter.selected(e);
        }
      }
      case Expression.Array e -> e.rows().forEach(row -> row(row, scope));
      default -> Children.of(expression).forEach(child -> resolve(child, scope));
    }
  }

  /** A name alone, as in {@code der(x)}. */
  Optional<Symbol> name(Name name, Scope scope) {
    return find(List.of(), name, scope, ExpressionResolver::value)
        .map(symbol -> {
          bindings.bind(name, symbol);
          return symbol;
        });
  }

  /** What a name stands for; reported if that is nothing. */
  private Optional<Symbol> find(List<Name> qualifier, Name name, Scope scope, Predicate<Symbol> wanted) {
    if (!qualifier.isEmpty()) {
      return qualified.find(qualifier, name, scope, wanted);
    }
    Optional<Symbol> found = scope.find(name.text());
    if (found.isEmpty()) {
      reporter.unknown(name, scope, wanted);
    }
    return found;
  }

  private void value(Expression.Reference reference, Scope scope) {
    Name name = reference.name();
    find(reference.qualifier(), name, scope, ExpressionResolver::value).ifPresent(symbol -> {
      if (callable(symbol)) {
        reporter.wrongKind(name, symbol, "a function needs arguments: `" + reference.text() + "(...)`");
      } else if (!value(symbol)) {
        boolean module = symbol instanceof Symbol.Module;
        reporter.wrongKind(name, symbol, "a formula needs a value" + (module ? ": `" + name + ".NAME`" : ""));
      } else {
        bindings.bind(name, symbol);
      }
    });
  }

  private static boolean value(Symbol symbol) {
    return !callable(symbol) && !(symbol instanceof Symbol.Container) && !(symbol instanceof Symbol.Module)
        && !(symbol instanceof Symbol.Policy);
  }

  private static boolean callable(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Function s -> true;
      case Symbol.BuiltIn s -> true;
      case Symbol.Table s -> true;
      case Symbol.NetworkFunction s -> true;
      case Symbol.Word s ->
        switch (s.meaning()) {
          case INITIAL, FINAL, CSV -> true;
          case PI, T, OBJECTIVE, MAX_VIOLATION, ITERATIONS, MEAN_RETURN -> false;
        };
      default -> false;
    };
  }

  private void call(Expression.Call call, Scope scope) {
    callee(call, scope);
    if (CsvCall.find(call, bindings).isEmpty()) {
      call.arguments().forEach(argument -> argument(argument, scope));
    }
  }

  /** The function of a call. */
  void callee(Expression.Call call, Scope scope) {
    switch (call.callee().bare()) {
      case Expression.Reference callee when callee.is("der") -> {}
      case Expression.Reference callee when callee.is("next") -> reporter.next(call);
      case Expression.Reference callee ->
        find(callee.qualifier(), callee.name(), scope, ExpressionResolver::callable).ifPresent(symbol -> {
          if (callable(symbol) || symbol instanceof Symbol.Unbuilt) {
            bindings.bind(callee.name(), symbol);
          } else {
            reporter.calledValue(call, callee.name(), symbol);
          }
        });
      case Expression.Select callee -> resolve(callee, scope);
      case Expression callee -> reporter.calledExpression(callee);
    }
  }

  void argument(Argument argument, Scope scope) {
    loop(argument.loop(), argument.value(), scope);
  }

  void row(Row row, Scope scope) {
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
