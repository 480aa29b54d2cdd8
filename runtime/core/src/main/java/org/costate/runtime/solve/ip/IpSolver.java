/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import java.util.Arrays;
import java.util.Optional;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Evaluations;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.NonFinite;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.certify.KktCheck;
import org.costate.runtime.solve.kkt.KktSystem;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.solve.kkt.RiccatiKkt;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The interior-point method of Wächter and Biegler 2006 on a multiple-shooting transcription, whose linear systems are solved by a Riccati
 * recursion with equations (FATROP, 2023). Derivation, deviations and works cited: docs/algorithms/ip.md.
 */
public final class IpSolver implements Solver {
  private static final double UNBOUNDED_COST = -1e20;

  /** Which part of the tolerance of constraints is given to the inside of limits. */
  private static final double RELAXATION = 0.25;

  /** Below this part of the tolerance a violation cannot be restored. */
  private static final double FEASIBLE = 1e-2;

  /** The barrier of a warm start, relative to how far it is from optimal. */
  private static final double WARM_BARRIER = 0.1;

  private final OptimalControlProblem problem;
  private final IpOptions options;
  private final Layout layout;
  private final Transcription transcription;
  private final IpWorkspace ws;
  private final BarrierMethod method;
  private final Restoration restoration;
  private final InitialPoint initial;
  private final InitialMultipliers multipliers;
  private final Outcome outcome;
  private final Iteration info = new Iteration();
  private volatile boolean interrupted;

  /** What the last {@link #improve} found, if it was {@link #kept}. */
  private final Multipliers last;

  private boolean kept;
  private int iteration;
  private boolean begun;
  private boolean restoring;
  private NonFinite nonFinite;

  public IpSolver(OptimalControlProblem problem, IpOptions options) {
    this.problem = problem;
    this.options = options;
    layout = Layout.of(problem);
    transcription = new Transcription(problem, layout);
    KktSystem system = new KktSystem(layout);
    ws = new IpWorkspace(system, new RiccatiKkt(system, problem.sweepStep()), transcription,
        Slacks.of(transcription.equality),
        Objective.cost(transcription));
    method = new BarrierMethod(ws, options.tolerance());
    restoration = new Restoration(method, options.tolerance());
    initial = new InitialPoint(ws);
    multipliers = new InitialMultipliers(ws);
    outcome = new Outcome(method);
    last = new Multipliers(problem);
  }

  @Override
  public int iterations() {
    return iteration;
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    return report(run(null, controls, null, observer));
  }

  @Override
  public SolveReport solve(Trajectory trajectory, IterationObserver observer) {
    return report(run(checked(trajectory).X, trajectory.U, null, observer));
  }

  /** Begins with the multipliers too, and with a barrier that is as small as the solution is good. */
  @Override
  public SolveReport solve(SolveReport previous, IterationObserver observer) {
    Trajectory trajectory = checked(previous.trajectory());
    return report(run(trajectory.X, trajectory.U, previous.multipliers(), observer));
  }

  /** Allocates nothing as long as all numbers are finite. */
  @Override
  public SolverStatus improve(Trajectory plan) {
    SolverStatus status = run(checked(plan).X, plan.U, kept ? last : null, IterationObserver.NONE);
    kept = begun && outcome.multipliers(last);
    outcome.clamp();
    plan.copyFrom(ws.current.trajectory);
    return status;
  }

  @Override
  public void forget() {
    kept = false;
  }

  private Trajectory checked(Trajectory trajectory) {
    if (!trajectory.dims().equals(problem.dims())) {
      throw new IllegalArgumentException("a trajectory of " + trajectory.dims() + " for " + problem.dims());
    }
    return trajectory;
  }

