/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws well-shaped expressions over the names in scope. Arguments stay inside the functions' domains, and values of the order of one, so
 * that differences of them say something.
 */
final class ExpressionGenerator {
  private static final int MAX_LOOPS = 2;

  private final RandomGenerator random;
  private final List<Variable> scope;
  private final List<Function> functions;
  private final Supplier<String> freshName;

  /**
   * @param scope what can be named
   * @param allowed {@link Term.Use} bits that results may have
   * @param freshName names for the indices of comprehensions
   */
  ExpressionGenerator(RandomGenerator random, List<Variable> scope, List<Function> functions, int allowed,
      Supplier<String> freshName) {
    this.random = random;
    this.scope = scope.stream().filter(v -> (v.uses() & ~allowed) == 0).toList();
    this.functions = functions.stream().filter(f -> (f.uses() & ~allowed) == 0).toList();
    this.freshName = freshName;
  }

  /** The index of a comprehension in force: a number, and an index of what has at least {@code bound} elements. */
  private record Loop(String name, int bound) {}

  Term expression(Shape shape, int depth) {
    return expression(shape, depth, List.of());
  }

  private Term expression(Shape shape, int depth, List<Loop> loops) {
    Term drawn = shape.isScalar() ? scalar(depth, loops)
        : shape.isVector() ? vector(shape.rows(), depth, loops) : matrix(shape, depth, loops);
    // Parentheses that change nothing.
    return below(12) == 0
        ? new Term(drawn.shape(), "(" + drawn.text() + ")", Term.ATOM, drawn.uses(), drawn.meaning())
        : drawn;
  }

  private int below(int n) {
    return random.nextInt(n);
  }

  private Term scalar(int depth, List<Loop> loops) {
    if (depth <= 0) {
      return scalarLeaf(loops);
    }
    Supplier<Term> e = () -> expression(Shape.SCALAR, depth - 1, loops);
    Supplier<Term> v = () -> expression(Shape.vector(2 + below(3)), depth - 1, loops);
    return switch (below(40)) {
      case 0, 1, 2 -> Terms.infix("+", Term.SUM, e.get(), e.get(), Double::sum);
      case 3, 4 -> Terms.infix("-", Term.SUM, e.get(), e.get(), (a, b) -> a - b);
      case 5, 6, 7 -> Terms.infix("*", Term.PRODUCT, e.get(), e.get(), (a, b) -> a * b);
      case 8 -> Terms.infix("/", Term.PRODUCT, e.get(), positive(e.get()), (a, b) -> a / b);
      case 9 -> Terms.negate(e.get());
      case 10 -> Terms.power(bounded(e.get()), 2 + below(4));
      case 11 -> Terms.power(positive(e.get()), List.of(1.5, 0.5, -1.0, 2.25, -2.0).get(below(5)));
      case 12, 13, 14 -> smooth(e.get());
      case 15 -> guarded(e.get());
      case 16 -> Terms.apply("atan2", e.get(), positive(e.get()), Math::atan2);
      case 17 -> Terms.apply("min", e.get(), e.get(), Math::min);
      case 18 -> Terms.apply("max", e.get(), e.get(), Math::max);
      case 19 -> Terms.apply("abs", e.get(), Math::abs);
      case 20 -> flat();
      case 21, 22 -> choose(Shape.SCALAR, depth, loops);
      case 23, 24 -> reduceRange(depth, loops);
      case 25 -> Terms.reduce("sum", v.get(), a -> Arrays.stream(a).sum());
      case 26 -> Terms.reduce("sumsq", v.get(), a -> Arrays.stream(a).map(b -> b * b).sum());
      case 27 -> Terms.reduce("mean", v.get(), a -> Arrays.stream(a).sum() / a.length);
      case 28 -> Terms.reduce("norm", Terms.joined(List.of(positive(e.get()), v.get())),
          a -> Math.sqrt(Arrays.stream(a).map(b -> b * b).sum()));
      case 29 -> Terms.reduce("max", v.get(), a -> Arrays.stream(a).max().orElseThrow());
      case 30 -> Terms.reduce("min", v.get(), a -> Arrays.stream(a).min().orElseThrow());
      case 31, 32 -> dot(2 + below(3), depth, loops);
      case 34 -> Terms.reduce("prod", Terms.apply("cos", v.get(), Math::cos),
          a -> Arrays.stream(a).reduce(1, (b, c) -> b * c));
      case 35 -> Terms.apply("hypot", positive(e.get()), e.get(), (a, b) -> Math.sqrt(a * a + b * b));
      case 36 -> Terms.apply("pow", positive(e.get()), bounded(e.get()), Math::pow);
      case 37 -> clamp(e.get());
      case 38 -> size(v.get());
      case 33 -> call(Shape.SCALAR, depth, loops).orElseGet(() -> scalarLeaf(loops));
      default -> scalarLeaf(loops);
    };
  }

