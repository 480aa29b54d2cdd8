/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.Arrays;
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
    float[] columns = new float[geometry.seen() * geometry.pixels()];
    Product product = new Product();
    product.m = geometry.f();
    product.n = geometry.seen();
    product.p = geometry.pixels();
    product.a(filters, product.n, 1);
    product.b(new Block(columns, 0), product.p);
    product.c(out, product.p);
    return (kernels, rows) -> {
      for (int i = 0; i < (perRow ? rows : 1); i++) {
        unfold(geometry, image.values(), image.offset() + i * geometry.image(), columns);
        product.cOffset = out.offset() + i * geometry.result();
        kernels.multiply(product);
      }
    };
  }

  /** X = image(F' Y): the sum of what the columns of a result say about each pixel of the image. */
  static Step image(Geometry geometry, boolean perRow, Block result, Block filters, Block out) {
    float[] columns = new float[geometry.seen() * geometry.pixels()];
    Product product = new Product();
    product.m = geometry.seen();
    product.n = geometry.f();
    product.p = geometry.pixels();
    product.a(filters, 1, product.m);
    product.b(result, product.p);
    product.c(new Block(columns, 0), product.p);
    return (kernels, rows) -> {
      for (int i = 0; i < (perRow ? rows : 1); i++) {
        product.bOffset = result.offset() + i * geometry.result();
        kernels.multiply(product);
        fold(geometry, columns, out.values(), out.offset() + i * geometry.image(), kernels);
      }
    };
  }

  /** F' = sum of columns(X) Y' over the samples: filters are the fast index then, of which there are enough for vectors. */
  static Step filters(Geometry geometry, boolean perRow, Block image, Block result, Block out) {
    float[] columns = new float[geometry.seen() * geometry.pixels()];
    float[] results = new float[geometry.result()];
    float[] sums = new float[geometry.seen() * geometry.f()];
    Product product = new Product();
    product.m = geometry.seen();
    product.n = geometry.pixels();
    product.p = geometry.f();
    product.a(new Block(columns, 0), product.n, 1);
    product.b(new Block(results, 0), product.p);
    product.c(new Block(sums, 0), product.p);
    return (kernels, rows) -> {
      for (int i = 0; i < (perRow ? rows : 1); i++) {
        unfold(geometry, image.values(), image.offset() + i * geometry.image(), columns);
        Steps.transpose(result.values(), result.offset() + i * geometry.result(), geometry.f(), geometry.pixels(),
            results, 0);
        product.start = i == 0 ? Product.Start.ZERO : Product.Start.RESULT;
        kernels.multiply(product);
      }
      Steps.transpose(sums, 0, geometry.seen(), geometry.f(), out.values(), out.offset());
    };
  }

  /** @param columns [c k k x h' w'], overwritten */
  private static void unfold(Geometry g, float[] image, int at, float[] columns) {
    int width = g.resultWidth();
    int height = g.resultHeight();
    int stride = g.stride();
    int to = 0;
    for (int e = 0; e < g.seen(); e++) {
      int from = at + first(g, e);
      for (int i = 0; i < height; i++) {
        if (stride == 1) {
          System.arraycopy(image, from, columns, to, width);
        } else {
          for (int j = 0; j < width; j++) {
            columns[to + j] = image[from + j * stride];
          }
        }
        to += width;
        from += stride * g.w();
      }
    }
  }

  /** Where the first pixel of the result finds what it sees in place {@code e}. */
  private static int first(Geometry g, int e) {
    int k = g.k();
    return (e / (k * k) * g.h() + e / k % k) * g.w() + e % k;
  }

  private static void fold(Geometry g, float[] columns, float[] image, int at, Kernels kernels) {
    Arrays.fill(image, at, at + g.image(), 0);
    int width = g.resultWidth();
    int from = 0;
    for (int e = 0; e < g.seen(); e++) {
      int to = at + first(g, e);
      for (int i = 0; i < g.resultHeight(); i++) {
        if (g.stride() == 1) {
          kernels.accumulate(columns, from, image, to, width);
        } else {
          for (int j = 0; j < width; j++) {
            image[to + j * g.stride()] += columns[from + j];
          }
        }
        from += width;
        to += g.stride() * g.w();
      }
    }
  }
}
