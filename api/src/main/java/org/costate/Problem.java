/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.costate.compiler.driver.CostPatterns;
import org.costate.compiler.driver.Listing;
import org.costate.runtime.learn.train.Evaluation;
import org.costate.runtime.lq.LinearModel;
import org.costate.runtime.mpc.MpcOptions;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.problem.Violation;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.MeasuredEnvironment;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.solve.method.SolverMethods;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * A compiled problem together with what was set on it. Immutable: the setters return a changed copy, so one problem may be solved by many
 * threads at once. Solving with other values compiles and loads nothing.
 *
 * <p>Every setter throws {@link IllegalArgumentException} for a name that the problem does not have and for a wrong count of numbers. Where
 * a setter takes the name of one element, the other elements keep the values that they have then.
 */
public final class Problem {
  /** That this problem is one of. */
  private final Problems file;

  private final Compiled compiled;
  private final Optional<RunInfo> run;

  /** Never evaluated, only asked for its values: evaluation is for one thread. */
  private final ProblemInstance values;

  private final Guesses guess;
  private final Optional<Trajectory> warmStart;

  private Problem(
      Problems file,
      Compiled compiled,
      Optional<RunInfo> run,
      ProblemInstance values,
      Guesses guess,
      Optional<Trajectory> warmStart) {
    this.file = file;
    this.compiled = compiled;
    this.run = run;
    this.values = values;
    this.guess = guess;
    this.warmStart = warmStart;
  }

  /** With nothing set but what the solve block says. */
  static Problem of(Problems file, Compiled compiled, Optional<RunInfo> run) {
    return new Problem(file, compiled, Optional.empty(), new ProblemInstance(compiled.loaded().code()), Guesses.NONE,
        Optional.empty())
        .following(run);
  }

  private Problem following(Optional<RunInfo> block) {
    return block.isEmpty()
        ? this
        : new Problem(file, compiled, block, values.withRun(compiled.run(block.get())), guess, warmStart);
  }

  /** The problem's name in the source. */
  public String name() {
    return info().name();
  }

  /** Names, shapes, units, docs and structure, as the compiler found them. */
  public ProblemInfo info() {
    return values.info();
  }

  /** The variables of one kind, in the order of their declaration. */
  public List<VariableInfo> variables(Kind kind) {
    return info().variables(kind);
  }

  /** The policies for it, in source order; each call makes their graphs anew. */
  public List<PolicyInfo> policies() {
    return compiled.loaded().policies();
  }

  /** The solve block that {@link #solve()} follows: its guess, start, options and expectations. Empty: ilqr with its defaults. */
  public Optional<RunInfo> run() {
    return run;
  }

  /** The same problem, solved as the block {@code name} says. */
  public Problem run(String name) {
    for (RunInfo candidate : info().runs(RunInfo.Kind.SOLVE)) {
      if (candidate.name().equals(name)) {
        return following(Optional.of(candidate));
      }
    }
    List<String> known = info().runs(RunInfo.Kind.SOLVE).stream().map(RunInfo::name).toList();
    throw new IllegalArgumentException(name() + " has no solve block `" + name + "`; known: " + known);
  }

  /** The same problem, planned again and again as the mpc block {@code name} says; {@link #simulation} runs it. */
  public Problem mpc(String name) {
    List<RunInfo> blocks = info().runs(RunInfo.Kind.MPC);
    for (RunInfo candidate : blocks) {
      if (candidate.name().equals(name)) {
        return following(Optional.of(candidate));
      }
    }
    throw new IllegalArgumentException(
        name() + " has no mpc block `" + name + "`; known: " + blocks.stream().map(RunInfo::name).toList());
  }

  /** The method that {@link #solve()} uses. */
  public String method() {
    return run.map(RunInfo::method).orElse(MethodSchemas.ILQR.name());
  }

  /** The number of steps N. */
  public int steps() {
    return values.dims().steps();
  }

