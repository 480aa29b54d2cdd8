/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import java.util.Arrays;
import java.util.Optional;

/** What happened in one episode. Mutable memory, row by row; rows behind {@link #ticks} are not used. */
public final class Recording {
  /** When the controller was asked, and the end, [ticks + 1]. */
  public final double[] time;

  /** States at these times, [(ticks + 1) x nx]. */
  public final double[] X;

  /** Controls, [ticks x nu]. */
  public final double[] U;

  /** What a policy saw with each control in force, [ticks x no]. */
  public final double[] seen;

  /** How long the controller took, [ticks]. */
  public final long[] nanos;

  /** How often the controller was asked. */
  public int ticks;

  /** The running cost, as it is minimized. */
  public double cost;

  /** The end of the problem that ended the episode; empty if none did. */
  public Optional<String> end = Optional.empty();

  /** Whether every state is finite. */
  public boolean finite = true;

  /** @param capacity most ticks */
  public Recording(int capacity, int nx, int nu, int no) {
    time = new double[capacity + 1];
    X = new double[(capacity + 1) * nx];
    U = new double[capacity * nu];
    seen = new double[capacity * no];
    nanos = new long[capacity];
  }

  /** Most ticks. */
  public int capacity() {
    return nanos.length;
  }

  /** States of the ticks that there were, [(ticks + 1) x nx]; a copy. */
  public double[] states() {
    return Arrays.copyOf(X, (ticks + 1) * (X.length / time.length));
  }

  /** Controls of the ticks that there were, [ticks x nu]; a copy. */
  public double[] controls() {
    return capacity() == 0 ? new double[0] : Arrays.copyOf(U, ticks * (U.length / capacity()));
  }
}
