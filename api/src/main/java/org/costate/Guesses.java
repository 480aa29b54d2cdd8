/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.HashMap;
import java.util.Map;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Guesses that a program sets, by the number of the state coordinate or control. Immutable.
 *
 * @param states N + 1 values each, {@code controls} N, or one for all times
 */
record Guesses(Map<Integer, Series> states, Map<Integer, Series> controls) {
  static final Guesses NONE = new Guesses(Map.of(), Map.of());

  Guesses {
    states = Map.copyOf(states);
    controls = Map.copyOf(controls);
  }

  Guesses withState(int offset, Series series) {
    Map<Integer, Series> more = new HashMap<>(states);
    more.put(offset, series);
    return new Guesses(more, controls);
  }

  Guesses withControl(int offset, Series series) {
    Map<Integer, Series> more = new HashMap<>(controls);
    more.put(offset, series);
    return new Guesses(states, more);
  }

  /** Overwrites the guessed controls. */
  void putControls(Trajectory trajectory) {
    put(controls, trajectory.U, trajectory.dims().nu());
  }

  /** Overwrites the guessed states. */
  void putStates(Trajectory trajectory) {
    put(states, trajectory.X, trajectory.dims().nx());
  }

  private static void put(Map<Integer, Series> guesses, double[] rows, int width) {
    if (guesses.isEmpty()) {
      return; // what asks for no memory gets none
    }
    guesses.forEach((offset, series) -> {
      for (int k = 0; k < rows.length / width; k++) {
        rows[k * width + offset] = series.at(k);
      }
    });
  }
}
