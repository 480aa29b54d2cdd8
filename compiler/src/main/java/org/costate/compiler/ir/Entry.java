/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Map;

/**
 * One function of the artefact: where its symbols are read and where its results go.
 *
 * @param inputs the place of every symbol that the results use
 * @param results structural non-zeros only; each place at most once
 */
public record Entry(Kind kind, Map<Expr.Symbol, Place> inputs, List<Result> results) {
  public Entry {
    inputs = Map.copyOf(inputs);
    results = List.copyOf(results);
    for (Expr.Symbol symbol : Graph.of(results.stream().map(Result::value).toList()).symbols()) {
      if (!inputs.containsKey(symbol)) {
        throw new IllegalArgumentException(kind + " uses `" + symbol + "`, which has no place");
      }
    }
  }

  /** The methods of the Generated... classes, by name; CURVATURE stands for two. */
  public enum Kind {
    STEP,
    STAGE,
    LINEARIZE,
    EXPAND,
    CURVATURE,
    TERMINAL,
    EXPAND_TERMINAL,
    HORIZON,
    DIFFERENCE,
    RETRACT,
    DIFFERENCE_JACOBIANS,
    RETRACT_JACOBIANS,
    DEFAULTS,
    SETUP,
    GUESS,
    START,
    EXPECT,
    CONSTRAIN,
    EXPAND_CONSTRAINTS,
    TIME,
    WEIGHT,
    DRAW_PARAMS,
    DRAW_START,
    DRAW_NOISE,
    OBSERVE,
    ENDS,
    TEACH,
    DRAW,
    CONGRUENCE,
    VALUE
  }

  /** The arrays of those methods' parameters: arguments and fields of the output objects. */
  public enum Array {
    X,
    /** A second state. */
    Y,
    /** A tangent. */
    DX,
    U,
    D,
    LAMBDA,
    GIVEN,
    VALUES,
    FACTS,
    /** Standard random numbers. */
    STANDARD,
    RESULTS,
    NEXT,
    FX,
    FU,
    /** The scalar l of an expansion, and the number that a method returns; index 0. */
    L,
    LX,
    LU,
    LXX,
    LUX,
    LUU,
    HXX,
    HUX,
    HUU,
    /** Jacobians with respect to the first and the second argument. */
    FIRST,
    SECOND,
    START,
    STATE_LOWER,
    STATE_UPPER,
    CONTROL_LOWER,
    CONTROL_UPPER,
    TRIM,
    FREE,
    C,
    CX,
    CU,
    // of a sweep
    VXX,
    QXX,
    QUX,
    QUU,
    K
  }

  /** One number of an array, counted from the array's offset. */
  public record Place(Array array, int index) {}

  /** A number that the function writes: a real, or a truth value written as 0 or 1. */
  public record Result(Place place, Expr value) {}
}
