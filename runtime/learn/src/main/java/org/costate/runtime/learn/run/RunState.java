/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Named arrays: all that a run must remember to go on bit for bit. */
public final class RunState {
  private final Map<String, float[]> floats;
  private final Map<String, double[]> doubles;
  private final Map<String, long[]> longs;
  private final String prefix;

  public RunState() {
    this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), "");
  }

  private RunState(
      Map<String, float[]> floats, Map<String, double[]> doubles, Map<String, long[]> longs, String prefix) {
    this.floats = floats;
    this.doubles = doubles;
    this.longs = longs;
    this.prefix = prefix;
  }

  /** The same arrays, seen by a part of the run whose names begin with {@code part.}. */
  public RunState of(String part) {
    return new RunState(floats, doubles, longs, prefix + part + ".");
  }

  public void put(String name, float[] values) {
    floats.put(prefix + name, values.clone());
  }

  public void put(String name, double... values) {
    doubles.put(prefix + name, values.clone());
  }

  public void put(String name, long... values) {
    longs.put(prefix + name, values.clone());
  }

  /** @throws IllegalArgumentException if there is no such array */
  public double[] doubles(String name) {
    return found(doubles, name);
  }

  /** @throws IllegalArgumentException if there is no such array */
  public long[] longs(String name) {
    return found(longs, name);
  }

  /** @throws IllegalArgumentException if there is no such array, or one of another length */
  public void get(String name, float[] into) {
    float[] values = found(floats, name);
    if (values.length != into.length) {
      throw new IllegalArgumentException(
          prefix + name + " has " + values.length + " numbers; expected " + into.length);
    }
    System.arraycopy(values, 0, into, 0, into.length);
  }

  private <A> A found(Map<String, A> arrays, String name) {
    A values = arrays.get(prefix + name);
    if (values == null) {
      throw new IllegalArgumentException("the state of the run has no " + prefix + name);
    }
    return values;
  }

  /** All arrays by their whole names, for a file. */
  public Map<String, float[]> floats() {
    return Collections.unmodifiableMap(floats);
  }

  /** All arrays by their whole names, for a file. */
  public Map<String, double[]> doubles() {
    return Collections.unmodifiableMap(doubles);
  }

  /** All arrays by their whole names, for a file. */
  public Map<String, long[]> longs() {
    return Collections.unmodifiableMap(longs);
  }
}
