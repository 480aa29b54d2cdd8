/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.Map;

/**
 * What a compilation depends on besides the source.
 *
 * @param constants values of {@code const} declarations that replace those in the source
 */
public record CompilerOptions(Map<String, Double> constants) {
  /** The source alone decides. */
  public static final CompilerOptions DEFAULTS = new CompilerOptions(Map.of());

  public CompilerOptions {
    constants = Map.copyOf(constants);
  }
}
