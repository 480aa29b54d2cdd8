/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ops.Algebra;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;

/**
 * The matrix product {@code *}. A vector is a column, except that one row times a vector is a number: {@code x' * Q * x} is what it is on
 * paper.
 */
final class Products {
  private Products() {}

  static Fit fit(Shape a, Shape b) {
    if (a.scalar() || b.scalar()) {
      return new Fit.Of(a.scalar() ? b : a);
    }
    if (a.columns() != b.rows() || a.rank() == 1 && b.rank() == 1) {
      return new Fit.Not(1, "");
    }
    if (b.rank() == 1) {
      return new Fit.Of(a.rows() == 1 ? Shape.SCALAR : Shape.vector(a.rows()));
    }
    return Sizes.matrix(a.rows(), b.columns());
  }

  /** The product of operands that fit. */
  static <T> Tensor<T> product(Algebra<T> in, Tensor<T> a, Tensor<T> b, Shape result) {
    if (a.shape().scalar()) {
      return b.map(each -> in.multiply(a.value(), each));
    }
    if (b.shape().scalar()) {
      return a.map(each -> in.multiply(each, b.value()));
    }
    List<T> elements = new ArrayList<>(result.size());
    for (int row = 0; row < a.shape().rows(); row++) {
      for (int column = 0; column < b.shape().columns(); column++) {
        T sum = null;
        for (int k = 0; k < a.shape().columns(); k++) {
          T term = in.multiply(a.at(row, k), b.at(k, column));
          sum = sum == null ? term : in.add(sum, term);
        }
        elements.add(sum == null ? in.constant(0) : sum);
      }
    }
    return new Tensor<>(result, elements);
  }
}
