/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManySolvesTest {
  private static final Problem PROBLEM = Costate.compile("lqr.ctl", Programs.LQR).problem().steps(5);

  @Test
  void tenThousandSolvesWithNewValuesLoadNoClass() {
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      sum += PROBLEM.with("weight", 1 + i * 1e-3).start("x[1]", i).solve().objective();
    }
    long before = classes.getTotalLoadedClassCount();
    for (int i = 0; i < 10_000; i++) {
      sum += PROBLEM.with("weight", 1 + i * 1e-4).start("x[1]", i * 1e-3).solve().objective();
    }
    long loaded = classes.getTotalLoadedClassCount() - before;
    assertTrue(sum > 0);
    // Each solve would load its own classes; the JVM itself may load a handful meanwhile.
    assertTrue(loaded < 20, loaded + " classes were loaded");
  }

  @Test
  void oneProblemServesManyThreads() throws Exception {
    double[] expected = new double[16];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = PROBLEM.start("x[1]", i).solve().objective();
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 20; round++) {
        List<Future<Double>> results = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
          int start = i;
          results.add(pool.submit(() -> PROBLEM.start("x[1]", start).solve().objective()));
        }
        double[] found = new double[expected.length];
        for (int i = 0; i < found.length; i++) {
          found[i] = results.get(i).get();
        }
        assertArrayEquals(expected, found);
      }
    }
  }
}
