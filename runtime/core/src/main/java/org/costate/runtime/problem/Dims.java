/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * Sizes of a discrete-time problem.
 *
 * @param nx coordinates of a state, design variables included
 * @param ndx size of the state's tangent space, at most nx
 * @param nu controls
 * @param steps N: there are N controls and N + 1 states
 */
public record Dims(int nx, int ndx, int nu, int steps) {
  public Dims {
    if (nx < 0 || ndx < 0 || ndx > nx || nu < 0 || steps < 0) {
      throw new IllegalArgumentException("bad sizes: nx " + nx + ", ndx " + ndx + ", nu " + nu + ", steps " + steps);
    }
  }
}
