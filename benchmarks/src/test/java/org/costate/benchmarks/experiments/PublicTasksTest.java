/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** The public tasks in the language, step by step beside the equations of Gymnasium's sources. */
class PublicTasksTest {
  private static final int STEPS = 1000;

  /** One step of a public task: from state and control to the next state. */
  private interface Equations {
    void step(double[] s, double u);

    double reward(double[] before, double u, double[] after);

    boolean terminated(double[] s);

    double[] observation(double[] s);
  }

  @Test
  void cartPoleIsCartPoleV1() throws IOException {
    assertSame("cartpole", new double[] {-10, 10}, 500, 1e-9, new Equations() {
      @Override
      public void step(double[] s, double u) {
        double cos = Math.cos(s[2]);
        double sin = Math.sin(s[2]);
        double temp = (u + 0.05 * s[3] * s[3] * sin) / 1.1;
        double turn = (9.8 * sin - cos * temp) / (0.5 * (4.0 / 3.0 - 0.1 * cos * cos / 1.1));
        double push = temp - 0.05 * turn * cos / 1.1;
        s[0] += 0.02 * s[1];
        s[1] += 0.02 * push;
        s[2] += 0.02 * s[3];
        s[3] += 0.02 * turn;
      }

      @Override
      public double reward(double[] before, double u, double[] after) {
        return 1;
      }

      @Override
      public boolean terminated(double[] s) {
        return Math.abs(s[0]) > 2.4 || Math.abs(s[2]) > 12 * 2 * Math.PI / 360;
      }

      @Override
      public double[] observation(double[] s) {
        return s.clone();
      }
    });
  }

  @Test
  void pendulumIsPendulumV1() throws IOException {
    assertSame("pendulum", new double[] {-5, -1.5, -0.3, 0.2, 1.9, 2.7}, 200, 1e-9, new Equations() {
      @Override
      public void step(double[] s, double u) {
        double faster = s[1] + (3 * 10.0 / 2 * Math.sin(s[0]) + 3 * limited(u, 2)) * 0.05;
        s[1] = limited(faster, 8);
        s[0] = wrapped(s[0] + s[1] * 0.05); // which nothing else sees
      }

      @Override
      public double reward(double[] before, double u, double[] after) {
        double angle = (before[0] + Math.PI) % (2 * Math.PI);
        double turned = (angle < 0 ? angle + 2 * Math.PI : angle) - Math.PI;
        return -(turned * turned + 0.1 * before[1] * before[1] + 0.001 * limited(u, 2) * limited(u, 2));
      }

      @Override
      public boolean terminated(double[] s) {
        return false;
      }

      @Override
      public double[] observation(double[] s) {
        return new double[] {Math.cos(s[0]), Math.sin(s[0]), s[1]};
      }
    });
  }

