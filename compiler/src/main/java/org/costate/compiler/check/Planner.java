/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;

/**
 * A {@code solve} or {@code mpc} block, which may teach.
 *
 * @param variables of its problem
 */
record Planner(Item.Run run, List<Symbol.Variable> variables) {
  Planner {
    variables = List.copyOf(variables);
  }

  String name() {
    return run.name().orElse(run.target().parts().getLast()).text();
  }

  /** What it knows of a kind, in the order of declaration. */
  List<Symbol.Variable> variables(Member.Variable.Kind kind) {
    return variables.stream().filter(v -> v.is(kind)).toList();
  }
}
