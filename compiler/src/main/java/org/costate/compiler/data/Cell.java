/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.data;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.costate.compiler.source.Span;

/**
 * One cell of a data file.
 *
 * @param text without the quotes and blanks around it
 */
public record Cell(String text, Span span) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  /** The number that it holds, infinite if it is too large; empty if it is none. */
  public OptionalDouble number() {
    return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
  }
}
