/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * What generated code of an instance reads: {@code d} of one moment of the horizon, of step k with {@link #set}. Its time is 0 at the start
 * of the horizon, which {@link #move} moves. Owns memory: for one thread.
 */
final class MomentData {
  /** A time that is so near to the next step, in steps, is that step: times are sums of steps, with their rounding. */
  private static final double SAME_STEP = 1e-9;

  /** Laid out as {@link GeneratedProblem} says: the params, and the rest of the moment that was set last. */
  final double[] d;

  private final GeneratedProblem code;
  private final ProblemInfo info;
  private final ProblemValues values;
  private final int np;
  private final int ns;
  private final int steps;
  private final double[] w;

  /** Params and signals of one moment, [np + ns]. */
  private final double[] completed;

  /** Seconds, or steps for a problem with {@code next}; with the design to begin with where the final time is free. */
  private double horizon;

  /** Signals of every step and of the end, [(N + 1) x ns]; where the final time is free, at the times of the horizon to begin with. */
  private double[] signals;

  /** The same from {@link #origin} on. */
  private double[] currentSignals;

  /** The time of step 0; stays 0 where the final time is free, whose formulas count from the start of the plan. */
  private double origin;

  /** With the params, and without signals before {@link #begin}. */
  MomentData(GeneratedProblem code, ProblemInfo info, ProblemValues values, double[] w) {
    this.code = code;
    this.info = info;
    this.values = values;
    this.w = w;
    np = info.size(VariableInfo.Kind.PARAM);
    ns = info.size(VariableInfo.Kind.SIGNAL);
    steps = values.steps;
    completed = new double[np + ns];
    d = new double[GeneratedProblem.PARAMS_AT + np + ns + info.size(VariableInfo.Kind.NOISE)];
    readParams();
  }

  /** Takes over the params of the values. */
  void readParams() {
    complete(0);
    System.arraycopy(completed, 0, d, GeneratedProblem.PARAMS_AT, np);
  }

  /** Lays out the horizon that follows from the start state. */
  void begin(double[] start) {
    horizon = horizon(start, 0);
    signals = signals == null ? new double[ns == 0 ? 0 : (steps + 1) * ns] : signals;
    for (int k = 0; ns > 0 && k <= steps; k++) {
      complete(k * stepSeconds());
      System.arraycopy(completed, np, signals, k * ns, ns);
    }
    values.overrideSignals(signals);
    currentSignals = signals;
    d[1] = info.freeTime() ? 1.0 / steps : stepSeconds();
  }

  /** Fills {@code completed} with the params and the signals of a time; those that are given step by step are not among them. */
  private void complete(double time) {
    d[0] = time;
    System.arraycopy(values.given, 0, completed, 0, completed.length);
    code.defaults(values.isGiven, d, w, completed);
  }

  /** The length of the horizon with the design to begin with. */
  double horizon() {
    return horizon;
  }

  /** The length of the horizon from a start state, whose design variables may decide on it. Allocates nothing. */
  double horizon(double[] x, int xAt) {
    if (info.discrete()) {
      return steps;
    }
    return Double.isNaN(values.horizon) ? code.horizon(x, xAt, d, w) : values.horizon;
  }

  double stepSeconds() {
    return horizon / steps;
  }

  /** Sets time and signals to those of step k; k = N is the end. */
  void set(int k) {
    d[0] = time(k, d[1]);
    if (ns > 0) {
      System.arraycopy(currentSignals, k * ns, d, GeneratedProblem.PARAMS_AT + np, ns);
    }
  }

  /** What formulas see as the time of step k where a step is so long. */
  double time(int k, double step) {
    return info.freeTime() ? (double) k / steps : origin + k * step;
  }

  /** As {@link ProblemInstance#data(double, double, double[], int, double[])}. */
  void write(double time, double seconds, double[] x, int xAt, double[] out) {
    double share = info.freeTime() ? 1 / horizon(x, xAt) : 1;
    System.arraycopy(d, GeneratedProblem.PARAMS_AT, out, GeneratedProblem.PARAMS_AT, np);
    signalsAt(time, out, GeneratedProblem.PARAMS_AT + np);
    out[0] = time * share;
    out[1] = seconds * share;
  }

  /** Moves step 0 to a time. */
  void move(double time) {
    origin = info.freeTime() ? 0 : time;
    if (ns == 0) {
      return;
    }
    if (currentSignals == signals) {
      currentSignals = new double[signals.length];
    }
    for (int k = 0; k <= steps; k++) {
      signalsAt(time + k * stepSeconds(), currentSignals, k * ns);
    }
  }

  /** Takes over the time of step 0 and the signals of another with the same values. */
  void follow(MomentData leader) {
    origin = leader.origin;
    currentSignals = leader.currentSignals;
  }

  /** Writes the signals of a time to {@code row [ns]} from {@code at}. */
  private void signalsAt(double time, double[] row, int at) {
    if (ns == 0) {
      return;
    }
    complete(time);
    int k = Math.clamp((long) Math.floor(time / stepSeconds() + SAME_STEP), 0, steps);
    for (int i = 0; i < ns; i++) {
      row[at + i] = values.isPerStep[i] ? signals[k * ns + i] : completed[np + i];
    }
  }

  /** The values of one signal over {@code factor} times as many steps, [(factor N + 1) x size]. */
  double[] refined(VariableInfo signal, int factor) {
    int size = signal.size();
    double[] rows = new double[(steps * factor + 1) * size];
    for (int k = 0; k <= steps * factor; k++) {
      System.arraycopy(signals, k / factor * ns + signal.offset(), rows, k * size, size);
    }
    return rows;
  }
}
