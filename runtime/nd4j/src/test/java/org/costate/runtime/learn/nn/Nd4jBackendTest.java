/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/** ND4J does what every back end does, but for memory, which is its own. */
class Nd4jBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return Backends.named("nd4j");
  }

  /** Its functions lose a few bits more. */
  @Override
  double tolerance() {
    return 1e-4;
  }

  @Override
  int runsToCompile() {
    return 0;
  }
}
