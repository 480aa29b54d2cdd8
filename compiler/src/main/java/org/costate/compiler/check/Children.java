/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Row;
import org.costate.compiler.ast.Slice;

/** The expressions directly inside an expression, in source order. */
final class Children {
  private Children() {}

  static List<Expression> of(Expression expression) {
    return switch (expression) {
      case Expression.Number e -> List.of();
      case Expression.Text e -> List.of();
      case Expression.Truth e -> List.of();
      case Expression.Infinity e -> List.of();
      case Expression.Reference e -> List.of();
      case Expression.Parenthesized e -> List.of(e.inner());
      case Expression.Array e -> {
        List<Expression> children = new ArrayList<>();
        for (Row row : e.rows()) {
          children.addAll(row.elements());
          row.loop().ifPresent(l -> addRange(l, children));
        }
        yield children;
      }
      case Expression.Call e -> {
        List<Expression> children = new ArrayList<>();
        children.add(e.callee());
        for (Argument argument : e.arguments()) {
          children.add(argument.value());
          argument.loop().ifPresent(l -> addRange(l, children));
        }
        yield children;
      }
      case Expression.Index e -> {
        List<Expression> children = new ArrayList<>();
        children.add(e.base());
        e.slices().forEach(s -> children.addAll(of(s)));
        yield children;
      }
      case Expression.Select e -> List.of(e.base());
      case Expression.Transpose e -> List.of(e.operand());
      case Expression.Unary e -> List.of(e.operand());
      case Expression.Binary e -> List.of(e.left(), e.right());
      case Expression.Conditional e -> List.of(e.condition(), e.whenTrue(), e.whenFalse());
    };
  }

  static List<Expression> of(Slice slice) {
    return switch (slice) {
      case Slice.All s -> List.of();
      case Slice.At s -> List.of(s.index());
      case Slice.Range s -> List.of(s.from(), s.to());
    };
  }

  private static void addRange(Comprehension loop, List<Expression> children) {
    children.add(loop.from());
    children.add(loop.to());
  }

  /** Visits the expression and everything inside it, outermost first. */
  static void walk(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    for (Expression child : of(expression)) {
      walk(child, visitor);
    }
  }
}
