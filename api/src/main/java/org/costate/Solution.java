/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.problem.Violation;
import org.costate.runtime.solve.Choice;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.Starts;
import org.costate.runtime.solve.certify.KktCheck;
import org.costate.runtime.solve.certify.SecondOrder;
import org.costate.runtime.solve.certify.Sensitivity;
import org.costate.runtime.trajectory.Replay;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The outcome of a solve: the best trajectory found, whatever the status. Immutable; every array is a copy.
 */
public final class Solution {
  private final ProblemInstance problem;
  private final SolveReport report;
  private final List<Violation> violations;
  private final List<Expectation> expectations;
  private final Optional<Diagnostic> diagnosis;

  Solution(
      ProblemInstance problem,
      SolveReport report,
      List<Violation> violations,
      List<Expectation> expectations,
      Optional<Diagnostic> diagnosis) {
    this.problem = problem;
    this.report = report;
    this.violations = List.copyOf(violations);
    this.expectations = List.copyOf(expectations);
    this.diagnosis = diagnosis;
  }

  /** Why the solver stopped. */
  public SolverStatus status() {
    return report.status();
  }

  /** Whether the stopping test of the method holds. */
  public boolean converged() {
    return status().isSuccess();
  }

  /** The cost, or the gain where the problem says {@code maximize}. */
  public double objective() {
    return info().sense().objective(report.cost());
  }

  /** How many iterations the solver began. */
  public int iterations() {
    return report.iterations();
  }

  /**
   * What became of every start, where {@code multistart} began several times; costs are those of a minimization, see
   * {@link ProblemInfo#sense()}.
   */
  public Optional<Starts> starts() {
    return report.starts();
  }

  /** Which method solved, and why, where {@code auto} was to choose. */
  public Optional<Choice> choice() {
    return report.choice();
  }

  /** The largest entry of the objective's gradient with respect to the controls, the design variables and a free start, as far as limits leave them free. */
  public double gradientNorm() {
    return report.kkt().stationarity();
  }

  /** By how much a constraint or a declared limit of a state or control is missed at worst at the times of the grid; 0 if none is. */
  public double maxViolation() {
    return violations.stream().findFirst().map(Violation::amount).orElse(0.0);
  }

  /** What is missed, each constraint and limit at the time where it is missed most, the worst first. */
  public List<Violation> violations() {
    return violations;
  }

  /** As {@link #maxViolation}, of the {@link #replay}, whose times lie between those of the grid, too. */
  public double replayViolation() {
    return replay().map(r -> problem.refined(Replay.REFINEMENT).maxViolation(r.trajectory().X, r.trajectory().U))
        .orElse(maxViolation());
  }

  /**
   * The controls held over steps of a quarter of the length: by how much the states then differ says how exact the integrator was. Empty
   * for a problem with {@code next}, whose steps are exact.
   */
  public Optional<Replay> replay() {
    return info().discrete() ? Optional.empty()
        : Optional.of(Replay.of(problem.refined(Replay.REFINEMENT), report.trajectory()));
  }

  /** How far the solution is from the first-order conditions of an optimum, computed from the problem and the multipliers alone. */
  public Kkt kkt() {
    SolveReport solved = solved();
    return KktCheck.of(solved(problem), solved.trajectory(), solved.multipliers());
  }

  /** What the second derivatives say about the solution. */
  public SecondOrder secondOrder() {
    SolveReport solved = solved();
    return SecondOrder.of(solved(problem), solved.trajectory(), solved.multipliers());
  }

  /**
   * How the optimum changes with a param. Which constraints push is clear only where the solver's tolerance is tight, say 1e-12: the trajectory's
   * derivative depends on it, the objective's does not.
   *
   * @param param the name of one of its numbers: {@code m} or {@code goal[2]}
   * @throws IllegalArgumentException for an unknown name, or that of several numbers
   */
  public ParamSensitivity sensitivity(String param) {
    VariableInfo variable = Elements.variable(info().name(), info().variables(Kind.PARAM), param);
    int element = Elements.offset(info().name(), List.of(variable), param) - variable.offset();
    double[] numbers = problem.param(variable.name());
    SolveReport solved = solved();
    return new ParamSensitivity(info(), Sensitivity.of(value -> {
      double[] changed = numbers.clone();
      changed[element] = value;
      return solved(problem.with(variable.name(), changed));
    }, numbers[element], solved.trajectory(), solved.multipliers()));
  }

  /** The solution of {@link #solved(ProblemInstance)}. */
  private SolveReport solved() {
    return report.lifted().orElse(report);
  }

  /** What the solver solved: where stages of the steps were unknowns, they are among those of the conditions too. */
  private OptimalControlProblem solved(ProblemInstance instance) {
    return report.lifted().isPresent() ? instance.lifted().orElseThrow() : instance;
  }

  /** N. */
  public int steps() {
    return dims().steps();
  }

  /** The times of the states, [N + 1]; control k holds from time k to time k + 1. Step numbers for a problem with {@code next}. */
  public double[] time() {
    return problem.times(report.trajectory().X);
  }

