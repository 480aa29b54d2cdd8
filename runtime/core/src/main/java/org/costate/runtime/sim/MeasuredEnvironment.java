/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import org.costate.runtime.stats.RandomStream;

/** An environment whose state can be measured while a policy is trained, as that of a robot in a laboratory. */
public interface MeasuredEnvironment extends Environment {
  /**
   * Begins an episode whose params and start follow from one stream, and its noise from another. Where the first is in the same state, trials
   * begin in the same way, as far as the system can.
   */
  void reset(RandomStream setting, RandomStream noises);

  /** The state as measured now, [nx]; belongs to the environment. */
  double[] state();
}
