/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;

/** Which argument goes to which parameter of a user's function: first those without a name, in order, then those with one (E0302). */
final class NamedArguments {
  private NamedArguments() {}

  /** The argument of each parameter, for a call that {@link #check} found right. */
  static List<Argument> ordered(Expression.Call call, Member.Function function) {
    Argument[] ordered = new Argument[function.parameters().size()];
    int position = 0;
    for (Argument argument : call.arguments()) {
      int at = argument.name().map(n -> position(function, n)).orElse(position);
      if (at >= 0 && at < ordered.length) {
        ordered[at] = argument;
      }
      position++;
    }
    return Arrays.stream(ordered).filter(Objects::nonNull).toList();
  }

  private static int position(Member.Function function, Name name) {
    for (int i = 0; i < function.parameters().size(); i++) {
      if (function.parameters().get(i).name().text().equals(name.text())) {
        return i;
      }
    }
    return -1;
  }

  /** Reports names that the function does not have, that are given twice or that come too early; whether there was none. */
  static boolean check(Expression.Call call, Member.Function function, Diagnostics diagnostics) {
    Argument[] given = new Argument[function.parameters().size()];
    boolean named = false;
    int position = 0;
    for (Argument argument : call.arguments()) {
      Optional<Name> name = argument.name();
      if (name.isEmpty() && named) {
        diagnostics.report(Diagnostic
            .at(Code.E0302, argument.span(), "an argument without a name comes after one with a name")
            .label("which parameter is it?")
            .help("put it first, or give it its name too"));
        return false;
      }
      named |= name.isPresent();
      int at = name.map(n -> position(function, n)).orElse(position++);
      if (at < 0) {
        unknown(function, name.orElseThrow(), diagnostics);
        return false;
      }
      if (at < given.length) {
        if (given[at] != null) {
          diagnostics.report(Diagnostic
              .at(Code.E0302, argument.span(), "argument `" + function.parameters().get(at).name() + "` is given twice")
              .label("given again here")
              .second(given[at].span(), "first given here"));
          return false;
        }
        given[at] = argument;
      }
    }
    return true;
  }

  private static void unknown(Member.Function function, Name name, Diagnostics diagnostics) {
    List<String> known = function.parameters().stream().map(p -> p.name().text()).toList();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0302, name.span(), "`" + function.name() + "` has no parameter `" + name + "`")
        .label("not a parameter")
        .second(function.name().span(), "takes " + NameReporter.quoted(known));
    Suggestions.closest(name.text(), known).ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), near)));
    diagnostics.report(diagnostic);
  }
}
