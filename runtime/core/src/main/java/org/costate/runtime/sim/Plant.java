/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.linalg.MatrixKernels;
import org.costate.runtime.problem.EpisodeInfo;
import org.costate.runtime.problem.EpisodeInfo.Family;
import org.costate.runtime.problem.GeneratedEpisode;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.stats.RandomStream;

/**
 * A problem's dynamics in time. Noise is drawn once for each of the problem's steps and held over it, whatever the period of the controller
 * is, so all controllers meet the same disturbances; pushes happen at their times; every step of the problem is integrated in as many parts
 * as asked. Each episode draws params, start and noise from streams of their own. Owns its memory: one object serves one thread;
 * {@link #advance} allocates nothing.
 */
public final class Plant {
  /** Times closer than this, in steps, are the same. */
  private static final double SAME_TIME = 1e-9;

  private final ProblemInstance prototype;
  private final GeneratedProblem code;
  private final Optional<GeneratedEpisode> episode;
  private final EpisodeInfo random;
  private final int substeps;
  private final List<Push> pushes;

  /** The noise is the end of the data that generated code reads. */
  private final double[] noise;

  private final double[] standard;
  private final double[] ends;
  private final double[] data;
  private final double[] scratch;
  private final double[] x;
  private final double[] next;
  private final double[][] changes;

  private ProblemInstance problem;
  private RandomStream disturbances;
  private double step;
  private double time;
  private int stepNumber;
  private int pushed;
  private int end;

  /**
   * @param problem with the values that the plant has, which may be others than a controller believes
   * @param substeps parts in which each step is integrated, at least 1
   * @throws IllegalArgumentException for parts of a step that is not integrated but given by {@code next}
   */
  public Plant(LoadedProblem loaded, ProblemInstance problem, int substeps, List<Push> pushes) {
    checkSubsteps(problem.info(), substeps);
    prototype = problem;
    code = loaded.code();
    episode = loaded.episode();
    random = episode.map(e -> EpisodeInfo.decode(e.info()))
        .orElse(new EpisodeInfo(List.of(), List.of(), List.of(), List.of()));
    this.substeps = substeps;
    this.pushes = pushes.stream().sorted(Comparator.comparingDouble(Push::time)).toList();
    noise = new double[random.noise().size()];
    standard = new double[noise.length];
    ends = new double[random.ends().size()];
    data = new double[problem.dataSize()];
    scratch = new double[Math.max(code.workspaceSize(), episode.map(GeneratedEpisode::workspaceSize).orElse(0))];
    x = new double[problem.dims().nx()];
    next = new double[x.length];
    changes = this.pushes.stream().map(p -> p.change().stream().mapToDouble(v -> v).toArray()).toArray(double[][]::new);
    reset(new RandomStream(0));
  }

  /** @throws IllegalArgumentException for less than one part, and for parts of a step that is given by {@code next} */
  public static void checkSubsteps(ProblemInfo info, int substeps) {
    if (substeps < 1 || substeps > 1 && info.discrete()) {
      throw new IllegalArgumentException(substeps < 1
          ? substeps + " parts of a step; expected at least 1"
          : "problem " + info.name() + " goes from step to step, which has no parts");
    }
  }

  /** Begins an episode: draws params, start and the first noise. */
  public void reset(RandomStream stream) {
    RandomStream params = stream.split();
    RandomStream start = stream.split();
    disturbances = stream.split();
    problem = episode
        .map(e -> prototype.drawn(e, numbers(random.params(), params), numbers(random.start(), start)))
        .orElseGet(prototype::fork);
    problem.start(x, 0);
    step = problem.stepSeconds();
    time = 0;
    stepNumber = 0;
    pushed = 0;
    end = -1;
    drawNoise();
  }

  private static double[] numbers(List<Family> families, RandomStream stream) {
    return families.stream().mapToDouble(stream::next).toArray();
  }

  /** Begins where a solver chose to: design variables and free starts are those of {@code from [nx]}. */
  public void begin(double[] from) {
    problem.choose(from, x);
    step = problem.times(x)[1];
  }

  /**
   * Goes on to a later time with the control held, or less far where the episode ends before.
   *
   * @return the cost on the way, as it is minimized
   */
  public double advance(double[] u, double until) {
    double cost = 0;
    double same = SAME_TIME * step;
    push(same);
    while (time < until - same && !over()) {
      double boundary = (stepNumber + 1) * step;
      double target = Math.min(until, boundary);
      if (pushed < changes.length) {
        target = Math.min(target, pushes.get(pushed).time());
      }
      cost += integrate(u, target);
      if (time >= boundary - same) {
        stepNumber++;
        drawNoise();
      }
      push(same);
      check();
    }
    return cost;
  }

  private double integrate(double[] u, double target) {
    double length = target - time;
    int parts = Math.max(1, (int) Math.ceil(substeps * length / step - SAME_TIME));
    double cost = 0;
    for (int i = 0; i < parts; i++) {
      problem.data(time + length * i / parts, length / parts, x, 0, data);
      cost += code.stage(x, 0, u, 0, data, scratch, next, 0);
      System.arraycopy(next, 0, x, 0, x.length);
    }
    time = target;
    return cost;
  }

  private void push(double same) {
    while (pushed < changes.length && pushes.get(pushed).time() <= time + same) {
      System.arraycopy(x, 0, next, 0, x.length);
      problem.retract(next, 0, changes[pushed], 0, x, 0);
      pushed++;
    }
  }

  private void drawNoise() {
    if (noise.length == 0) {
      return;
    }
    for (int i = 0; i < standard.length; i++) {
      standard[i] = disturbances.next(random.noise().get(i));
    }
    problem.data(time, step, x, 0, data);
    episode.get().drawNoise(standard, data, scratch, noise);
    System.arraycopy(noise, 0, data, data.length - noise.length, noise.length);
  }

  private void check() {
    if (ends.length == 0) {
      return;
    }
    problem.data(time, step, x, 0, data);
    data[0] = time;
    episode.get().ends(x, 0, data, scratch, ends);
    for (int i = 0; i < ends.length && end < 0; i++) {
      end = ends[i] == 1 ? i : -1;
    }
  }

  /** Whether one of the problem's ends has been met, or the state is not finite any more. */
  public boolean over() {
    return end >= 0 || !finite();
  }

  /** Whether the state is. */
  public boolean finite() {
    return MatrixKernels.isFinite(x, 0, x.length);
  }

  /** The end that was met, by its label or its text. */
  public Optional<String> end() {
    return end < 0 ? Optional.empty() : Optional.of(random.ends().get(end));
  }

  /** The terminal cost of the state that the plant has now. */
  public double terminalCost() {
    problem.data(time, step, x, 0, data);
    return code.terminal(x, 0, data, scratch);
  }

  /** How many numbers a policy sees. */
  public int observations() {
    return problem.info().size(Kind.OBSERVATION);
  }

  /**
   * What a policy sees now.
   *
   * @param u the control in force, of which observations may be made
   * @param seen [{@link #observations}]
   */
  public void observe(double[] u, double[] seen) {
    if (seen.length > 0) {
      problem.data(time, step, x, 0, data);
      data[0] = time;
      episode.get().observe(x, 0, u, 0, data, scratch, seen);
    }
  }

  /** With the params of this episode. */
  public ProblemInstance problem() {
    return problem;
  }

  public double time() {
    return time;
  }

  /** The length of the problem's step. */
  public double stepSeconds() {
    return step;
  }

  /** The state, [nx]; belongs to the plant. */
  public double[] state() {
    return x;
  }
}
