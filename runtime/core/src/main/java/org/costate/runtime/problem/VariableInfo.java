/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A named part of the state, the control, the params or the signals.
 *
 * @param shape empty for a number, [n] for a vector, [rows, columns] for a matrix (row-major)
 * @param offset where it begins among the variables of its kind
 * @param manifold what its values are; anything but LINEAR is for states only
 * @param choices the values that a control can have; empty if it can have any
 * @param unit as written in the source, empty if none
 * @param doc the {@code ///} comment, empty if none
 * @param line the line of its declaration
 */
public record VariableInfo(Kind kind, String name, List<Integer> shape, int offset, Manifold manifold,
    List<Double> choices, String unit, String doc, int line) {
  /** The kinds of variables that a compiled problem has. */
  public enum Kind {
    STATE,
    CONTROL,
    PARAM,
    SIGNAL,
    /** Chosen once a solve by the solver. */
    DESIGN,
    /** Zero in a solve, drawn at each step of a simulation. */
    NOISE,
    /** What a policy sees; computed, never set. */
    OBSERVATION
  }

  public VariableInfo {
    shape = List.copyOf(shape);
    choices = List.copyOf(choices);
  }

  /** Of any values. */
  public VariableInfo(Kind kind, String name, List<Integer> shape, int offset, Manifold manifold, String unit,
      String doc, int line) {
    this(kind, name, shape, offset, manifold, List.of(), unit, doc, line);
  }

  /** Plain numbers. */
  public VariableInfo(Kind kind, String name, List<Integer> shape, int offset, String unit, String doc, int line) {
    this(kind, name, shape, offset, Manifold.LINEAR, unit, doc, line);
  }

  /** How many numbers it has. */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /** How many numbers a small change of it has. */
  public int tangentSize() {
    return manifold.tangentSize(size());
  }

  /** The names of its numbers as the language writes them: {@code q}, {@code f[2]}, {@code obs[1, 2]}. */
  public List<String> elementNames() {
    if (shape.isEmpty()) {
      return List.of(name);
    }
    int columns = shape.size() == 2 ? shape.get(1) : 1;
    return IntStream.range(0, size())
        .mapToObj(i -> shape.size() == 1 ? name + "[" + (i + 1) + "]"
            : name + "[" + (i / columns + 1) + ", " + (i % columns + 1) + "]")
        .toList();
  }
}
