/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.costate.benchmarks.experiments.LinearSystem;

/** The constructs of the language, each with its text and its meaning. */
final class Terms {
  private Terms() {}

  /** A number with the text of a literal. */
  static Term literal(String text) {
    double value = Double.parseDouble(text.replace("_", ""));
    return new Term(Shape.SCALAR, text, Term.ATOM, Term.Use.CONST, values -> new double[] {value});
  }

  static Term pi() {
    return new Term(Shape.SCALAR, "pi", Term.ATOM, Term.Use.CONST, values -> new double[] {Math.PI});
  }

  /** Element by element, with a number stretched to the other side's shape. Groups to the left. */
  static Term infix(String operator, int level, Term a, Term b, DoubleBinaryOperator f) {
    Shape shape = a.shape().isScalar() ? b.shape() : a.shape();
    return new Term(shape, a.at(level) + " " + operator + " " + b.at(level + 1), level, a.uses() | b.uses(), values -> {
      double[] left = a.meaning().at(values);
      double[] right = b.meaning().at(values);
      double[] result = new double[shape.size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = f.applyAsDouble(left[a.shape().isScalar() ? 0 : i], right[b.shape().isScalar() ? 0 : i]);
      }
      return result;
    });
  }

  static Term negate(Term a) {
    return new Term(a.shape(), "-" + a.at(Term.POWER), Term.SIGN, a.uses(), each(a, v -> -v));
  }

  /** {@code a^n} of a number, {@code a.^n} of anything else. */
  static Term power(Term a, double exponent) {
    String number = exponent == Math.rint(exponent) ? Integer.toString((int) exponent) : Double.toString(exponent);
    String operator = a.shape().isScalar() ? "^" : ".^";
    return new Term(a.shape(), a.at(Term.ATOM) + operator + (exponent < 0 ? "(" + number + ")" : number), Term.POWER,
        a.uses(), each(a, v -> Math.pow(v, exponent)));
  }

  /** A function applied to each element. */
  static Term apply(String name, Term a, DoubleUnaryOperator f) {
    return new Term(a.shape(), name + "(" + a.text() + ")", Term.ATOM, a.uses(), each(a, f));
  }

  private static Term.Meaning each(Term a, DoubleUnaryOperator f) {
    return values -> Arrays.stream(a.meaning().at(values)).map(f).toArray();
  }

  static Term apply(String name, Term a, Term b, DoubleBinaryOperator f) {
    return new Term(Shape.SCALAR, name + "(" + a.text() + ", " + b.text() + ")", Term.ATOM, a.uses() | b.uses(),
        values -> new double[] {f.applyAsDouble(a.number(values), b.number(values))});
  }

  /** A number from a vector. */
  static Term reduce(String name, Term v, ToDoubleFunction<double[]> f) {
    return new Term(Shape.SCALAR, name + "(" + v.text() + ")", Term.ATOM, v.uses(),
        values -> new double[] {f.applyAsDouble(v.meaning().at(values))});
  }

  static Term dot(Term a, Term b) {
    return new Term(Shape.SCALAR, "dot(" + a.text() + ", " + b.text() + ")", Term.ATOM, a.uses() | b.uses(),
        values -> product(a.meaning().at(values), b.meaning().at(values), 1, a.shape().rows(), 1));
  }

  static Term cross(Term a, Term b) {
    return new Term(a.shape(), "cross(" + a.text() + ", " + b.text() + ")", Term.ATOM, a.uses() | b.uses(), values -> {
      double[] v = a.meaning().at(values);
      double[] w = b.meaning().at(values);
      return new double[] {v[1] * w[2] - v[2] * w[1], v[2] * w[0] - v[0] * w[2], v[0] * w[1] - v[1] * w[0]};
    });
  }

  /** The matrix product; {@code b} is a vector or a matrix. */
  static Term product(Term a, Term b) {
    int columns = Math.max(1, b.shape().columns());
    Shape shape = b.shape().isVector() ? Shape.vector(a.shape().rows()) : Shape.matrix(a.shape().rows(), columns);
    return new Term(shape, a.at(Term.PRODUCT) + "*" + b.at(Term.SIGN), Term.PRODUCT, a.uses() | b.uses(),
        values -> product(a.meaning().at(values), b.meaning().at(values), a.shape().rows(), a.shape().columns(),
            columns));
  }

