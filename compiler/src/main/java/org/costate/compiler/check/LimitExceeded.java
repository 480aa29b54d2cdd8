/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.source.Span;

/** Ends the checking or lowering of a program that takes too much work; becomes a diagnostic. */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Span place;

  LimitExceeded(Span place) {
    super("too much work", null, false, false);
    this.place = place;
  }

  public Span place() {
    return place;
  }
}