  private Term scalarLeaf(List<Loop> loops) {
    int choice = below(12);
    if (choice == 0) {
      return Terms.pi();
    }
    if (choice == 1 && !loops.isEmpty()) {
      return new Variable(loops.get(below(loops.size())).name(), Shape.SCALAR, Term.Use.CONST).term();
    }
    if (choice < 3 || scope.isEmpty()) {
      return literal();
    }
    Term term = scope.get(below(scope.size())).term();
    return term.shape().isScalar() ? term : element(term, loops);
  }

  private Term literal() {
    return Terms.literal(switch (below(6)) {
      case 0 -> Integer.toString(1 + below(3));
      case 1 -> String.format(Locale.ROOT, "%.3f", random.nextDouble(0.1, 2));
      case 2 -> (1 + below(15)) + "e-1";
      case 3 -> "." + (1 + below(99));
      case 4 -> "1_0.5E-1";
      default -> Double.toString(random.nextDouble(0.1, 1.5));
    });
  }

  /** A number of a vector or matrix, at a fixed place or at one that a comprehension runs through. */
  private Term element(Term array, List<Loop> loops) {
    Shape shape = array.shape();
    Index row = index(shape.rows(), loops);
    if (shape.isVector()) {
      return new Term(Shape.SCALAR, array.text() + "[" + row.text() + "]", Term.ATOM, array.uses(),
          values -> new double[] {array.meaning().at(values)[row.at(values)]});
    }
    Index column = index(shape.columns(), loops);
    return new Term(Shape.SCALAR, array.text() + "[" + row.text() + ", " + column.text() + "]", Term.ATOM,
        array.uses(),
        values -> new double[] {array.meaning().at(values)[row.at(values) * shape.columns() + column.at(values)]});
  }

  private record Index(String text, ToIntFunction<Map<String, double[]>> position) {
    /** From 0. */
    int at(Map<String, double[]> values) {
      return position.applyAsInt(values);
    }
  }

  private Index index(int size, List<Loop> loops) {
    for (Loop loop : loops) {
      ToIntFunction<Map<String, double[]>> round = values -> (int) values.get(loop.name())[0];
      if (loop.bound() <= size && below(2) == 0) {
        return loop.bound() < size && below(2) == 0
            ? new Index(loop.name() + " + 1", round)
            : new Index(loop.name(), values -> round.applyAsInt(values) - 1);
      }
    }
    int fixed = below(size);
    return new Index(Integer.toString(fixed + 1), values -> fixed);
  }

  /** Smooth everywhere and slow to grow. */
  private Term smooth(Term a) {
    return switch (below(4)) {
      case 0 -> Terms.apply("cos", a, Math::cos);
      case 1 -> Terms.apply("atan", a, Math::atan);
      default -> bounded(a);
    };
  }

  /** Between -1 and 1. */
  private Term bounded(Term a) {
    return below(2) == 0 ? Terms.apply("sin", a, Math::sin) : Terms.apply("tanh", a, Math::tanh);
  }

  /** At least a half. */
  private static Term positive(Term a) {
    return Terms.infix("+", Term.SUM, Terms.literal("0.5"), Terms.power(a, 2), Double::sum);
  }

  /** Between -0.8 and 0.8. */
  private Term shrunk(Term a) {
    return Terms.infix("*", Term.PRODUCT, Terms.literal("0.8"), bounded(a), (v, w) -> v * w);
  }

