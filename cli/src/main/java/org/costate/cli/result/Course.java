/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import org.costate.runtime.problem.VariableInfo;

/** The numbers of one run over its time. */
public interface Course {
  /** The times of the states. */
  double[] time();

  /** One number of a state at each time, of a control or an observation at each but the last; of a design variable alone. */
  double[] of(VariableInfo.Kind kind, String element);
}
