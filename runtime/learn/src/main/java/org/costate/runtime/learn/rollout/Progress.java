/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one iteration of a learner has come to.
 *
 * @param transitions steps of environments so far, {@code updates} gradient steps of the policy so far
 * @param episodes that ended in this iteration, with the mean {@code meanReturn} of their undiscounted returns, NaN without any
 * @param measures of the method by name, always the same names in the same order
 */
public record Progress(
    long transitions, long updates, int episodes, double meanReturn, Map<String, Double> measures) {
  public Progress {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  /** Everything by name, for a table. */
  public Map<String, Double> row() {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("transitions", (double) transitions);
    row.put("updates", (double) updates);
    row.put("episodes", (double) episodes);
    row.put("mean_return", meanReturn);
    row.putAll(measures);
    return row;
  }
}
