/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.plant;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.sim.ActionLimits;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.MeasuredEnvironment;
import org.costate.runtime.stats.RandomStream;

/**
 * A plant on a socket in one condition. The program draws params and start, limits actions, and says what steps cost; the plant says where they
 * lead, what is seen, and when the trial is over.
 */
final class SocketEnvironment implements MeasuredEnvironment {
  private final SocketPlant plant;
  private final int condition;
  private final CompiledEnvironment program;
  private final double[] lower;
  private final double[] upper;
  private final ActionLimits limits;
  private final double[] u;
  private final double[] next;
  private final double[] before;
  private final double[] state;
  private final double[] observation;
  private ProblemInstance problem;
  private int k;
  private boolean terminated;
  private boolean truncated = true;
  private long transitions;

  SocketEnvironment(SocketPlant plant, int condition, CompiledEnvironment program) {
    this.plant = plant;
    this.condition = condition;
    this.program = program;
    lower = new double[info().actionSize()];
    upper = new double[lower.length];
    limits = new ActionLimits(info(), lower, upper);
    u = new double[lower.length];
    state = new double[program.state().length];
    before = new double[state.length];
    next = new double[state.length];
    observation = new double[info().observationSize()];
    problem = program.problem();
  }

  @Override
  public EnvironmentInfo info() {
    return program.info();
  }

  @Override
  public void reset(RandomStream stream) {
    program.reset(stream);
    begin(stream);
  }

  @Override
  public void reset(RandomStream setting, RandomStream noises) {
    program.reset(setting, noises);
    begin(noises);
  }

  /** With the program's draws. */
  private void begin(RandomStream seeds) {
    plant.greet(program);
    problem = program.problem();
    problem.controlBounds(lower, upper);
    k = 0;
    terminated = false;
    truncated = false;
    StringBuilder line = new StringBuilder("reset condition=").append(condition)
        .append(" seed=")
        .append(seeds.below(Integer.MAX_VALUE))
        .append(" state=")
        .append(text(program.state()));
    for (VariableInfo param : problem.info().variables(Kind.PARAM)) {
      line.append(" param.").append(param.name()).append('=').append(text(problem.param(param.name())));
    }
    read(plant.ask(line.toString(), where()));
  }

  @Override
  public double step(double[] action, int at) {
    if (over()) {
      throw new IllegalStateException("a step after the end of an episode; expected reset");
    }
    limits.apply(action, at, u);
    System.arraycopy(state, 0, before, 0, state.length);
    double cost = problem.stage(k, before, 0, u, 0, next, 0);
    String where = where();
    k++;
    transitions++;
    truncated = k >= info().horizon();
    read(plant.ask("step " + text(u), where));
    return -(over() ? cost + problem.terminal(state, 0) : cost);
  }

  /** Where this is, as people count. */
  private String where() {
    return (condition == 0 ? "evaluation" : "condition " + condition) + ", step " + k;
  }

  private static String text(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
  }

  /** Reads {@code at over=0 state=... observe=...}. */
  private void read(String answer) {
    String[] parts = answer.split(" ", -1);
    boolean observed = observation.length > 0;
    if (parts.length != (observed ? 4 : 3) || !parts[0].equals("at") || !parts[1].matches("over=[01]")
        || !parts[2].startsWith("state=") || observed && !parts[3].startsWith("observe=")) {
      throw wrong(answer);
    }
    terminated |= parts[1].endsWith("1");
    numbers(answer, parts[2].substring("state=".length()), state);
    if (observed) {
      numbers(answer, parts[3].substring("observe=".length()), observation);
    }
  }

  private void numbers(String answer, String list, double[] to) {
    String[] texts = list.split(",", -1);
    if (texts.length != to.length) {
      throw wrong(answer);
    }
    for (int i = 0; i < to.length; i++) {
      try {
        to[i] = Double.parseDouble(texts[i]);
      } catch (NumberFormatException e) {
        to[i] = Double.NaN;
      }
      if (!Double.isFinite(to[i])) {
        throw plant.failure(where(), "measured `" + SocketPlant.shortened(texts[i]) + "`; expected finite numbers");
      }
    }
  }

  private RuntimeException wrong(String answer) {
    String observe = observation.length > 0 ? " observe=" + observation.length + " numbers" : "";
    return plant.failure(where(), "answered `" + SocketPlant.shortened(answer) + "`; expected `at over=0 state="
        + state.length + " numbers" + observe + "`, numbers with commas between them");
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
    return observation;
  }

  @Override
  public double[] state() {
    return state;
  }

  @Override
  public long transitions() {
    return transitions;
  }
}
