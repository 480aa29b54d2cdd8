/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/**
 * The regularization mu and its schedule: growth and shrinking accelerate while they repeat, and a mu below the minimum is zero.
 * Source: Tassa, Erez, Todorov 2012, section II-F.
 */
public final class Regularization {
  private final RegularizationOptions options;
  private double mu;
  private double delta;

  public Regularization(RegularizationOptions options) {
    this.options = options;
    reset();
  }

  /** Begins anew with the initial value of the options. */
  public void reset() {
    reset(options.initial());
  }

  /** Begins anew with {@code mu}. */
  public void reset(double mu) {
    this.mu = mu;
    delta = 1;
  }

  public double mu() {
    return mu;
  }

  /** @return false if mu would pass its maximum; it is then left as it is */
  public boolean increase() {
    delta = Math.max(options.factor(), delta * options.factor());
    double next = Math.max(options.min(), mu * delta);
    if (next > options.max()) {
      return false;
    }
    mu = next;
    return true;
  }

  public void decrease() {
    delta = Math.min(1 / options.factor(), delta / options.factor());
    double next = mu * delta;
    mu = next >= options.min() ? next : 0;
  }
}
