/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/** One tensor's computation, with its places fixed. Allocates nothing. */
interface Step {
  void run(Kernels kernels, int rows);
}
