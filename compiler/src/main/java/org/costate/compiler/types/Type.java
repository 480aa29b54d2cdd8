/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

/** What an expression is. */
public sealed interface Type {
  Type NUMBER = new Numbers(Shape.SCALAR);
  Type TRUTH = new Truth();
  Type TEXT = new Text();
  /** Of an expression with an error that was reported already; silences whoever uses it. */
  Type UNKNOWN = new Unknown();

  /** A number or an array of numbers. */
  record Numbers(Shape shape) implements Type {}

  /** True or false. */
  record Truth() implements Type {}

  /** A string. */
  record Text() implements Type {}

  /** Nothing is known. */
  record Unknown() implements Type {}

  static Type of(Shape shape) {
    return shape.scalar() ? NUMBER : new Numbers(shape);
  }

  default boolean unknown() {
    return this instanceof Unknown;
  }

  /** To stand in a sentence after "expected" or "found". */
  default String describe() {
    return switch (this) {
      case Numbers n -> n.shape().describe();
      case Truth t -> "a truth value";
      case Text t -> "a text";
      case Unknown u -> "an unknown";
    };
  }
}
