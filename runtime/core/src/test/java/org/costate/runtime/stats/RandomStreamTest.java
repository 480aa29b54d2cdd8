/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  private static final int DRAWS = 200_000;

  @Test
  void theSameSeedGivesTheSameBits() {
    RandomStream first = new RandomStream(7);
    RandomStream second = new RandomStream(7);
    for (int i = 0; i < 100; i++) {
      assertEquals(first.normal(), second.normal());
      assertEquals(first.uniform(), second.uniform());
    }
    assertNotEquals(new RandomStream(7).normal(), new RandomStream(8).normal());
  }

  /** Pinned, so that a change of the generator or of the method is seen. */
  @Test
  void theNumbersAreThoseOfTheFirstRelease() {
    RandomStream stream = new RandomStream(1);
    assertEquals(PINNED_UNIFORM, stream.uniform());
    assertEquals(PINNED_NORMAL, stream.normal());
  }

  private static final double PINNED_UNIFORM = 0.9046526817378442;
  private static final double PINNED_NORMAL = -0.9407335352436242;

  @Test
  void theGeneratorIsTheOneOfTheJdk() {
    for (long seed : new long[] {0, 1, -7, Long.MAX_VALUE}) {
      SplittableGenerator oracle =
          RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
      RandomStream stream = new RandomStream(seed);
      for (int i = 0; i < 1000; i++) {
        if (i % 100 == 99) {
          oracle = oracle.split();
          stream = stream.split();
        }
        assertEquals((oracle.nextLong() >>> 11) * 0x1.0p-53, stream.uniform());
      }
    }
  }

  @Test
  void aStreamGoesOnFromItsState() {
    RandomStream stream = new RandomStream(9);
    stream.normal(); // half a pair is left
    RandomStream other = RandomStream.resumed(stream.state());
    for (int i = 0; i < 10; i++) {
      assertEquals(stream.normal(), other.normal());
      assertEquals(stream.split().uniform(), other.split().uniform());
    }
  }

  @Test
  void aSplitStreamDoesNotDependOnWhatIsTakenFromOthers() {
    RandomStream quiet = new RandomStream(3);
    RandomStream busy = new RandomStream(3);
    quiet.split();
    RandomStream other = busy.split();
    for (int i = 0; i < 10; i++) {
      other.normal();
    }
    assertEquals(quiet.split().normal(), busy.split().normal());
  }

  /** Each moment within five standard errors of that of the normal distribution. */
  @Test
  void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
    RandomStream stream = new RandomStream(11);
    double[] moments = new double[5];
    for (int i = 0; i < DRAWS; i++) {
      double z = stream.normal();
      for (int p = 1; p <= 4; p++) {
        moments[p] += Math.pow(z, p) / DRAWS;
      }
    }
    double error = 5 / Math.sqrt(DRAWS);
    assertEquals(0, moments[1], error);
    assertEquals(1, moments[2], error * Math.sqrt(2));
    assertEquals(0, moments[3], error * Math.sqrt(15));
    assertEquals(3, moments[4], error * Math.sqrt(96));
  }

  @Test
  void uniformNumbersFillTheUnitInterval() {
    RandomStream stream = new RandomStream(5);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double u = stream.uniform();
      assertTrue(u >= 0 && u < 1);
      sum += u / DRAWS;
      squares += u * u / DRAWS;
    }
    double error = 5 / Math.sqrt(DRAWS);
    assertEquals(0.5, sum, error * Math.sqrt(1 / 12.0));
    assertEquals(1 / 3.0, squares, error * Math.sqrt(4 / 45.0));
  }
}
