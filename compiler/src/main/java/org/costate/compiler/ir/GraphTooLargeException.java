/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/** A graph grew past its builder's limit; the driver turns it into a diagnostic. */
public final class GraphTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int limit;

  public GraphTooLargeException(int limit) {
    super("the expression graph has more than " + limit + " nodes");
    this.limit = limit;
  }

  public int limit() {
    return limit;
  }
}
