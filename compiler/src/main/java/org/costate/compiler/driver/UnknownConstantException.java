/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.Set;
import java.util.TreeSet;

/** {@link CompilerOptions#constants} names a constant that the program does not have. */
public final class UnknownConstantException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final transient Set<String> known;

  UnknownConstantException(String name, Set<String> known) {
    super("no const of one number is called `" + name + "`; known: " + new TreeSet<>(known));
    this.name = name;
    this.known = Set.copyOf(known);
  }

  /** The name that was not found. */
  public String name() {
    return name;
  }

  /** The names of all consts that can be set. */
  public Set<String> known() {
    return known;
  }
}
