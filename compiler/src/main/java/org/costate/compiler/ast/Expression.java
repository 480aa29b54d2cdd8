/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Span;

/** An expression as written; parentheses are kept, so that printing gives the same tree. */
public sealed interface Expression extends Node {
  /** This without the parentheses around it. */
  default Expression bare() {
    Expression inner = this;
    while (inner instanceof Parenthesized p) {
      inner = p.inner();
    }
    return inner;
  }

  /** The part that the text of this expression starts with, if that is an expression; such parts nest without limit. */
  default Optional<Expression> leading() {
    return switch (this) {
      case Binary b -> Optional.of(b.left());
      case Call c -> Optional.of(c.callee());
      case Index i -> Optional.of(i.base());
      case Select s -> Optional.of(s.base());
      case Transpose t -> Optional.of(t.operand());
      case Number _ -> Optional.empty();
      case Text _ -> Optional.empty();
      case Truth _ -> Optional.empty();
      case Infinity _ -> Optional.empty();
      case Reference _ -> Optional.empty();
      case Parenthesized _ -> Optional.empty();
      case Array _ -> Optional.empty();
      case Unary _ -> Optional.empty();
      case Conditional _ -> Optional.empty();
    };
  }

  /** {@code 9.81 [m/s^2]} */
  record Number(double value, String text, Optional<UnitExpression> unit, Span span) implements Expression {}

  /** A string with its escapes resolved. */
  record Text(String value, Span span) implements Expression {}

  record Truth(boolean value, Span span) implements Expression {}

  /** {@code inf} */
  record Infinity(Span span) implements Expression {}

  /**
   * A name; {@code der} and {@code next} come as names too, as callees. In {@code a.b.name} the {@code qualifier} is a, b: only modules
   * have members.
   */
  record Reference(List<Name> qualifier, Name name, Span span) implements Expression {
    public Reference {
      qualifier = List.copyOf(qualifier);
    }

    /** A name alone. */
    public Reference(Name name, Span span) {
      this(List.of(), name, span);
    }

    /** Whether it is that name alone. */
    public boolean is(String word) {
      return qualifier.isEmpty() && name.text().equals(word);
    }

    /** With its qualifier, as {@code a.b.name}. */
    public String text() {
      StringBuilder text = new StringBuilder();
      qualifier.forEach(part -> text.append(part.text()).append('.'));
      return text.append(name.text()).toString();
    }
  }

  record Parenthesized(Expression inner, Span span) implements Expression {}

  /** {@code [a, b; c, d]} */
  record Array(List<Row> rows, Span span) implements Expression {
    public Array {
      rows = List.copyOf(rows);
    }
  }

  record Call(Expression callee, List<Argument> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  record Index(Expression base, List<Slice> slices, Span span) implements Expression {
    public Index {
      slices = List.copyOf(slices);
    }
  }

  /** {@code base.member} of what is not a name, so it means nothing: a name with its qualifier is a {@link Reference}. */
  record Select(Expression base, Name member, Span span) implements Expression {}

  /** {@code operand'} */
  record Transpose(Expression operand, Span span) implements Expression {}

  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

  /** {@code operatorSpan} is the place of the operator itself. */
  record Binary(BinaryOperator operator, Expression left, Expression right, Span operatorSpan, Span span)
      implements Expression {}

  /** {@code if condition then whenTrue else whenFalse} */
  record Conditional(Expression condition, Expression whenTrue, Expression whenFalse, Span span)
      implements Expression {}

  /** Prefix operators. */
  enum UnaryOperator {
    MINUS("-"),
    PLUS("+"),
    NOT("not");

    private final String symbol;

    UnaryOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** Infix operators, tightest first. */
  enum BinaryOperator {
    POWER("^"),
    ELEMENT_POWER(".^"),
    TIMES("*"),
    DIVIDE("/"),
    ELEMENT_TIMES(".*"),
    ELEMENT_DIVIDE("./"),
    SOLVE("\\"),
    PLUS("+"),
    MINUS("-"),
    LESS_EQUAL("<="),
    GREATER_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    GREATER(">"),
    AND("and"),
    OR("or");

    private final String symbol;

    BinaryOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    public boolean comparison() {
      return compareTo(LESS_EQUAL) >= 0 && compareTo(GREATER) <= 0;
    }
  }
}
