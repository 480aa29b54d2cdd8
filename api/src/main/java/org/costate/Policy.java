/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.List;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.problem.Dims;

/**
 * The feedback that a solve brings along: u = u(k) + K(k) (x - x(k)) around the solution, kept within the control limits. One object serves
 * one thread; {@link Solution#policy} makes a new one at each call.
 */
public final class Policy {
  private final AffinePolicy affine;
  private final Dims dims;
  private final List<String> states;
  private final List<String> controls;

  Policy(AffinePolicy affine, Dims dims, List<String> states, List<String> controls) {
    this.affine = affine;
    this.dims = dims;
    this.states = states;
    this.controls = controls;
  }

  /** The names of the numbers of a state, in their order. */
  public List<String> stateNames() {
    return states;
  }

  /** The names of the numbers of a control, in their order. */
  public List<String> controlNames() {
    return controls;
  }

  /**
   * The control at step k for a measured state.
   *
   * @param k 0..N-1
   * @param state in the order of {@link #stateNames}, not modified
   * @return in the order of {@link #controlNames}
   */
  public double[] control(int k, double... state) {
    if (k < 0 || k >= dims.steps() || state.length != dims.nx()) {
      throw new IllegalArgumentException("step " + k + " of " + dims.steps() + ", state of " + state.length
          + " numbers instead of " + dims.nx());
    }
    double[] u = new double[dims.nu()];
    affine.act(k, state, 0, u, 0);
    return u;
  }
}
