/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.costate.runtime.problem.EpisodeInfo;

/**
 * Standard random numbers. The same seed gives the same bits on every machine: the generator is L64X128MixRandom (Steele, Vigna 2021), normal
 * numbers come from Marsaglia's polar method in {@link StrictMath}. One object serves one thread; streams that {@link #split} gives are
 * independent, and which numbers they have does not depend on how many others are taken.
 */
public final class RandomStream {
  private static final RandomGeneratorFactory<SplittableGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** The distance of neighbouring uniform numbers. */
  private static final double UNIT = 0x1.0p-53;

  private final SplittableGenerator generator;

  /** The second number of the last pair, NaN if it is used up. */
  private double spare = Double.NaN;

  public RandomStream(long seed) {
    this(ALGORITHM.create(seed));
  }

  private RandomStream(SplittableGenerator generator) {
    this.generator = generator;
  }

  /** A stream of its own. */
  public RandomStream split() {
    return new RandomStream(generator.split());
  }

  /** A number of [0, 1). */
  public double uniform() {
    return (generator.nextLong() >>> 11) * UNIT;
  }

  /** A number of mean 0 and variance 1. */
  public double normal() {
    if (!Double.isNaN(spare)) {
      double second = spare;
      spare = Double.NaN;
      return second;
    }
    while (true) {
      double a = 2 * uniform() - 1;
      double b = 2 * uniform() - 1;
      double s = a * a + b * b;
      if (s > 0 && s < 1) {
        double length = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spare = b * length;
        return a * length;
      }
    }
  }

  public double next(EpisodeInfo.Family family) {
    return switch (family) {
      case NORMAL -> normal();
      case UNIFORM -> uniform();
    };
  }
}
