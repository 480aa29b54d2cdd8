/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/**
 * {@code csv("file")} or {@code csv("file", "column", "column")}.
 *
 * @param columns the two that are wanted, by their headings; none for the whole file
 */
record CsvCall(Expression.Call call, Expression.Text path, List<Expression.Text> columns) {
  static final String SIGNATURE =
      "csv(\"file.csv\") or csv(\"file.csv\", \"argument\", \"value\"): the columns of a data file";

  CsvCall {
    columns = List.copyOf(columns);
  }

  /** The call, if an expression is one, whatever its arguments are. */
  static Optional<Expression.Call> find(Expression expression, Bindings bindings) {
    return expression.bare() instanceof Expression.Call call
        && call.callee().bare() instanceof Expression.Reference callee
        && bindings.symbol(callee.name()).orElse(null) instanceof Symbol.Word word
        && word.meaning() == Symbol.Word.Meaning.CSV ? Optional.of(call) : Optional.empty();
  }

  /** The call with its arguments understood; empty if they are wrong, which is reported. */
  static Optional<CsvCall> of(Expression.Call call, Diagnostics diagnostics) {
    int given = call.arguments().size();
    if (given != 1 && given != 3) {
      diagnostics.report(Diagnostic
          .at(Code.E0302, call.span(), "`csv` takes 1 or 3 arguments, but "
              + (given == 0 ? "none is" : given + " are") + " given")
          .label(given == 2 ? "a second column is missing" : given == 0 ? "which file?" : "too many arguments")
          .note(SIGNATURE));
      return Optional.empty();
    }
    List<Expression.Text> texts = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      if (argument.loop().isEmpty() && argument.value().bare() instanceof Expression.Text text) {
        texts.add(text);
      } else {
        diagnostics.report(Diagnostic
            .at(Code.E0305, argument.span(), "`csv` takes texts")
            .label("write it in quotes, `\"...\"`")
            .note(SIGNATURE));
        return Optional.empty();
      }
    }
    return Optional.of(new CsvCall(call, texts.getFirst(), texts.subList(1, given)));
  }
}
