/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Slice;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Type;

/** Indices: as many as the array has dimensions, known when compiling, inside the array. */
final class IndexChecker {
  private final Analysis facts;
  private final ShapeChecker shapes;
  private final Diagnostics diagnostics;

  IndexChecker(Analysis facts, ShapeChecker shapes, Diagnostics diagnostics) {
    this.facts = facts;
    this.shapes = shapes;
    this.diagnostics = diagnostics;
  }

  Type type(Expression.Index index) {
    Optional<Shape> base = shapes.numbers(index.base());
    if (base.isEmpty()) {
      return Type.UNKNOWN;
    }
    return slicing(base.get(), index.slices(), index.base().span(), index.span())
        .map(s -> Type.of(s.shape()))
        .orElse(Type.UNKNOWN);
  }

  /** What an index takes from an array of the shape {@code base}; empty if it has an error, which is reported. */
  Optional<Slicing> slicing(Shape base, List<Slice> slices, Span array, Span whole) {
    if (slices.size() != base.rank()) {
      String has = base.scalar() ? "a number has no elements"
          : base.describe() + " needs " + counted(base.rank()) + ", but " + slices.size()
              + (slices.size() == 1 ? " is" : " are") + " given";
      Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0301, whole, has)
          .label("`" + array.text() + "` is " + base.describe());
      if (base.rank() == 2 && slices.size() == 1) {
        diagnostic.help("a row is `" + array.text() + "[" + slices.getFirst().span().text() + ", :]`");
      }
      diagnostics.report(diagnostic);
      return Optional.empty();
    }
    List<Slicing.Part> parts = new ArrayList<>();
    for (int d = 0; d < slices.size(); d++) {
      part(slices.get(d), base.dimensions().get(d), array).ifPresent(parts::add);
    }
    return parts.size() < slices.size() ? Optional.empty() : Optional.of(Slicing.of(base, parts));
  }

  private static String counted(int indices) {
    return indices == 1 ? "1 index" : indices + " indices";
  }

  private Optional<Slicing.Part> part(Slice slice, int size, Span array) {
    return switch (slice) {
      case Slice.All s -> Optional.of(new Slicing.Part(1, size, false));
      case Slice.At s -> {
        OptionalInt at = shapes.whole(s.index());
        boolean inside = at.isPresent() && inside(s.index(), at.getAsInt(), 1, size, array);
        yield inside ? Optional.of(new Slicing.Part(at.getAsInt(), at.getAsInt(), true)) : Optional.empty();
      }
      case Slice.Range s -> {
        OptionalInt from = shapes.whole(s.from());
        OptionalInt to = shapes.whole(s.to());
        if (from.isEmpty() || to.isEmpty()) {
          yield Optional.empty();
        }
        yield range(s, from.getAsInt(), to.getAsInt(), size, array);
      }
    };
  }

  /** An empty range, as in {@code a[1:0]}, stands for no elements: sums may be empty. */
  private Optional<Slicing.Part> range(Slice.Range range, int from, int to, int size, Span array) {
    boolean empty = to == from - 1;
    if (to < from - 1 && from <= size && to >= 1) {
      diagnostics.report(Diagnostic
          .at(Code.E0303, range.span(), "the range " + from + ":" + to + " runs backwards")
          .label("from " + from + " down to " + to)
          .note("a range counts upwards, both ends included")
          .fix(Fix.replace(range.span(), range.to().span().text() + ":" + range.from().span().text())));
      return Optional.empty();
    }
    boolean sound = inside(range.from(), from, 1, empty ? size + 1 : size, array)
        && (empty || inside(range.to(), to, from, size, array));
    return sound ? Optional.of(new Slicing.Part(from, to, false)) : Optional.empty();
  }

  private boolean inside(Expression index, int value, int least, int most, Span array) {
    if (value < least || value > most) {
      outside(index, value, least, most, array);
      return false;
    }
    return true;
  }

  private void outside(Expression index, int value, int least, int most, Span array) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0303, index.span(), "index " + value + " is outside `" + array.text() + "`")
        .label(least == 1
            ? "`" + array.text() + "` has elements 1 to " + most
            : "the range begins at " + least + " and `" + array.text() + "` ends at " + most);
    if (value <= 0) {
      diagnostic.note("indices count from 1");
    }
    if (value < 0 && least == 1) {
      diagnostic.help("the last one is " + most);
    }
    facts.uses().direct(index).forEach((symbol, place) -> {
      if (symbol instanceof Symbol.Loop && !place.equals(index.span())) {
        diagnostic.note("in the round with `" + symbol.name() + "` = "
            + Numbers.text(facts.constants().evaluate(reference(index, symbol)).value()));
      }
    });
    diagnostics.report(diagnostic);
  }

  private Expression reference(Expression index, Symbol symbol) {
    List<Expression> found = new ArrayList<>();
    Children.walk(index, e -> {
      if (e instanceof Expression.Reference r && facts.bindings().symbol(r.name()).orElse(null) == symbol) {
        found.add(e);
      }
    });
    return found.getFirst();
  }
}
