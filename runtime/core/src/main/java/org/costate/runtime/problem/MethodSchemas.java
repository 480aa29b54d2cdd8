/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.OptionType.IntegerRange;
import org.costate.runtime.problem.OptionType.RealRange;

/** The methods that {@code solve ... using} can name. */
public final class MethodSchemas {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** What both sweeping methods take; their derivation is in docs/algorithms/ilqr-ddp.md. */
  private static final List<OptionSchema> SWEEP = List.of(
      new OptionSchema("iterations", new IntegerRange(0, 1_000_000), "1000",
          "iterations after which the solver gives up"),
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

  private MethodSchemas() {}

  public static List<MethodSchema> all() {
    return List.of(ILQR, DDP);
  }

  public static Optional<MethodSchema> find(String name) {
    return all().stream().filter(m -> m.name().equals(name)).findFirst();
  }
}
