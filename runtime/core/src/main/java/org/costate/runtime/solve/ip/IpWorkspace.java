/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.solve.kkt.KktSystem;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.solve.kkt.RiccatiKkt;

/** The point of one phase, the one being tried, the step between them, and the memory that the parts of the method share. */
final class IpWorkspace {
  final Transcription transcription;
  final Layout layout;
  final KktSystem system;
  final RiccatiKkt kkt;
  final Slacks slacks;
  final Limits limits;
  final Objective objective;

  /** Variables and slacks. */
  final int size;

  Iterate current;
  Iterate trial;

  /** The equations, closed by their slacks, [equations]. */
  double[] c;

  double[] cTrial;

  /** The problem's scaled cost. */
  double cost;

  double costTrial;

  /** The gradient of the objective with the price of slacks, [size]. */
  final double[] slope;

  /** {@link #slope} + J' y: the gradient of the Lagrangian but for the multipliers of limits, [size]. */
  final double[] lagrangian;

  /** The step, [size], [equations], [size], [size]. */
  final double[] dv;

  final double[] dy;
  final double[] dzl;
  final double[] dzu;
  private final double[] scratch;

  IpWorkspace(KktSystem system, RiccatiKkt kkt, Transcription transcription, Slacks slacks, Objective objective) {
    this.system = system;
    this.kkt = kkt;
    this.transcription = transcription;
    this.slacks = slacks;
    this.objective = objective;
    layout = transcription.layout;
    size = layout.variables + slacks.count();
    limits = new Limits(transcription.problem, layout, slacks.count());
    current = new Iterate(transcription.problem.dims(), layout, slacks.count());
    trial = new Iterate(transcription.problem.dims(), layout, slacks.count());
    c = new double[layout.equations];
    cTrial = new double[layout.equations];
    slope = new double[size];
    lagrangian = new double[size];
    dv = new double[size];
    dy = new double[layout.equations];
    dzl = new double[size];
    dzu = new double[size];
    scratch = new double[size];
  }

  /** Evaluates the current point. @return false if something is not finite */
  boolean evaluate() {
    cost = evaluate(current, c);
    return !Double.isNaN(cost);
  }

  private double evaluate(Iterate w, double[] out) {
    double value = transcription.evaluate(w.trajectory, out);
    for (int j = 0; j < slacks.count(); j++) {
      out[slacks.equation[j]] += slacks.sign[j] * w.v[layout.variables + j];
    }
    return value;
  }

  /** Moves alpha along {@link #dv} to the trial point. @return false if something is not finite there */
  boolean tryStep(double alpha) {
    transcription.move(current, alpha, dv, limits, scratch, trial);
    costTrial = evaluate(trial, cTrial);
    return !Double.isNaN(costTrial);
  }

  /** The trial point becomes the current one, with multipliers moved along the step. */
  void accept(double alpha, double alphaDual) {
    for (int i = 0; i < layout.equations; i++) {
      trial.y[i] = current.y[i] + alpha * dy[i];
    }
    for (int i = 0; i < size; i++) {
      trial.zl[i] = current.zl[i] + alphaDual * dzl[i];
      trial.zu[i] = current.zu[i] + alphaDual * dzu[i];
    }
    Iterate previous = current;
    current = trial;
    trial = previous;
    double[] before = c;
    c = cTrial;
    cTrial = before;
    cost = costTrial;
  }

  /** Evaluates the first derivatives at the current point and the gradients. @return false if something is not finite */
  boolean expand() {
    if (!transcription.expand(current.trajectory, system)) {
      return false;
    }
    gradients();
    return true;
  }

  /** Writes {@link #slope} and {@link #lagrangian} for the derivatives at hand. */
  void gradients() {
    Arrays.fill(slope, 0, layout.variables, 0);
    objective.addGradient(current, slope);
    System.arraycopy(slope, 0, lagrangian, 0, layout.variables);
    system.addTransposedJacobian(current.y, lagrangian);
    for (int j = 0; j < slacks.count(); j++) {
      int i = layout.variables + j;
      slope[i] = slacks.price[j];
      lagrangian[i] = slacks.price[j] + slacks.sign[j] * current.y[slacks.equation[j]];
    }
  }

  /** Whether a variable or slack can change. */
  boolean isFree(int i) {
    return i >= layout.variables || system.free[i];
  }

  /** theta: the sum of the absolute values of the equations. */
  static double violation(double[] c) {
    double sum = 0;
    for (double entry : c) {
      sum += Math.abs(entry);
    }
    return sum;
  }

  /** phi: objective, price of slacks and barrier. */
  double merit(Iterate w, double costThere, double mu) {
    double sum = objective.value(w, costThere);
    for (int j = 0; j < slacks.count(); j++) {
      sum += slacks.price[j] * w.v[layout.variables + j];
    }
    return sum + mu * limits.barrier(w.v);
  }

  /** The directional derivative of phi along {@link #dv}. */
  double meritSlope(double mu) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += slope[i] * dv[i];
    }
    for (int at = 0; at < limits.count; at++) {
      int i = limits.limited[at];
      sum += mu * limits.slope(current.v, i) * dv[i];
    }
    return sum;
  }
}
