/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.function.Supplier;

/** Hears of every phase that has been passed; LOWER and what follows are passed once for each problem. */
@FunctionalInterface
public interface PhaseListener {
  /** Hears nothing. */
  PhaseListener NONE = (phase, print) -> {};

  /** @param print makes the text of what the phase made, which may be long; must be called at once or not at all */
  void after(Phase phase, Supplier<String> print);
}
