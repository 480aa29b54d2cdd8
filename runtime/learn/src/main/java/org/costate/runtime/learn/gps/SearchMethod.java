/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import org.costate.runtime.learn.run.RunState;

/** What one iteration makes of the trials: better controllers, and a policy that follows them. */
interface SearchMethod {
  /**
   * Called when the models and costs of all conditions are fitted to new trials; leaves the controllers for the next ones.
   *
   * @param iteration from 0
   */
  void improve(Search search, int iteration);

  /** Whether the policy follows the controllers in each iteration. */
  boolean follows();

  void save(RunState state);

  void restore(RunState state);
}