  /** With another number of steps over the same horizon; values that were given step by step are forgotten. */
  public Problem steps(int count) {
    return new Problem(file, compiled, run, values.withSteps(count), Guesses.NONE, Optional.empty());
  }

  /** The numbers of a param as they are set now, row by row. */
  public double[] param(String name) {
    return values.param(name);
  }

  /**
   * With a param.
   *
   * @param name of a param, or of one element
   * @param numbers as many as it has, row by row
   */
  public Problem with(String name, double... numbers) {
    VariableInfo variable = Elements.variable(name(), variables(Kind.PARAM), name);
    return with(
        values.with(variable.name(), Elements.whole(name(), variable, name, numbers, values.param(variable.name()))));
  }

  /**
   * With a start state in place of the declared one; where the start is free, the one that a solver begins with.
   *
   * @param name of a state, or of one element
   * @param numbers as many as it has, row by row
   */
  public Problem start(String name, double... numbers) {
    VariableInfo variable = Elements.variable(name(), variables(Kind.STATE), name);
    double[] now = Arrays.copyOfRange(values.startState(), variable.offset(), variable.offset() + variable.size());
    return with(values.withStart(variable.name(), Elements.whole(name(), variable, name, numbers, now)));
  }

  /**
   * With another value that a solver begins with for a design variable; its limits stay.
   *
   * @param name of a design variable, or of one element
   * @param numbers as many as it has, row by row
   */
  public Problem design(String name, double... numbers) {
    VariableInfo variable = Elements.variable(name(), variables(Kind.DESIGN), name);
    int from = info().size(Kind.STATE) + variable.offset();
    double[] now = Arrays.copyOfRange(values.startState(), from, from + variable.size());
    return with(values.withDesign(variable.name(), Elements.whole(name(), variable, name, numbers, now)));
  }

  /**
   * With a signal.
   *
   * @param numbers as many as the signal has, for all steps, or so many for each of the N steps, step by step
   */
  public Problem signal(String name, double... numbers) {
    VariableInfo variable = Elements.variable(name(), variables(Kind.SIGNAL), name);
    return with(numbers.length == variable.size() ? values.with(name, numbers) : values.withSignal(name, numbers));
  }

  /**
   * With a signal, one row a step.
   *
   * @param rows [N][size]
   */
  public Problem signal(String name, double[][] rows) {
    int size = Elements.variable(name(), variables(Kind.SIGNAL), name).size();
    for (double[] row : rows) {
      if (row.length != size) {
        throw new IllegalArgumentException(
            "`" + name + "` of " + name() + " takes rows of " + size + " numbers, found one of " + row.length);
      }
    }
    return with(values.withSignal(name, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray()));
  }

  /**
   * With initial controls or states in place of the declared guess. States matter to methods whose states need not fit together at first;
   * where no state has a guess they are those that the controls lead to.
   *
   * @param name of a control or state of one number, or of one element
   * @param numbers one a step, [N], for a state with the end, [N + 1], or a single one for all
   */
  public Problem guess(String name, double... numbers) {
    Series series = new Series(numbers);
    List<VariableInfo> both = new ArrayList<>(variables(Kind.STATE));
    both.addAll(variables(Kind.CONTROL));
    VariableInfo variable = Elements.variable(name(), both, name);
    int offset = Elements.offset(name(), List.of(variable), name);
    boolean state = variable.kind() == Kind.STATE;
    series.check(name, state ? steps() + 1 : steps());
    return new Problem(file, compiled, run, values,
        state ? guess.withState(offset, series) : guess.withControl(offset, series), warmStart);
  }

  /**
   * With the controls of an earlier solution as initial controls, and with its design variables and its free start; what {@link #guess} sets
   * comes before them.
   */
  public Problem warmStart(Solution solution) {
    Trajectory trajectory = solution.trajectory();
    Dims dims = trajectory.dims();
    if (!dims.equals(values.dims())) {
      throw new IllegalArgumentException("a warm start of " + dims + " for a problem of " + values.dims());
    }
    return new Problem(file, compiled, run, values, guess, Optional.of(trajectory));
  }

