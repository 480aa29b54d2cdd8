/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import java.util.OptionalDouble;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.network.PolicyInfo;

/**
 * Behaviour cloning: the teacher drives, and the policy is fitted to what it did by steps of Adam. Source: Pomerleau 1989. See
 * docs/algorithms/imitation.md.
 */
public final class BehaviourCloning extends Imitator {
  /**
   * @param demonstrations episodes that the teacher drives, all in the first iteration
   * @param updates steps of Adam an iteration, {@code batch} rows each
   */
  public record Options(int demonstrations, int updates, int batch, double rate) {
    public static final Options DEFAULTS = new Options(20, 2000, 64, 1e-3);
  }

  private final Options options;
  private final TaughtEnvironment environment;

  public BehaviourCloning(
      PolicyInfo policy, TaughtEnvironment environment, Backend backend, long seed, Options options) {
    super(new Pupil(policy, environment.info(), backend, seed, options.batch, OptionalDouble.empty()), options.updates,
        options.rate);
    this.options = options;
    this.environment = environment;
  }

  @Override
  void episodes(Pupil pupil, int round) {
    int count = round == 0 ? options.demonstrations : 0;
    for (int i = 0; i < count; i++) {
      pupil.run(environment, Driver.mixture(1));
    }
  }
}
