/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.sim.Recording;
import org.costate.runtime.solve.SolverStatus;

/** What happened in one episode of a simulation. Immutable; every array is a copy. */
public final class SimulatedRun {
  private final ProblemInfo info;

  /** Of the controller's problem, with the values of the plant where both are of the same problem. */
  private final ProblemInstance judge;

  private final Recording recording;
  private final double cost;
  private final double maxViolation;
  private final Map<SolverStatus, Integer> plans;
  private final List<Expectation> expectations;
  private final boolean interrupted;

  /**
   * @param info of the plant's problem, {@code judge} what says which constraints there are and what is drawn
   * @param cost with the terminal cost where the episode lasted as long as the horizon
   */
  SimulatedRun(ProblemInfo info, ProblemInstance judge, Recording recording, double cost, double maxViolation,
      Map<SolverStatus, Integer> plans, List<Expectation> expectations, boolean interrupted) {
    this.info = info;
    this.judge = judge;
    this.recording = recording;
    this.cost = cost;
    this.maxViolation = maxViolation;
    this.plans = Map.copyOf(plans);
    this.expectations = List.copyOf(expectations);
    this.interrupted = interrupted;
  }

  /** The cost of the episode, or the gain where the problem says {@code maximize}. */
  public double objective() {
    return info.sense().objective(cost);
  }

  /** By how much a declared limit of a state or control is missed at worst, at the times of {@link #time}; 0 if none is. */
  public double maxViolation() {
    return maxViolation;
  }

  /** The {@code terminate when} that ended the episode, by its label or its text; empty if none did. */
  public Optional<String> end() {
    return recording.end;
  }

  /** Whether every number of every state is finite; the episode ends where one is not. */
  public boolean finite() {
    return recording.finite;
  }

  /** Whether an interrupt cut it short. */
  public boolean interrupted() {
    return interrupted;
  }

  /** How often the controller decided. */
  public int ticks() {
    return recording.ticks;
  }

  /** When the controller decided, and the end, [ticks + 1]. */
  public double[] time() {
    return Arrays.copyOf(recording.time, ticks() + 1);
  }

  /** One number of the state over {@link #time}. */
  public double[] state(String name) {
    return series(Kind.STATE, name, recording.X, ticks() + 1, info.dims().nx());
  }

  /** One number of the control, [ticks]. */
  public double[] control(String name) {
    return series(Kind.CONTROL, name, recording.U, ticks(), info.dims().nu());
  }

  /** One number of an observation, [ticks], with the control in force of which it may be made. */
  public double[] observation(String name) {
    return series(Kind.OBSERVATION, name, recording.seen, ticks(), info.size(Kind.OBSERVATION));
  }

  /** The numbers of a param of the problem as the plant had them, drawn ones too; those of a plant from another problem are not known. */
  public double[] param(String name) {
    return judge.param(name);
  }

  /** The state at the end, all numbers in the order of {@link #stateNames}. */
  public double[] finalState() {
    int from = ticks() * info.dims().nx();
    return Arrays.copyOfRange(recording.X, from, from + info.size(Kind.STATE));
  }

  /** How long the controller took for each decision, in nanoseconds, [ticks]. */
  public long[] latencies() {
    return Arrays.copyOf(recording.nanos, ticks());
  }

  /** How the plans ended, in numbers; empty unless a controller plans. */
  public Map<SolverStatus, Integer> plans() {
    return plans;
  }

  /** The {@code expect} lines of an mpc block, of this run: {@code iterations} is the number of its ticks; empty for other runs. */
  public List<Expectation> expectations() {
    return expectations;
  }

  /** For constraints and pictures; never evaluated, only forked. */
  ProblemInstance judge() {
    return judge;
  }

  /** For drawing; all states and design variables, row by row. */
  double[] states() {
    return recording.states();
  }

  double[] controls() {
    return recording.controls();
  }

  /** The variables of the plant that ran, in the order of their declaration. */
  public List<VariableInfo> variables(Kind kind) {
    return info.variables(kind);
  }

  public List<String> stateNames() {
    return names(Kind.STATE);
  }

  public List<String> controlNames() {
    return names(Kind.CONTROL);
  }

  public List<String> observationNames() {
    return names(Kind.OBSERVATION);
  }

  private double[] series(Kind kind, String name, double[] rows, int count, int width) {
    int offset = Elements.offset(info.name(), info.variables(kind), name);
    double[] values = new double[count];
    Arrays.setAll(values, k -> rows[k * width + offset]);
    return values;
  }

  private List<String> names(Kind kind) {
    return info.variables(kind).stream().map(VariableInfo::elementNames).flatMap(List::stream).toList();
  }
}