  /**
   * Whether the problem can be solved with its values; every solve checks it first.
   *
   * @throws IllegalArgumentException for a horizon that is not positive, for limits of which the lower one is above the upper one, for a free
   *   start or a design variable that is to begin outside its limits, and for constraints or limits of states
   *   that the method would not keep
   */
  public void check() {
    check(method());
  }

  /** The same for another method; one that is not ours is taken to keep everything. */
  private void check(String method) {
    values.check();
    checkDuties(method);
  }

  /** That the method keeps what is to be kept. */
  private void checkDuties(String method) {
    variables(Kind.CONTROL).stream().filter(control -> !control.choices().isEmpty()).findFirst().ifPresent(control -> {
      throw new IllegalArgumentException("`" + method + "` does not choose among single values, and control `"
          + control.name() + "` is one of " + control.choices() + "; train a policy");
    });
    if (MethodSchemas.find(method).map(MethodSchema::constraints).orElse(true)) {
      return;
    }
    values.limitedStates().stream().findFirst().ifPresent(state -> refuse(method, state + " within its limits"));
    info().constraints().stream().findFirst().ifPresent(c -> refuse(method, "constraint `" + c.name() + "`"));
  }

  private static void refuse(String method, String duty) {
    throw new IllegalArgumentException("`" + method + "` would not keep " + duty
        + "; delete it, or put a penalty into the cost: a constraint with `soft` is one");
  }

  /** Solves as the solve block says, or with ilqr and its defaults where there is none. */
  public Solution solve() {
    return solve(IterationObserver.NONE);
  }

  /**
   * As {@link #solve()}. An interrupt of the thread ends the solve between two iterations.
   *
   * @param observer hears of each iteration on this thread; costs are those of a minimization, see {@link ProblemInfo#sense()}
   */
  public Solution solve(IterationObserver observer) {
    return solve(solverOptions(), observer);
  }

  /** Those of the block, without what says how an mpc block goes on in time. */
  SolverOptions solverOptions() {
    return SolverMethods.parse(method(), run.map(r -> switch (r.kind()) {
      case SOLVE -> r.options();
      case MPC -> MpcOptions.parse(r.options()).method();
      case TRAIN -> throw new IllegalStateException("a train block solves nothing");
    }).orElse(Map.of()));
  }

  /** As {@link #solve(SolverOptions, IterationObserver)}, unobserved. */
  public Solution solve(SolverOptions options) {
    return solve(options, IterationObserver.NONE);
  }

  /** Solves with the method that the options belong to; guess, start and expectations of the solve block still count, its method and options do not. */
  public Solution solve(SolverOptions options, IterationObserver observer) {
    values.check();
    checkMethod(options);
    ProblemInstance instance = values.fork();
    SolveReport report = options.solver(instance).solve(initial(instance), observer);
    List<Violation> violations = instance.violations(report.trajectory().X, report.trajectory().U);
    double worst = violations.stream().findFirst().map(Violation::amount).orElse(0.0);
    return new Solution(
        instance, report, violations, expectations(instance, report, worst),
        compiled.diagnosis().explain(run, instance, options, report));
  }

  private Trajectory initial(ProblemInstance instance) {
    Trajectory initial = new Trajectory(instance.dims());
    begin(instance, initial);
    return initial;
  }

  /** Writes the start, and the controls that a solve begins with; states behind the start are left to a simulation. Allocates as {@link #begin}. */
  void beginControls(ProblemInstance instance, Trajectory initial) {
    if (warmStart.isPresent()) {
      initial.copyFrom(warmStart.get());
    } else {
      instance.guessInto(initial.X, initial.U);
    }
    guess.putControls(initial);
    instance.start(initial.X, 0);
  }

