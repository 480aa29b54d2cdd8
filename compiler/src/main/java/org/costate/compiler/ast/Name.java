/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** An identifier where it stands. */
public record Name(String text, Span span) implements Node {
  @Override
  public String toString() {
    return text;
  }
}
