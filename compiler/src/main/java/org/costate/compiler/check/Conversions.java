/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ops.Algebra;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Tensor;

/** By what the elements of an expression are multiplied after its evaluation, because a number took the unit of its neighbour. */
final class Conversions {
  private final Map<Expression, Scale[]> scales = new IdentityHashMap<>();

  /** Decides on the conversion of an element; false if another one was decided on before. */
  boolean record(Measure.Source source, Scale scale) {
    Scale[] all = scales.computeIfAbsent(source.expression(), e -> new Scale[source.size()]);
    if (all.length != source.size()) {
      return scale.one() && Arrays.stream(all).filter(Objects::nonNull).allMatch(Scale::one);
    }
    Scale before = all[source.element()];
    all[source.element()] = scale;
    return before == null || before.equals(scale);
  }

  /** The value of a number as written, converted; {@code own} is the scale of its unit. */
  double number(Expression.Number number, Scale own) {
    Scale[] taken = scales.get(number);
    return converted(number.value(), taken == null || taken[0] == null ? own : taken[0]);
  }

  /** A value of an expression that is no literal, converted. */
  <T> Tensor<T> apply(Algebra<T> in, Expression expression, Tensor<T> value) {
    Scale[] taken = scales.get(expression);
    if (taken == null || Arrays.stream(taken).allMatch(s -> s == null || s.one())) {
      return value;
    }
    return new Tensor<>(value.shape(), IntStream.range(0, value.shape().size())
        .mapToObj(i -> taken[i] == null ? value.at(i) : scaled(in, value.at(i), taken[i]))
        .toList());
  }

  /** A value times a scale; a whole divisor divides, so that 3000 m are 3 km to the last bit. */
  static <T> T scaled(Algebra<T> in, T value, Scale scale) {
    if (scale.one()) {
      return value;
    }
    return scale.numerator() == 1
        ? in.divide(value, in.constant(scale.denominator()))
        : in.multiply(value, in.constant(scale.value()));
  }

  private static double converted(double value, Scale scale) {
    return scale.numerator() == 1 ? value / scale.denominator() : value * scale.value();
  }
}