  /** Writes where a solve begins; of the first state the free part counts. Allocates nothing unless {@link #guess} was called. */
  void begin(ProblemInstance instance, Trajectory initial) {
    if (warmStart.isPresent()) {
      initial.copyFrom(warmStart.get());
      guess.putControls(initial);
    } else {
      boolean hasStates = instance.guessInto(initial.X, initial.U);
      guess.putControls(initial);
      if (!hasStates && guess.states().isEmpty()) {
        Rollout.held(instance, initial);
      }
    }
    if (!guess.states().isEmpty()) {
      guess.putStates(initial);
      instance.settle(initial.X);
    }
  }

  /** @throws IllegalArgumentException for a method that would not keep what is to be kept, or cannot solve this problem */
  void checkMethod(SolverOptions options) {
    checkDuties(options.method());
    if (options.collocation() && info().stages().isEmpty()) {
      throw new IllegalArgumentException(name() + " was compiled without stages to collocate: "
          + "no block of its source says `transcription = collocation`");
    }
  }

  /**
   * Solves for many starts, params and design variables to begin with on all cores: {@link #batch} with its defaults.
   *
   * @param names of states, params and design variables of one number, or of elements
   * @param rows one case each, a number for each name
   * @return one result a case, in their order; fewer where the thread was interrupted
   */
  public List<CaseResult> solveAll(List<String> names, double[][] rows) {
    return batch(names).solve(rows);
  }

  /** Many solves of this problem that differ in the numbers that are named; see {@link Batch}. */
  public Batch batch(List<String> names) {
    return Batch.of(this, names);
  }

  /**
   * Many simulations of this problem that differ in the numbers that are named, with controls that are given: what they cost and where they end.
   *
   * @param names of states, params and design variables of one number, or of elements
   */
  public Rollouts rollouts(List<String> names) {
    return Rollouts.of(this, names);
  }

  private List<Expectation> expectations(ProblemInstance instance, SolveReport report, double violation) {
    return expectations(instance, report.cost(), violation, report.iterations(), report.trajectory().X);
  }

  /** @param X whose first and last state the expectations may be about, [(N + 1) x nx] */
  List<Expectation> expectations(ProblemInstance instance, double cost, double violation, int iterations, double[] X) {
    double objective = info().sense().objective(cost);
    return expectations(count -> instance.expectations(objective, violation, iterations, X, count));
  }

  /** Those of a {@code train} block. */
  List<Expectation> expectations(double meanReturn) {
    return expectations(count -> values.fork().expectations(meanReturn, count));
  }

