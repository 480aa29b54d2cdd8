/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import org.costate.runtime.problem.VariableInfo.Kind;

/** The {@code d} of many cases at one moment: that of the instance for all of them, or one for each, as the instance had it when it was taken. */
final class LaneData {
  /** By number, then by case; where all cases have the same, of the first case only. */
  final double[][] d;

  private final MomentData moment;
  private final boolean own;
  private final int steps;
  private final int ns;
  private final int signalsAt;

  /** By step and signal, then by case, [(N + 1) x ns][most]. */
  private final double[][] signals;

  /** The data of one case. */
  private final double[] row;

  /** @param own whether each case has data of its own, {@code most} how many there are at most */
  LaneData(MomentData moment, ProblemInfo info, int steps, boolean own, int most) {
    this.moment = moment;
    this.own = own;
    this.steps = steps;
    ns = info.size(Kind.SIGNAL);
    signalsAt = GeneratedProblem.PARAMS_AT + info.size(Kind.PARAM);
    d = new double[moment.d.length][own ? most : 1];
    signals = new double[own ? (steps + 1) * ns : 0][most];
    row = new double[moment.d.length];
  }

  /** Takes over the values of the instance for a case. */
  void take(int lane) {
    if (!own) {
      return;
    }
    for (int i = 1; i < d.length; i++) {
      d[i][lane] = moment.d[i];
    }
    for (int k = 0; ns > 0 && k <= steps; k++) {
      moment.set(k);
      for (int i = 0; i < ns; i++) {
        signals[k * ns + i][lane] = moment.d[signalsAt + i];
      }
    }
  }

  /** Sets time and signals of the first n cases to those of step k. */
  void set(int k, int n) {
    if (!own) {
      moment.set(k);
      for (int i = 0; i < d.length; i++) {
        d[i][0] = moment.d[i];
      }
      return;
    }
    for (int lane = 0; lane < n; lane++) {
      d[0][lane] = moment.time(k, d[1][lane]);
    }
    for (int i = 0; i < ns; i++) {
      System.arraycopy(signals[k * ns + i], 0, d[signalsAt + i], 0, n);
    }
  }

  /** The data of one case; the next call overwrites it. */
  double[] of(int lane) {
    if (!own) {
      return moment.d;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = d[i][lane];
    }
    return row;
  }
}
