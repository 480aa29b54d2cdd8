/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorShape;

/**
 * Convolutions as products of matrices, sample by sample: what each pixel of the result sees of the image is written into a column, so that the
 * result is filters times columns. Source: Chellapilla, Puri, Simard 2006.
 */
final class Convolutions {
  /** Of an image [c x h x w], filters [f x c x k x k] and results [f x h' x w']. */
  record Geometry(int c, int h, int w, int f, int k, int stride) {
    Geometry(TensorShape image, TensorShape filters, int stride) {
      this(image.sizes().get(0), image.sizes().get(1), image.sizes().get(2), filters.sizes().get(0),
          filters.sizes().get(2), stride);
    }

    int image() {
      return c * h * w;
    }

    int resultHeight() {
      return (h - k) / stride + 1;
    }

    int resultWidth() {
      return (w - k) / stride + 1;
    }

    /** h' w'. */
    int pixels() {
      return resultHeight() * resultWidth();
    }

    /** What a pixel of the result sees, c k k. */
    int seen() {
      return c * k * k;
    }

    int result() {
      return f * pixels();
    }
  }

  private Convolutions() {}

  /** Y = F columns(X). */
  static Step result(Geometry geometry, boolean perRow, Block image, Block filters, Block out) {
    Pixels pixels = new Pixels(geometry);
    float[] columns = new float[geometry.seen() * pixels.row];
    float[] wide = new float[geometry.f() * pixels.row];
    Product product = new Product();
    product.m = geometry.f();
    product.n = geometry.seen();
    product.a(filters, product.n, 1);
    product.b(new Block(columns, 0), pixels.row);
    product.c(new Block(wide, 0), pixels.row);
    return (kernels, rows) -> {
      product.p = kernels.columns(pixels.width);
      for (int i = 0; i < (perRow ? rows : 1); i++) {
        pixels.unfold(image.values(), image.offset() + i * geometry.image(), columns, kernels);
        kernels.multiply(product);
        pixels.gather(wide, out.values(), out.offset() + i * geometry.result());
      }
    };
  }

  /** X = image(F' Y): the sum of what the columns of a result say about each pixel of the image. Between rows of a result are zeros. */
  static Step image(Geometry geometry, boolean perRow, Block result, Block filters, Block out) {
    Pixels pixels = new Pixels(geometry);
    float[] columns = new float[geometry.seen() * pixels.row];
    float[] wide = new float[geometry.f() * pixels.row];
    Product product = new Product();
    product.m = geometry.seen();
    product.n = geometry.f();
    product.a(filters, 1, product.m);
    product.b(new Block(wide, 0), pixels.row);
    product.c(new Block(columns, 0), pixels.row);
    return (kernels, rows) -> {
      product.p = kernels.columns(pixels.width);
      for (int i = 0; i < (perRow ? rows : 1); i++) {
        pixels.spread(result.values(), result.offset() + i * geometry.result(), wide);
        kernels.multiply(product);
        pixels.fold(columns, out.values(), out.offset() + i * geometry.image(), kernels);
      }
    };
  }

  /**
   * F' = sum of columns(X) Y' over the samples: filters are the fast index then, of which there are enough for vectors. Between rows of a result are
   * zeros.
   */
  static Step filters(Geometry geometry, boolean perRow, Block image, Block result, Block out) {
    Pixels pixels = new Pixels(geometry);
    float[] columns = new float[geometry.seen() * pixels.row];
    float[] results = new float[geometry.f() * pixels.width];
    float[] sums = new float[geometry.seen() * geometry.f()];
    Product product = new Product();
    product.m = geometry.seen();
    product.n = pixels.width;
    product.p = geometry.f();
    product.a(new Block(columns, 0), pixels.row, 1);
    product.b(new Block(results, 0), product.p);
    product.c(new Block(sums, 0), product.p);
    return (kernels, rows) -> {
      for (int i = 0; i < (perRow ? rows : 1); i++) {
        pixels.unfold(image.values(), image.offset() + i * geometry.image(), columns, kernels);
        pixels.spreadTransposed(result.values(), result.offset() + i * geometry.result(), results);
        product.start = i == 0 ? Product.Start.ZERO : Product.Start.RESULT;
        kernels.multiply(product);
      }
      Steps.transpose(sums, 0, geometry.seen(), geometry.f(), out.values(), out.offset());
    };
  }
}
