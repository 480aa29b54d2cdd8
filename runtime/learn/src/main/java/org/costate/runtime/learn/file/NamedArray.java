/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.file;

import java.util.Arrays;
import java.util.List;

/** Numbers with a shape, slowest index first. The numbers are the array itself, not a copy. */
public sealed interface NamedArray {
  /** Sizes, whose product is the number of numbers. */
  List<Integer> shape();

  /** How many numbers there are. */
  int size();

  static NamedArray of(List<Integer> shape, float[] values) {
    return new Floats(shape, values);
  }

  static NamedArray of(List<Integer> shape, double[] values) {
    return new Doubles(shape, values);
  }

  static NamedArray of(List<Integer> shape, long[] values) {
    return new Longs(shape, values);
  }

  static NamedArray of(double... values) {
    return new Doubles(List.of(values.length), values);
  }

  static NamedArray of(long... values) {
    return new Longs(List.of(values.length), values);
  }

  private static List<Integer> checked(List<Integer> shape, int size) {
    if (shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b) != size) {
      throw new IllegalArgumentException(size + " numbers for " + shape);
    }
    return List.copyOf(shape);
  }

  /** Of 32 bits. */
  final class Floats implements NamedArray {
    private final List<Integer> shape;
    private final float[] values;

    private Floats(List<Integer> shape, float[] values) {
      this.shape = checked(shape, values.length);
      this.values = values;
    }

    @Override
    public List<Integer> shape() {
      return shape;
    }

    @Override
    public int size() {
      return values.length;
    }

    public float[] values() {
      return values;
    }

    @Override
    public String toString() {
      return values.length + " floats";
    }
  }

  /** Of 64 bits. */
  final class Doubles implements NamedArray {
    private final List<Integer> shape;
    private final double[] values;

    private Doubles(List<Integer> shape, double[] values) {
      this.shape = checked(shape, values.length);
      this.values = values;
    }

    @Override
    public List<Integer> shape() {
      return shape;
    }

    @Override
    public int size() {
      return values.length;
    }

    public double[] values() {
      return values;
    }

    @Override
    public String toString() {
      return values.length + " doubles";
    }
  }

  /** Whole numbers of 64 bits. */
  final class Longs implements NamedArray {
    private final List<Integer> shape;
    private final long[] values;

    private Longs(List<Integer> shape, long[] values) {
      this.shape = checked(shape, values.length);
      this.values = values;
    }

    @Override
    public List<Integer> shape() {
      return shape;
    }

    @Override
    public int size() {
      return values.length;
    }

    public long[] values() {
      return values;
    }

    @Override
    public String toString() {
      return Arrays.toString(values);
    }
  }
}
