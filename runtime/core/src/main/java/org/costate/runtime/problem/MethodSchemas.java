/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.runtime.problem.OptionType.IntegerRange;
import org.costate.runtime.problem.OptionType.RealRange;

/** The methods that {@code solve ... using} can name. */
public final class MethodSchemas {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final OptionSchema ITERATIONS = new OptionSchema("iterations", new IntegerRange(0, 1_000_000), "1000",
      "iterations after which the solver gives up");

  private static final OptionSchema SEED =
      new OptionSchema("seed", new IntegerRange(0, Integer.MAX_VALUE), "0", "where the random numbers begin");

  /** What every method takes that begins from a guess; its derivation is in docs/algorithms/multistart.md. */
  private static final List<OptionSchema> MULTISTART = List.of(
      new OptionSchema("multistart", new IntegerRange(1, 1_000_000), "1",
          "solves from so many guesses, the given one and random ones, and keeps the best"),
      SEED,
      new OptionSchema("spread", new RealRange(0, INFINITY), "0.5",
          "how far random guesses are from the given one, relative to limits or sizes"));

  /** What all sweeping methods take; their derivation is in docs/algorithms/ilqr-ddp.md. */
  private static final List<OptionSchema> SWEEP = withMultistart(
      ITERATIONS,
      new OptionSchema("tolerance", new RealRange(0, 1), "1e-9",
          "converged when a full step is expected to lower the cost by less, relative to it"),
      new OptionSchema("gradient_tolerance", new RealRange(0, INFINITY), "1e-7",
          "converged when no projected gradient entry, times 1 + |u|, is larger, relative to the cost"),
      new OptionSchema("regularization.initial", new RealRange(0, INFINITY), "0",
          "what is added to the diagonal of Quu in the first iteration"),
      new OptionSchema("regularization.min", new RealRange(0, INFINITY), "1e-8",
          "the smallest regularization that is not zero"),
      new OptionSchema("regularization.max", new RealRange(0, INFINITY), "1e10",
          "the regularization at which the solver gives up"),
      new OptionSchema("regularization.factor", new RealRange(1, 1e6), "4",
          "how fast the regularization grows and shrinks"),
      new OptionSchema("line_search.steps", new IntegerRange(1, 100), "10",
          "step lengths tried before the regularization grows"),
      new OptionSchema("line_search.shrink", new RealRange(0, 1), "0.5",
          "ratio of a step length to the one tried before"),
      new OptionSchema("line_search.decrease", new RealRange(0, 1), "1e-4",
          "fraction of the expected reduction that a step must reach"));

  /** iLQR: Gauss-Newton sweeps, first derivatives of the dynamics only. */
  public static final MethodSchema ILQR =
      new MethodSchema("ilqr", "iterative LQR with control limits; first derivatives of the dynamics", SWEEP);

  /** DDP: Newton sweeps with the dynamics' second derivatives. */
  public static final MethodSchema DDP =
      new MethodSchema("ddp",
          "differential dynamic programming with control limits; second derivatives of the dynamics", SWEEP);

  /** The option that says who solves the equations of an implicit integrator. */
  public static final String TRANSCRIPTION = "transcription";
  private static final String COLLOCATION = "collocation";

  private static final OptionSchema CONSTRAINT_TOLERANCE = new OptionSchema("constraint_tolerance",
      new RealRange(0, 1), "1e-8", "the largest violation of a constraint that counts as none");

  private static final OptionSchema HESSIAN = new OptionSchema("hessian",
      new OptionType.Choice(List.of("gauss_newton", "exact")), "exact",
      "whether sweeps take second derivatives of the dynamics, and of constraints");

  /** Constraints by an augmented Lagrangian around the sweeps; docs/algorithms/al-ilqr.md. */
  public static final MethodSchema AL_ILQR = new MethodSchema("al_ilqr",
      "iterative LQR inside an augmented Lagrangian: constraints of all kinds",
      Stream.concat(SWEEP.stream(), Stream.of(CONSTRAINT_TOLERANCE, HESSIAN,
          new OptionSchema("penalty.initial", new RealRange(0, INFINITY), "1", "the first penalty weight"),
          new OptionSchema("penalty.growth", new RealRange(1, 1e6), "10",
              "how fast the weight grows while a constraint is violated"),
          new OptionSchema("penalty.max", new RealRange(0, INFINITY), "1e8", "the largest weight"))).toList(),
      true);

