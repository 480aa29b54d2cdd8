/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.file;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Arrays and texts by name, in the order of their names. Arrays are not copied, neither in nor out.
 */
public final class NamedArrays {
  private final Map<String, NamedArray> arrays = new TreeMap<>();
  private final Map<String, String> texts = new TreeMap<>();

  public NamedArrays put(String name, NamedArray array) {
    arrays.put(name, array);
    return this;
  }

  public NamedArrays text(String name, String text) {
    texts.put(name, text);
    return this;
  }

  /** All arrays. */
  public Map<String, NamedArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** All texts. */
  public Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }

  /** @throws IllegalArgumentException if there is none */
  public String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no text " + name);
    }
    return text;
  }

  /** @throws IllegalArgumentException if there is none, or one of another kind or length */
  public float[] floats(String name, int size) {
    return array(name) instanceof NamedArray.Floats found && found.size() == size
        ? found.values()
        : refused(name, size + " floats");
  }

  /** @throws IllegalArgumentException if there is none, or one of another kind */
  public double[] doubles(String name) {
    return array(name) instanceof NamedArray.Doubles found ? found.values() : refused(name, "doubles");
  }

  /** @throws IllegalArgumentException if there is none, or one of another kind */
  public long[] longs(String name) {
    return array(name) instanceof NamedArray.Longs found ? found.values() : refused(name, "long integers");
  }

  private NamedArray array(String name) {
    NamedArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no array " + name);
    }
    return array;
  }

  private <T> T refused(String name, String expected) {
    throw new IllegalArgumentException(name + " has " + arrays.get(name) + "; expected " + expected);
  }
}
