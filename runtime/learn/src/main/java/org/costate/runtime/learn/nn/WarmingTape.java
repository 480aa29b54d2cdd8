/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.vector.WarmUp;

/** Runs a tape with kernels that are fast at once until others, which first have to be compiled, are faster. Kernels agree in every bit. */
final class WarmingTape implements TapeExecutable.Runner {
  private final Tape tape;
  private final Kernels atOnce;
  private final Kernels later;

  /** A training is long: its slow runs may take as much time as its fast ones. */
  private final WarmUp warmUp = new WarmUp(1);

  WarmingTape(Tape tape, Kernels atOnce, Kernels later) {
    this.tape = tape;
    this.atOnce = atOnce;
    this.later = later;
  }

  @Override
  public void run(int rows) {
    if (warmUp.isWarm()) {
      tape.run(later, rows);
    } else if (warmUp.isDue()) {
      warmUp.measure(() -> tape.run(atOnce, rows), () -> tape.run(later, rows));
    } else {
      tape.run(atOnce, rows);
    }
  }

  boolean isWarm() {
    return warmUp.isWarm();
  }
}
