/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import java.util.OptionalDouble;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.network.PolicyInfo;

/**
 * PLATO: a teacher who plans drives all the time, and from the second iteration on also pays for doing something else than the policy would, so that the
 * policy sees where it would go, and hardly ever what it would run into. What the policy is fitted to is always what the teacher would do if it did not pay.
 * Source: Kahn, Zhang, Levine, Abbeel 2017, algorithm 1. See docs/algorithms/plato.md.
 */
public final class Plato extends Imitator {
  /**
   * @param demonstrations episodes of the first iteration, in which the teacher does not pay
   * @param episodes of each later iteration
   * @param weight of a unit of divergence in the teacher's cost, {@code deviation} of the policy's actions in it
   * @param updates steps of Adam an iteration, {@code batch} rows each
   */
  public record Options(int demonstrations, int episodes, double weight, double deviation, int updates, int batch,
      double rate) {}

  private final Options options;
  private final TaughtEnvironment demonstrations;
  private final TaughtEnvironment environment;

  /** @param demonstrations where the first iteration's episodes are, {@code environment} that of all others */
  public Plato(PolicyInfo policy, TaughtEnvironment demonstrations, TaughtEnvironment environment, Backend backend,
      long seed, Options options) {
    super(new Pupil(policy, environment.info(), backend, seed, options.batch, OptionalDouble.of(options.deviation)),
        options.updates, options.rate);
    this.demonstrations = demonstrations;
    this.environment = environment;
    this.options = options;
  }

  @Override
  void episodes(Pupil pupil, int round) {
    boolean first = round == 0;
    for (int i = 0; i < (first ? options.demonstrations : options.episodes); i++) {
      pupil.run(first ? demonstrations : environment, Driver.near(first ? 0 : options.weight, options.deviation));
    }
  }
}