  private static double[] product(double[] a, double[] b, int rows, int inner, int columns) {
    double[] result = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < inner; k++) {
          result[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        }
      }
    }
    return result;
  }

  static Term transpose(Term a) {
    int rows = a.shape().rows();
    int columns = a.shape().columns();
    return new Term(Shape.matrix(columns, rows), a.at(Term.ATOM) + "'", Term.ATOM, a.uses(), values -> {
      double[] v = a.meaning().at(values);
      double[] result = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        result[i % columns * rows + i / columns] = v[i];
      }
      return result;
    });
  }

  /** {@code diag(v)}. */
  static Term diagonal(Term v) {
    int n = v.shape().rows();
    return new Term(Shape.matrix(n, n), "diag(" + v.text() + ")", Term.ATOM, v.uses(), values -> {
      double[] elements = v.meaning().at(values);
      double[] result = new double[n * n];
      for (int i = 0; i < n; i++) {
        result[i * (n + 1)] = elements[i];
      }
      return result;
    });
  }

  /** {@code A \ b}, {@code b} a vector, by elimination. */
  static Term solve(Term a, Term b) {
    return new Term(b.shape(), a.at(Term.PRODUCT) + " \\ " + b.at(Term.SIGN), Term.PRODUCT, a.uses() | b.uses(),
        values -> LinearSystem.solve(a.meaning().at(values), b.meaning().at(values)));
  }

  /** {@code [a, b, c]} or, of rows, {@code [a, b; c, d]}. */
  static Term listed(Shape shape, List<Term> elements) {
    StringBuilder text = new StringBuilder("[");
    int uses = 0;
    for (int i = 0; i < elements.size(); i++) {
      boolean newRow = shape.isMatrix() && i % shape.columns() == 0;
      text.append(i == 0 ? "" : newRow ? "; " : ", ").append(elements.get(i).text());
      uses |= elements.get(i).uses();
    }
    return new Term(shape, text.append(']').toString(), Term.ATOM, uses, concatenation(elements));
  }

  /** Vectors and numbers one behind the other. */
  static Term joined(List<Term> parts) {
    String text = String.join(", ", parts.stream().map(Term::text).toList());
    int size = parts.stream().mapToInt(p -> p.shape().size()).sum();
    return new Term(Shape.vector(size), "[" + text + "]", Term.ATOM, uses(parts), concatenation(parts));
  }

  private static int uses(List<Term> terms) {
    return terms.stream().mapToInt(Term::uses).reduce(0, (a, b) -> a | b);
  }

  private static Term.Meaning concatenation(List<Term> parts) {
    return values -> parts.stream().flatMapToDouble(p -> Arrays.stream(p.meaning().at(values))).toArray();
  }

  /** {@code [body for i in 1:n]}: a vector of numbers, or the rows of a matrix. */
  static Term comprehension(Term body, String index, int count) {
    Shape shape = body.shape().isScalar() ? Shape.vector(count) : Shape.matrix(count, body.shape().rows());
    return new Term(shape, "[" + body.text() + " for " + index + " in 1:" + count + "]", Term.ATOM, body.uses(),
        values -> rounds(body, index, count, values).stream().flatMapToDouble(Arrays::stream).toArray());
  }

  /** {@code name(body for i in 1:n)} of numbers. */
  static Term comprehension(String name, Term body, String index, int count, ToDoubleFunction<double[]> f) {
    return new Term(Shape.SCALAR, name + "(" + body.text() + " for " + index + " in 1:" + count + ")", Term.ATOM,
        body.uses(), values -> new double[] {f.applyAsDouble(
            rounds(body, index, count, values).stream().mapToDouble(v -> v[0]).toArray())});
  }

  private static List<double[]> rounds(Term body, String index, int count, Map<String, double[]> values) {
    List<double[]> results = new ArrayList<>();
    Map<String, double[]> inner = new HashMap<>(values);
    for (int i = 1; i <= count; i++) {
      inner.put(index, new double[] {i});
      results.add(body.meaning().at(inner));
    }
    return results;
  }

  static Term choose(Term condition, Term yes, Term no) {
    return new Term(yes.shape(), "if " + condition.at(Term.OR) + " then " + yes.text() + " else " + no.text(), Term.IF,
        condition.uses() | yes.uses() | no.uses(),
        values -> (condition.number(values) != 0 ? yes : no).meaning().at(values));
  }
}
