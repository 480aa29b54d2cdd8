/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

/**
 * A compiled problem with values for its params, signals, start and horizon: what a solver solves. Its state is the states of the source,
 * then the design variables, which no step changes and whose start is free. The values never change; each
 * {@code with} gives a new instance. Owns scratch memory: one object serves one thread, {@link #fork} gives one for another.
 */
public final class ProblemInstance implements OptimalControlProblem {
  private final GeneratedProblem code;
  private final List<GeneratedConstraints> constraintCode;
  private final ProblemInfo info;
  private final Optional<GeneratedRun> run;
  private final ProblemValues values;

  private final StateLayout layout;
  private final Dims dims;
  private final ProblemSetup setup;
  private final InstanceConstraints constraints;
  private final MomentData moment;
  private final InitialGuesses guesses;
  private final TrajectoryCheck check;

  private final SetupCheck setupCheck;
  private final VariableInfo[] quaternions;

  /** Whether anything is an angle or a quaternion. */
  private final boolean curved;

  /** No change, [ndx]. */
  private final double[] still;

  /** A start before angles are wrapped, [nx]. */
  private final double[] unsettled;

  /** What keeps {@link #check} from passing. */
  private Optional<String> trouble;

  /** That of {@link #moment}. */
  private final double[] d;
  private final double[] w;

  /** Everything at its default. */
  public ProblemInstance(GeneratedProblem code) {
    this(code, ProblemInfo.decode(code.info()));
  }

  private ProblemInstance(GeneratedProblem code, ProblemInfo info) {
    this(code, info.groups().stream().map(g -> code.constraints(g.className())).toList(), info, Optional.empty(),
        new ProblemValues(info));
  }

  private ProblemInstance(GeneratedProblem code, List<GeneratedConstraints> constraintCode, ProblemInfo info,
      Optional<GeneratedRun> run, ProblemValues values) {
    this.code = code;
    this.constraintCode = constraintCode;
    this.info = info;
    this.run = run;
    this.values = values;
    layout = new StateLayout(info);
    dims = new Dims(info.dims().nx(), info.ndx(), info.dims().nu(), values.steps);
    w = new double[workspaceSize()];
    moment = new MomentData(code, info, values, w);
    d = moment.d;
    setup = new ProblemSetup(dims);
    setupCheck = new SetupCheck(info, layout, setup);
    quaternions = info.variables(VariableInfo.Kind.STATE)
        .stream()
        .filter(v -> v.manifold() == Manifold.QUATERNION)
        .toArray(VariableInfo[]::new);
    curved = info.variables().stream().anyMatch(v -> v.manifold() != Manifold.LINEAR);
    still = new double[dims.ndx()];
    unsettled = new double[dims.nx()];
    Optional<String> noRotation = layOut();
    constraints = new InstanceConstraints(info, constraintCode, dims, layout, setup, x -> moment.horizon(x, 0), d, w);
    trouble = trouble(noRotation);
    guesses = new InitialGuesses(code, run, dims, setup, moment, w);
    check = new TrajectoryCheck(info, run, dims, layout, setup, constraints.hard, moment, w);
  }

  /** Enough for all generated code. */
  private int workspaceSize() {
    int size = Math.max(code.workspaceSize(), run.map(GeneratedRun::workspaceSize).orElse(0));
    for (GeneratedConstraints group : constraintCode) {
      size = Math.max(size, group.workspaceSize());
    }
    return size;
  }

  /** Computes what follows from the values before anything is solved. @return the quaternion that is no rotation, if there is one */
  private Optional<String> layOut() {
    moment.readParams();
    code.setup(d, w, setup);
    if (run.isPresent()) {
      run.get().start(d, w, setup.start);
    }
    values.overrideStart(setup.start);
    Optional<String> noRotation = startOfLengthZero();
    projectStart();
    moment.begin(setup.start);
    return noRotation;
  }

