/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;

/**
 * The two sides of an {@code if} at points where its condition switches. A point: params at their defaults, all else at random within its
 * bounds, then one variable moved until the two sides of a comparison are equal and the condition changes. Always the same points for the
 * same program.
 */
final class SwitchSamples {
  private static final int POINTS = 6;
  private static final int GRID = 40;
  private static final double[] RANGES = {2, 20, 1000};
  /** Of what stands on the sides; finer differences are taken for round-off. */
  private static final double TOLERANCE = 1e-6;
  /** Evaluated at most, in steps of the evaluator; what takes more is not judged. */
  private static final long MAX_WORK = 1_000_000;
  /** How far left and right of the switch the condition is asked, in parts of the place. */
  private static final double ASIDE = 1e-9;

  private final Analysis facts;
  private final Expression.Conditional choice;
  private final List<Comprehension> loops;
  private final List<Symbol> parameters;
  private final Random random = new Random(1);
  private long work;

  /**
   * @param loops around the expression, outermost first; the first round is looked at
   * @param parameters of the function around it
   */
  SwitchSamples(Analysis facts, Expression.Conditional choice, List<Comprehension> loops, List<Symbol> parameters) {
    this.facts = facts;
    this.choice = choice;
    this.loops = loops;
    this.parameters = parameters;
  }

  /**
   * A place where the sides differ.
   *
   * @param place {@code x = 0.5, v[2] = 1.2}
   * @param element that differs, from 1; 0 for scalars
   */
  record Jump(String place, int element, String whenTrue, String whenFalse) {}

  /** One number of a variable. */
  private record Coordinate(Symbol symbol, int index) {}

  /** Empty if the sides meet wherever they were compared, or if they could not be. */
  Optional<Jump> jump() {
    List<Expression.Binary> comparisons = new ArrayList<>();
    Children.walk(choice.condition(), e -> {
      if (e instanceof Expression.Binary b && ordering(b.operator())) {
        comparisons.add(b);
      }
    });
    try {
      for (Expression.Binary comparison : comparisons) {
        for (int i = 0; i < POINTS; i++) {
          Optional<Jump> found = at(comparison, point());
          if (found.isPresent()) {
            return found;
          }
        }
      }
    } catch (InternalCompilerError | LimitExceeded e) {
      // Something here has no value as a plain number, or takes too long: then it is not judged.
    }
    return Optional.empty();
  }

  private static boolean ordering(BinaryOperator operator) {
    return switch (operator) {
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
      default -> false;
    };
  }

  private Map<Symbol, Tensor<Double>> point() {
    Map<Symbol, Tensor<Double>> point = new LinkedHashMap<>();
    parameters.forEach(p -> point.put(p, somewhere(facts.shape(p), -2, 2)));
    facts.uses().variables(choice).keySet().forEach(s -> place(s, point));
    return point;
  }

  private void place(Symbol symbol, Map<Symbol, Tensor<Double>> point) {
    if (point.containsKey(symbol)) {
      return;
    }
    if (!(symbol instanceof Symbol.Variable variable)) {
      point.put(symbol, somewhere(Shape.SCALAR, 0, 2));
      return;
    }
    var declaration = variable.declaration();
    if (given(variable)) {
      Expression value = declaration.value().orElseThrow();
      point.put(variable, valueOf(value, point).filling(facts.shape(variable)));
    } else if (declaration.domain().orElse(null) instanceof Domain.Interval bounds) {
      double lower = valueOf(bounds.lower(), point).elements().getFirst();
      double upper = valueOf(bounds.upper(), point).elements().getFirst();
      point.put(variable, somewhere(facts.shape(variable), Math.max(lower, -1e3), Math.min(upper, 1e3)));
    } else {
      point.put(variable, somewhere(facts.shape(variable), -2, 2));
    }
  }

  private Tensor<Double> valueOf(Expression expression, Map<Symbol, Tensor<Double>> point) {
    facts.uses().variables(expression).keySet().forEach(s -> place(s, point));
    return value(expression, point);
  }

  private static boolean given(Symbol.Variable variable) {
    return switch (variable.declaration().kind()) {
      case PARAM, SIGNAL -> variable.declaration().value().isPresent();
      case DESIGN, STATE, CONTROL, ALGEBRAIC -> false;
    };
  }

  private Tensor<Double> somewhere(Shape shape, double lower, double upper) {
    return new Tensor<>(shape, IntStream.range(0, shape.size())
        .mapToObj(_ -> lower + (upper - lower) * random.nextDouble())
        .toList());
  }

  /** How much was evaluated. */
  long work() {
    return work;
  }

  private Tensor<Double> value(Expression expression, Map<Symbol, Tensor<Double>> point) {
    ConstantEvaluator evaluator = evaluator(point);
    Tensor<Double> value = evaluator.evaluate(expression);
    work += evaluator.steps();
    if (work > MAX_WORK) {
      throw new LimitExceeded(expression.span());
    }
    return value;
  }

  private ConstantEvaluator evaluator(Map<Symbol, Tensor<Double>> point) {
    ConstantEvaluator evaluator = new ConstantEvaluator(facts, facts.constants().overrides());
    point.forEach(evaluator::bind);
    for (Comprehension loop : loops) {
      double first = facts.constants().whole(loop.from());
      Symbol variable = facts.bindings().known(loop.variable());
      facts.constants().bind(variable, Tensor.scalar(first));
      evaluator.bind(variable, Tensor.scalar(first));
    }
    return evaluator;
  }

