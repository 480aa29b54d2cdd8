/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Span;

/**
 * A declaration or clause of a model, a problem, a policy ({@link Let}) or the top level; the grammar decides which may stand where.
 * {@code shape} is empty for a scalar.
 */
public sealed interface Member extends Node {
  /** {@code const id[shape] : unit = value;} */
  record Const(Name name, List<Expression> shape, Optional<UnitExpression> unit, Expression value, Span span)
      implements Member {
    public Const {
      shape = List.copyOf(shape);
    }
  }

  /** {@code param|design|signal|state|control|algebraic id[shape] : unit = value (or ~ distribution) in domain scale s;} */
  record Variable(
      Kind kind,
      Name name,
      List<Expression> shape,
      Optional<UnitExpression> unit,
      Optional<Expression> value,
      Optional<Expression> distribution,
      Optional<Domain> domain,
      Optional<Expression> scale,
      Span span)
      implements Member {
    public Variable {
      shape = List.copyOf(shape);
    }

    public enum Kind {
      PARAM,
      DESIGN,
      SIGNAL,
      STATE,
      CONTROL,
      ALGEBRAIC;

      /** The keyword of the language. */
      public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
      }
    }
  }

  /** {@code coordinate id[shape] : unit rate id in domain;} */
  record Coordinate(
      Name name, List<Expression> shape, Optional<UnitExpression> unit, Name rate, Optional<Domain> domain, Span span)
      implements Member {
    public Coordinate {
      shape = List.copyOf(shape);
    }
  }

  /** {@code noise id[shape] : unit ~ distribution;} */
  record Noise(Name name, List<Expression> shape, Optional<UnitExpression> unit, Expression distribution, Span span)
      implements Member {
    public Noise {
      shape = List.copyOf(shape);
    }
  }

  /** {@code observe id[shape] : unit = value;} */
  record Observe(Name name, List<Expression> shape, Optional<UnitExpression> unit, Expression value, Span span)
      implements Member {
    public Observe {
      shape = List.copyOf(shape);
    }
  }

  /** {@code let id[shape] : unit = value;} */
  record Let(Name name, List<Expression> shape, Optional<UnitExpression> unit, Expression value, Span span)
      implements Member, Statement {
    public Let {
      shape = List.copyOf(shape);
    }
  }

  /** {@code function id(params)[shape] : unit = value;} or with a block of lets; {@code value} is what it returns. */
  record Function(
      Name name,
      List<Parameter> parameters,
      List<Expression> shape,
      Optional<UnitExpression> unit,
      List<Let> lets,
      Expression value,
      Span span)
      implements Member {
    public Function {
      parameters = List.copyOf(parameters);
      shape = List.copyOf(shape);
      lets = List.copyOf(lets);
    }
  }

  /** {@code extern function id(params)[shape] : unit;} */
  record Extern(Name name, List<Parameter> parameters, List<Expression> shape, Optional<UnitExpression> unit, Span span)
      implements Member {
    public Extern {
      parameters = List.copyOf(parameters);
      shape = List.copyOf(shape);
    }
  }

  /** {@code table id(params) : unit = value;} */
  record Table(Name name, List<Parameter> parameters, Optional<UnitExpression> unit, Expression value, Span span)
      implements Member {
    public Table {
      parameters = List.copyOf(parameters);
    }
  }

  /** {@code unit id = expr;} or {@code unit id = : unit;}; exactly one of the two is present. */
  record Unit(Name name, Optional<Expression> value, Optional<UnitExpression> unit, Span span) implements Member {}

  /** {@code dynamics { ... }} */
  record Dynamics(List<Statement> statements, Span span) implements Member {
    public Dynamics {
      statements = List.copyOf(statements);
    }
  }

  /** {@code lagrangian { ... }} */
  record Lagrangian(List<Statement> statements, Span span) implements Member {
    public Lagrangian {
      statements = List.copyOf(statements);
    }
  }

  /** {@code view { ... }} */
  record View(List<Statement> statements, Span span) implements Member {
    public View {
      statements = List.copyOf(statements);
    }
  }

  /** {@code start x = 0, y ~ d, z free;} */
  record Start(List<StartItem> items, Span span) implements Member, Setting {
    public Start {
      items = List.copyOf(items);
    }
  }

  /** {@code guess u = expr, ...;} */
  record Guess(List<GuessItem> items, Span span) implements Member, Setting {
    public Guess {
      items = List.copyOf(items);
    }
  }

  /** {@code horizon T steps N;} ({@code duration}) or {@code horizon free T in [a, b] guess g steps N;} ({@code free}) */
  record Horizon(Optional<Expression> duration, Optional<Free> free, Expression steps, Span span) implements Member {
    /** The free final time. */
    public record Free(Name name, Domain domain, Optional<Expression> guess) {}
  }

  /** {@code integrator rk4 substeps n cost left;} */
  record Integrator(Name rule, Optional<Expression> substeps, Optional<Name> cost, Span span) implements Member {}

  /** {@code minimize|maximize { ... }}; {@code keyword} spans the first word. */
  record Objective(boolean maximize, Span keyword, List<CostItem> items, Span span) implements Member {
    public Objective {
      items = List.copyOf(items);
    }
  }

  /** {@code constraints { ... }} */
  record Constraints(List<ConstraintItem> items, Span span) implements Member {
    public Constraints {
      items = List.copyOf(items);
    }
  }

  /** {@code terminate when label: condition;} */
  record Terminate(Optional<Name> label, Expression condition, Span span) implements Member {}
}
