/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

/** How the next distribution follows from the samples of the last one: what sampling methods differ in. */
interface Update {
  /** @param samples at least one of them of a finite cost */
  void apply(Population samples, Distribution distribution);
}
