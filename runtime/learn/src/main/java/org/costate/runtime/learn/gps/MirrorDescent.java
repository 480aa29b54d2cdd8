/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Optional;
import org.costate.runtime.learn.run.RunState;

/**
 * Mirror descent guided policy search: each controller is improved within a bounded divergence of the policy, linearized around its trials, and
 * the policy is brought back to the controllers. Source: Montgomery and Levine 2016, algorithm 1 with the step rule of section 4.2 by the
 * models' costs ("laplace"). See docs/algorithms/gps.md.
 */
final class MirrorDescent implements SearchMethod {
  @Override
  public void improve(Search search, int iteration) {
    if (iteration == 0) {
      search.student.normalize(search.conditions);
      search.teachControllers(); // the first policy is to be near the first controllers
    }
    search.linearize(true);
    search.each((condition, i) -> {
      condition.adjust(search.rule, search.policy(i));
      condition.improve(search.policy(i), Optional.empty(), search.options.klStep());
    });
    search.teachControllers();
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public void save(RunState state) {}

  @Override
  public void restore(RunState state) {}
}
