/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The one k at which constraints hold.
 *
 * @param k -1 if there is none
 * @param trouble why a time has none, for whom wrote it
 */
record GridMoment(int k, Optional<String> trouble) {
  /** How far from a grid point, in steps, a time may be: rounding, and nothing else. */
  private static final double TOLERANCE = 1e-6;

  /** Of what holds at many. */
  static final GridMoment MANY = new GridMoment(-1, Optional.empty());

  /** The length of the horizon, in seconds or steps, from a start state, whose design variables may decide it. */
  @FunctionalInterface
  interface Horizon {
    double of(double[] x);
  }

  /** The time of a constraint, likewise. */
  @FunctionalInterface
  interface Time {
    double of(double[] x);
  }

  static GridMoment at(int k) {
    return new GridMoment(k, Optional.empty());
  }

  /**
   * The moment of a constraint of a given time.
   *
   * @param name of the constraint, {@code unit} of times, behind a space
   * @param start the start state, of which the first {@code states} coordinates belong to states and the others to design variables
   */
  static GridMoment of(String name, String unit, Horizon length, Time timeOf, double[] start, int states, int steps) {
    double horizon = length.of(start);
    double time = timeOf.of(start);
    double position = time / horizon * steps;
    double[] moved = start.clone();
    for (int i = states; i < moved.length; i++) {
      moved[i] = 1.25 * moved[i] + 0.5;
    }
    if (!Arrays.equals(moved, start)
        && Math.abs(timeOf.of(moved) / length.of(moved) * steps - position) > TOLERANCE) {
      return trouble("constraint `%s` must hold at a fixed share of the horizon, but its share changes with the design "
          + "variables; for the middle of a horizon T write `at(0.5*T)`", name);
    }
    double k = Math.rint(position);
    if (!(k >= 0 && k <= steps)) {
      return trouble("constraint `%s` holds at %s%s, which is outside the horizon of %s%s",
          name, text(time), unit, text(horizon), unit);
    }
    if (Math.abs(position - k) > TOLERANCE) {
      double step = horizon / steps;
      int before = (int) position;
      return trouble(
          "constraint `%s` holds at %s%s, between the grid times %s%s (k = %d) and %s%s (k = %d); name one of them, or "
              + "choose the number of steps so that one falls there",
          name, text(time), unit, text(before * step), unit, before, text((before + 1) * step), unit, before + 1);
    }
    return at((int) k);
  }

  /** Of a constraint that needs the controls, at N. */
  static GridMoment controlsAtEnd(String name) {
    return trouble("constraint `%s` holds at the end of the horizon, where controls have no value", name);
  }

  private static GridMoment trouble(String format, Object... parts) {
    return new GridMoment(-1, Optional.of(String.format(Locale.ROOT, format, parts)));
  }

  /** Without the last digits, which are rounding. */
  private static String text(double number) {
    return String.format(Locale.ROOT, "%.10g", number).replaceFirst("\\.?0+(e|$)", "$1");
  }
}
