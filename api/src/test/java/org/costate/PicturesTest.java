/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.MeasuredEnvironment;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** Pictures as observations of an environment. */
class PicturesTest {
  private static final String TEXT = """
      model Hand {
        state p[2];
        control v[2] in [-1, 1];
        dynamics { der(p) = v; }
        view { hand: disc(p, 0.1, color = "black"); }
      }
      problem Reach for Hand {
        param goal[2] ~ uniform(-0.5, 0.5);
        view { goal: disc(goal, 0.2, color = "#ff0000"); }
        observe camera[3, 20, 40] = raster(view, 20, 40, window = [-2, 2, -1, 1]);
        observe place[2] = p;
        observe small[8, 8] = raster(view, 8, 8);
        horizon 1 steps 10;
        integrator euler;
        start p = [-1.55, 0.65];
        minimize { running sumsq(p - goal); }
      }
      """;

  private static int row(double y, int rows) {
    return (int) Math.floor((1 - y) / 2 * rows);
  }

  @Test
  void picturesStandBehindNumbersAndShowTheEpisode() {
    Problem problem = Costate.compile("reach.ctl", TEXT).problem("Reach");
    MeasuredEnvironment environment = problem.environment();
    EnvironmentInfo info = environment.info();
    EnvironmentInfo.Observation camera = info.observation("camera");
    EnvironmentInfo.Observation small = info.observation("small");
    assertEquals(List.of(3, 20, 40), camera.shape());
    assertEquals(0, info.observation("place").offset());
    assertEquals(2, camera.offset());
    assertEquals(2 + 3 * 20 * 40, small.offset());
    assertEquals(small.offset() + 64, environment.observation().length);
    for (int episode = 0; episode < 5; episode++) {
      environment.reset(new RandomStream(episode));
      double[] goal = goal(environment);
      int pixel = camera.offset() + row(goal[1], 20) * 40 + (int) Math.floor((goal[0] + 2) / 4 * 40);
      double[] seen = environment.observation();
      assertTrue(seen[pixel] > 0.95, "red");
      assertTrue(seen[pixel + 800] < 0.15 && seen[pixel + 1600] < 0.15, "neither green nor blue");
      assertEquals(1, seen[camera.offset() + 799], "a corner is white");
      int hand = camera.offset() + row(0.65, 20) * 40 + 4;
      assertTrue(seen[hand] < 0.2 && seen[hand + 800] < 0.2, "the hand is black");
      environment.step(new double[] {1, 0}, 0);
      double[] next = environment.observation();
      assertTrue(next[hand + 1] < 0.2, "and has moved to the right");
      assertTrue(Arrays.stream(next, small.offset(), next.length).allMatch(p -> p >= 0 && p <= 1));
    }
  }

  /** Where the red pixels are, in units of the view. */
  private static double[] goal(MeasuredEnvironment environment) {
    double x = 0;
    double y = 0;
    double weight = 0;
    int at = environment.info().observation("camera").offset();
    double[] seen = environment.observation();
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 40; j++) {
        double red = seen[at + i * 40 + j] - seen[at + 800 + i * 40 + j];
        x += red * (-2 + (j + 0.5) * 0.1);
        y += red * (1 - (i + 0.5) * 0.1);
        weight += red;
      }
    }
    assertEquals(Math.PI * 0.04, weight * 0.01, 0.004, "the disc's area");
    return new double[] {x / weight, y / weight};
  }

  @Test
  void anEpisodeRepeatsItsPixels() {
    Problem problem = Costate.compile("reach.ctl", TEXT).problem("Reach");
    MeasuredEnvironment one = problem.environment();
    MeasuredEnvironment other = problem.environment();
    one.reset(new RandomStream(3));
    other.reset(new RandomStream(3));
    for (int k = 0; k < 10; k++) {
      assertArrayEquals(one.observation(), other.observation());
      one.step(new double[] {0.3, -0.1 * k}, 0);
      other.step(new double[] {0.3, -0.1 * k}, 0);
    }
  }
}
