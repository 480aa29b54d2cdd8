/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import java.util.OptionalDouble;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.network.PolicyInfo;

/**
 * DAgger: the teacher drives the first episodes; from then on the policy drives, mostly, the teacher says what it would have done, and the
 * policy is fitted to all that was ever said. Source: Ross, Gordon, Bagnell 2011, algorithm 3.1. See docs/algorithms/imitation.md.
 */
public final class Dagger extends Imitator {
  /**
   * @param demonstrations episodes that the teacher drives in the first iteration
   * @param episodes of each later iteration
   * @param mix the probability with which the teacher drives a step is mix^i in iteration i + 1; 0 for never
   * @param updates steps of Adam an iteration, {@code batch} rows each
   */
  public record Options(int demonstrations, int episodes, double mix, int updates, int batch, double rate) {
    public static final Options DEFAULTS = new Options(2, 2, 0, 2000, 64, 1e-3);
  }

  private final Options options;
  private final TaughtEnvironment demonstrations;
  private final TaughtEnvironment environment;

  /** @param demonstrations where the teacher drives in the first iteration, {@code environment} that of all others */
  public Dagger(PolicyInfo policy, TaughtEnvironment demonstrations, TaughtEnvironment environment, Backend backend,
      long seed, Options options) {
    super(new Pupil(policy, environment.info(), backend, seed, options.batch, OptionalDouble.empty()), options.updates,
        options.rate);
    this.demonstrations = demonstrations;
    this.environment = environment;
    this.options = options;
  }

  @Override
  void episodes(Pupil pupil, int round) {
    int count = round == 0 ? options.demonstrations : options.episodes;
    for (int i = 0; i < count; i++) {
      double teacher = Math.pow(options.mix, round); // 1 in the first round, whatever the mix
      pupil.run(round == 0 ? demonstrations : environment, Driver.mixture(teacher));
    }
  }
}
