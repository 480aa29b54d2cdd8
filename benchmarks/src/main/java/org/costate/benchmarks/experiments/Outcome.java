/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.util.Locale;

/**
 * What one arm of an experiment gave for one seed.
 *
 * @param value the number that decides
 * @param transitions evaluations of the dynamics that the solver under test made
 */
public record Outcome(
    String experiment, String arm, long seed, double value, boolean pass, long transitions, double cpuSeconds) {

  /** One JSON object in one line. */
  public String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"experiment\": \"%s\", \"arm\": \"%s\", \"seed\": %d, \"value\": %s, \"pass\": %b, \"transitions\": %d, \"cpu_s\": %.3f}",
        experiment, arm, seed, Double.isFinite(value) ? Double.toString(value) : "null", pass, transitions, cpuSeconds);
  }
}
