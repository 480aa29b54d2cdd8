/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "0, 4|0 1 2 3 4", "0, 1|0.0 0.2 0.4 0.6 0.8 1.0", "-0.86, 0.02|-0.8 -0.6 -0.4 -0.2 0.0",
    "512, 20480|5000 10000 15000 20000",
    "-3e-7, 9e-7|-2e-7 0 2e-7 4e-7 6e-7 8e-7", "1e7, 3e7|1.0e7 1.5e7 2.0e7 2.5e7 3.0e7", "7, 7|6.5 7.0 7.5",
    "0, 0|-1.0 -0.5 0.0 0.5 1.0"})
  void ticksAreRoundNumbers(String ends, String labels) {
    Scale scale = Scale.over(Arrays.stream(ends.split(", ")).mapToDouble(Double::parseDouble), false, 6);
    assertEquals(labels, String.join(" ", DoubleStream.of(scale.ticks()).mapToObj(scale::label).toList()));
  }

  @Test
  void whatIsNotFiniteHasNoPlace() {
    Scale scale = Scale.over(DoubleStream.of(Double.NaN, 2, Double.POSITIVE_INFINITY, -1), true, 5);
    assertArrayEquals(new double[] {-1.18, 2.18}, new double[] {scale.low(), scale.high()}, 1e-12);
    Scale none = Scale.over(DoubleStream.empty(), false, 5);
    assertArrayEquals(new double[] {0, 1}, new double[] {none.low(), none.high()});
  }

  /** Between two and as many as wanted, but for one at an end. */
  @Test
  void thereAreNeitherFewNorMany() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      double from = random.nextGaussian() * Math.pow(10, random.nextInt(-12, 12));
      double to = from + random.nextDouble() * Math.pow(10, random.nextInt(-8, 12)) + 1e-6 * Math.abs(from);
      Scale scale = Scale.over(DoubleStream.of(from, to), true, 5);
      double[] ticks = scale.ticks();
      assertTrue(ticks.length >= 2 && ticks.length <= 6, ticks.length + " ticks from " + from + " to " + to);
      for (double tick : ticks) {
        assertTrue(scale.part(tick) >= -1e-9 && scale.part(tick) <= 1 + 1e-9, tick + " from " + from + " to " + to);
      }
    }
  }
}
