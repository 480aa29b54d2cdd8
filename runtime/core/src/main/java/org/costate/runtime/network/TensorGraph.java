/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;

/** Makes tensors of tensors, with the rules of their shapes; equal ones are made once. Grows, and never changes what is there. */
public final class TensorGraph {
  private record Key(TensorOp op, List<Integer> operands) {}

  private final List<Tensor> tensors = new ArrayList<>();
  private final Map<Key, Tensor> made = new HashMap<>();
  private final Map<String, Tensor> named = new HashMap<>();
  private final Map<List<Object>, Tensor> constants = new HashMap<>();

  /** All tensors, by id. */
  public List<Tensor> tensors() {
    return Collections.unmodifiableList(tensors);
  }

  public Tensor tensor(int id) {
    return tensors.get(id);
  }

  /** The weights in the order in which they were made. */
  public List<Tensor.Weight> weights() {
    return tensors.stream().filter(Tensor.Weight.class::isInstance).map(Tensor.Weight.class::cast).toList();
  }

  /** An input; the same one when it is asked for again with the same shape. */
  public Tensor input(String name, TensorShape shape) {
    return named(name, shape, () -> new Tensor.Input(tensors.size(), name, shape));
  }

  /** Weights; the same ones when they are asked for again with the same shape. */
  public Tensor weight(String name, List<Integer> sizes, WeightStart start) {
    TensorShape shape = new TensorShape(false, sizes);
    return named(name, shape, () -> new Tensor.Weight(tensors.size(), name, shape, start));
  }

  private Tensor named(String name, TensorShape shape, Supplier<Tensor> maker) {
    Tensor known = named.get(name);
    if (known == null) {
      known = add(maker.get());
      named.put(name, known);
    } else if (!known.shape().equals(shape)) {
      throw new IllegalArgumentException(name + " is " + known.shape() + ", not " + shape);
    }
    return known;
  }

  public Tensor constant(double value) {
    return constant(List.of(), List.of(value));
  }

  public Tensor constant(List<Integer> sizes, List<Double> values) {
    return constants.computeIfAbsent(
        List.of(sizes, values),
        key -> add(new Tensor.Constant(tensors.size(), new TensorShape(false, sizes), values)));
  }

