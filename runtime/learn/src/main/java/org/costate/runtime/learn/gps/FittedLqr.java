/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Optional;
import org.costate.runtime.learn.run.RunState;

/**
 * Trajectory optimization without a model, LQR with fitted linear models: each controller is improved near itself, and the policy is cloned from
 * what the controllers do in the last iteration alone. Source: Levine and Abbeel 2014, section 3.
 */
final class FittedLqr implements SearchMethod {
  @Override
  public void improve(Search search, int iteration) {
    boolean last = iteration + 1 == search.options.iterations();
    if (last) {
      search.student.normalize(search.conditions);
      search.teachControllers();
    }
    search.each((condition, i) -> {
      condition.adjust(search.rule, condition.controller);
      condition.improve(condition.controller, Optional.empty(), search.options.klStep());
    });
  }

  @Override
  public boolean follows() {
    return false;
  }

  @Override
  public void save(RunState state) {}

  @Override
  public void restore(RunState state) {}
}