  /**
   * @param states to begin with; null for the rollout of the controls
   * @param previous to begin with; null for a fresh estimate
   */
  private SolverStatus run(double[] states, double[] controls, Multipliers previous, IterationObserver observer) {
    int expected = layout.N * layout.m;
    if (controls.length != expected) {
      throw new IllegalArgumentException(
          "initial controls of " + controls.length + " numbers, expected " + expected + " for " + problem.dims());
    }
    interrupted = false;
    restoring = false;
    iteration = 0;
    nonFinite = null;
    transcription.reset();
    method.step.factorizations = 0;
    restoration.method.step.factorizations = 0;
    begun = previous == null ? begin(states, controls) : begin(states, controls, previous);
    SolverStatus status = begun ? iterate(observer) : SolverStatus.NOT_FINITE;
    if (restoring) {
      restoration.end();
    }
    return status;
  }

  /** Makes the first iterate from a guess. @return false if something is not finite */
  private boolean begin(double[] states, double[] controls) {
    if (!place(states, controls, InitialPoint.PUSH)) {
      return false;
    }
    multipliers.estimate();
    method.begin(options.initialBarrier());
    return true;
  }

  /** Makes the first iterate from an earlier solution. @return false if something is not finite */
  private boolean begin(double[] states, double[] controls, Multipliers previous) {
    if (!place(states, controls, 0)) {
      return false;
    }
    initial.placeMultipliers(previous, 0);
    method.begin(0);
    method.look();
    if (!method.isConverged()) {
      double mu = Math.min(options.initialBarrier(), WARM_BARRIER * method.error.of(0));
      if (!place(states, controls, Math.min(InitialPoint.PUSH, mu))) {
        return false;
      }
      initial.placeMultipliers(previous, mu);
      method.begin(mu);
    }
    return true;
  }

  /** Makes the first iterate but for its multipliers. @return false if something is not finite */
  private boolean place(double[] states, double[] controls, double push) {
    double relaxation = RELAXATION * options.constraintTolerance();
    int nx = problem.dims().nx();
    Trajectory trajectory = ws.current.trajectory;
    transcription.unscale();
    ws.limits.read(problem, relaxation, ws.system.free);
    initial.push(push);
    initial.placeStart(states);
    initial.placeControls(controls);
    if (!isFinite(trajectory.X, 0, nx)) {
      return notFinite(Quantity.START, 0);
    }
    for (int k = 0; k < layout.N; k++) {
      if (!isFinite(trajectory.U, k * layout.m, layout.m)) {
        return notFinite(Quantity.CONTROL, k);
      }
    }
    if (states == null) {
      int failed = initial.rollOut();
      if (failed >= 0) {
        return notFinite(Quantity.NEXT_STATE, failed);
      }
    } else {
      System.arraycopy(states, nx, trajectory.X, nx, layout.N * nx);
    }
    initial.placeStates();
    initial.placeMultipliers();
    if (!ws.expand()) {
      return notFinite(transcription.failure, transcription.failureStep);
    }
    transcription.scale();
    ws.limits.relax(ws.slacks, transcription.rowScale, relaxation);
    Arrays.fill(ws.current.v, layout.variables, ws.size, 0);
    if (!ws.evaluate() || !ws.expand()) {
      return notFinite(transcription.failure, transcription.failureStep);
    }
    initial.placeSlacks();
    return true;
  }

  private boolean notFinite(Quantity quantity, int step) {
    nonFinite = new NonFinite(quantity, iteration, step);
    return false;
  }

  private SolverStatus iterate(IterationObserver observer) {
    while (true) {
      BarrierMethod active = restoring ? restoration.method : method;
      if (!active.look()) {
        notFinite(transcription.failure, transcription.failureStep);
        return SolverStatus.NOT_FINITE;
      }
      if (!restoring && method.isConverged() && isFeasible(ws.c, 1 - RELAXATION)) {
        return SolverStatus.CONVERGED;
      }
      if (restoring && active.isConverged()) {
        return SolverStatus.INFEASIBLE;
      }
      if (iteration >= options.iterations()) {
        return SolverStatus.ITERATION_LIMIT;
      }
      if (interrupted || Thread.currentThread().isInterrupted()) {
        return SolverStatus.INTERRUPTED;
      }
      SolverStatus end = advance(active, observer);
      if (end != null) {
        return end;
      }
      if (ws.cost / transcription.costScale < UNBOUNDED_COST) {
        return SolverStatus.UNBOUNDED;
      }
    }
  }