  private Tensor add(Tensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  private Tensor result(TensorOp op, TensorShape shape, Tensor... operands) {
    List<Integer> ids = Arrays.stream(operands).map(Tensor::id).toList();
    return made.computeIfAbsent(new Key(op, ids), key -> add(new Tensor.Result(tensors.size(), op, ids, shape)));
  }

  public Tensor apply(Unary op, Tensor x) {
    return result(op, x.shape(), x);
  }

  /** @throws IllegalArgumentException if the shapes do not fit */
  public Tensor apply(Binary op, Tensor a, Tensor b) {
    TensorShape shape = TensorShape.together(a.shape(), b.shape())
        .orElseThrow(() -> new IllegalArgumentException(op + " of " + a.shape() + " and " + b.shape()));
    return result(op, shape, a, b);
  }

  public Tensor plus(Tensor a, Tensor b) {
    return apply(Binary.ADD, a, b);
  }

  public Tensor minus(Tensor a, Tensor b) {
    return apply(Binary.SUBTRACT, a, b);
  }

  public Tensor times(Tensor a, Tensor b) {
    return apply(Binary.MULTIPLY, a, b);
  }

  public Tensor times(Tensor a, double factor) {
    return times(a, constant(factor));
  }

  public Tensor divided(Tensor a, Tensor b) {
    return apply(Binary.DIVIDE, a, b);
  }

  public Tensor square(Tensor a) {
    return apply(Unary.SQUARE, a);
  }

  /** a W, or a W' if the matrix is transposed, over the last index of a. */
  public Tensor matrixProduct(Tensor a, Tensor W, boolean transposeRight) {
    List<Integer> matrix = W.shape().sizes();
    require(!W.shape().rows() && matrix.size() == 2 && !a.shape().sizes().isEmpty()
        && a.shape().last() == matrix.get(transposeRight ? 1 : 0), "matrix product", a, W);
    TensorShape shape = a.shape().withLast(matrix.get(transposeRight ? 0 : 1));
    return result(new TensorOp.MatrixProduct(transposeRight), shape, a, W);
  }

  /** The sum of a_i' b_i over all but the last index and all samples, [n x m]. */
  public Tensor outerProduct(Tensor a, Tensor b) {
    require(a.shape().rows() == b.shape().rows() && !a.shape().sizes().isEmpty() && !b.shape().sizes().isEmpty()
        && a.shape().withLast(1).equals(b.shape().withLast(1)), "outer product", a, b);
    return result(OuterProduct.OUTER_PRODUCT, TensorShape.fixed(a.shape().last(), b.shape().last()), a, b);
  }

  /** @throws IllegalArgumentException if {@code x} is not what {@code shape} is when it is repeated */
  public Tensor sumTo(Tensor x, TensorShape shape) {
    require(TensorShape.together(x.shape(), shape).equals(Optional.of(x.shape())), "sum to " + shape, x);
    return shape.equals(x.shape()) ? x : result(new TensorOp.SumTo(shape), shape, x);
  }

  /** The sum of all elements of each sample, a number for each. */
  public Tensor sumOfEach(Tensor x) {
    return sumTo(x, new TensorShape(x.shape().rows(), List.of()));
  }

  /** The sum of everything, one number. */
  public Tensor sum(Tensor x) {
    return sumTo(x, TensorShape.fixed());
  }

  public Tensor repeat(Tensor x, TensorShape shape) {
    require(TensorShape.together(x.shape(), shape).equals(Optional.of(shape)), "repeat to " + shape, x);
    return shape.equals(x.shape()) ? x : result(new TensorOp.Repeat(shape), shape, x);
  }

  /** Along the last index; what is for all samples is repeated if another part has rows. */
  public Tensor concatenate(List<Tensor> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    boolean rows = parts.stream().anyMatch(part -> part.shape().rows());
    Tensor[] all = parts.stream()
        .map(part -> repeat(part, new TensorShape(rows, part.shape().sizes())))
        .toArray(Tensor[]::new);
    int last = 0;
    for (Tensor part : all) {
      require(!part.shape().sizes().isEmpty() && part.shape().withLast(1).equals(all[0].shape().withLast(1)),
          "concatenation", all);
      last += part.shape().last();
    }
    return result(Concatenation.CONCATENATION, all[0].shape().withLast(last), all);
  }

  /** Elements {@code from, ..., to - 1} of the last index. */
  public Tensor part(Tensor x, int from, int to) {
    require(!x.shape().sizes().isEmpty() && 0 <= from && from < to && to <= x.shape().last(),
        "elements " + from + " to " + to, x);
    return from == 0 && to == x.shape().last() ? x
        : result(new TensorOp.Part(from, to), x.shape().withLast(to - from), x);
  }

  Tensor padded(Tensor x, int from, int size) {
    require(!x.shape().sizes().isEmpty() && from >= 0 && from + x.shape().last() <= size, "padding", x);
    return result(new TensorOp.Padded(from, size), x.shape().withLast(size), x);
  }

  public Tensor reshape(Tensor x, List<Integer> sizes) {
    TensorShape shape = new TensorShape(x.shape().rows(), sizes);
    require(shape.size() == x.shape().size(), "sizes " + sizes, x);
    return shape.equals(x.shape()) ? x : result(new TensorOp.Reshaped(sizes), shape, x);
  }

  public Tensor softmax(Tensor x) {
    return result(Softmax.SOFTMAX, x.shape(), x);
  }

  /** log sum_j exp(x_j) along the last index, of which 1 is left. */
  public Tensor logSumExp(Tensor x) {
    require(!x.shape().sizes().isEmpty(), "log sum exp", x);
    return result(Softmax.LOG_SUM_EXP, x.shape().withLast(1), x);
  }

  /** @param filters [f x c x k x k], for all samples */
  public Tensor convolve(Tensor image, Tensor filters, int stride) {
    List<Integer> in = image.shape().sizes();
    List<Integer> f = filters.shape().sizes();
    require(in.size() == 3 && f.size() == 4 && !filters.shape().rows() && f.get(1).equals(in.get(0))
        && f.get(2).equals(f.get(3)) && f.get(2) <= in.get(1) && f.get(2) <= in.get(2) && stride > 0,
        "convolution", image, filters);
    List<Integer> sizes = List.of(
        f.get(0), (in.get(1) - f.get(2)) / stride + 1, (in.get(2) - f.get(2)) / stride + 1);
    return result(new TensorOp.Convolution(stride), new TensorShape(image.shape().rows(), sizes), image, filters);
  }

  Tensor convolutionImage(Tensor result, Tensor filters, int stride, TensorShape image) {
    TensorOp op = new TensorOp.ConvolutionImage(stride, image.sizes().get(1), image.sizes().get(2));
    return result(op, image, result, filters);
  }

  Tensor convolutionFilters(Tensor image, Tensor result, int stride, TensorShape filters) {
    return result(new TensorOp.ConvolutionFilters(stride, filters.sizes().get(2)), filters, image, result);
  }

  private static void require(boolean fits, String what, Tensor... operands) {
    if (!fits) {
      throw new IllegalArgumentException(what + " of " + Arrays.stream(operands).map(Tensor::shape).toList());
    }
  }

  /** What the tensors need, themselves included, operands first. */
  public List<Tensor> needed(List<Tensor> results) {
    BitSet needed = new BitSet();
    results.forEach(result -> needed.set(result.id()));
    for (int id = needed.length() - 1; id >= 0; id = needed.previousSetBit(id - 1)) {
      if (tensors.get(id) instanceof Tensor.Result result) {
        result.operands().forEach(needed::set);
      }
    }
    return needed.stream().mapToObj(tensors::get).toList();
  }
}
