/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/** A tape and what runs it. */
record TapeExecutable(Tape tape, Runner runner) implements Executable {
  /** Runs the tape with kernels of its choice. */
  interface Runner {
    void run(int rows);
  }

  @Override
  public float[] input(String name) {
    return tape.input(name);
  }

  @Override
  public void run(int rows) {
    runner.run(rows);
  }

  @Override
  public float[] result(int i) {
    return tape.result(i);
  }
}
