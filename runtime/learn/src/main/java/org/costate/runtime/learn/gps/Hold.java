/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/**
 * How the first controllers hold their starts.
 *
 * @param stiffness weight of places, of rates {@code damping} times as much, of actions 1
 * @param last how much more the last step weighs
 * @param variance of actions
 */
public record Hold(double stiffness, double damping, double last, double variance) {
  public static final Hold DEFAULTS = new Hold(1, 0.5, 50, 1);
}
