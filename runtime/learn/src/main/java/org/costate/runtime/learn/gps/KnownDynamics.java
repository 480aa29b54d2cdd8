/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/** Dynamics of a condition that need not be fitted, since there is a model to be differentiated. One object serves one thread. */
public interface KnownDynamics {
  /**
   * s(t+1) = F [s; u] + f around a state and an action of step t.
   *
   * @param F [n x (n + m)] from {@code FAt} and {@code f [n]} from {@code fAt}, overwritten
   */
  void linearize(int t, double[] s, double[] u, double[] F, int FAt, double[] f, int fAt);
}
