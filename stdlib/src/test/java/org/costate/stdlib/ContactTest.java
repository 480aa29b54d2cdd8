/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.costate.runtime.problem.ProblemInstance;
import org.junit.jupiter.api.Test;

/** Contact pushes and never pulls, friction brakes, and without both the energy stays. */
class ContactTest {
  private static Call call(String name) {
    return new Call("lib.contact." + name);
  }

  @Test
  void contactPushesAndTakesEnergyOnly() {
    Call force = call("normal_force");
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      double gap = random.nextDouble(-0.1, 0.1);
      double rate = random.nextDouble(-5, 5);
      double elastic = force.value(gap, 0, 1e4, 0.3, 1e-3);
      double value = force.value(gap, rate, 1e4, 0.3, 1e-3);
      assertTrue(value >= 0 && value <= 2 * elastic);
      assertTrue((value - elastic) * rate <= 0, "dissipation takes energy");
    }
    assertEquals(1e4 * 0.05, force.value(-0.05, 0, 1e4, 0.3, 1e-3), 1e-9, "deep inside a spring");
    assertEquals(0, force.value(0.05, 0, 1e4, 0.3, 1e-3), 1e-15, "nothing outside");
    assertEquals(1e4 * 0.05 * (1 + 0.3 * 1e-3), force.value(-0.05, -1e-3, 1e4, 0.3, 1e-3), 1e-6, "Hunt and Crossley");
  }

  @Test
  void frictionBrakes() {
    Call line = call("friction");
    Call plane = call("friction2");
    assertEquals(0, line.value(10, 0, 0.8, 0.01), 0.0);
    assertEquals(-8, line.value(10, 5, 0.8, 0.01), 1e-4);
    assertEquals(-8 * Math.sqrt(0.5), line.value(10, 0.01, 0.8, 0.01), 1e-12, "0.7 of it at the speed `slip`");
    assertArrayEquals(new double[] {-8 * 0.6, -8 * 0.8}, plane.at(10, 3, 4, 0.8, 0.01), 1e-4);
  }

  @Test
  void levelGroundIsAPlane() {
    double[] ground = call("ground_force").at(1, 0, -0.01, 2, 0, -1, 1e4, 0.3, 1e-3, 0.8, 0.01);
    double[] plane = call("plane_force").at(1, -0.01, 2, -1, 7, 0, 0, 1, 1e4, 0.3, 1e-3, 0.8, 0.01);
    assertEquals(ground[0], plane[0], 1e-12);
    assertEquals(0, ground[1], 0.0);
    assertEquals(ground[2], plane[1], 1e-12);
    assertTrue(plane[0] < 0 && plane[1] > 0);
  }

  /** A slope turned by a, everything on it turned with it: the force turns, too. */
  @Test
  void forcesTurnWithTheGround() {
    Call force = call("plane_force");
    double[] level = force.at(0.3, -0.01, 2, -1, 0, 0, 0, 1, 1e4, 0.3, 1e-3, 0.8, 0.01);
    double a = 0.6;
    double[] p = turned(0.3, -0.01, a);
    double[] v = turned(2, -1, a);
    double[] up = turned(0, 1, a);
    double[] sloped = force.at(p[0], p[1], v[0], v[1], 0, 0, up[0], up[1], 1e4, 0.3, 1e-3, 0.8, 0.01);
    assertArrayEquals(turned(level[0], level[1], a), sloped, 1e-11);
  }

  private static double[] turned(double x, double y, double a) {
    return new double[] {Math.cos(a) * x - Math.sin(a) * y, Math.sin(a) * x + Math.cos(a) * y};
  }

  @Test
  void aBoxStandsOnTheGround() {
    Call ground = call("box_on_ground");
    double[] level = ground.at(0, 0.49, 0, 0, 0, 0, 0.3, 0.5, 1e4, 0.3, 1e-3, 0.8, 0.01);
    assertArrayEquals(new double[] {0, 2 * 1e4 * 0.01, 0}, level, 0.05);
    double[] tilted = ground.at(0, 0.49, 0.05, 0, 0, 0, 0.3, 0.5, 1e4, 0.3, 1e-3, 0.8, 0.01);
    assertTrue(tilted[2] < 0, "a tilt to the left presses the left corner, which turns it back");
    assertEquals(0, ground.at(0, 2, 0.3, 0, 0, 0, 0.3, 0.5, 1e4, 0.3, 1e-3, 0.8, 0.01)[1], 1e-12, "in the air");
    double[] corner = call("corner").at(0, 0.49, -0.3, -0.5, 0, 0, 0, 1e4, 0.3, 1e-3, 0.8, 0.01);
    assertEquals(-0.3 * corner[1], corner[2], 1e-9);
  }

  @Test
  void theGapOfABoxAndItsGradient() {
    Call gap = call("box_gap");
    Call normal = call("box_normal");
    assertEquals(1, gap.value(3, 2, 1, 2, 1, 0.5, 0, 1e-6), 1e-5, "right of it");
    assertEquals(-0.5, gap.value(1, 2, 1, 2, 1, 0.5, 0, 1e-6), 1e-5, "its centre");
    assertArrayEquals(new double[] {0, -1}, normal.at(1.2, 1, 1, 2, 1, 0.5, 0, 1e-3), 1e-3, "below it");
    Random random = new Random(8);
    for (int i = 0; i < 50; i++) {
      double[] x =
          {random.nextDouble(-3, 3), random.nextDouble(-3, 3), 0.3, -0.2, 1, 0.5, random.nextDouble(-3, 3), 0.1};
      double[] gradient = gap.jacobian(x);
      double[] up = normal.at(x);
      assertEquals(gradient[0], up[0], 1e-14);
      assertEquals(gradient[1], up[1], 1e-14);
      assertTrue(Math.hypot(up[0], up[1]) < 1 + 1e-15);
    }
  }

  /** A ball dropped onto a turned box and onto the ground, without dissipation and friction: the height says how fast it is. */
  @Test
  void elasticContactKeepsTheEnergy() {
    for (boolean lossy : new boolean[] {false, true}) {
      ProblemInstance ball = ball(lossy ? "0.3, 1e-2, 0.5" : "0, 1e-2, 0");
      double[] x = {0.35, 1.5, 0, 0};
      double[] next = new double[4];
      double start = energy(x);
      double lowest = x[1];
      double leftmost = x[0];
      for (int k = 0; k < 20_000; k++) {
        ball.step(0, x, 0, new double[1], 0, next, 0);
        System.arraycopy(next, 0, x, 0, 4);
        lowest = Math.min(lowest, x[1]);
        leftmost = Math.max(leftmost, Math.abs(x[0]));
      }
      assertTrue(lowest < 1.0 && leftmost > 0.36, "it touched something");
      if (lossy) {
        assertTrue(energy(x) < 0.9 * start);
      } else {
        assertEquals(start, energy(x) + stored(x), 1e-6 * start);
      }
    }
  }

  private static double energy(double[] x) {
    return 0.5 * (x[2] * x[2] + x[3] * x[3]) + 9.81 * x[1];
  }

  /** What the springs hold; nothing when the ball is in the air. */
  private static double stored(double[] x) {
    Call depth = call("depth");
    Call gap = call("box_gap");
    double ground = depth.value(x[1], 1e-2);
    double box = depth.value(gap.value(x[0], x[1], 0, 0.5, 0.4, 0.3, 0.2, 1e-2), 1e-2);
    assertTrue(ground < 1e-12 && box < 1e-12, "ends in the air");
    return 0;
  }

  private static ProblemInstance ball(String numbers) {
    var result = Library.compile("""
        import lib.contact as contact;
        problem Ball {
          state p[2];
          state v[2];
          control u;
          dynamics {
            der(p) = v;
            der(v) = contact.box_force(p, v, [0, 0.5], [0.4, 0.3], 0.2, 2000, %1$s, 0.01)
              + contact.plane_force(p, v, [0, 0], [0, 1], 2000, %1$s, 0.01) - [0, 9.81 + u];
          }
          horizon 0.0001 steps 1;
          start p = 0, v = 0;
          minimize { terminal 0; }
        }
        """.formatted(numbers));
    assertEquals("", result.report());
    return new ProblemInstance(result.problems().getFirst().loaded().code());
  }
}