  /** The functions that need care with their arguments. */
  private Term guarded(Term a) {
    return switch (below(12)) {
      case 0 -> Terms.apply("sqrt", positive(a), Math::sqrt);
      case 1 -> Terms.apply("log", positive(a), Math::log);
      case 2 -> Terms.apply("log1p", positive(a), Math::log1p);
      case 3 -> Terms.apply("log10", positive(a), Math::log10);
      case 4 -> Terms.apply("cbrt", positive(a), Math::cbrt);
      case 5 -> Terms.apply("exp", bounded(a), Math::exp);
      case 6 -> Terms.apply("expm1", bounded(a), Math::expm1);
      case 7 -> Terms.apply("sinh", bounded(a), Math::sinh);
      case 8 -> Terms.apply("cosh", bounded(a), Math::cosh);
      case 9 -> Terms.apply("tan", bounded(a), Math::tan);
      case 10 -> Terms.apply("asin", shrunk(a), Math::asin);
      default -> Terms.apply("acos", shrunk(a), Math::acos);
    };
  }

  /** Functions without a useful derivative, which may only see what no solver varies. */
  private Term flat() {
    List<Variable> fixed = scope.stream()
        .filter(v -> v.shape().isScalar() && (v.uses() & ~Term.Use.PARAM) == 0)
        .toList();
    Term a = fixed.isEmpty() ? literal() : fixed.get(below(fixed.size())).term();
    return switch (below(5)) {
      case 0 -> Terms.apply("floor", a, Math::floor);
      case 1 -> Terms.apply("ceil", a, Math::ceil);
      case 2 -> Terms.apply("round", a, Math::rint);
      case 3 -> Terms.apply("sign", a, Math::signum);
      default -> Terms.apply("mod", a, Terms.literal("1.7"), (v, w) -> v - w * Math.floor(v / w));
    };
  }

  private static Term clamp(Term a) {
    return new Term(Shape.SCALAR, "clamp(" + a.text() + ", -0.75, 1.25)", Term.ATOM, a.uses(),
        values -> new double[] {Math.min(Math.max(a.number(values), -0.75), 1.25)});
  }

  private static Term size(Term v) {
    return new Term(Shape.SCALAR, "size(" + v.text() + ")", Term.ATOM, v.uses(),
        values -> new double[] {v.shape().rows()});
  }

  private Term choose(Shape shape, int depth, List<Loop> loops) {
    return Terms.choose(condition(depth - 1, loops), expression(shape, depth - 1, loops),
        expression(shape, depth - 1, loops));
  }

  private Term condition(int depth, List<Loop> loops) {
    int choice = depth <= 0 ? below(4) : below(8);
    if (choice >= 4) {
      Term a = condition(depth - 1, loops);
      if (choice == 4) {
        return new Term(Shape.SCALAR, "not " + a.at(Term.NOT), Term.NOT, a.uses(),
            values -> new double[] {1 - a.number(values)});
      }
      Term b = condition(depth - 1, loops);
      return choice == 5 ? Terms.infix("or", Term.OR, a, b, Math::max) : Terms.infix("and", Term.AND, a, b, Math::min);
    }
    Term a = scalar(Math.max(0, depth - 1), loops);
    Term b = scalarLeaf(loops);
    String operator = List.of("<", "<=", ">", ">=").get(choice);
    Term text = Terms.infix(operator, Term.SUM, a, b, switch (choice) {
      case 0 -> (v, w) -> v < w ? 1 : 0;
      case 1 -> (v, w) -> v <= w ? 1 : 0;
      case 2 -> (v, w) -> v > w ? 1 : 0;
      default -> (v, w) -> v >= w ? 1 : 0;
    });
    return new Term(Shape.SCALAR, text.text(), Term.COMPARE, text.uses(), text.meaning());
  }

  private Term reduceRange(int depth, List<Loop> loops) {
    if (loops.size() == MAX_LOOPS) {
      return scalarLeaf(loops);
    }
    Loop loop = new Loop(freshName.get(), 1 + below(4));
    Term body = expression(Shape.SCALAR, depth - 1, with(loops, loop));
    return switch (below(4)) {
      case 0 -> Terms.comprehension("max", body, loop.name(), loop.bound(), v -> Arrays.stream(v).max().orElseThrow());
      case 1 -> Terms.comprehension("mean", body, loop.name(), loop.bound(), v -> Arrays.stream(v).sum() / v.length);
      default -> Terms.comprehension("sum", body, loop.name(), loop.bound(), v -> Arrays.stream(v).sum());
    };
  }

  private static List<Loop> with(List<Loop> loops, Loop loop) {
    List<Loop> all = new ArrayList<>(List.of(loop));
    all.addAll(loops);
    return all;
  }