  private Optional<Jump> at(Expression.Binary comparison, Map<Symbol, Tensor<Double>> point) {
    List<Coordinate> free = free(comparison, point);
    if (free.isEmpty() || !facts.shapeOf(comparison.left()).scalar() || !facts.shapeOf(comparison.right()).scalar()) {
      return Optional.empty();
    }
    Coordinate moved = free.get(random.nextInt(free.size()));
    for (double range : RANGES) {
      double before = -range;
      double gapBefore = gap(comparison, point, moved, before);
      for (int i = 1; i <= GRID; i++) {
        double after = -range + 2 * range * i / GRID;
        double gapAfter = gap(comparison, point, moved, after);
        if (gapBefore < 0 != gapAfter < 0 && Double.isFinite(gapBefore) && Double.isFinite(gapAfter)) {
          Optional<Jump> found = compare(bisected(comparison, point, moved, before, after), point, moved);
          if (found.isPresent()) {
            return found;
          }
        }
        before = after;
        gapBefore = gapAfter;
      }
    }
    return Optional.empty();
  }

  /** What can be moved to reach the switch. */
  private List<Coordinate> free(Expression.Binary comparison, Map<Symbol, Tensor<Double>> point) {
    return coordinates(comparison, point).stream().filter(c -> matters(comparison, point, c)).toList();
  }

  /** What an expression depends on, apart from what is given. */
  private List<Coordinate> coordinates(Expression expression, Map<Symbol, Tensor<Double>> point) {
    Set<Symbol> varying = new LinkedHashSet<>(facts.uses().variables(expression).keySet());
    varying.removeIf(s -> s instanceof Symbol.Variable v && given(v));
    varying.addAll(parameters);
    List<Coordinate> coordinates = new ArrayList<>();
    for (Symbol symbol : varying) {
      IntStream.range(0, point.get(symbol).elements().size()).forEach(i -> coordinates.add(new Coordinate(symbol, i)));
    }
    return coordinates;
  }

  private boolean matters(Expression.Binary comparison, Map<Symbol, Tensor<Double>> point, Coordinate coordinate) {
    double here = point.get(coordinate.symbol()).elements().get(coordinate.index());
    return gap(comparison, point, coordinate, here) != gap(comparison, point, coordinate, here + 0.25);
  }

  private static Map<Symbol, Tensor<Double>> moved(Map<Symbol, Tensor<Double>> point, Coordinate moved, double to) {
    Map<Symbol, Tensor<Double>> there = new LinkedHashMap<>(point);
    Tensor<Double> old = point.get(moved.symbol());
    List<Double> elements = new ArrayList<>(old.elements());
    elements.set(moved.index(), to);
    there.put(moved.symbol(), new Tensor<>(old.shape(), elements));
    return there;
  }

  private double gap(Expression.Binary comparison, Map<Symbol, Tensor<Double>> point, Coordinate moved, double to) {
    Map<Symbol, Tensor<Double>> there = moved(point, moved, to);
    return value(comparison.left(), there).value() - value(comparison.right(), there).value();
  }

  private double bisected(
      Expression.Binary comparison, Map<Symbol, Tensor<Double>> point, Coordinate moved, double from, double to) {
    double low = from;
    double high = to;
    boolean below = gap(comparison, point, moved, low) < 0;
    for (double middle = (low + high) / 2; middle != low && middle != high; middle = (low + high) / 2) {
      if (gap(comparison, point, moved, middle) < 0 == below) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private Optional<Jump> compare(double there, Map<Symbol, Tensor<Double>> point, Coordinate moved) {
    double aside = ASIDE * Math.max(1, Math.abs(there));
    if (holds(moved(point, moved, there - aside)) == holds(moved(point, moved, there + aside))) {
      return Optional.empty();
    }
    Map<Symbol, Tensor<Double>> place = moved(point, moved, there);
    Shape shape = facts.shapeOf(choice);
    List<Double> yes = value(choice.whenTrue(), place).filling(shape).elements();
    List<Double> no = value(choice.whenFalse(), place).filling(shape).elements();
    for (int i = 0; i < yes.size(); i++) {
      double a = yes.get(i);
      double b = no.get(i);
      if (Math.abs(a - b) > TOLERANCE * (1 + Math.max(Math.abs(a), Math.abs(b))) && Double.isFinite(a - b)) {
        return Optional
            .of(new Jump(text(place, coordinates(choice, point)), shape.scalar() ? 0 : i + 1, text(a), text(b)));
      }
    }
    return Optional.empty();
  }

  private boolean holds(Map<Symbol, Tensor<Double>> point) {
    return value(choice.condition(), point).value() != 0;
  }

  private static String text(Map<Symbol, Tensor<Double>> place, List<Coordinate> coordinates) {
    return coordinates.stream().limit(3).map(c -> {
      Tensor<Double> value = place.get(c.symbol());
      String index = value.shape().scalar() ? "" : "[" + (c.index() + 1) + "]";
      return "`" + c.symbol().name() + index + "` = " + text(value.elements().get(c.index()));
    }).collect(Collectors.joining(", "));
  }

  private static String text(double value) {
    double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.3e", value));
    return Numbers.text(rounded == 0 ? 0 : rounded);
  }
}
