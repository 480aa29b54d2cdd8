/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.costate.compiler.ops.Algebra;
import org.costate.compiler.ops.Op;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;

/** What a built-in function takes and does: its arity, its shape rule and its meaning over any algebra, in one place. */
interface Form {
  /** An argument as the shape rule sees it; {@code constant} is its value where {@link #constantsFrom} asks for one. */
  record Argument(Shape shape, Optional<Double> constant) {}

  /** How many arguments it takes. */
  record Arity(int least, int most) {
    static Arity of(int number) {
      return new Arity(number, number);
    }

    boolean accepts(int number) {
      return least <= number && number <= most;
    }
  }

  Arity arity();

  /** Arguments from this one on (from 0) must be known when compiling. */
  default int constantsFrom() {
    return Integer.MAX_VALUE;
  }

  Fit fit(List<Argument> arguments);

  /** The value, for arguments that fit. */
  <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result);

  /** The operation, where the function is one that maps over its arguments. */
  default Optional<Op> op() {
    return Optional.empty();
  }

  static List<Shape> shapes(List<Argument> arguments) {
    return arguments.stream().map(Argument::shape).toList();
  }

  /** A function of numbers, applied to each element; a scalar goes with every element of the others. */
  sealed interface Elementwise extends Form {
    /** The value for one element of each argument. */
    <T> T element(Algebra<T> in, List<T> operands);

    @Override
    default Fit fit(List<Argument> arguments) {
      return Fit.elementwise(shapes(arguments));
    }

    @Override
    default <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      return elementwise(result, i -> element(in, arguments.stream().map(a -> a.at(i)).toList()));
    }
  }

  /** An elementary operation. */
  record Each(Op operation) implements Elementwise {
    @Override
    public Arity arity() {
      return Arity.of(operation.arity());
    }

    @Override
    public <T> T element(Algebra<T> in, List<T> operands) {
      return operation.arity() == 1
          ? in.apply(operation, operands.getFirst())
          : in.apply(operation, operands.get(0), operands.get(1));
    }

    @Override
    public Optional<Op> op() {
      return Optional.of(operation);
    }
  }

  /** min and max: element by element of several, or over one vector. */
  record Extreme(Op operation) implements Form {
    @Override
    public Arity arity() {
      return new Arity(1, Integer.MAX_VALUE);
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      if (arguments.size() > 1) {
        return Fit.elementwise(shapes(arguments));
      }
      Shape only = arguments.getFirst().shape();
      if (only.scalar()) {
        return new Fit.Not(0, "one number has no extreme: give several, or an array");
      }
      return notEmpty(only);
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      if (arguments.size() == 1) {
        return Tensor.scalar(arguments.getFirst()
            .elements()
            .stream()
            .reduce((a, b) -> in.apply(operation, a, b))
            .orElseThrow());
      }
      return elementwise(result,
          i -> arguments.stream().map(a -> a.at(i)).reduce((a, b) -> in.apply(operation, a, b)).orElseThrow());
    }
  }

  /** One number from all elements of an array. */
  enum Reduction implements Form {
    SUM {
      @Override
      <T> T of(Algebra<T> in, List<T> elements) {
        return elements.stream().reduce(in::add).orElseGet(() -> in.constant(0));
      }
    },
    PROD {
      @Override
      <T> T of(Algebra<T> in, List<T> elements) {
        return elements.stream().reduce(in::multiply).orElseGet(() -> in.constant(1));
      }
    },
    MEAN {
      @Override
      <T> T of(Algebra<T> in, List<T> elements) {
        return in.divide(SUM.of(in, elements), in.constant(elements.size()));
      }
    },
    SUMSQ {
      @Override
      <T> T of(Algebra<T> in, List<T> elements) {
        return SUM.of(in, elements.stream().map(in::square).toList());
      }
    },
    NORM {
      @Override
      <T> T of(Algebra<T> in, List<T> elements) {
        return in.apply(Op.SQRT, SUMSQ.of(in, elements));
      }
    };

    abstract <T> T of(Algebra<T> in, List<T> elements);

    @Override
    public Arity arity() {
      return Arity.of(1);
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      return this == MEAN ? notEmpty(arguments.getFirst().shape()) : new Fit.Of(Shape.SCALAR);
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      return Tensor.scalar(of(in, arguments.getFirst().elements()));
    }
  }

  /** hypot(a, b). */
  record Hypotenuse() implements Elementwise {
    @Override
    public Arity arity() {
      return Arity.of(2);
    }

    @Override
    public <T> T element(Algebra<T> in, List<T> operands) {
      return in.apply(Op.SQRT, in.add(in.square(operands.get(0)), in.square(operands.get(1))));
    }
  }

  /** clamp(x, low, high) = min(max(x, low), high). */
  record Clamp() implements Elementwise {
    @Override
    public Arity arity() {
      return Arity.of(3);
    }

    @Override
    public <T> T element(Algebra<T> in, List<T> operands) {
      return in.apply(Op.MIN, in.apply(Op.MAX, operands.get(0), operands.get(1)), operands.get(2));
    }
  }

  /** The inner product of two vectors. */
  record Dot() implements Form {
    @Override
    public Arity arity() {
      return Arity.of(2);
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      Shape first = arguments.get(0).shape();
      Shape second = arguments.get(1).shape();
      if (first.rank() != 1) {
        return new Fit.Not(0, "expected a vector, found " + first.describe());
      }
      return second.equals(first) ? new Fit.Of(Shape.SCALAR)
          : new Fit.Not(1, "expected " + first.describe() + " like the first, found " + second.describe());
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      Tensor<T> a = arguments.get(0);
      Tensor<T> b = arguments.get(1);
      return Tensor.scalar(Reduction.SUM.of(in,
          IntStream.range(0, a.shape().size()).mapToObj(i -> in.multiply(a.at(i), b.at(i))).toList()));
    }
  }

  /** The vector product in three dimensions. */
  record Cross() implements Form {
    @Override
    public Arity arity() {
      return Arity.of(2);
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      for (int i = 0; i < 2; i++) {
        if (!arguments.get(i).shape().equals(Shape.vector(3))) {
          return new Fit.Not(i, "expected a [3], found " + arguments.get(i).shape().describe());
        }
      }
      return new Fit.Of(Shape.vector(3));
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      Tensor<T> a = arguments.get(0);
      Tensor<T> b = arguments.get(1);
      return elementwise(result, i -> {
        int j = (i + 1) % 3;
        int k = (i + 2) % 3;
        return in.subtract(in.multiply(a.at(j), b.at(k)), in.multiply(a.at(k), b.at(j)));
      });
    }
  }

  /** Rows become columns. A vector becomes a matrix of one row, and a matrix of one row a vector. */
  record Transposition() implements Form {
    @Override
    public Arity arity() {
      return Arity.of(1);
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      Shape shape = arguments.getFirst().shape();
      return new Fit.Of(switch (shape.rank()) {
        case 0 -> shape;
        case 1 -> Shape.matrix(1, shape.size());
        default -> shape.rows() == 1 ? Shape.vector(shape.columns()) : Shape.matrix(shape.columns(), shape.rows());
      });
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      Tensor<T> a = arguments.getFirst();
      if (a.shape().rank() < 2) {
        return new Tensor<>(result, a.elements());
      }
      List<T> elements = new ArrayList<>(result.size());
      for (int column = 0; column < a.shape().columns(); column++) {
        for (int row = 0; row < a.shape().rows(); row++) {
          elements.add(a.at(row, column));
        }
      }
      return new Tensor<>(result, elements);
    }
  }

  /** The diagonal matrix of a vector, or the diagonal of a square matrix. */
  record Diagonal() implements Form {
    @Override
    public Arity arity() {
      return Arity.of(1);
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      Shape shape = arguments.getFirst().shape();
      if (shape.rank() == 1) {
        return Sizes.matrix(shape.size(), shape.size());
      }
      return shape.square() ? new Fit.Of(Shape.vector(shape.rows()))
          : new Fit.Not(0, "expected a vector or a square matrix, found " + shape.describe());
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      Tensor<T> a = arguments.getFirst();
      return result.rank() == 1
          ? elementwise(result, i -> a.at(i, i))
          : elementwise(result, i -> i / result.columns() == i % result.columns()
              ? a.at(i % result.columns())
              : in.constant(0));
    }
  }

  /** An array of constants whose sizes are the arguments. */
  enum Filled implements Form {
    ZEROS,
    ONES,
    EYE;

    @Override
    public Arity arity() {
      return new Arity(1, this == EYE ? 1 : 2);
    }

    @Override
    public int constantsFrom() {
      return 0;
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      for (int i = 0; i < arguments.size(); i++) {
        double size = arguments.get(i).constant().orElse(Double.NaN);
        if (!(size >= 1 && size == Math.rint(size))) {
          return new Fit.Not(i, "a size is a positive whole number");
        }
      }
      double rows = arguments.getFirst().constant().orElseThrow();
      if (this == EYE) {
        return Sizes.matrix(rows, rows);
      }
      return arguments.size() == 1 ? Sizes.vector(rows)
          : Sizes.matrix(rows, arguments.getLast().constant().orElseThrow());
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      return elementwise(result, i -> in.constant(switch (this) {
        case ZEROS -> 0;
        case ONES -> 1;
        case EYE -> i / result.columns() == i % result.columns() ? 1 : 0;
      }));
    }
  }

  /** size(a): how many elements; size(A, 1): rows, size(A, 2): columns. The argument itself is not evaluated. */
  record Size() implements Form {
    @Override
    public Arity arity() {
      return new Arity(1, 2);
    }

    @Override
    public int constantsFrom() {
      return 1;
    }

    @Override
    public Fit fit(List<Argument> arguments) {
      if (arguments.size() == 2) {
        double dimension = arguments.get(1).constant().orElse(Double.NaN);
        int rank = arguments.getFirst().shape().rank();
        if (!(dimension >= 1 && dimension <= rank && dimension == Math.rint(dimension))) {
          return new Fit.Not(1, arguments.getFirst().shape().describe() + " has " + rank
              + (rank == 1 ? " dimension" : " dimensions"));
        }
      }
      return new Fit.Of(Shape.SCALAR);
    }

    @Override
    public <T> Tensor<T> apply(Algebra<T> in, List<Tensor<T>> arguments, Shape result) {
      throw new IllegalStateException("the value of size is known from the shape of its argument");
    }

    /** The value. */
    static double of(Shape shape, Optional<Double> dimension) {
      return dimension.map(d -> (double) shape.dimensions().get(d.intValue() - 1)).orElse((double) shape.size());
    }
  }

  private static Fit notEmpty(Shape shape) {
    return shape.size() == 0 ? new Fit.Not(0, "there are no elements") : new Fit.Of(Shape.SCALAR);
  }

  private static <T> Tensor<T> elementwise(Shape shape, IntFunction<T> element) {
    return new Tensor<>(shape, IntStream.range(0, shape.size()).mapToObj(element).toList());
  }
}