  @Test
  void acrobotIsAcrobotV1() throws IOException {
    assertSame("acrobot", new double[] {-1, 0, 1}, 500, 1e-6, new Equations() {
      @Override
      public void step(double[] s, double u) {
        double h = 0.2;
        double[] k1 = rates(s, u);
        double[] k2 = rates(along(s, k1, h / 2), u);
        double[] k3 = rates(along(s, k2, h / 2), u);
        double[] k4 = rates(along(s, k3, h), u);
        for (int i = 0; i < 4; i++) {
          s[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
        s[0] = wrapped(s[0]);
        s[1] = wrapped(s[1]);
        s[2] = limited(s[2], 4 * Math.PI);
        s[3] = limited(s[3], 9 * Math.PI);
      }

      private double[] rates(double[] s, double torque) {
        double d1 = 0.25 + (1 + 0.25 + 2 * 0.5 * Math.cos(s[1])) + 1 + 1;
        double d2 = 0.25 + 0.5 * Math.cos(s[1]) + 1;
        double phi2 = 0.5 * 9.8 * Math.cos(s[0] + s[1] - Math.PI / 2);
        double phi1 = -0.5 * s[3] * s[3] * Math.sin(s[1]) - 2 * 0.5 * s[3] * s[2] * Math.sin(s[1])
            + (0.5 + 1) * 9.8 * Math.cos(s[0] - Math.PI / 2) + phi2;
        double second = (torque + d2 / d1 * phi1 - 0.5 * s[2] * s[2] * Math.sin(s[1]) - phi2)
            / (0.25 + 1 - d2 * d2 / d1);
        return new double[] {s[2], s[3], -(d2 * second + phi1) / d1, second};
      }

      @Override
      public double reward(double[] before, double u, double[] after) {
        return terminated(after) ? 0 : -1;
      }

      @Override
      public boolean terminated(double[] s) {
        return -Math.cos(s[0]) - Math.cos(s[1] + s[0]) > 1;
      }

      @Override
      public double[] observation(double[] s) {
        return new double[] {Math.cos(s[0]), Math.sin(s[0]), Math.cos(s[1]), Math.sin(s[1]), s[2], s[3]};
      }
    });
  }

  /** S1 of the acceptance experiments, the plant of E8; the state is in the order of the file: x, theta, v, omega. */
  @Test
  void theSwingUpOfE8IsItsEquations() throws IOException {
    assertSame("e8", new double[] {-10, -3, 0, 2, 10, 14}, 125, 1e-9, new Equations() {
      @Override
      public void step(double[] s, double u) {
        double force = limited(u, 10);
        double h = 0.04;
        double[] k1 = rates(s, force);
        double[] k2 = rates(along(s, k1, h / 2), force);
        double[] k3 = rates(along(s, k2, h / 2), force);
        double[] k4 = rates(along(s, k3, h), force);
        for (int i = 0; i < 4; i++) {
          s[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
        if (Math.abs(s[0]) > 3) {
          s[0] = Math.signum(s[0]) * 3;
          s[2] = 0;
        }
      }

      private double[] rates(double[] s, double force) {
        double sin = Math.sin(s[1]);
        double cos = Math.cos(s[1]);
        double a = (force + 0.1 * 0.5 * s[3] * s[3] * sin - 0.1 * 9.81 * sin * cos) / (1 + 0.1 * sin * sin);
        return new double[] {s[2], s[3], a, (9.81 * sin - a * cos) / 0.5};
      }

      @Override
      public double reward(double[] before, double u, double[] after) {
        double force = limited(u, 10);
        return Math.cos(before[1]) - 0.02 * before[0] * before[0] - 0.001 * force * force;
      }

      @Override
      public boolean terminated(double[] s) {
        return false;
      }

      @Override
      public double[] observation(double[] s) {
        return new double[] {s[0], s[2], Math.sin(s[1]), Math.cos(s[1]), s[3]};
      }
    });
  }

  private static double[] along(double[] s, double[] k, double h) {
    double[] y = s.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] += h * k[i];
    }
    return y;
  }

  private static double wrapped(double angle) {
    double a = angle;
    while (a > Math.PI) {
      a -= 2 * Math.PI;
    }
    while (a < -Math.PI) {
      a += 2 * Math.PI;
    }
    return a;
  }

  private static double limited(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }

  /** Random actions; the oracle begins each episode where the environment does. */
  private static void assertSame(String task, double[] actions, int horizon, double tolerance, Equations equations)
      throws IOException {
    CompiledEnvironment environment = environment(task);
    assertEquals(horizon, environment.info().horizon());
    RandomStream stream = new RandomStream(5);
    double[] s = new double[0];
    double[] action = new double[1];
    int ends = 0;
    for (int k = 0, ticks = 0; k < STEPS; k++, ticks++) {
      if (k == 0 || environment.over()) {
        environment.reset(stream.split());
        s = environment.state().clone();
        ticks = 0;
      }
      assertArrayEquals(equations.observation(s), environment.observation(), tolerance);
      action[0] = actions[stream.below(actions.length)];
      double[] before = s.clone();
      equations.step(s, action[0]);
      assertEquals(equations.reward(before, action[0], s), environment.step(action, 0), tolerance);
      assertArrayEquals(s, environment.state(), tolerance);
      assertEquals(equations.terminated(s), environment.terminated());
      assertEquals(ticks + 1 == horizon, environment.truncated());
      ends += environment.over() ? 1 : 0;
    }
    assertTrue(ends > 0);
    assertEquals(STEPS, environment.transitions());
  }

  @Test
  void stepsAllocateNothing() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    CompiledEnvironment environment = environment("pendulum");
    double[] action = {1};
    long least = Long.MAX_VALUE;
    for (int trial = 0; trial < 5; trial++) {
      environment.reset(new RandomStream(trial));
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 200; k++) {
        environment.step(action, 0);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  static CompiledEnvironment environment(String task) throws IOException {
    String text = Files.readString(Path.of("experiments", task + ".ctl"));
    LoadedProblem loaded = Compiler.compile(new Source(task + ".ctl", text), CompilerOptions.DEFAULTS)
        .problems()
        .getFirst()
        .loaded();
    return new CompiledEnvironment(loaded, new ProblemInstance(loaded.code()));
  }
}