  /** Takes over values that were overwritten, for {@link VaryingProblem}, which owns the instance. Allocates nothing where they fit. */
  void refresh() {
    trouble = trouble(layOut());
  }

  private Optional<String> trouble(Optional<String> noRotation) {
    Optional<String> found = setupCheck.trouble(moment.horizon());
    return found.isPresent() ? found : noRotation.isPresent() ? noRotation : constraints.trouble;
  }

  private Optional<String> startOfLengthZero() {
    for (VariableInfo quaternion : quaternions) {
      for (int at = quaternion.offset(); at < quaternion.offset() + quaternion.size(); at += 4) {
        if (isZero(setup.start, at)) {
          return Optional.of(quaternion.name() + " starts as a quaternion of length 0, which is no rotation");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isZero(double[] x, int at) {
    return x[at] == 0 && x[at + 1] == 0 && x[at + 2] == 0 && x[at + 3] == 0;
  }

  /** Angles are wrapped and quaternions normalized, as after a step. */
  private void projectStart() {
    if (curved) {
      System.arraycopy(setup.start, 0, unsettled, 0, unsettled.length);
      code.retract(unsettled, 0, still, 0, w, setup.start, 0);
    }
  }

  /**
   * Whether the values fit together, which several of them may do only after the last is set. What begins a solve checks it:
   * {@link #start}, {@link #controlBounds} and {@link #initialGuess}.
   *
   * @throws IllegalArgumentException for a horizon that is not positive, for limits of which the lower one is above the upper one, for a
   *     free start or a design variable that is to begin outside its limits, for a quaternion that starts as zero, and for an {@code at} whose
   *     time is none of the grid
   */
  public void check() {
    if (trouble.isPresent()) {
      throw new IllegalArgumentException(trouble.get());
    }
  }

  private ProblemInstance changed(ProblemValues now) {
    return new ProblemInstance(code, constraintCode, info, run, now);
  }

  /**
   * A param, or a signal that is the same at every step.
   *
   * @param numbers as many as the variable has, row by row
   * @throws IllegalArgumentException for an unknown name, which lists the known ones, a wrong count, or NaN
   */
  public ProblemInstance with(String name, double... numbers) {
    return changed(values.with(name, numbers));
  }

  /**
   * A signal with its own value at every step.
   *
   * @param numbers [N x size] or [(N + 1) x size], step by step; with N the end takes the value of the last step
   * @throws IllegalArgumentException as for {@link #with}
   */
  public ProblemInstance withSignal(String name, double... numbers) {
    return changed(values.withSignal(name, numbers));
  }

  /**
   * The start of one state variable, in place of the one of the problem or the run.
   *
   * @throws IllegalArgumentException as for {@link #with}
   */
  public ProblemInstance withStart(String name, double... numbers) {
    return changed(values.withStart(VariableInfo.Kind.STATE, name, numbers));
  }

  /**
   * The value of a design variable to begin with, in place of the declared one.
   *
   * @throws IllegalArgumentException as for {@link #with}
   */
  public ProblemInstance withDesign(String name, double... numbers) {
    return changed(values.withStart(VariableInfo.Kind.DESIGN, name, numbers));
  }

  /**
   * The length of the horizon in seconds.
   *
   * @throws IllegalArgumentException for a problem with {@code next}, whose horizon is its steps, and where the solver chooses it
   */
  public ProblemInstance withHorizon(double seconds) {
    return changed(values.withHorizon(seconds));
  }

  /** The number of steps N; signals given step by step are forgotten. */
  public ProblemInstance withSteps(int steps) {
    return changed(values.withSteps(steps));
  }

  /**
   * The same problem in {@code factor} times as many steps, whose signals keep the values that they have over the steps here.
   *
   * @throws IllegalStateException for a problem with {@code next}, whose steps are what they are
   */
  public ProblemInstance refined(int factor) {
    if (info.discrete()) {
      throw new IllegalStateException("the steps of " + info.name() + " cannot be divided");
    }
    int steps = dims.steps() * factor;
    ProblemValues refined = values.withSteps(steps);
    for (VariableInfo signal : info.variables(VariableInfo.Kind.SIGNAL)) {
      refined = refined.withSignal(signal.name(), moment.refined(signal, factor));
    }
    return changed(refined);
  }

  /** The start, guess and expectations of a {@code solve} block. */
  public ProblemInstance withRun(GeneratedRun block) {
    return new ProblemInstance(code, constraintCode, info, Optional.of(block), values);
  }

  /** An equal one whose values nobody else has, for {@link VaryingProblem}. */
  ProblemInstance withOwnValues() {
    return changed(values.copy());
  }

  /** What was chosen for it. */
  ProblemValues values() {
    return values;
  }

  /** What keeps {@link #check} from passing; empty if nothing does. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** An equal instance with memory of its own, for another thread. */
  public ProblemInstance fork() {
    return changed(values);
  }

  @Override
  public Optional<OptimalControlProblem> forAnotherThread() {
    return Optional.of(fork());
  }

  @Override
  public SweepStep sweepStep() {
    return code.sweep().map(GeneratedSweep::step).orElseGet(() -> SweepStep.loops(dims.ndx(), dims.nu()));
  }

  @Override
  public Optional<LaneStages> lanes(int most) {
    return lanes(most, false);
  }

  /** @param own whether each case has params and signals of its own, those that are set when it is {@link LaneStages#take taken} */
  Optional<LaneStages> lanes(int most, boolean own) {
    return code.lanes(!own)
        .map(plan -> new LaneStages(plan, dims, new LaneData(moment, info, dims.steps(), own, most), constraints.soft,
            w, most));
  }

  @Override
  public Optional<LiftedProblem> lifted() {
    return info.stages().map(stages -> {
      GeneratedProblem own = code.stages(stages.className());
      ProblemInfo wider = ProblemInfo.decode(own.info());
      List<GeneratedConstraints> groups =
          wider.groups().stream().map(g -> own.constraints(g.className())).toList();
      return new LiftedProblem(this, new ProblemInstance(own, groups, wider, run, values), stages.nodes());
    });
  }

  /** Takes over start, limits of states, and time of an instance with the same values: for {@link LiftedProblem}. */
  void follow(ProblemInstance leader) {
    System.arraycopy(leader.setup.start, 0, setup.start, 0, dims.nx());
    System.arraycopy(leader.setup.stateLower, 0, setup.stateLower, 0, dims.nx());
    System.arraycopy(leader.setup.stateUpper, 0, setup.stateUpper, 0, dims.nx());
    moment.follow(leader.moment);
  }

  public ProblemInfo info() {
    return info;
  }

  /** Copies what a solver chooses of a start, design variables and free states, from {@code start} to {@code x}, both [nx]. */
  public void choose(double[] start, double[] x) {
    for (int i = 0; i < dims.nx(); i++) {
      x[i] = setup.free[i] == 1 ? start[i] : x[i];
    }
  }

  /** The length of a step in seconds, with the design to begin with where the final time is free; 1 for a problem with {@code next}. */
  public double stepSeconds() {
    return moment.stepSeconds();
  }

  /**
   * The times of a trajectory, [N + 1]; step numbers for a problem with {@code next}.
   *
   * @param X its states, of which the first decides where the final time is free; not modified
   */
  public double[] times(double[] X) {
    double[] times = new double[dims.steps() + 1];
    if (info.freeTime()) {
      double last = moment.horizon(X, 0);
      Arrays.setAll(times, k -> last * ((double) k / dims.steps())); // as generated code multiplies
    } else {
      Arrays.setAll(times, k -> k * stepSeconds());
    }
    return times;
  }

  /**
   * The numbers of a param, defaults included; a copy.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public double[] param(String name) {
    VariableInfo variable = values.find(name, VariableInfo.Kind.PARAM);
    int at = GeneratedProblem.PARAMS_AT + variable.offset();
    return Arrays.copyOfRange(d, at, at + variable.size());
  }

  /** x(0), [nx]; a copy. */
  public double[] startState() {
    return setup.start.clone();
  }

  /** The trim value of each control, [nu], zero where none is declared; a copy. */
  public double[] trim() {
    return setup.trim.clone();
  }

  /** Lower limits of the states, [nx]; -infinity where there are none; a copy. */
  public double[] stateLower() {
    return setup.stateLower.clone();
  }

  /** Upper limits of the states, [nx]; infinity where there are none; a copy. */
  public double[] stateUpper() {
    return setup.stateUpper.clone();
  }

  /** The names of the states with a finite limit: constraints that a method must know how to meet. Limits of design variables are none. */
  public List<String> limitedStates() {
    List<String> names = names(VariableInfo.Kind.STATE);
    return IntStream.range(0, names.size())
        .filter(i -> Double.isFinite(setup.stateLower[i]) || Double.isFinite(setup.stateUpper[i]))
        .mapToObj(names::get)
        .toList();
  }

  private List<String> names(VariableInfo.Kind kind) {
    return info.variables(kind).stream().flatMap(v -> v.elementNames().stream()).toList();
  }

  /** The controls to begin with, [N x nu]: those of {@link #initialGuess}. */
  public double[] initialControls() {
    return initialGuess().U;
  }

  /** States and controls to begin with: the guess of the run, otherwise that of the problem, otherwise start and trim values. */
  public InitialGuess initialGuess() {
    check();
    return guesses.make();
  }

  /** As {@link #initialGuess}, into a trajectory. Allocates nothing. @return whether any state has a guess */
  public boolean guessInto(double[] X, double[] U) {
    check();
    return guesses.make(X, U);
  }

  /**
   * Makes states possible ones to begin with: x(0) is the start where that is given and within its limits where it is free, angles are
   * wrapped, quaternions normalized.
   *
   * @param X [(N + 1) x nx], modified
   */
  public void settle(double[] X) {
    guesses.settle(X);
  }

  /**
   * Whether each {@code expect} of the run holds; empty without a run.
   *
   * @param objective in the sense of the user
   * @param X states of the solution, [(N + 1) x nx]
   * @param count of the run's expectations
   */
  public boolean[] expectations(double objective, double maxViolation, int iterations, double[] X, int count) {
    return check.expectations(objective, maxViolation, iterations, X, count);
  }

  /**
   * Which of the {@code count} expectations of a {@code train} block hold.
   *
   * @param meanReturn of the trained policy
   */
  public boolean[] expectations(double meanReturn, int count) {
    return check.expectations(meanReturn, count);
  }

  /** What constraint {@code i} of k, as solvers count them, says. */
  public ConstraintInfo constraint(int k, int i) {
    return constraints.hard.info(k, i);
  }

  /**
   * The constraints and limits of states and controls that a trajectory does not keep, each where it is kept least, the worst first. Those
   * that nothing can change, which solvers do not see, are among them.
   *
   * @param X states, [(N + 1) x nx], {@code U} controls, [N x nu]; not modified
   */
  public List<Violation> violations(double[] X, double[] U) {
    return check.violations(X, U);
  }

  /**
   * The largest amount by which the limits or the path's constraints are not kept by states at any times, zero if they are, NaN if an amount is.
   *
   * @param times [count + 1], {@code X} states of as many, {@code U} controls before the last of them; not modified
   */
  public double maxPathViolation(double[] times, double[] X, double[] U, int count) {
    return check.maxPathViolation(times, X, U, count);
  }

  /**
   * The constraints of the path at any time, as a plant meets them.
   *
   * @param x state [nx] from {@code xAt}, {@code u} control [nu] from {@code uAt}; not modified
   * @param out hears of each with its value c
   */
  public void path(double time, double[] x, int xAt, double[] u, int uAt, ObjDoubleConsumer<ConstraintInfo> out) {
    double[] now = new double[d.length];
    moment.write(time, moment.stepSeconds(), x, xAt, now);
    constraints.hard.path(x, xAt, u, uAt, now, w, out);
  }

  /** The largest amount of {@link #violations}, zero if there are none; NaN if one is NaN. Allocates nothing. */
  public double maxViolation(double[] X, double[] U) {
    return check.maxViolation(X, U);
  }

  /** What generated code reads at step k, k = N at the end, laid out as {@link GeneratedProblem} says; a copy. */
  public double[] data(int k) {
    moment.set(k);
    return d.clone();
  }

  /** How many numbers generated code reads, {@link #data}. */
  public int dataSize() {
    return d.length;
  }

  /**
   * Writes what generated code reads for a step of any length from any time on; signals that are given step by step hold from each step of the
   * horizon to the next, the last one for ever. Allocates nothing.
   *
   * @param x the state, in which a design variable may decide on the final time; not modified
   * @param out [{@link #dataSize}]; the noise in it is left alone
   */
  public void data(double time, double seconds, double[] x, int xAt, double[] out) {
    moment.write(time, seconds, x, xAt, out);
  }

  /**
   * Moves the horizon in time and the start with it: for {@link MovingProblem}, which owns the instance.
   *
   * @param x the start [nx], where it is free the one to begin with
   */
  void move(double time, double[] x) {
    System.arraycopy(x, 0, setup.start, 0, dims.nx());
    moment.move(time);
  }

  /** Limits, start and what is free of this instance, for {@link MovingProblem}. */
  ProblemSetup setup() {
    return setup;
  }

  /** The length of the horizon from a start state, whose design variables may decide on it; steps for a problem with {@code next}. Allocates nothing. */
  public double horizonFrom(double[] x) {
    return moment.horizon(x, 0);
  }

  /**
   * An instance whose random params and starts are drawn, in place of their means. What was set by hand stays, and so does the start of a run.
   *
   * @param params standard random numbers for the params, {@code start} for the start; see {@link GeneratedEpisode}
   */
  public ProblemInstance drawn(GeneratedEpisode episode, double[] params, double[] start) {
    double[] scratch = new double[episode.workspaceSize()];
    double[] all = values.given.clone();
    d[0] = 0;
    episode.drawParams(values.isGiven, params, d, scratch, all);
    ProblemInstance drawn = changed(values.withParams(all));
    double[] random = nowhere();
    episode.drawStart(start, drawn.d, scratch, random);
    double[] own = nowhere();
    run.ifPresent(r -> r.start(drawn.d, w, own));
    return changed(drawn.values.withRandomStart(random, own, drawn.setup.start));
  }

  /**
   * Draws a start of the same instance, as {@link #drawn} does. Allocates nothing without a run.
   *
   * @param standard random numbers for the start, {@code scratch} of the episode's size
   * @param x [nx], overwritten
   */
  public void drawStart(GeneratedEpisode episode, double[] standard, double[] scratch, double[] x) {
    if (run.isPresent()) {
      System.arraycopy(drawn(episode, new double[0], standard).setup.start, 0, x, 0, x.length);
      return;
    }
    d[0] = 0;
    Arrays.fill(unsettled, Double.NaN);
    episode.drawStart(standard, d, scratch, unsettled);
    values.completeRandomStart(unsettled, setup.start);
    System.arraycopy(unsettled, 0, x, 0, x.length);
    if (curved) {
      code.retract(unsettled, 0, still, 0, w, x, 0);
    }
  }

  /** A state of which no element is set. */
  private double[] nowhere() {
    double[] x = new double[dims.nx()];
    Arrays.fill(x, Double.NaN);
    return x;
  }

  @Override
  public Dims dims() {
    return dims;
  }

  @Override
  public void start(double[] x, int xAt) {
    check();
    System.arraycopy(setup.start, 0, x, xAt, dims.nx());
  }

  @Override
  public void startBounds(double[] lower, double[] upper) {
    check();
    layout.startBounds(setup, lower, upper);
  }

  @Override
  public void stateBounds(double[] lower, double[] upper) {
    layout.stateBounds(setup, lower, upper);
  }

  @Override
  public int direction(int coordinate) {
    return layout.direction(coordinate);
  }

  @Override
  public void controlBounds(double[] lower, double[] upper) {
    check();
    System.arraycopy(setup.controlLower, 0, lower, 0, dims.nu());
    System.arraycopy(setup.controlUpper, 0, upper, 0, dims.nu());
  }

  @Override
  public void step(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    moment.set(k);
    code.step(x, xAt, u, uAt, d, w, next, nextAt);
  }

  @Override
  public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    moment.set(k);
    double cost = code.stage(x, xAt, u, uAt, d, w, next, nextAt);
    return constraints.soft.at(k) ? cost + constraints.soft.cost(k, x, xAt, u, uAt, d, w) : cost;
  }

  @Override
  public void linearize(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    moment.set(k);
    code.linearize(x, xAt, u, uAt, d, w, out);
  }

  @Override
  public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    moment.set(k);
    if (!constraints.soft.at(k)) {
      code.expand(x, xAt, u, uAt, d, w, out);
      return;
    }
    MomentPenalties.clear(out);
    code.expand(x, xAt, u, uAt, d, w, out);
    constraints.soft.expand(k, x, xAt, u, uAt, d, w, out);
  }

  @Override
  public void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt, Curvature out) {
    moment.set(k);
    code.curvature(x, xAt, u, uAt, d, lambda, lambdaAt, w, out);
  }

  @Override
  public double terminal(double[] x, int xAt) {
    moment.set(dims.steps());
    double cost = code.terminal(x, xAt, d, w);
    int end = dims.steps();
    return constraints.soft.at(end) ? cost + constraints.soft.cost(end, x, xAt, null, 0, d, w) : cost;
  }

  @Override
  public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
    moment.set(dims.steps());
    if (!constraints.soft.at(dims.steps())) {
      code.expandTerminal(x, xAt, d, w, out);
      return;
    }
    MomentPenalties.clear(out);
    code.expandTerminal(x, xAt, d, w, out);
    constraints.soft.expand(dims.steps(), x, xAt, d, w, out);
  }