  private List<Expectation> expectations(IntFunction<boolean[]> judge) {
    List<RunInfo.Expectation> written = run.map(RunInfo::expectations).orElse(List.of());
    boolean[] holds = judge.apply(written.size());
    List<Expectation> expectations = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      expectations.add(new Expectation(written.get(i).text(), written.get(i).line(), holds[i]));
    }
    return expectations;
  }

  /**
   * Episodes of this problem with a trained policy: noise, random starts and random params are drawn, ends count. The same seed gives the same
   * episodes.
   *
   * @param noisy whether actions are drawn as in training, instead of those of largest density
   * @throws IllegalArgumentException if the problem lacks what the policy observes, or has other controls
   */
  public Evaluation rollout(Policy policy, int episodes, long seed, boolean noisy) {
    return Evaluation.of(
        () -> new CompiledEnvironment(loaded(), values.fork()), policy::actor, episodes, seed, noisy, Workers.THREADS);
  }

  /**
   * The first episode of {@link #rollout} without noise in the actions, as it went.
   *
   * @throws IllegalArgumentException if the problem lacks what the policy observes, or has other controls
   */
  public SimulatedRun episode(Policy policy, long seed) {
    return PolicyEpisode.of(new CompiledEnvironment(loaded(), values.fork()), policy.actor(), seed);
  }

  /**
   * This problem as what a learner meets: it begins episodes, for which noise, random starts and random params are drawn, and takes steps. For
   * one thread; each call gives another one.
   */
  public MeasuredEnvironment environment() {
    return new CompiledEnvironment(loaded(), values.fork());
  }

  /** The {@code train} block that this problem comes from, see {@link Problems#runs(RunInfo.Kind)}. */
  public Training training() {
    return Training.of(this, run.filter(r -> r.kind() == RunInfo.Kind.TRAIN)
        .orElseThrow(() -> new IllegalArgumentException(name() + " comes from no train block")));
  }

  /** This problem in time, with noise, random starts and pushes. */
  public Simulation simulation() {
    return new Simulation(this, loaded(), values);
  }

  /** All problems of the file. */
  Problems file() {
    return file;
  }

  /** The generated code. */
  LoadedProblem loaded() {
    return compiled.loaded();
  }

  /** The values that are set on it, for the runtime. */
  ProblemInstance instance() {
    return values;
  }

  /** Around the start, with the first control to begin with. */
  public Linearization linearize() {
    ProblemInstance instance = values.fork();
    Trajectory initial = initial(instance);
    return new Linearization(info(), model(instance, 0, initial));
  }

  /**
   * Around a point at rest, found from the start.
   *
   * @throws IllegalArgumentException if there is none near
   */
  public Linearization linearizeAtRest() {
    ProblemInstance instance = values.fork();
    return model(instance, 0, initial(instance)).atRest()
        .map(model -> new Linearization(info(), model))
        .orElseThrow(() -> new IllegalArgumentException("no point at rest was found near the start"));
  }

  /**
   * Around a solution.
   *
   * @param time the step that holds it counts; after the end the last state with the last control
   */
  public Linearization linearize(Solution solution, double time) {
    double[] times = solution.time();
    int k = 0;
    while (k < solution.steps() && times[k + 1] <= time) {
      k++;
    }
    Trajectory point = new Trajectory(new Dims(values.dims().nx(), values.dims().ndx(), values.dims().nu(), 1));
    System.arraycopy(solution.trajectory().state(k), 0, point.X, 0, values.dims().nx());
    System.arraycopy(
        solution.trajectory().control(Math.min(k, solution.steps() - 1)), 0, point.U, 0, values.dims().nu());
    return new Linearization(info(), model(values.fork(), times[k], point));
  }

  private LinearModel model(ProblemInstance instance, double time, Trajectory point) {
    return new LinearModel(compiled.loaded(), instance, time, point.state(0), point.control(0));
  }

  /** Whether there is a {@code view} in the problem or its model. */
  public boolean hasView() {
    return compiled.loaded().view().isPresent();
  }

  /**
   * What the problem's {@code view} draws where a solve begins: from the start, along the guess; empty where it has none.
   *
   * @throws IllegalArgumentException for a horizon that is not positive, and for what else makes no problem
   */
  public Optional<Scene> scene() {
    values.check();
    ProblemInstance instance = values.fork();
    Trajectory along = initial(instance);
    return compiled.loaded().view().map(view -> new Scene(view, instance, instance.times(along.X), along.X, along.U));
  }

  /**
   * The same along numbers from elsewhere.
   *
   * @param times not decreasing, [count]
   * @param states one number of the state over time by its name, [count], {@code controls} the same of controls, [count - 1]
   */
  public Optional<Scene> scene(
      double[] times, Function<String, double[]> states, Function<String, double[]> controls) {
    int nx = values.dims().nx();
    int nu = values.dims().nu();
    double[] X = new double[times.length * nx];
    double[] U = new double[(times.length - 1) * nu];
    for (int k = 0; k < times.length; k++) {
      System.arraycopy(values.startState(), 0, X, k * nx, nx); // design variables are the last of it
    }
    scatter(Kind.STATE, states, X, nx);
    scatter(Kind.CONTROL, controls, U, nu);
    return compiled.loaded().view().map(view -> new Scene(view, values.fork(), times, X, U));
  }

  /** Writes series of numbers as rows. */
  private void scatter(Kind kind, Function<String, double[]> series, double[] rows, int width) {
    for (VariableInfo variable : variables(kind)) {
      List<String> names = variable.elementNames();
      for (int i = 0; i < names.size(); i++) {
        double[] numbers = series.apply(names.get(i));
        if (numbers.length * width != rows.length) {
          throw new IllegalArgumentException(
              "`" + names.get(i) + "` takes " + rows.length / width + " numbers, found " + numbers.length);
        }
        for (int k = 0; k < numbers.length; k++) {
          rows[k * width + variable.offset() + i] = numbers[k];
        }
      }
    }
  }

  /** What the problem's {@code view} draws along a solution; empty where it has none. */
  public Optional<Scene> scene(Solution solution) {
    Trajectory along = solution.trajectory();
    return compiled.loaded().view().map(view -> new Scene(view, values.fork(), solution.time(), along.X, along.U));
  }

  /** The same along a run of this problem, with the params that the plant had, drawn ones too; those of a plant from another problem are not known. */
  public Optional<Scene> scene(SimulatedRun run) {
    return compiled.loaded()
        .view()
        .map(view -> new Scene(view, run.judge().fork(), run.time(), run.states(), run.controls()));
  }

  /** The file that this problem was compiled from, with what its names stand for; empty for a jar. Each call makes it anew, for one thread. */
  public Optional<Listing> listing() {
    return compiled.listing().get();
  }

  /**
   * The lets and signals of the source along a solution.
   *
   * @param listing of this problem
   * @param moments of {@link Solution#time}, ascending
   */
  public NamedValues named(Listing listing, Solution solution, int[] moments) {
    Trajectory along = solution.trajectory();
    return new NamedValues(listing, values.fork(), solution.time(), along.X, along.U, moments);
  }

  /** The same along a run, with the params that the plant had. */
  public NamedValues named(Listing listing, SimulatedRun run, int[] moments) {
    return new NamedValues(listing, run.judge().fork(), run.time(), run.states(), run.controls(), moments);
  }

  /** By how much a solution keeps the constraints of the path. */
  public Margins margins(Solution solution) {
    return new Margins(values.fork(), solution.trajectory());
  }

  /** The same of a run, with the params that the plant had; of another plant's problem, with those of this one. */
  public Margins margins(SimulatedRun run) {
    return new Margins(run.judge().fork(), run.time(), run.states(), run.controls());
  }

  /** Where second derivatives of the costs can differ from zero; empty for a jar. */
  public Optional<CostPatterns> costPatterns() {
    return compiled.costs();
  }

  /**
   * The lower limits of a state or control with its values, one for each of its numbers.
   *
   * @return -infinity where there is none
   */
  public double[] lower(VariableInfo variable) {
    return limits(variable, true);
  }

  /** The upper limits, as {@link #lower}. */
  public double[] upper(VariableInfo variable) {
    return limits(variable, false);
  }

  private double[] limits(VariableInfo variable, boolean below) {
    double[] all = switch (variable.kind()) {
      case STATE -> below ? values.stateLower() : values.stateUpper();
      case CONTROL -> {
        double[] lower = new double[values.dims().nu()];
        double[] upper = new double[values.dims().nu()];
        values.controlBounds(lower, upper);
        yield below ? lower : upper;
      }
      case PARAM, SIGNAL, DESIGN, NOISE, OBSERVATION ->
        throw new IllegalArgumentException("`" + variable.name() + "` is neither a state nor a control");
    };
    return Arrays.copyOfRange(all, variable.offset(), variable.offset() + variable.size());
  }

  /** The functions of this problem with the values that are set on it. */
  public Evaluator evaluator() {
    return new Evaluator(values.fork());
  }

  private Problem with(ProblemInstance changed) {
    return new Problem(file, compiled, run, changed, guess, warmStart);
  }
}