  private Term dot(int n, int depth, List<Loop> loops) {
    return Terms.dot(expression(Shape.vector(n), depth - 1, loops), expression(Shape.vector(n), depth - 1, loops));
  }

  private Optional<Term> call(Shape shape, int depth, List<Loop> loops) {
    List<Function> fitting = functions.stream().filter(f -> f.result().shape().equals(shape)).toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    Function chosen = fitting.get(below(fitting.size()));
    return Optional.of(chosen.call(
        chosen.parameters().stream().map(p -> expression(p.shape(), depth - 1, loops)).toList()));
  }

  private Term vector(int n, int depth, List<Loop> loops) {
    if (depth <= 0) {
      return arrayLeaf(Shape.vector(n), loops);
    }
    Shape shape = Shape.vector(n);
    Supplier<Term> e = () -> expression(shape, depth - 1, loops);
    Supplier<Term> number = () -> expression(Shape.SCALAR, depth - 1, loops);
    return switch (below(20)) {
      case 0, 1 -> Terms.infix("+", Term.SUM, e.get(), e.get(), Double::sum);
      case 2 -> Terms.infix("-", Term.SUM, e.get(), e.get(), (a, b) -> a - b);
      case 3 -> Terms.infix(".*", Term.PRODUCT, e.get(), e.get(), (a, b) -> a * b);
      case 4 -> Terms.infix("*", Term.PRODUCT, number.get(), e.get(), (a, b) -> a * b);
      case 5 -> Terms.infix("/", Term.PRODUCT, e.get(), positive(number.get()), (a, b) -> a / b);
      case 6 -> Terms.infix("./", Term.PRODUCT, e.get(), positive(e.get()), (a, b) -> a / b);
      case 7 -> Terms.power(e.get(), 2);
      case 8 -> Terms.negate(e.get());
      case 9 -> smooth(e.get());
      case 10 -> Terms.infix("+", Term.SUM, e.get(), number.get(), Double::sum);
      case 11, 12 -> comprehension(n, depth, loops);
      case 13 -> product(shape, depth, loops);
      case 14 -> choose(shape, depth, loops);
      case 15 -> n == 3 ? Terms.cross(e.get(), e.get()) : joined(n, depth, loops);
      case 16 -> solve(n, depth, loops);
      case 17 -> call(shape, depth, loops).orElseGet(() -> arrayLeaf(shape, loops));
      case 18 -> slice(n, depth, loops);
      default -> Terms.listed(shape, IntStream.range(0, n).mapToObj(i -> number.get()).toList());
    };
  }

  private Term arrayLeaf(Shape shape, List<Loop> loops) {
    Predicate<Variable> fits = v -> v.shape().equals(shape);
    List<Variable> fitting = scope.stream().filter(fits).toList();
    if (!fitting.isEmpty() && below(5) > 0) {
      return fitting.get(below(fitting.size())).term();
    }
    int choice = below(5);
    String sizes = shape.isVector() ? "(" + shape.rows() + ")" : "(" + shape.rows() + ", " + shape.columns() + ")";
    if (choice == 0) {
      return new Term(shape, "ones" + sizes, Term.ATOM, Term.Use.CONST, values -> filled(shape, 1));
    }
    if (choice == 1) {
      return new Term(shape, "zeros" + sizes, Term.ATOM, Term.Use.CONST, values -> filled(shape, 0));
    }
    return Terms.listed(shape, IntStream.range(0, shape.size()).mapToObj(i -> scalarLeaf(loops)).toList());
  }

  private static double[] filled(Shape shape, double value) {
    double[] result = new double[shape.size()];
    Arrays.fill(result, value);
    return result;
  }

  private Term comprehension(int n, int depth, List<Loop> loops) {
    if (loops.size() == MAX_LOOPS) {
      return arrayLeaf(Shape.vector(n), loops);
    }
    Loop loop = new Loop(freshName.get(), n);
    return Terms.comprehension(expression(Shape.SCALAR, depth - 1, with(loops, loop)), loop.name(), n);
  }

  private Term joined(int n, int depth, List<Loop> loops) {
    if (n == 1) {
      return arrayLeaf(Shape.vector(1), loops);
    }
    Term rest = n == 2 ? expression(Shape.SCALAR, depth - 1, loops) : vector(n - 1, depth - 1, loops);
    Term first = expression(Shape.SCALAR, depth - 1, loops);
    return Terms.joined(below(2) == 0 ? List.of(first, rest) : List.of(rest, first));
  }