  /** Multiple shooting by the sweeps; docs/algorithms/fddp.md. */
  public static final MethodSchema FDDP = new MethodSchema("fddp",
      "DDP with control limits from states that need not fit together yet",
      Stream.concat(SWEEP.stream(), Stream.of(HESSIAN)).toList());

  /** Interior point: multiple shooting, all kinds of constraints; docs/algorithms/ip.md. */
  public static final MethodSchema IP =
      new MethodSchema("ip",
          "primal-dual interior point with multiple shooting: constraints of all kinds, exact Hessians",
          withMultistart(ITERATIONS, tolerance("1e-8"), CONSTRAINT_TOLERANCE,
              new OptionSchema("barrier.initial", new RealRange(0, INFINITY), "0.1", "the first barrier parameter"),
              new OptionSchema(TRANSCRIPTION, new OptionType.Choice(List.of("shooting", COLLOCATION)), "shooting",
                  "whether each step solves the equations of an implicit integrator, or the method does")),
          true);

  /** What all sampling methods take; their derivation is in docs/algorithms/sampling.md. */
  private static final List<OptionSchema> SAMPLING = List.of(
      ITERATIONS,
      new OptionSchema("tolerance", new RealRange(0, 1), "1e-3",
          "converged when no standard deviation is larger than this part of the first one"),
      new OptionSchema("samples", new IntegerRange(2, 1_000_000), "256", "trajectories in each iteration"),
      SEED,
      new OptionSchema("spread", new RealRange(0, INFINITY), "0.5",
          "first standard deviations, relative to half the distance of two limits; absolute without"),
      new OptionSchema("hold", new IntegerRange(1, 1_000_000), "1", "steps for which a drawn control is held"));

  /** The cross-entropy method. */
  public static final MethodSchema CEM = new MethodSchema("cem", "cross-entropy method: samples, no derivatives",
      Stream.concat(SAMPLING.stream(), Stream.of(
          new OptionSchema("elites", new IntegerRange(1, 1_000_000), "32", "the best, which shape the next ones"),
          new OptionSchema("smoothing", new RealRange(0, 1), "0.7",
              "weight of the elites against the distribution that they were drawn from")))
          .toList());

  /** Path-integral control. */
  public static final MethodSchema MPPI =
      new MethodSchema("mppi", "path-integral control: weighted samples, no derivatives",
          Stream.concat(SAMPLING.stream(), Stream.of(
              new OptionSchema("temperature", new RealRange(0, INFINITY), "0.3",
                  "by how much worse samples count e times less, in standard deviations of the samples' costs"),
              new OptionSchema("decay", new RealRange(0, 1), "0.97",
                  "ratio of the standard deviations of an iteration to those of the one before")))
              .toList());

  /** The method that fits the problem; docs/algorithms/auto.md. */
  public static final MethodSchema AUTO = new MethodSchema("auto", "the method that fits the problem",
      withMultistart(ITERATIONS, tolerance("1e-8"), CONSTRAINT_TOLERANCE), true);

  /** What an {@code mpc} block takes besides the options of its method. */
  public static final List<OptionSchema> MPC = List.of(
      new OptionSchema("rate", new RealRange(0, INFINITY), "50", "control periods in a second", "Hz"),
      new OptionSchema("duration", new RealRange(0, INFINITY), "10", "length of the run in seconds", "s"),
      new OptionSchema("warm_start", new OptionType.Flag(), "true", "begin with the last plan, shifted"));

  private MethodSchemas() {}

  private static List<OptionSchema> withMultistart(OptionSchema... options) {
    return Stream.concat(Stream.of(options), MULTISTART.stream()).toList();
  }

  private static OptionSchema tolerance(String value) {
    return new OptionSchema("tolerance", new RealRange(0, 1), value, "converged when no residual is larger");
  }

  /** Whether options of a block, as text, ask for the stages of the integrator as unknowns. */
  public static boolean collocates(Map<String, String> options) {
    return COLLOCATION.equals(options.get(TRANSCRIPTION));
  }

  /** All methods, those that sample last. */
  public static List<MethodSchema> all() {
    return List.of(ILQR, DDP, AL_ILQR, IP, FDDP, AUTO, CEM, MPPI);
  }

  public static Optional<MethodSchema> find(String name) {
    return all().stream().filter(m -> m.name().equals(name)).findFirst();
  }
}
