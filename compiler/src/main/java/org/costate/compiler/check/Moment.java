/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.costate.compiler.ast.Member.Variable.Kind.ALGEBRAIC;
import static org.costate.compiler.ast.Member.Variable.Kind.CONTROL;
import static org.costate.compiler.ast.Member.Variable.Kind.DESIGN;
import static org.costate.compiler.ast.Member.Variable.Kind.PARAM;
import static org.costate.compiler.ast.Member.Variable.Kind.SIGNAL;
import static org.costate.compiler.ast.Member.Variable.Kind.STATE;

import java.util.EnumSet;
import java.util.Set;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.Member;

/** When an expression is evaluated, which decides what has a value there. */
enum Moment {
  COMPILING("is not known when compiling", EnumSet.noneOf(Member.Variable.Kind.class), false),
  SETUP("has no value before the solve starts", EnumSet.of(PARAM), false),
  /** The length of the horizon and moments within it. */
  LENGTH("has no value before the solve starts", EnumSet.of(PARAM, DESIGN), false),
  /** The value of a signal, which is computed for every step before the solve. */
  PER_STEP("has no value before the solve starts", EnumSet.of(PARAM), true),
  GUESS("has no value before the solve starts", EnumSet.of(PARAM, SIGNAL), true),
  /** In running costs and path constraints. */
  NOW("has no value here", EnumSet.of(PARAM, DESIGN, SIGNAL, STATE, CONTROL, ALGEBRAIC), true),
  /** In dynamics and energies, which noise disturbs. */
  FLOW("has no value here", EnumSet.of(PARAM, DESIGN, SIGNAL, STATE, CONTROL, ALGEBRAIC), true),
  /** In observations. */
  OBSERVED("has no value here", EnumSet.of(PARAM, DESIGN, SIGNAL, STATE, CONTROL, ALGEBRAIC), true),
  /** Right after a step. */
  STEPPED("has no value right after a step", EnumSet.of(PARAM, DESIGN, SIGNAL, STATE), true),
  /** In views. */
  DRAWN("has no value in a view", EnumSet.of(PARAM, DESIGN, SIGNAL, STATE, CONTROL), true),
  BEGIN("has no value at the start of the horizon", EnumSet.of(PARAM, DESIGN, STATE), true),
  END("has no value at the end of the horizon", EnumSet.of(PARAM, DESIGN, STATE), true),
  /** In expectations, outside initial(...) and final(...). */
  AFTER("needs a moment here", EnumSet.of(PARAM, DESIGN), false),
  /** Inside initial(...) and final(...). */
  POINT("has no value at a single moment", EnumSet.of(PARAM, DESIGN, STATE), false),
  /** In the formulas of a teacher, who knows the noise of the step. */
  TAUGHT("has no value for a teacher", EnumSet.of(PARAM, SIGNAL, STATE), true),
  /** In expectations of a training. */
  TRAINED("has no value after a training", EnumSet.of(PARAM), false),
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

  /** What to call a constraint of a kind. */
  static String constraint(ConstraintItem.Kind kind) {
    return switch (kind) {
      case PATH -> "a path constraint";
      case INITIAL -> "an initial constraint";
      case TERMINAL -> "a terminal constraint";
      case AT -> "a constraint at a time";
    };
  }

  /** Whether a variable, time or a result has a value. */
  boolean has(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable s -> kinds.contains(s.declaration().kind());
      case Symbol.Noise s -> this == FLOW || this == OBSERVED || this == TAUGHT || this == ANY;
      case Symbol.Observation s -> this == ANY;
      case Symbol.Word s -> switch (s.meaning()) {
        case PI -> true;
        case T -> time;
        case CSV -> this == PER_STEP;
        case OBJECTIVE, MAX_VIOLATION, ITERATIONS, INITIAL, FINAL -> this == AFTER;
        case MEAN_RETURN -> this == TRAINED;
      };
      default -> true;
    };
  }
}
