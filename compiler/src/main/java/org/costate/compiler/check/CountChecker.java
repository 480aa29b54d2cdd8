/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/** Numbers that count something: positive, whole, known when compiling (E0702). */
final class CountChecker {
  private CountChecker() {}

  static Optional<Integer> count(
      ShapeChecker shapes, Diagnostics diagnostics, Expression expression, String what, int most) {
    Optional<Double> value = shapes.number(expression, Code.E0702, what);
    if (value.isPresent() && !(value.get() >= 1 && value.get() <= most && value.get() == Math.rint(value.get()))) {
      diagnostics.report(Diagnostic
          .at(Code.E0702, expression.span(), what + " must be a whole number from 1 to " + most)
          .label("this is " + Numbers.text(value.get())));
      return Optional.empty();
    }
    return value.map(Double::intValue);
  }
}
