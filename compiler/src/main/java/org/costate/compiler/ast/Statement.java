/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Span;

/** What stands inside dynamics, lagrangian, view and policy blocks. */
public sealed interface Statement extends Node
    permits Member.Let, Statement.Derivative, Statement.Equation, Statement.After,
    Statement.Energy, Statement.Force, Statement.Drawing, Statement.Input, Statement.Layer, Statement.Output {
  /** {@code der(x) = value;} or {@code next(x) = value;}; {@code keyword} spans the first word. */
  record Derivative(Kind kind, Span keyword, Name state, Expression value, Span span) implements Statement {
    public enum Kind {
      DER,
      NEXT
    }
  }

  /** {@code equation label: expr;} */
  record Equation(Optional<Name> label, Expression condition, Span span) implements Statement {}

  /** {@code after { x = value; ... }} */
  record After(List<Assignment> assignments, Span span) implements Statement {
    public After {
      assignments = List.copyOf(assignments);
    }

    public record Assignment(Name state, Expression value) {}
  }

  /** {@code kinetic|potential|dissipation = value;} */
  record Energy(Kind kind, Expression value, Span span) implements Statement {
    public enum Kind {
      KINETIC,
      POTENTIAL,
      DISSIPATION;

      /** The keyword of the language. */
      public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
      }
    }
  }

  /** {@code force(q) = value;} */
  record Force(Name coordinate, Expression value, Span span) implements Statement {}

  /** {@code label: shape(...) for i in a:b;} in a view. */
  record Drawing(Optional<Name> label, Expression shape, Optional<Comprehension> loop, Span span)
      implements Statement {}

  /** {@code input a, b;} in a policy. */
  record Input(List<Name> names, Span span) implements Statement {
    public Input {
      names = List.copyOf(names);
    }
  }

  /** {@code layer id = value;} in a policy. */
  record Layer(Name name, Expression value, Span span) implements Statement {}

  /** {@code output id = value;} or {@code output id ~ distribution;} in a policy. */
  record Output(Name name, boolean stochastic, Expression value, Span span) implements Statement {}
}
