/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Row;
import org.costate.compiler.ast.Slice;

/**
 * Joins the tokens of expressions. Spaces stand around operators, except {@code ^}; around products, and in indices and
 * ranges around sums too, they are the author's. Where an expression may be broken, the level counts from the loosest
 * operator inwards, so that a sum is broken before its products are, and a call before its arguments are.
 */
final class ExpressionOutline {
  private final Joins joins;

  /** The matrices of the open statement that stand on one line so far. */
  private final List<Matrix> matrices = new ArrayList<>();

  private boolean inIndex;

  /** The tokens at which its rows start, and its closing bracket. */
  private record Matrix(List<Integer> starts, int end) {
    int opening() {
      return starts.getFirst() - 1;
    }
  }

  ExpressionOutline(Joins joins) {
    this.joins = joins;
  }

  /** Starts a statement. */
  void begin() {
    matrices.clear();
  }

  /** Ends a statement of the tokens {@code [from, to)}: the matrices that have no room on a line stand row by row. */
  void end(int from, int to, int room) {
    matrices.sort(Comparator.comparingInt(Matrix::opening));
    for (Matrix matrix : matrices) {
      if (!fits(matrix.opening(), from, to, room)) {
        standByRows(matrix);
      }
    }
  }

  /** Whether the line with a token on it has room; looks no further than the room goes. */
  private boolean fits(int index, int from, int to, int room) {
    int start = index;
    while (start > from && !joins.breaks(start) && index - start <= room) {
      start--;
    }
    int end = index + 1;
    while (end < to && !joins.breaks(end) && end - start <= room) {
      end++;
    }
    return joins.width(start, end) <= room;
  }

  private void standByRows(Matrix matrix) {
    for (int start : matrix.starts()) {
      joins.change(start, Join.row(start - 1 == matrix.opening() ? Join.Row.FIRST : Join.Row.NEXT));
    }
    joins.change(matrix.end(), Join.row(Join.Row.CLOSE));
  }

  /**
   * Joins an expression whose first token is joined as the caller has said. Left operands and what stands before a
   * postfix are gone down in a loop: they may be nested without limit.
   */
  void expression(Expression expression, int level) {
    Deque<Runnable> pending = new ArrayDeque<>();
    Expression innermost = expression;
    int itsLevel = level;
    for (Optional<Expression> left = innermost.leading(); left.isPresent(); left = innermost.leading()) {
      Expression outer = innermost;
      int outerLevel = itsLevel;
      pending.push(() -> rest(outer, outerLevel));
      innermost = left.get();
      itsLevel += sameChain(outer, innermost) ? 0 : 1;
    }
    rest(innermost, itsLevel);
    pending.forEach(Runnable::run);
  }

  /** Whether a part at the left is of the same sum, product, ... or chain of postfixes. */
  private static boolean sameChain(Expression outer, Expression left) {
    if (outer instanceof Expression.Binary one && left instanceof Expression.Binary other) {
      return tightness(one.operator()) == tightness(other.operator());
    }
    return !(outer instanceof Expression.Binary);
  }

  /** Whether an expression is a sum or joined more loosely: its own operators are the best places to break it. */
  static boolean loose(Expression expression) {
    return switch (expression) {
      case Expression.Binary b -> tightness(b.operator()) >= tightness(Expression.BinaryOperator.PLUS);
      case Expression.Conditional _ -> true;
      default -> false;
    };
  }

  private static int tightness(Expression.BinaryOperator operator) {
    return switch (operator) {
      case POWER, ELEMENT_POWER -> 0;
      case TIMES, DIVIDE, ELEMENT_TIMES, ELEMENT_DIVIDE, SOLVE -> 1;
      case PLUS, MINUS -> 2;
      case LESS_EQUAL, GREATER_EQUAL, EQUAL, NOT_EQUAL, LESS, GREATER -> 3;
      case AND -> 4;
      case OR -> 5;
    };
  }

  /** Joins an expression without its leading part, which is joined already. */
  private void rest(Expression expression, int level) {
    switch (expression) {
      case Expression.Number n -> {
        joins.take();
        if (n.unit().isPresent()) {
          joins.space();
          joins.upTo(n.span().end());
        }
      }
      case Expression.Text _ -> joins.take();
      case Expression.Truth _ -> joins.take();
      case Expression.Infinity _ -> joins.take();
      case Expression.Reference r -> {
        joins.take();
        for (int i = 0; i < r.qualifier().size(); i++) {
          joins.take();
          joins.take();
        }
      }
      case Expression.Parenthesized p -> {
        joins.take();
        expression(p.inner(), level + 1);
        joins.take();
      }
      case Expression.Array a -> array(a, level);
      case Expression.Unary u -> {
        joins.take();
        if (u.operator() == Expression.UnaryOperator.NOT) {
          joins.space();
        }
        expression(u.operand(), level + 1);
      }
      case Expression.Conditional c -> {
        joins.take();
        joins.space();
        expression(c.condition(), level + 2);
        joins.with(Join.breakable(level + 1, true));
        joins.take();
        joins.space();
        expression(c.whenTrue(), level + 2);
        joins.with(Join.spaced(level, Join.Breaking.TOGETHER));
        joins.take();
        joins.space();
        expression(c.whenFalse(), c.whenFalse() instanceof Expression.Conditional ? level : level + 2);
      }
      case Expression.Binary b -> operation(b, level);
      case Expression.Call c -> call(c, level);
      case Expression.Index i -> slices(i.slices(), level);
      case Expression.Select _ -> {
        joins.take();
        joins.take();
      }
      case Expression.Transpose _ -> joins.take();
    }
  }

  // ---------- operators ----------