  /** The last of {@link #time}: the solver's choice where the final time is free. */
  public double finalTime() {
    return time()[steps()];
  }

  /**
   * One number of a design variable.
   *
   * @param name {@code T} or {@code lengths[2]}
   */
  public double design(String name) {
    int offset = Elements.offset(info().name(), info().variables(Kind.DESIGN), name);
    return report.trajectory().X[info().size(Kind.STATE) + offset];
  }

  /** The names of the numbers of the design variables, in their order. */
  public List<String> designNames() {
    return names(Kind.DESIGN);
  }

  /**
   * One number of the state over time, [N + 1].
   *
   * @param name {@code theta} or {@code q[2]}
   */
  public double[] state(String name) {
    int offset = Elements.offset(info().name(), info().variables(Kind.STATE), name);
    double[] values = new double[steps() + 1];
    for (int k = 0; k <= steps(); k++) {
      values[k] = report.trajectory().X[k * dims().nx() + offset];
    }
    return values;
  }

  /**
   * One number of the control over the steps, [N].
   *
   * @param name {@code tau} or {@code f[2]}
   */
  public double[] control(String name) {
    int offset = Elements.offset(info().name(), info().variables(Kind.CONTROL), name);
    double[] values = new double[steps()];
    for (int k = 0; k < steps(); k++) {
      values[k] = report.trajectory().U[k * dims().nu() + offset];
    }
    return values;
  }

  /** x(k), k = 0..N, all numbers in the order of {@link #stateNames}. */
  public double[] stateAt(int k) {
    return Arrays.copyOf(report.trajectory().state(k), info().size(Kind.STATE));
  }

  /** u(k), k = 0..N-1, all numbers in the order of {@link #controlNames}. */
  public double[] controlAt(int k) {
    return report.trajectory().control(k);
  }

  /** The names of the numbers of a state, in their order. */
  public List<String> stateNames() {
    return names(Kind.STATE);
  }

  /** The names of the numbers of a control, in their order. */
  public List<String> controlNames() {
    return names(Kind.CONTROL);
  }

  /**
   * The feedback gain K(k), [nu] rows of a number for each direction in which the states can change; u = u(k) + K(k) (x - x(k)). A quaternion
   * has three directions, the rotation about its body's axes.
   *
   * @param k 0..N-1
   */
  public double[][] gains(int k) {
    double[][] gains = new double[dims().nu()][dims().ndx() - info().size(Kind.DESIGN)];
    for (int i = 0; i < gains.length; i++) {
      for (int j = 0; j < gains[i].length; j++) {
        gains[i][j] = report.policy().gain(k, i, j);
      }
    }
    return gains;
  }

  /**
   * How strongly one number of the control reacts to one number of the state at step k.
   *
   * @throws IllegalArgumentException for a part of a quaternion, which cannot change alone; see {@link #gains}
   */
  public double gain(int k, String control, String state) {
    VariableInfo variable = Elements.variable(info().name(), info().variables(Kind.STATE), state);
    if (variable.manifold() == Manifold.QUATERNION) {
      throw new IllegalArgumentException("the numbers of the quaternion `" + variable.name()
          + "` cannot change alone; gains(k) has the gains of its three directions");
    }
    int offset = Elements.offset(info().name(), info().variables(Kind.STATE), state);
    int before = info().variables(Kind.STATE)
        .stream()
        .filter(v -> v.offset() < variable.offset())
        .mapToInt(v -> v.size() - v.tangentSize())
        .sum();
    return report.policy()
        .gain(k, Elements.offset(info().name(), info().variables(Kind.CONTROL), control), offset - before);
  }

  /** Feedback around this solution; a new object, for one thread. */
  public FeedbackPolicy policy() {
    double[] design = Arrays.copyOfRange(report.trajectory().state(0), info().size(Kind.STATE), dims().nx());
    return new FeedbackPolicy(affine(), steps(), design, stateNames(), controlNames());
  }

  /** The {@code expect} lines of the solve block, in its order; empty if there was no block. */
  public List<Expectation> expectations() {
    return expectations;
  }

  /** Whether every {@code expect} is true. */
  public boolean expectationsHold() {
    return expectations.stream().allMatch(Expectation::holds);
  }

  /** For a solve that met a number that is not finite: which sub-expression, where and why. Empty for a problem loaded from a jar. */
  public Optional<Diagnostic> diagnosis() {
    return diagnosis;
  }

  /** Feedback around this solution, for the runtime. */
  AffinePolicy affine() {
    return new AffinePolicy(problem.fork(), report.trajectory(), report.policy().gains());
  }

  /** For a warm start; not to be changed. */
  Trajectory trajectory() {
    return report.trajectory();
  }

  private ProblemInfo info() {
    return problem.info();
  }

  private Dims dims() {
    return problem.dims();
  }

  private List<String> names(Kind kind) {
    return info().variables(kind).stream().map(VariableInfo::elementNames).flatMap(List::stream).toList();
  }
}
