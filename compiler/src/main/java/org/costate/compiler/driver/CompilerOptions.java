/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.Map;
import java.util.Objects;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.SourceProvider;

/**
 * What a compilation depends on besides the source.
 *
 * @param constants values of {@code const} declarations that replace those in the source; those of a module are called by its name, a dot
 *     and their own
 * @param modules what can be imported
 * @param data reads the data files that the program names
 * @param fusing whether a product and the sum that takes it become one operation with one rounding
 */
public record CompilerOptions(Map<String, Double> constants, SourceProvider modules, DataProvider data,
    boolean fusing) {
  /** The source alone decides. */
  public static final CompilerOptions DEFAULTS = new CompilerOptions(Map.of());

  public CompilerOptions {
    constants = Map.copyOf(constants);
    Objects.requireNonNull(modules);
    Objects.requireNonNull(data);
  }

  /** A product and a sum are two operations. */
  public CompilerOptions(Map<String, Double> constants, SourceProvider modules, DataProvider data) {
    this(constants, modules, data, false);
  }

  /** Nothing can be imported, and there are no data files. */
  public CompilerOptions(Map<String, Double> constants) {
    this(constants, SourceProvider.NONE, DataProvider.NONE);
  }

  /** As this, with other data files. */
  public CompilerOptions withData(DataProvider provider) {
    return new CompilerOptions(constants, modules, provider, fusing);
  }

  /** As this, with other modules. */
  public CompilerOptions withModules(SourceProvider provider) {
    return new CompilerOptions(constants, provider, data, fusing);
  }

  /** As this, with products fused into sums, or not. */
  public CompilerOptions withFusing(boolean wanted) {
    return new CompilerOptions(constants, modules, data, wanted);
  }
}