  private void operation(Expression.Binary binary, int level) {
    boolean space = switch (binary.operator()) {
      case POWER -> false;
      case ELEMENT_POWER, TIMES, DIVIDE, ELEMENT_TIMES, ELEMENT_DIVIDE, SOLVE -> !writtenTight();
      case PLUS, MINUS -> !inIndex || !writtenTight();
      case LESS_EQUAL, GREATER_EQUAL, EQUAL, NOT_EQUAL, LESS, GREATER, AND, OR -> true;
    };
    joins.with(Join.breakable(tightness(binary.operator()) == 0 ? Join.NEVER : level, space));
    joins.take();
    joins.with(space ? Join.SPACE : Join.TIGHT);
    expression(binary.right(), level + 1);
  }

  /** Whether the author put the operator that comes next right beside an operand; line breaks say nothing. */
  private boolean writtenTight() {
    Tokens.Gap before = joins.peek().gap();
    Tokens.Gap after = joins.tokens().get(joins.next() + 1).gap();
    return before != Tokens.Gap.SPACES && after != Tokens.Gap.SPACES
        && (before == Tokens.Gap.NOTHING || after == Tokens.Gap.NOTHING);
  }

  // ---------- lists ----------

  /** A list stands row by row if the author has put its first element on a new line. */
  private void call(Expression.Call call, int level) {
    joins.take();
    boolean rows = !call.arguments().isEmpty() && joins.peek().onNewLine();
    for (int i = 0; i < call.arguments().size(); i++) {
      separated(i, rows, level);
      argument(call.arguments().get(i), level + 1);
    }
    close(rows);
  }

  private void argument(Argument argument, int level) {
    if (argument.name().isPresent()) {
      joins.take();
      joins.space();
      joins.take();
      joins.space();
    }
    expression(argument.value(), level + 1);
    argument.loop().ifPresent(loop -> comprehension(loop, level));
  }

  private void array(Expression.Array array, int level) {
    boolean before = inIndex;
    inIndex = false;
    if (array.rows().size() == 1) {
      Row row = array.rows().getFirst();
      joins.take();
      boolean rows = joins.peek().onNewLine() && !row.elements().stream().allMatch(ExpressionOutline::plainNumber);
      elements(row, rows, level);
      close(rows);
    } else {
      matrix(array, level);
    }
    inIndex = before;
  }

  /** Of such a vector as many as fit are put on a line. */
  private static boolean plainNumber(Expression element) {
    return switch (element) {
      case Expression.Number _ -> true;
      case Expression.Unary u -> u.operand() instanceof Expression.Number;
      default -> false;
    };
  }

  /** A matrix stands row by row if the author has put a row on a new line, or else on one line, if it has room there. */
  private void matrix(Expression.Array array, int level) {
    joins.take();
    List<Integer> starts = new ArrayList<>();
    for (Row row : array.rows()) {
      if (!starts.isEmpty()) {
        joins.take();
        joins.space();
      }
      starts.add(joins.next());
      elements(row, false, level);
    }
    Matrix matrix = new Matrix(starts, joins.next());
    joins.take();
    if (starts.stream().anyMatch(start -> joins.tokens().get(start).onNewLine())) {
      standByRows(matrix);
    } else {
      matrices.add(matrix);
    }
  }

  private void elements(Row row, boolean rows, int level) {
    for (int i = 0; i < row.elements().size(); i++) {
      if (i > 0 || rows) {
        separated(i, rows, level);
      }
      expression(row.elements().get(i), level + 1);
    }
    row.loop().ifPresent(loop -> comprehension(loop, level + 1));
  }

  /** Joins the comma before the element {@code i}, and says how that is joined. */
  private void separated(int i, boolean rows, int level) {
    if (i > 0) {
      joins.take();
    }
    if (rows) {
      joins.with(Join.row(i == 0 ? Join.Row.FIRST : Join.Row.NEXT));
    } else if (i > 0) {
      joins.with(Join.breakable(level, true));
    }
  }

  private void close(boolean rows) {
    if (rows) {
      joins.with(Join.row(Join.Row.CLOSE));
    }
    joins.take();
  }

  /** Expressions with commas between them. */
  void list(List<Expression> expressions, int level) {
    for (int i = 0; i < expressions.size(); i++) {
      separated(i, false, level);
      expression(expressions.get(i), level + 1);
    }
  }

  // ---------- indices ----------

  /** {@code [m, n]} behind a name, if there is one. */
  void shape(List<Expression> shape) {
    if (!shape.isEmpty()) {
      indexing(() -> list(shape, Join.LAST_RESORT));
    }
  }

  /** {@code [i, j:k, :]} */
  void slices(List<Slice> slices, int level) {
    indexing(() -> {
      for (int i = 0; i < slices.size(); i++) {
        separated(i, false, level);
        switch (slices.get(i)) {
          case Slice.All _ -> joins.take();
          case Slice.At at -> expression(at.index(), level + 1);
          case Slice.Range range -> {
            expression(range.from(), level + 1);
            joins.take();
            expression(range.to(), level + 1);
          }
        }
      }
    });
  }

  private void indexing(Runnable inside) {
    boolean before = inIndex;
    joins.take();
    inIndex = true;
    inside.run();
    inIndex = before;
    joins.take();
  }

  private void comprehension(Comprehension loop, int level) {
    joins.with(Join.breakable(level, true));
    comprehension(loop.from(), loop.to(), level + 1);
  }

  /** {@code for i in from:to}, whose first token is joined as the caller has said. */
  void comprehension(Expression from, Expression to, int level) {
    boolean before = inIndex;
    inIndex = true;
    for (int word = 0; word < 3; word++) { // for i in
      joins.take();
      joins.space();
    }
    expression(from, level);
    joins.take();
    expression(to, level);
    inIndex = before;
  }
}
