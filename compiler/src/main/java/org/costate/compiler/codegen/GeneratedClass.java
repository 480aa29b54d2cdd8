/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.util.Objects;

/** A class as it is loaded, or written to a jar. Immutable. */
public final class GeneratedClass {
  private final String name;
  private final byte[] bytes;

  GeneratedClass(String name, byte[] bytes) {
    this.name = Objects.requireNonNull(name);
    this.bytes = bytes.clone();
  }

  /** The binary name, for example {@code pendulum.SwingUp}. */
  public String name() {
    return name;
  }

  /** The class file; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