  /**
   * Whether no equation is violated by more than a part of the tolerance, in the problem's units.
   *
   * @param c the equations' values
   */
  private boolean isFeasible(double[] c, double part) {
    for (int i = 0; i < layout.equations; i++) {
      double scale = i < layout.rows ? transcription.rowScale[i] : 1;
      if (Math.abs(c[i]) > part * options.constraintTolerance() * scale) {
        return false;
      }
    }
    return true;
  }

  /** @return null to go on */
  private SolverStatus advance(BarrierMethod active, IterationObserver observer) {
    double before = active.ws.cost;
    switch (active.advance()) {
      case MOVED -> {
        observe(active, before, observer);
        iteration++;
        if (restoring && restoration.isDone()) {
          restoring = false;
          if (!restoration.end()) {
            notFinite(transcription.failure, transcription.failureStep);
            return SolverStatus.NOT_FINITE;
          }
        }
        return null;
      }
      case BLOCKED -> {
        if (restoring || method.error.violation <= FEASIBLE * options.constraintTolerance()) {
          return SolverStatus.STALLED;
        }
        restoring = true;
        restoration.begin();
        return null;
      }
      case TINY -> {
        return SolverStatus.STALLED;
      }
      case NOT_FINITE -> {
        notFinite(transcription.failure, transcription.failureStep);
        return SolverStatus.NOT_FINITE;
      }
      case OVERFLOW -> {
        notFinite(Quantity.VALUE_FUNCTION, active.ws.kkt.failedAt);
        return SolverStatus.NOT_FINITE;
      }
    }
    return null;
  }

  /**
   * Moves the controls into the limits, but where that alone makes a solution miss an equation, as where the last digits of a control move
   * the state far: there they stay beyond the limits by as little as these are relaxed.
   *
   * @return the scaled cost of the point
   */
  private double clampedCost(SolverStatus status) {
    Trajectory point = ws.current.trajectory;
    double[] relaxed = point.U.clone();
    outcome.clamp();
    double cost = transcription.evaluate(point, ws.cTrial);
    if (status != SolverStatus.CONVERGED || isFeasible(ws.cTrial, 1)) {
      return cost;
    }
    System.arraycopy(relaxed, 0, point.U, 0, relaxed.length);
    return transcription.evaluate(point, ws.cTrial);
  }

  private void observe(BarrierMethod active, double before, IterationObserver observer) {
    double scale = transcription.costScale;
    info.number = iteration + 1;
    info.cost = active.ws.cost / scale;
    info.actualReduction = (before - active.ws.cost) / scale;
    info.expectedReduction = active.promise / scale;
    info.stepSize = active.search.alpha;
    info.regularization = active.step.inertia.hessian;
    info.gradientNorm = active.error.stationarity / scale;
    info.violation = active.error.violation;
    info.barrier = active.mu;
    observer.iteration(info);
  }

  private SolveReport report(SolverStatus status) {
    Multipliers found = new Multipliers(problem);
    double[] K = new double[layout.N * layout.m * layout.n];
    double cost = Double.NaN;
    Kkt kkt = new Kkt(Double.NaN, Double.NaN, Double.NaN);
    if (status != SolverStatus.NOT_FINITE || begun) {
      if (outcome.multipliers(found)) {
        outcome.gains(K);
      }
      cost = clampedCost(status) / transcription.costScale;
      kkt = KktCheck.of(problem, ws.current.trajectory, found);
    }
    return new SolveReport(status, cost, iteration, kkt, ws.current.trajectory.copy(), found,
        new AffinePolicy(problem, ws.current.trajectory, K),
        new Evaluations(transcription.evaluations, transcription.expansions,
            method.step.factorizations + restoration.method.step.factorizations),
        Optional.ofNullable(nonFinite));
  }
}
