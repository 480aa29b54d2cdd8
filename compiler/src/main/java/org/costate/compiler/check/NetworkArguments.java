/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;

/** The arguments of a call in a policy by the names of their parameters: those without a name stand first, in order (E0302). */
final class NetworkArguments {
  private final Map<String, Expression> given = new HashMap<>();

  private NetworkArguments() {}

  /** @param signature as the manual writes the call; empty if an argument does not fit, which is reported */
  static Optional<NetworkArguments> of(
      Expression.Call call, String signature, List<String> parameters, int required, Diagnostics diagnostics) {
    NetworkArguments all = new NetworkArguments();
    int position = 0;
    for (Argument argument : call.arguments()) {
      Optional<Diagnostic.Builder> wrong = all.add(argument, parameters, position++);
      if (wrong.isPresent()) {
        diagnostics.report(wrong.get().note(signature));
        return Optional.empty();
      }
    }
    for (String parameter : parameters.subList(0, required)) {
      if (!all.given.containsKey(parameter)) {
        diagnostics.report(Diagnostic
            .at(Code.E0302, call.span(), "`" + call.callee().span().text() + "` needs `" + parameter + "`")
            .label("argument `" + parameter + "` is missing")
            .note(signature));
        return Optional.empty();
      }
    }
    return Optional.of(all);
  }

  private Optional<Diagnostic.Builder> add(Argument argument, List<String> parameters, int position) {
    Optional<String> name = argument.name().map(n -> n.text());
    if (argument.loop().isPresent()) {
      return Optional.of(Diagnostic.at(Code.E0302, argument.span(), "an argument here is no list")
          .label("counts with `for`"));
    }
    if (name.isEmpty() && position >= parameters.size()) {
      return Optional.of(Diagnostic.at(Code.E0302, argument.span(), "too many arguments")
          .label("one more than there are parameters"));
    }
    if (name.isPresent() && !parameters.contains(name.get())) {
      Diagnostic.Builder unknown = Diagnostic
          .at(Code.E0302, argument.name().get().span(), "there is no parameter `" + name.get() + "` here")
          .label("not a parameter")
          .help("the parameters are " + NameReporter.quoted(parameters));
      Suggestions.closest(name.get(), parameters)
          .ifPresent(near -> unknown.fix(Fix.replace(argument.name().get().span(), near)));
      return Optional.of(unknown);
    }
    Expression before = given.putIfAbsent(name.orElseGet(() -> parameters.get(position)), argument.value());
    return before == null
        ? Optional.empty()
        : Optional.of(Diagnostic.at(Code.E0302, argument.span(), "this argument is given twice")
            .label("given again here")
            .second(before.span(), "first given here"));
  }

  Optional<Expression> find(String parameter) {
    return Optional.ofNullable(given.get(parameter));
  }

  /** An argument that must be given. */
  Expression get(String parameter) {
    return find(parameter).orElseThrow();
  }
}
