/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.List;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.FormulaPrinter;
import org.costate.compiler.ir.InfixPrinter;
import org.costate.compiler.ir.LatexPrinter;

/** How a {@link Derivation} is written. */
public enum FormulaStyle {
  /** As the language writes formulas. */
  TEXT,
  /** LaTeX's math mode. */
  LATEX;

  FormulaPrinter printer() {
    return switch (this) {
      case TEXT -> InfixPrinter.readable();
      case LATEX -> LatexPrinter.readable();
    };
  }

  String variable(ExprBuilder builder, String name) {
    return printer().print(List.of(builder.symbol(name))).texts().getFirst();
  }

  /** The rate of change, or the next value, of a state. */
  String rate(String state, boolean discrete) {
    return switch (this) {
      case TEXT -> (discrete ? "next(" : "der(") + state + ")";
      case LATEX -> discrete ? state + "^{+}" : "\\dot{" + state + "}";
    };
  }

  String derivative(String of, String by) {
    return switch (this) {
      case TEXT -> "d " + of + " / d " + by;
      case LATEX -> "\\frac{\\partial " + of + "}{\\partial " + by + "}";
    };
  }
}
