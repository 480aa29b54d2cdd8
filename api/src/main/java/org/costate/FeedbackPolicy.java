/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.policy.AffinePolicy;

/**
 * The feedback that a solve brings along: u = u(k) + K(k) (x - x(k)) around the solution, kept within the control limits. One object serves
 * one thread; {@link Solution#policy} makes a new one at each call.
 */
public final class FeedbackPolicy {
  private final AffinePolicy affine;
  private final int steps;

  /** Values of the design variables, which a solver's state ends with. */
  private final double[] design;

  private final List<String> states;
  private final List<String> controls;

  FeedbackPolicy(AffinePolicy affine, int steps, double[] design, List<String> states, List<String> controls) {
    this.affine = affine;
    this.steps = steps;
    this.design = design.clone();
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
    if (k < 0 || k >= steps || state.length != states.size()) {
      throw new IllegalArgumentException("step " + k + " of " + steps + ", state of " + state.length
          + " numbers instead of " + states.size());
    }
    double[] x = Arrays.copyOf(state, state.length + design.length);
    System.arraycopy(design, 0, x, state.length, design.length);
    double[] u = new double[controls.size()];
    affine.act(k, x, 0, u, 0);
    return u;
  }
}
