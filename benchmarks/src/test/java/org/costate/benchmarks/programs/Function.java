/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated user function.
 *
 * @param locals its lets in order, bound by name before the result is evaluated
 */
record Function(String name, List<Variable> parameters, List<Local> locals, Term result) {
  /** A {@code let}. */
  record Local(String name, Term value) {}

  /** What the value depends on besides the arguments. */
  int uses() {
    return result.uses() & ~Term.Use.ARGUMENT;
  }

  Term call(List<Term> arguments) {
    StringBuilder text = new StringBuilder(name).append('(');
    int uses = uses();
    for (int i = 0; i < arguments.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(arguments.get(i).text());
      uses |= arguments.get(i).uses();
    }
    return new Term(result.shape(), text.append(')').toString(), Term.ATOM, uses, values -> {
      Map<String, double[]> inner = new HashMap<>(values);
      for (int i = 0; i < arguments.size(); i++) {
        inner.put(parameters.get(i).name(), arguments.get(i).meaning().at(values));
      }
      for (Local local : locals) {
        inner.put(local.name(), local.value().meaning().at(inner));
      }
      return result.meaning().at(inner);
    });
  }
}
