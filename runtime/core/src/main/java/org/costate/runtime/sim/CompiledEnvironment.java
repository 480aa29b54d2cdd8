/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.linalg.MatrixKernels;
import org.costate.runtime.problem.EpisodeInfo;
import org.costate.runtime.problem.EpisodeInfo.Family;
import org.costate.runtime.problem.GeneratedEpisode;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.stats.RandomStream;

/**
 * A compiled problem as an environment. A step is one step of the problem with the control held; its reward is minus the running cost of the
 * step as it is minimized, so plus what is maximized, and the last step of an episode adds the terminal part. Episodes draw params, start and
 * noise as {@link Plant} does, from streams of their own. Observations before the first step are made with the controls' trim values.
 */
public final class CompiledEnvironment implements MeasuredEnvironment {
  private final ProblemInstance prototype;
  private final GeneratedProblem code;
  private final Optional<GeneratedEpisode> episode;
  private final EpisodeInfo random;
  private final EnvironmentInfo info;
  private final boolean freeTime;

  private final ActionLimits limits;
  private final double[] lower;
  private final double[] upper;
  private final double[] trim;

  /** The noise is the end of the data that generated code reads. */
  private final double[] data;

  private final double[] noise;
  private final double[] standard;
  private final double[] startNumbers;
  private final double[] ends;
  private final double[] scratch;
  private final double[] seen;
  private final Optional<Camera> camera;
  private final double[] u;
  private double[] x;
  private double[] next;

  private ProblemInstance problem;
  private RandomStream disturbances;
  private double step;
  private int k;
  private int end = -1;
  private boolean terminated;
  private boolean truncated = true;
  private long transitions;

  /** @param problem with the values of the system; params that are random and not set are drawn */
  public CompiledEnvironment(LoadedProblem loaded, ProblemInstance problem) {
    prototype = problem;
    code = loaded.code();
    episode = loaded.episode();
    random = episode.map(e -> EpisodeInfo.decode(e.info()))
        .orElse(new EpisodeInfo(List.of(), List.of(), List.of(), List.of()));
    int nu = problem.dims().nu();
    lower = new double[nu];
    upper = new double[nu];
    problem.controlBounds(lower, upper);
    trim = problem.trim();
    camera = Camera.of(loaded, problem);
    info = info(problem);
    limits = new ActionLimits(info, lower, upper);
    // The time that formulas see is not the one that steps are counted in where the final time is free.
    freeTime = problem.info().freeTime();
    data = new double[problem.dataSize()];
    noise = new double[random.noise().size()];
    standard = new double[noise.length];
    startNumbers = new double[random.start().size()];
    ends = new double[random.ends().size()];
    scratch = new double[Math.max(code.workspaceSize(), episode.map(GeneratedEpisode::workspaceSize).orElse(0))];
    seen = new double[info.observationSize()];
    u = new double[nu];
    x = new double[problem.dims().nx()];
    next = new double[x.length];
    this.problem = problem;
  }

  private EnvironmentInfo info(ProblemInstance problem) {
    List<EnvironmentInfo.Observation> observations = new ArrayList<>();
    for (VariableInfo o : problem.info().variables(Kind.OBSERVATION)) {
      observations.add(new EnvironmentInfo.Observation(o.name(), o.shape(), o.offset()));
    }
    camera.ifPresent(c -> c.addObservations(observations));
    List<EnvironmentInfo.Control> controls = new ArrayList<>();
    for (VariableInfo c : problem.info().variables(Kind.CONTROL)) {
      int end = c.offset() + c.size();
      controls.add(new EnvironmentInfo.Control(c.name(), Arrays.stream(lower, c.offset(), end).boxed().toList(),
          Arrays.stream(upper, c.offset(), end).boxed().toList(), c.choices(), c.offset()));
    }
    return new EnvironmentInfo(problem.info().name(), observations, controls, problem.dims().steps());
  }

  @Override
  public EnvironmentInfo info() {
    return info;
  }

  @Override
  public void reset(RandomStream stream) {
    reset(stream.split(), stream.split(), stream.split());
  }

  @Override
  public void reset(RandomStream setting, RandomStream noises) {
    reset(setting.split(), setting.split(), noises.split());
  }

  private void reset(RandomStream params, RandomStream start, RandomStream noises) {
    disturbances = noises;
    draw(start, random.start(), startNumbers);
    if (!random.params().isEmpty()) {
      double[] numbers = new double[random.params().size()];
      draw(params, random.params(), numbers);
      problem = prototype.drawn(episode.get(), numbers, startNumbers);
      problem.controlBounds(lower, upper);
      problem.start(x, 0);
    } else if (startNumbers.length > 0) {
      prototype.drawStart(episode.get(), startNumbers, scratch, x);
    } else {
      prototype.start(x, 0);
    }
    step = problem.times(x)[1];
    k = 0;
    end = -1;
    terminated = false;
    truncated = false;
    System.arraycopy(trim, 0, u, 0, u.length);
    lookAround();
  }

  private static void draw(RandomStream stream, List<Family> families, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = stream.next(families.get(i));
    }
  }

  @Override
  public double step(double[] action, int at) {
    if (over()) {
      throw new IllegalStateException("a step after the end of an episode; expected reset");
    }
    limits.apply(action, at, u);
    double cost = code.stage(x, 0, u, 0, data, scratch, next, 0);
    double[] before = x;
    x = next;
    next = before;
    k++;
    transitions++;
    lookAround();
    truncated = k >= info.horizon();
    terminated |= !MatrixKernels.isFinite(x, 0, x.length);
    return -(over() ? cost + code.terminal(x, 0, data, scratch) : cost);
  }

  /** What goes with a new state: time, noise, ends, observation. */
  private void lookAround() {
    double time = k * step;
    problem.data(time, step, x, 0, data);
    if (noise.length > 0) {
      draw(disturbances, random.noise(), standard);
      episode.get().drawNoise(standard, data, scratch, noise);
      System.arraycopy(noise, 0, data, data.length - noise.length, noise.length);
    }
    double share = data[0];
    data[0] = freeTime ? time : share;
    if (k > 0 && ends.length > 0) {
      episode.get().ends(x, 0, data, scratch, ends);
      for (int i = 0; i < ends.length && end < 0; i++) {
        end = ends[i] == 1 ? i : -1;
      }
      terminated |= end >= 0;
    }
    if (seen.length > 0 && episode.isPresent()) {
      episode.get().observe(x, 0, u, 0, data, scratch, seen);
    }
    if (camera.isPresent()) {
      camera.get().take(x, u, data, seen);
    }
    data[0] = share;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  public boolean truncated() {
    return truncated;
  }

  @Override
  public double[] observation() {
    return seen;
  }

  @Override
  public double[] state() {
    return x;
  }

  /** The end of the problem that the episode came to, by its label or its text; empty if there was none. */
  public Optional<String> end() {
    return end < 0 ? Optional.empty() : Optional.of(random.ends().get(end));
  }

  /** The control in force: what became of the last action; belongs to the environment. */
  public double[] control() {
    return u;
  }

  /** Since the episode began: seconds, or steps where the problem counts these. */
  public double time() {
    return k * step;
  }

  /** The problem of this episode, with what was drawn for it. */
  public ProblemInstance problem() {
    return problem;
  }

  /** What generated code reads beside the state, for teachers; belongs to the environment. */
  public double[] data() {
    return data;
  }

  @Override
  public long transitions() {
    return transitions;
  }
}
