/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.costate.compiler.ast.Member.Variable.Kind.CONTROL;
import static org.costate.compiler.ast.Member.Variable.Kind.PARAM;
import static org.costate.compiler.ast.Member.Variable.Kind.SIGNAL;
import static org.costate.compiler.ast.Member.Variable.Kind.STATE;

import java.util.EnumSet;
import java.util.Set;
import org.costate.compiler.ast.Member;

/** When an expression is evaluated, which decides what has a value there. */
enum Moment {
  COMPILING("is not known when compiling", EnumSet.noneOf(Member.Variable.Kind.class), false),
  SETUP("has no value before the solve starts", EnumSet.of(PARAM), false),
  GUESS("has no value before the solve starts", EnumSet.of(PARAM, SIGNAL), true),
  /** In dynamics and running costs. */
  NOW("has no value here", EnumSet.of(PARAM, SIGNAL, STATE, CONTROL), true),
  END("has no value at the end of the horizon", EnumSet.of(PARAM, STATE), true),
  /** In expectations, outside initial(...) and final(...). */
  AFTER("needs a moment here", EnumSet.of(PARAM), false),
  /** Inside initial(...) and final(...). */
  POINT("has no value at a single moment", EnumSet.of(PARAM, STATE), false),
  /** In lets and functions, which are judged where they are used. */
  ANY("has no value here", EnumSet.allOf(Member.Variable.Kind.class), true);

  private final String lacking;
  private final Set<Member.Variable.Kind> kinds;
  private final boolean time;

  Moment(String lacking, Set<Member.Variable.Kind> kinds, boolean time) {
    this.lacking = lacking;
    this.kinds = kinds;
    this.time = time;
  }

  /** What to say of a symbol without a value, to follow its name. */
  String lacking() {
    return lacking;
  }

  /** Whether a variable, time or a result has a value. */
  boolean has(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable s -> kinds.contains(s.declaration().kind());
      case Symbol.Word s -> switch (s.meaning()) {
        case PI -> true;
        case T -> time;
        case OBJECTIVE, MAX_VIOLATION, ITERATIONS, INITIAL, FINAL -> this == AFTER;
      };
      default -> true;
    };
  }
}