  @Override
  public void difference(double[] x, int xAt, double[] y, int yAt, double[] dx, int dxAt) {
    code.difference(x, xAt, y, yAt, w, dx, dxAt);
  }

  @Override
  public void retract(double[] x, int xAt, double[] dx, int dxAt, double[] y, int yAt) {
    code.retract(x, xAt, dx, dxAt, w, y, yAt);
  }

  @Override
  public void differenceJacobians(double[] x, int xAt, double[] y, int yAt, double[] first, double[] second) {
    code.differenceJacobians(x, xAt, y, yAt, w, first, second);
  }

  @Override
  public void retractJacobians(double[] x, int xAt, double[] dx, int dxAt, double[] first, double[] second) {
    code.retractJacobians(x, xAt, dx, dxAt, w, first, second);
  }

  @Override
  public int constraints(int k) {
    return constraints.hard.count(k);
  }

  @Override
  public boolean isEquality(int k, int i) {
    return constraints.hard.info(k, i).equality();
  }

  @Override
  public void constrain(int k, double[] x, int xAt, double[] u, int uAt, double[] c, int cAt) {
    moment.set(k);
    constraints.hard.constrain(k, x, xAt, u, uAt, d, w, c, cAt);
  }

  @Override
  public void expandConstraints(int k, double[] x, int xAt, double[] u, int uAt, ConstraintExpansion out) {
    moment.set(k);
    constraints.hard.expand(k, x, xAt, u, uAt, d, w, out);
  }

  @Override
  public void constraintCurvature(
      int k, double[] x, int xAt, double[] u, int uAt, double[] y, int yAt, Curvature out) {
    moment.set(k);
    constraints.hard.curvature(k, x, xAt, u, uAt, d, y, yAt, w, out);
  }
}
