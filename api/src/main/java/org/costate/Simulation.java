/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.costate.runtime.mpc.MpcOptions;
import org.costate.runtime.mpc.RecedingHorizon;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.sim.ClosedLoop;
import org.costate.runtime.sim.Controller;
import org.costate.runtime.sim.Plant;
import org.costate.runtime.sim.Push;
import org.costate.runtime.sim.Recording;
import org.costate.runtime.sim.TrajectoryController;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.stats.RandomStream;

/**
 * A problem in time, with what a solve leaves out: noise, random starts and params, pushes, ends of episodes. Immutable: the setters return a
 * changed copy. The same seed gives the same bits; every run has a stream of its own, so the first ten of a hundred runs are the ten of ten.
 */
public final class Simulation {
  /** What a controller believes. */
  private final Problem model;

  private final LoadedProblem loaded;

  /** With the values of the plant. */
  private final ProblemInstance plant;

  private final long seed;
  private final int runs;
  private final int substeps;
  private final List<Push> pushes;
  private final Observer observer;

  private Simulation(Problem model, LoadedProblem loaded, ProblemInstance plant, long seed, int runs, int substeps,
      List<Push> pushes, Observer observer) {
    this.model = model;
    this.loaded = loaded;
    this.plant = plant;
    this.seed = seed;
    this.runs = runs;
    this.substeps = substeps;
    this.pushes = List.copyOf(pushes);
    this.observer = observer;
  }

