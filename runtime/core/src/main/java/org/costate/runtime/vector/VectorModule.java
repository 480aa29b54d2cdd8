/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.vector;

/** The module that the vectors of the processor are in. Classes that use it are to be loaded only where it is. */
public final class VectorModule {
  public static final String NAME = "jdk.incubator.vector";

  private static final boolean PRESENT = ModuleLayer.boot().findModule(NAME).isPresent();

  private VectorModule() {}

  public static boolean isPresent() {
    return PRESENT;
  }
}
