/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

/** A program needs a class that the JVM cannot hold; the driver turns it into a diagnostic. */
public final class ProgramTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String className;

  ProgramTooLargeException(String className, String what, Throwable cause) {
    super("class " + className + " would be too large for the JVM: " + what, cause);
    this.className = className;
  }

  public String className() {
    return className;
  }
}
