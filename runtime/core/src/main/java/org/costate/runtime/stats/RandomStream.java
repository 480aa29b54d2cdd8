/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import org.costate.runtime.problem.EpisodeInfo;

/**
 * Standard random numbers. The same seed gives the same bits on every machine: the generator is L64X128Mix (Steele, Vigna 2021), with the
 * numbers that the JDK's L64X128MixRandom has, and whose state can be read; normal numbers come from Marsaglia's polar method in
 * {@link StrictMath}. One object serves one thread; streams that {@link #split} gives are independent, and which numbers they have does not
 * depend on how many others are taken.
 */
public final class RandomStream {
  private static final long MULTIPLIER = 0xd1342543de82ef95L;
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;
  private static final long SILVER_RATIO = 0x6a09e667f3bcc909L;

  /** The distance of neighbouring uniform numbers. */
  private static final double UNIT = 0x1.0p-53;

  /** How many numbers {@link #state} has. */
  public static final int STATE_SIZE = 5;

  /** A congruential generator, s' = MULTIPLIER s + a. */
  private final long a;

  private long s;

  /** An xorshift generator of 128 bits. */
  private long x0;

  private long x1;

  /** The second number of the last pair, NaN if it is used up. */
  private double spare = Double.NaN;

  public RandomStream(long seed) {
    this(murmur(seed ^ SILVER_RATIO), 1, stafford(seed ^ SILVER_RATIO), stafford((seed ^ SILVER_RATIO) + GOLDEN_RATIO));
  }

  private RandomStream(long a, long s, long x0, long x1) {
    boolean zero = (x0 | x1) == 0; // which the xorshift generator would never leave
    this.a = a | 1;
    this.s = s;
    this.x0 = zero ? stafford(s + GOLDEN_RATIO) : x0;
    this.x1 = zero ? stafford(s + GOLDEN_RATIO + GOLDEN_RATIO) : x1;
  }

  /** A stream that goes on where another was when {@link #state} was asked for. */
  public static RandomStream resumed(long[] state) {
    RandomStream stream = new RandomStream(state[0], state[1], state[2], state[3]);
    stream.spare = Double.longBitsToDouble(state[4]);
    return stream;
  }

  /** Everything that decides on the numbers to come, [{@link #STATE_SIZE}]. */
  public long[] state() {
    return new long[] {a, s, x0, x1, Double.doubleToLongBits(spare)};
  }

  /** A stream of its own. */
  public RandomStream split() {
    long brine = next();
    return new RandomStream(brine << 1, next(), next(), next());
  }

  private long next() {
    long result = lea(s + x0);
    s = MULTIPLIER * s + a;
    long mixed = x1 ^ x0;
    x0 = Long.rotateLeft(x0, 24) ^ mixed ^ (mixed << 16);
    x1 = Long.rotateLeft(mixed, 37);
    return result;
  }

  private static long murmur(long z) {
    return mixed(z, 33, 0xff51afd7ed558ccdL, 33, 0xc4ceb9fe1a85ec53L, 33);
  }

  private static long stafford(long z) {
    return mixed(z, 30, 0xbf58476d1ce4e5b9L, 27, 0x94d049bb133111ebL, 31);
  }

  private static long lea(long z) {
    return mixed(z, 32, 0xdaba0b6eb09322e3L, 32, 0xdaba0b6eb09322e3L, 32);
  }

  private static long mixed(long z, int first, long factor, int second, long otherFactor, int third) {
    long y = (z ^ z >>> first) * factor;
    y = (y ^ y >>> second) * otherFactor;
    return y ^ y >>> third;
  }

  /** A number of [0, 1). */
  public double uniform() {
    return (next() >>> 11) * UNIT;
  }

  /** A whole number of 0, ..., bound - 1. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** A number of mean 0 and variance 1. */
  public double normal() {
    if (!Double.isNaN(spare)) {
      double second = spare;
      spare = Double.NaN;
      return second;
    }
    while (true) {
      double left = 2 * uniform() - 1;
      double right = 2 * uniform() - 1;
      double square = left * left + right * right;
      if (square > 0 && square < 1) {
        double length = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = right * length;
        return left * length;
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
