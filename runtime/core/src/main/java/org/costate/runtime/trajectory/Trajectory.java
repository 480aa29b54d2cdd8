/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.trajectory;

import java.util.Arrays;
import org.costate.runtime.problem.Dims;

/** N + 1 states and N controls, row by row. Mutable memory: a solver owns its own, a report brings a copy. */
public final class Trajectory {
  /** States, [(N + 1) x nx]. */
  public final double[] X;

  /** Controls, [N x nu]. */
  public final double[] U;

  private final Dims dims;

  /** All zero. */
  public Trajectory(Dims dims) {
    this.dims = dims;
    X = new double[(dims.steps() + 1) * dims.nx()];
    U = new double[dims.steps() * dims.nu()];
  }

  public Dims dims() {
    return dims;
  }

  /** A copy of x(k), k = 0..N. */
  public double[] state(int k) {
    return Arrays.copyOfRange(X, k * dims.nx(), (k + 1) * dims.nx());
  }

  /** A copy of u(k), k = 0..N-1. */
  public double[] control(int k) {
    return Arrays.copyOfRange(U, k * dims.nu(), (k + 1) * dims.nu());
  }

  /** Takes over the numbers of another trajectory of the same sizes. */
  public void copyFrom(Trajectory other) {
    System.arraycopy(other.X, 0, X, 0, X.length);
    System.arraycopy(other.U, 0, U, 0, U.length);
  }

  public Trajectory copy() {
    Trajectory copy = new Trajectory(dims);
    copy.copyFrom(this);
    return copy;
  }
}
