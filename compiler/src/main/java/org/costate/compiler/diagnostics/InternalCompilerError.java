/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

/** A bug in the compiler, never the user's fault: names the phase, so that a report can be acted on. */
public final class InternalCompilerError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InternalCompilerError(String phase, String what) {
    super("internal compiler error in " + phase + ": " + what);
  }

  public InternalCompilerError(String phase, String what, Throwable cause) {
    super("internal compiler error in " + phase + ": " + what, cause);
  }
}