  /** Hears how far a simulation is, on its thread. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Before each decision of the controller.
     *
     * @param run from 0
     * @param tick from 0, in a run of at most {@code ticks}
     */
    void ticking(int run, int tick, int ticks);
  }

  /** Hands on, and has finished where its thread is interrupted. */
  private static final class Watched implements Controller {
    private final Controller controller;
    private final Observer observer;
    private int run;
    private int tick;
    private int ticks;

    Watched(Controller controller, Observer observer) {
      this.controller = controller;
      this.observer = observer;
    }

    void expect(int number, int most) {
      run = number;
      tick = 0;
      ticks = most;
    }

    boolean stopped() {
      return Thread.currentThread().isInterrupted();
    }

    @Override
    public void begin(double[] x) {
      controller.begin(x);
    }

    @Override
    public void act(double time, double[] x, double[] u) {
      observer.ticking(run, tick++, ticks);
      controller.act(time, x, u);
    }

    @Override
    public boolean finished() {
      return stopped() || controller.finished();
    }
  }

  /** One run with seed 0, integrated as the problem says. */
  Simulation(Problem model, LoadedProblem loaded, ProblemInstance plant) {
    this(model, loaded, plant, 0, 1, 1, List.of(), (_, _, _) -> {});
  }

  /** Where the random numbers begin. */
  public Simulation seed(long number) {
    return new Simulation(model, loaded, plant, number, runs, substeps, pushes, observer);
  }

  /** With somebody who hears of every tick. */
  public Simulation observer(Observer heard) {
    return new Simulation(model, loaded, plant, seed, runs, substeps, pushes, heard);
  }

  /** How many episodes there are to be. */
  public int runs() {
    return runs;
  }

  /** How many episodes. */
  public Simulation runs(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " runs; expected at least 1");
    }
    return new Simulation(model, loaded, plant, seed, count, substeps, pushes, observer);
  }

  /**
   * In how many parts each step of the problem is integrated.
   *
   * @throws IllegalArgumentException for less than one, and for parts of a step that is not integrated but given by {@code next}
   */
  public Simulation substeps(int count) {
    Plant.checkSubsteps(plant.info(), count);
    return new Simulation(model, loaded, plant, seed, runs, count, pushes, observer);
  }

  /**
   * Another plant, with its own dynamics, params, start, noise and ends; pushes and params of the plant that were given before are forgotten.
   * The objective is then that of the plant's problem, limits, constraints and expectations are those of the controller's.
   *
   * @param other with the same states, controls and design variables
   * @throws IllegalArgumentException if one of them differs in name, shape, kind or unit, or if one problem goes from step to step by
   *     {@code next} and the other one does not
   */
  public Simulation plant(Problem other) {
    PlantFit.check(model.info(), other.info());
    Plant.checkSubsteps(other.info(), substeps);
    return new Simulation(model, other.loaded(), other.instance(), seed, runs, substeps, List.of(), observer);
  }

  /** Another value of a param for the plant alone: the controller does not know of it. */
  public Simulation plant(String param, double... numbers) {
    VariableInfo variable = Elements.variable(plant.info().name(), plant.info().variables(Kind.PARAM), param);
    double[] all = Elements.whole(plant.info().name(), variable, param, numbers, plant.param(variable.name()));
    return new Simulation(model, loaded, plant.with(variable.name(), all), seed, runs, substeps, pushes, observer);
  }

  /**
   * With a sudden change of a state.
   *
   * @param time when
   * @param state a state or one element
   * @param change by how much, as many numbers as it has; a quaternion turns about the three axes of its body, in radians
   */
  public Simulation push(double time, String state, double... change) {
    VariableInfo variable = Elements.variable(plant.info().name(), plant.info().variables(Kind.STATE), state);
    int at = plant.info()
        .variables(Kind.STATE)
        .stream()
        .filter(v -> v.offset() < variable.offset())
        .mapToInt(VariableInfo::tangentSize)
        .sum();
    boolean turned = variable.manifold() == Manifold.QUATERNION;
    if (turned && (!state.strip().equals(variable.name()) || change.length != variable.tangentSize())) {
      throw new IllegalArgumentException("a push of the quaternion `" + variable.name() + "` takes "
          + variable.tangentSize() + " numbers, a rotation about each axis of its body");
    }
    double[] directions = turned
        ? change
        : Elements.whole(plant.info().name(), variable, state, change, new double[variable.size()]);
    Double[] all = new Double[plant.dims().ndx()];
    Arrays.fill(all, 0.0);
    for (int i = 0; i < directions.length; i++) {
      all[at + i] = directions[i];
    }
    List<Push> more = new ArrayList<>(pushes);
    more.add(new Push(time, List.of(all)));
    return new Simulation(model, loaded, plant, seed, runs, substeps, more, observer);
  }

  /** Runs the controls of a solution over its horizon, whatever the state does. */
  public List<SimulatedRun> openLoop(Solution solution) {
    return along(solution, Optional.empty());
  }

  /** Runs the controls of a solution with its feedback gains. */
  public List<SimulatedRun> feedback(Solution solution) {
    return along(solution, Optional.of(solution.affine()));
  }

  private List<SimulatedRun> along(Solution solution, Optional<AffinePolicy> policy) {
    double period = solution.time()[1];
    Controller controller = new TrajectoryController(solution.trajectory(), policy, period);
    return run(controller, period, solution.steps(), Optional.of(solution.trajectory().state(0)), Map::of);
  }

  /**
   * Plans again at every tick as the mpc block says, see {@link Problem#mpc}; without one, with ilqr and 50 plans a second for 10 s. What the
   * plant alone has is unknown to the controller.
   *
   * @throws IllegalArgumentException as {@link Problem#check} does, and for problems that have no receding horizon: those with a free start of
   *     a state or with constraints of a given time
   */
  public List<SimulatedRun> mpc() {
    model.check();
    MpcOptions options = mpcOptions();
    double period = plant.info().discrete() ? 1 : options.period();
    int ticks = Math.toIntExact(Math.round(plant.info().discrete() ? options.duration() : options.duration() / period));
    RecedingHorizon controller =
        new RecedingHorizon(model.instance(), model.solverOptions(), period, options.warmStart());
    return run(controller, period, ticks, Optional.empty(), controller::statuses);
  }

  /** Rate, duration and the like of {@link #mpc}. */
  public MpcOptions mpcOptions() {
    return MpcOptions.parse(
        model.run().filter(r -> r.kind() == RunInfo.Kind.MPC).map(RunInfo::options).orElse(Map.of()));
  }

  /**
   * Runs a controller of one's own. As all of these, it ends at the next tick when its thread is interrupted, which it then still is: with the
   * runs so far, the last one {@link SimulatedRun#interrupted}.
   *
   * @param period between two decisions, {@code ticks} how many there are
   */
  public List<SimulatedRun> run(Controller controller, double period, int ticks) {
    return run(controller, period, ticks, Optional.empty(), Map::of);
  }

  /** @param chosen a start of which what a solver chooses is taken; empty to leave that as the problem has it */
  List<SimulatedRun> run(Controller controller, double period, int ticks, Optional<double[]> chosen,
      Supplier<Map<SolverStatus, Integer>> plans) {
    Plant moved = new Plant(loaded, plant, substeps, pushes);
    ClosedLoop loop = new ClosedLoop(moved);
    RandomStream stream = new RandomStream(seed);
    List<SimulatedRun> all = new ArrayList<>();
    Watched watched = new Watched(controller, observer);
    for (int i = 0; i < runs && (i == 0 || !Thread.currentThread().isInterrupted()); i++) {
      moved.reset(stream.split());
      chosen.ifPresent(moved::begin);
      Recording recording =
          new Recording(ticks, plant.dims().nx(), plant.dims().nu(), moved.observations());
      watched.expect(i, ticks);
      loop.run(moved, watched, period, recording);
      boolean cut = watched.stopped() && recording.ticks < ticks && !moved.over();
      if (cut && recording.ticks == 0 && i > 0) {
        break; // it has not begun
      }
      all.add(result(moved, recording, plans.get(), cut));
    }
    return all;
  }

  private SimulatedRun result(Plant plant, Recording recording, Map<SolverStatus, Integer> plans, boolean cut) {
    ProblemInstance problem = plant.problem();
    int steps = problem.dims().steps();
    int nx = problem.dims().nx();
    boolean whole = plans.isEmpty() && recording.finite && Math.abs(plant.time() - steps * plant.stepSeconds()) < 0.5
        * plant.stepSeconds();
    double cost = recording.cost + (whole ? plant.terminalCost() : 0);
    ProblemInstance judge = loaded == model.loaded() ? problem : model.instance();
    int last = judge.dims().steps();
    double violation = whole && recording.ticks == last
        ? judge.maxViolation(recording.states(), recording.controls())
        : judge.maxPathViolation(recording.time, recording.states(), recording.controls(), recording.ticks);
    double[] ends = new double[(last + 1) * nx];
    System.arraycopy(recording.X, 0, ends, 0, nx);
    System.arraycopy(recording.X, recording.ticks * nx, ends, last * nx, nx);
    List<Expectation> expectations = plans.isEmpty() || cut
        ? List.of()
        : model.expectations(judge, cost, violation, recording.ticks, ends);
    return new SimulatedRun(problem.info(), judge, recording, recording.finite ? cost : Double.NaN, violation, plans,
        expectations, cut);
  }
}
