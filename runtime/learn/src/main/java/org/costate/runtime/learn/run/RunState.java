/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.run;

import java.util.List;
import org.costate.runtime.learn.file.NamedArray;
import org.costate.runtime.learn.file.NamedArrays;

/** Named arrays: all that a run must remember to go on bit for bit. What is put is copied. */
public final class RunState {
  private final NamedArrays arrays;
  private final String prefix;

  public RunState() {
    this(new NamedArrays(), "");
  }

  private RunState(NamedArrays arrays, String prefix) {
    this.arrays = arrays;
    this.prefix = prefix;
  }

  /** What was read from a file. */
  public static RunState of(NamedArrays arrays) {
    return new RunState(arrays, "");
  }

  /** The same arrays, seen by a part of the run whose names begin with {@code part.}. */
  public RunState of(String part) {
    return new RunState(arrays, prefix + part + ".");
  }

  public void put(String name, float[] values) {
    arrays.put(prefix + name, NamedArray.of(List.of(values.length), values.clone()));
  }

  public void put(String name, double... values) {
    arrays.put(prefix + name, NamedArray.of(values.clone()));
  }

  public void put(String name, long... values) {
    arrays.put(prefix + name, NamedArray.of(values.clone()));
  }

  /** @throws IllegalArgumentException if there is no such array */
  public double[] doubles(String name) {
    return arrays.doubles(prefix + name);
  }

  /** @throws IllegalArgumentException if there is no such array */
  public long[] longs(String name) {
    return arrays.longs(prefix + name);
  }

  /** @throws IllegalArgumentException if there is no such array, or one of another length */
  public void get(String name, float[] into) {
    System.arraycopy(arrays.floats(prefix + name, into.length), 0, into, 0, into.length);
  }

  /** All arrays by their whole names, for a file. */
  public NamedArrays arrays() {
    return arrays;
  }
}