  private Term product(Shape shape, int depth, List<Loop> loops) {
    int inner = 2 + below(2);
    Shape right = shape.isVector() ? Shape.vector(inner) : Shape.matrix(inner, shape.columns());
    return Terms.product(expression(Shape.matrix(shape.rows(), inner), depth - 1, loops),
        expression(right, depth - 1, loops));
  }

  /** A system with a dominant diagonal. */
  private Term solve(int n, int depth, List<Loop> loops) {
    if (n == 1) {
      return arrayLeaf(Shape.vector(1), loops);
    }
    Term eye = new Term(Shape.matrix(n, n), "eye(" + n + ")", Term.ATOM, Term.Use.CONST, values -> {
      double[] result = new double[n * n];
      IntStream.range(0, n).forEach(i -> result[i * (n + 1)] = 1);
      return result;
    });
    Term diagonal = Terms.infix("*", Term.PRODUCT, Terms.literal("6.5"), eye, (a, b) -> a * b);
    Term matrix = Terms.infix("+", Term.SUM, diagonal,
        bounded(expression(Shape.matrix(n, n), Math.min(1, depth - 1), loops)), Double::sum);
    return Terms.solve(matrix, expression(Shape.vector(n), depth - 1, loops));
  }

  /** {@code v[i:j]}, or a row or column of a matrix. */
  private Term slice(int n, int depth, List<Loop> loops) {
    int more = 1 + below(2);
    int from = below(more + 1);
    int choice = below(3);
    if (choice == 0) {
      Term v = vector(n + more, depth - 1, loops);
      return new Term(Shape.vector(n), v.at(Term.ATOM) + "[" + (from + 1) + ":" + (from + n) + "]", Term.ATOM, v.uses(),
          values -> Arrays.copyOfRange(v.meaning().at(values), from, from + n));
    }
    if (choice == 1) {
      Term rows = matrix(Shape.matrix(more + 1, n), depth - 1, loops);
      return new Term(Shape.vector(n), rows.at(Term.ATOM) + "[" + (from + 1) + ", :]", Term.ATOM, rows.uses(),
          values -> Arrays.copyOfRange(rows.meaning().at(values), from * n, (from + 1) * n));
    }
    int columns = more + 1;
    Term m = matrix(Shape.matrix(n, columns), depth - 1, loops);
    return new Term(Shape.vector(n), m.at(Term.ATOM) + "[:, " + (from + 1) + "]", Term.ATOM, m.uses(), values -> {
      double[] all = m.meaning().at(values);
      return IntStream.range(0, n).mapToDouble(i -> all[i * columns + from]).toArray();
    });
  }

  private Term matrix(Shape shape, int depth, List<Loop> loops) {
    if (depth <= 0) {
      return arrayLeaf(shape, loops);
    }
    Supplier<Term> e = () -> expression(shape, depth - 1, loops);
    return switch (below(11)) {
      case 8 -> shape.rows() == shape.columns()
          ? Terms.diagonal(expression(Shape.vector(shape.rows()), depth - 1, loops))
          : arrayLeaf(shape, loops);
      case 0 -> Terms.infix("+", Term.SUM, e.get(), e.get(), Double::sum);
      case 1 -> Terms.infix("-", Term.SUM, e.get(), e.get(), (a, b) -> a - b);
      case 2 -> Terms.infix(".*", Term.PRODUCT, e.get(), e.get(), (a, b) -> a * b);
      case 3 -> Terms.transpose(expression(Shape.matrix(shape.columns(), shape.rows()), depth - 1, loops));
      case 4 -> product(shape, depth, loops);
      case 5 -> smooth(e.get());
      case 6 -> rows(shape, depth, loops);
      case 7 -> choose(shape, depth, loops);
      default -> arrayLeaf(shape, loops);
    };
  }

  private Term rows(Shape shape, int depth, List<Loop> loops) {
    if (loops.size() == MAX_LOOPS) {
      return arrayLeaf(shape, loops);
    }
    Loop loop = new Loop(freshName.get(), shape.rows());
    return Terms.comprehension(expression(Shape.vector(shape.columns()), depth - 1, with(loops, loop)), loop.name(),
        shape.rows());
  }
}
