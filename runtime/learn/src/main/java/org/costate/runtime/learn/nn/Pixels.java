/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.Arrays;
import org.costate.runtime.learn.nn.Convolutions.Geometry;

/**
 * One image of a convolution, arranged so that what all pixels of the result see in one place of their windows lies in a row. With a stride s the pixels of the
 * image are sorted by the rests that row and column leave when divided by s; of those with the same rests, neighbours are what neighbours see. If rows of
 * the result lie as far apart as rows of such a part, all of them are copied at once, and between them are pixels that are of no result; if that were
 * many, rows are copied one by one.
 */
final class Pixels {
  /** Rows of columns are multiples of it, for vectors. */
  static final int LANES = 16;

  /** So many times as many pixels as the result has are computed at most. */
  private static final double MOST = 1.25;

  /** Pixels from the first one of the result to its last one. */
  final int width;

  /** From a row of columns to the next one: whole vectors. */
  final int row;

  private final Geometry geometry;

  /** How many pixels a row of a part has. */
  private final int pitch;

  /** How many copies there are to a place in the window: one, or a row each. */
  private final int runs;

  /** From a row of the result to the next one. */
  private final int apart;
  private final float[] sorted;

  /** By row of the image, over all channels, and rest of the column: where its pixels are sorted to. */
  private final int[] parts;

  /** By place in the window: where the first pixel of the result sees it. */
  private final int[] first;

  Pixels(Geometry geometry) {
    this.geometry = geometry;
    int s = geometry.stride();
    int k = geometry.k();
    pitch = Math.ceilDiv(geometry.w(), s);
    int joined = (geometry.resultHeight() - 1) * pitch + geometry.resultWidth();
    boolean few = joined <= MOST * geometry.pixels();
    runs = few ? 1 : geometry.resultHeight();
    apart = few ? pitch : geometry.resultWidth();
    width = few ? joined : geometry.pixels();
    row = Math.ceilDiv(width, LANES) * LANES;
    int plane = pitch * Math.ceilDiv(geometry.h(), s);
    parts = new int[geometry.c() * geometry.h() * s];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = at(i / s / geometry.h(), i / s % geometry.h(), i % s, plane);
    }
    first = new int[geometry.seen()];
    for (int e = 0; e < first.length; e++) {
      first[e] = at(e / (k * k), e / k % k, e % k, plane);
    }
    sorted = new float[geometry.c() * s * s * plane + LANES];
  }

  private int at(int channel, int row, int column, int plane) {
    int s = geometry.stride();
    return ((channel * s + row % s) * s + column % s) * plane + row / s * pitch + column / s;
  }

  /** Writes what is seen of an image, [c k k x row]. */
  void unfold(float[] image, int at, float[] columns, Kernels kernels) {
    int s = geometry.stride();
    int end = at;
    for (int i = 0; i < parts.length; i += s) {
      int begin = end;
      end += geometry.w();
      for (int rest = 0; rest < s; rest++) {
        sort(image, begin + rest, end, s, parts[i + rest]);
      }
    }
    int n = run(kernels);
    for (int e = 0; e < first.length; e++) {
      for (int i = 0; i < runs; i++) {
        System.arraycopy(sorted, first[e] + i * pitch, columns, e * row + i * apart, n);
      }
    }
  }

  /** Pixels that are copied at once. */
  private int run(Kernels kernels) {
    return runs == 1 ? kernels.columns(width) : apart;
  }

  private void sort(float[] image, int begin, int end, int step, int at) {
    int to = at;
    for (int j = begin; j < end; j += step) {
      sorted[to++] = image[j];
    }
  }

  /** Overwrites an image with the sums of what columns have for each of its pixels. */
  void fold(float[] columns, float[] image, int at, Kernels kernels) {
    Arrays.fill(sorted, 0);
    int n = run(kernels);
    for (int e = 0; e < first.length; e++) {
      for (int i = 0; i < runs; i++) {
        kernels.accumulate(columns, e * row + i * apart, sorted, first[e] + i * pitch, n);
      }
    }
    int s = geometry.stride();
    int end = at;
    for (int i = 0; i < parts.length; i += s) {
      int begin = end;
      end += geometry.w();
      for (int rest = 0; rest < s; rest++) {
        unsort(image, begin + rest, end, s, parts[i + rest]);
      }
    }
  }

  private void unsort(float[] image, int begin, int end, int step, int at) {
    int from = at;
    for (int j = begin; j < end; j += step) {
      image[j] = sorted[from++];
    }
  }

  /** Writes a result, [f x h' x w'], to where its pixels are, [f x row]; what is between stays. */
  void spread(float[] result, int at, float[] wide) {
    int n = geometry.resultWidth();
    int from = at;
    for (int f = 0; f < geometry.f(); f++) {
      int to = f * row;
      for (int i = 0; i < geometry.resultHeight(); i++) {
        System.arraycopy(result, from, wide, to, n);
        from += n;
        to += apart;
      }
    }
  }

  /** As {@link #spread}, with the filters as the fast index, [width x f]. */
  void spreadTransposed(float[] result, int at, float[] wide) {
    int filters = geometry.f();
    int n = geometry.resultWidth();
    int from = at;
    for (int f = 0; f < filters; f++) {
      for (int i = 0; i < geometry.resultHeight(); i++) {
        int to = i * apart * filters + f;
        for (int j = 0; j < n; j++) {
          wide[to] = result[from++];
          to += filters;
        }
      }
    }
  }

  /** Takes a result from where its pixels are. */
  void gather(float[] wide, float[] result, int at) {
    int n = geometry.resultWidth();
    int to = at;
    for (int f = 0; f < geometry.f(); f++) {
      int from = f * row;
      for (int i = 0; i < geometry.resultHeight(); i++) {
        System.arraycopy(wide, from, result, to, n);
        to += n;
        from += apart;
      }
    }
  }
}
