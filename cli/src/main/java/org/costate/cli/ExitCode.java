/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

/** What the process tells its caller; with several runs the largest code counts. */
final class ExitCode {
  /** Done; for a solve: converged, and every {@code expect} holds. */
  static final int OK = 0;

  /** The program is wrong: diagnostics say where. Or it is not formatted, if that was asked. */
  static final int WRONG_PROGRAM = 1;

  /** Wrong usage, or a file that cannot be read or written. */
  static final int USAGE = 2;

  /** A solve ended without converging. */
  static final int NOT_CONVERGED = 3;

  /** A bug in Costate, or too little memory. */
  static final int INTERNAL = 4;

  /** Converged, but an {@code expect} does not hold. */
  static final int EXPECT_FAILED = 5;

  /** Interrupted, for example by Ctrl-C. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
