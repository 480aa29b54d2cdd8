/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorShape;

/**
 * Convolutions as matrix products: an image is written out as columns, one for each place of the filters, of the pixels that they cover there.
 * Source: Chellapilla, Puri, Simard 2006, section 3.
 */
final class Convolutions {
  private Convolutions() {}

  /**
   * What a convolution is about.
   *
   * @param samples whether there is an image for each sample
   * @param channels c of the image [c x h x w]
   * @param count f of the result [f x rh x rw] and the filters [f x c x k x k]
   */
  record Sizes(boolean samples, int channels, int height, int width, int count, int resultHeight, int resultWidth,
      int kernel, int stride) {
    static Sizes of(TensorShape image, TensorShape result, TensorShape filters, int stride) {
      return new Sizes(image.rows() || result.rows(), image.sizes().get(0), image.sizes().get(1), image.sizes().get(2),
          result.sizes().get(0), result.sizes().get(1), result.sizes().get(2), filters.sizes().get(2), stride);
    }

    int image() {
      return channels * height * width;
    }

    int result() {
      return count * places();
    }

    /** Where the filters can be. */
    int places() {
      return resultHeight * resultWidth;
    }

    /** What they cover. */
    int covered() {
      return channels * kernel * kernel;
    }
  }

  /** result = filters columns. */
  static Tape.Step forward(Kernels kernels, Sizes s, Memory.Place image, Memory.Place filters, float[] out) {
    float[] columns = new float[s.covered() * s.places()];
    return rows -> {
      int samples = s.samples() ? rows : 1;
      Tape.zero(out, samples * s.result());
      for (int r = 0; r < samples; r++) {
        write(s, image.data, image.at + r * s.image(), columns, s.places(), 1);
        kernels.product(
            filters.data, filters.at, columns, 0, out, r * s.result(), s.count(), s.covered(), s.places());
      }
    };
  }

  /** columns = filters' result, whose numbers are added to the pixels that they belong to. */
  static Tape.Step image(Kernels kernels, Sizes s, Memory.Place result, Memory.Place filters, float[] out) {
    float[] columns = new float[s.covered() * s.places()];
    return rows -> {
      int samples = s.samples() ? rows : 1;
      Tape.zero(out, samples * s.image());
      for (int r = 0; r < samples; r++) {
        Tape.zero(columns, columns.length);
        kernels.outer(filters.data, filters.at, result.data, result.at + r * s.result(), columns, 0, s.count(),
            s.covered(), s.places());
        add(s, columns, out, r * s.image());
      }
    };
  }

  /** filters = sum over the samples of result columns'. */
  static Tape.Step filters(Kernels kernels, Sizes s, Memory.Place image, Memory.Place result, float[] out) {
    float[] columns = new float[s.covered() * s.places()];
    return rows -> {
      int samples = s.samples() ? rows : 1;
      Tape.zero(out, s.count() * s.covered());
      for (int r = 0; r < samples; r++) {
        write(s, image.data, image.at + r * s.image(), columns, 1, s.covered());
        kernels.product(
            result.data, result.at + r * s.result(), columns, 0, out, 0, s.count(), s.places(), s.covered());
      }
    };
  }

  /**
   * Writes an image out.
   *
   * @param step in {@code columns} from one covered pixel to the next one
   * @param placeStep from one place to the next one
   */
  private static void write(Sizes s, float[] image, int at, float[] columns, int step, int placeStep) {
    int e = 0;
    for (int c = 0; c < s.channels(); c++) {
      for (int a = 0; a < s.kernel(); a++) {
        for (int b = 0; b < s.kernel(); b++) {
          for (int i = 0; i < s.resultHeight(); i++) {
            int from = at + (c * s.height() + i * s.stride() + a) * s.width() + b;
            int to = e * step + i * s.resultWidth() * placeStep;
            for (int j = 0; j < s.resultWidth(); j++) {
              columns[to + j * placeStep] = image[from + j * s.stride()];
            }
          }
          e++;
        }
      }
    }
  }

  private static void add(Sizes s, float[] columns, float[] image, int at) {
    int from = 0;
    for (int c = 0; c < s.channels(); c++) {
      for (int a = 0; a < s.kernel(); a++) {
        for (int b = 0; b < s.kernel(); b++) {
          for (int i = 0; i < s.resultHeight(); i++) {
            int to = at + (c * s.height() + i * s.stride() + a) * s.width() + b;
            for (int j = 0; j < s.resultWidth(); j++) {
              image[to + j * s.stride()] += columns[from++];
            }
          }
        }
      }
    }
  }
}
