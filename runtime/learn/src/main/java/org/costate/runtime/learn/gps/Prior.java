/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/**
 * What is believed of linear models before the samples of a step are seen.
 *
 * @param mixture whether anything is; if not there have to be more trials than numbers of state and action
 * @param clusters of the mixture at most, {@code points} or more for each of them
 * @param trials so many of the last ones of a condition make the mixture
 */
public record Prior(boolean mixture, int clusters, int points, int trials) {
  public static final Prior DEFAULTS = new Prior(true, 20, 40, 20);
}
