/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.VariableInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plant: its derivatives against differences, its equations against those of the textbook, what is conserved, what trims. */
class PlantsTest {
  private static final int POINTS = 20;

  @Test
  void everyPlantIsTested() {
    List<String> modules =
        Library.modules().stream().map(Library.Module::name).filter(m -> m.startsWith("lib.plants.")).sorted().toList();
    assertEquals(modules, Arrays.stream(Plants.values()).map(Plants::module).sorted().toList());
  }

  @ParameterizedTest
  @EnumSource
  void jacobiansAreThoseOfTheStep(Plants plant) {
    ProblemInstance problem = plant.instance();
    Random random = new Random(1);
    int n = problem.dims().ndx();
    int m = problem.dims().nu();
    for (int point = 0; point < 5; point++) {
      double[] x = Plants.state(problem, random);
      double[] u = Plants.control(problem, random);
      double rounding = 1e-10 * DoubleStream.of(x).map(Math::abs).max().orElseThrow();
      StageExpansion exact = new StageExpansion(problem.dims());
      problem.linearize(0, x, 0, u, 0, exact);
      for (int j = 0; j < n + m; j++) {
        double h = j < n ? 1e-5 : 1e-5 * Math.max(1, Math.abs(u[j - n]));
        double[] difference = new double[n];
        double[] above = moved(problem, x, u, j, h);
        double[] below = moved(problem, x, u, j, -h);
        problem.difference(below, 0, above, 0, difference, 0);
        for (int i = 0; i < n; i++) {
          double derivative = j < n ? exact.fx[i * n + j] : exact.fu[i * m + j - n];
          assertEquals(difference[i] / (2 * h), derivative, rounding + 2e-8 * Math.max(1, Math.abs(derivative)),
              i + ", " + j);
        }
      }
    }
  }

  /** The next state from x, u with tangent direction or control j moved by h. */
  private static double[] moved(ProblemInstance problem, double[] x, double[] u, int j, double h) {
    int n = problem.dims().ndx();
    double[] dx = new double[n];
    double[] moved = u.clone();
    if (j < n) {
      dx[j] = h;
    } else {
      moved[j - n] += h;
    }
    double[] from = new double[x.length];
    problem.retract(x, 0, dx, 0, from, 0);
    double[] next = new double[x.length];
    problem.step(0, from, 0, moved, 0, next, 0);
    return next;
  }

  /** Rates from states and controls in the order of their declaration. */
  private interface Textbook {
    double[] rates(double[] x, double[] u);
  }

  private static void assertEquations(Plants plant, Textbook textbook, Object... params) {
    CompiledProblem compiled = plant.compile();
    ProblemInstance problem = with(new ProblemInstance(compiled.loaded().code()), params);
    Random random = new Random(2);
    for (int point = 0; point < POINTS; point++) {
      double[] x = Plants.state(problem, random);
      double[] u = Plants.control(problem, random);
      double[] expected = textbook.rates(x, u);
      double[] rates = Plants.rates(compiled, problem, x, u);
      assertEquals(expected.length, rates.length);
      for (int i = 0; i < rates.length; i++) {
        assertEquals(expected[i], rates[i], 1e-11 * Math.max(1, Math.abs(expected[i])), plant + " rate " + i);
      }
    }
  }

  /** Names and numbers, alternating. */
  private static ProblemInstance with(ProblemInstance problem, Object... params) {
    ProblemInstance changed = problem;
    for (int i = 0; i < params.length; i += 2) {
      changed = changed.with((String) params[i], ((Number) params[i + 1]).doubleValue());
    }
    return changed;
  }

  @Test
  void pendulum() {
    assertEquations(Plants.PENDULUM, (x, u) -> new double[] {x[1], (u[0] - 0.1 * x[1] - 9.81 * sin(x[0])) / 1});
  }

  @Test
  void cartPole() {
    double mc = 1;
    double mp = 0.2;
    double l = 0.5;
    double g = 9.81;
    assertEquations(Plants.CARTPOLE, (x, u) -> {
      double v = x[1];
      double s = sin(x[2]);
      double c = cos(x[2]);
      double w = x[3];
      double d = mc + mp * s * s;
      double f = u[0] - 0.3 * v;
      double joint = -0.02 * w;
      return new double[] {v, (f + mp * s * (l * w * w + g * c) - joint * c / l) / d, w,
        (-f * c - mp * l * w * w * c * s - (mc + mp) * g * s + (mc + mp) / (mp * l) * joint) / (l * d)};
    }, "bc", 0.3, "bp", 0.02);
  }

  /** Spong's equations with the angle of the first link from the downward vertical, as Sutton and Barto have it. */
  @Test
  void acrobot() {
    double m1 = 1.1;
    double m2 = 0.8;
    double l1 = 0.9;
    double c1 = 0.4;
    double c2 = 0.6;
    double i1 = 0.3;
    double i2 = 0.2;
    double g = 9.8;
    assertEquations(Plants.ACROBOT, (x, u) -> {
      double q1 = x[0];
      double w1 = x[1];
      double q2 = x[2];
      double w2 = x[3];
      double d11 = m1 * c1 * c1 + m2 * (l1 * l1 + c2 * c2 + 2 * l1 * c2 * cos(q2)) + i1 + i2;
      double d12 = m2 * (c2 * c2 + l1 * c2 * cos(q2)) + i2;
      double d22 = m2 * c2 * c2 + i2;
      double h1 = -m2 * l1 * c2 * sin(q2) * (w2 * w2 + 2 * w1 * w2);
      double h2 = m2 * l1 * c2 * sin(q2) * w1 * w1;
      double g2 = m2 * c2 * g * sin(q1 + q2);
      double g1 = (m1 * c1 + m2 * l1) * g * sin(q1) + g2;
      double r1 = -h1 - g1 - 0.01 * w1;
      double r2 = u[0] - h2 - g2 - 0.02 * w2;
      double det = d11 * d22 - d12 * d12;
      return new double[] {w1, (d22 * r1 - d12 * r2) / det, w2, (d11 * r2 - d12 * r1) / det};
    }, "m1", m1, "m2", m2, "l1", l1, "c1", c1, "c2", c2, "I1", i1, "I2", i2, "b1", 0.01, "b2", 0.02);
  }

  /** Spong, Hutchinson, Vidyasagar, section 7.4: elbow manipulator, here with gravity. */
  @Test
  void arm() {
    assertEquations(Plants.ARM, (x, u) -> {
      double w1 = x[1];
      double q2 = x[2];
      double w2 = x[3];
      double h = -0.5 * 0.25 * sin(q2);
      double d11 = 0.25 * 0.25 + 0.5 * 0.5 + 0.25 * 0.25 + 2 * 0.5 * 0.25 * cos(q2) + 0.04;
      double d12 = 0.25 * 0.25 + 0.5 * 0.25 * cos(q2) + 0.02;
      double d22 = 0.25 * 0.25 + 0.02;
      double g2 = 0.25 * 9.81 * cos(x[0] + q2);
      double g1 = (0.25 + 0.5) * 9.81 * cos(x[0]) + g2;
      double r1 = u[0] - h * w2 * w1 - h * (w1 + w2) * w2 - g1 - 0.05 * w1;
      double r2 = u[1] + h * w1 * w1 - g2 - 0.05 * w2;
      double det = d11 * d22 - d12 * d12;
      return new double[] {w1, (d22 * r1 - d12 * r2) / det, w2, (d11 * r2 - d12 * r1) / det};
    }, "g", 9.81);
  }

  /** M(q) a + C(q, w) = tau: masses below both links, centrifugal terms, weights. Checked as a residual, so nothing is solved here. */
  @Test
  void chain() {
    CompiledProblem compiled = Plants.CHAIN.compile();
    ProblemInstance problem = new ProblemInstance(compiled.loaded().code());
    Random random = new Random(3);
    for (int point = 0; point < POINTS; point++) {
      double[] x = Plants.state(problem, random);
      double[] u = Plants.control(problem, random);
      double[] a = Plants.rates(compiled, problem, x, u);
      for (int i = 0; i < 3; i++) {
        double residual = u[i] - (i < 2 ? u[i + 1] : 0) - 0.1 * x[3 + i] - 9.81 * 0.4 * 0.5 * (3 - i) * sin(x[i]);
        for (int j = 0; j < 3; j++) {
          double below = 0.5 * 0.4 * 0.4 * (3 - Math.max(i, j));
          residual -= below * (cos(x[i] - x[j]) * a[3 + j] + sin(x[i] - x[j]) * x[3 + j] * x[3 + j]);
        }
        assertEquals(0, residual, 1e-12);
        assertEquals(x[3 + i], a[i]);
      }
    }
  }

  @Test
  void planarQuadrotor() {
    assertEquations(Plants.PLANAR_QUADROTOR, (x, u) -> new double[] {x[3], x[4], x[5],
      -(u[0] + u[1]) * sin(x[2]) / 0.486, (u[0] + u[1]) * cos(x[2]) / 0.486 - 9.81, 0.25 * (u[0] - u[1]) / 0.00383});
  }

  @Test
  void quadrotor() {
    double[] inertia = {2.3e-3, 2.3e-3, 4e-3};
    assertEquations(Plants.QUADROTOR, (x, u) -> {
      double[] q = Arrays.copyOfRange(x, 3, 7);
      double[] w = Arrays.copyOfRange(x, 10, 13);
      double[] r = {2 * (q[1] * q[3] + q[0] * q[2]), 2 * (q[2] * q[3] - q[0] * q[1]),
        1 - 2 * (q[1] * q[1] + q[2] * q[2])};
      double push = DoubleStream.of(u).sum() / 0.5;
      double[] torque = {0.175 * (u[1] - u[3]), 0.175 * (u[2] - u[0]), 0.0245 * (u[0] - u[1] + u[2] - u[3])};
      double[] rates = new double[13];
      System.arraycopy(x, 7, rates, 0, 3);
      System.arraycopy(attitudeRate(q, w), 0, rates, 3, 4);
      for (int i = 0; i < 3; i++) {
        int j = (i + 1) % 3;
        int k = (i + 2) % 3;
        rates[7 + i] = push * r[i] - (i == 2 ? 9.81 : 0);
        rates[10 + i] = (torque[i] - (inertia[k] - inertia[j]) * w[j] * w[k]) / inertia[i];
      }
      return rates;
    });
  }

  /** The quaternion's rate, element by element, as Hughes and others write it. */
  private static double[] attitudeRate(double[] q, double[] w) {
    return new double[] {-0.5 * (q[1] * w[0] + q[2] * w[1] + q[3] * w[2]),
      0.5 * (q[0] * w[0] + q[2] * w[2] - q[3] * w[1]), 0.5 * (q[0] * w[1] + q[3] * w[0] - q[1] * w[2]),
      0.5 * (q[0] * w[2] + q[1] * w[1] - q[2] * w[0])};
  }

  /** Euler's equations in principal axes. */
  @Test
  void spacecraft() {
    CompiledProblem compiled = Plants.SPACECRAFT.compile();
    double[] inertia = {1.8, 1.4, 1.1};
    ProblemInstance problem =
        new ProblemInstance(compiled.loaded().code()).with("J", inertia[0], 0, 0, 0, inertia[1], 0, 0, 0, inertia[2]);
    Random random = new Random(7);
    for (int point = 0; point < POINTS; point++) {
      double[] x = Plants.state(problem, random);
      double[] u = Plants.control(problem, random);
      double[] rates = Plants.rates(compiled, problem, x, u);
      double[] w = Arrays.copyOfRange(x, 4, 7);
      double[] q = attitudeRate(Arrays.copyOf(x, 4), w);
      for (int i = 0; i < 4; i++) {
        assertEquals(q[i], rates[i], 1e-14);
      }
      for (int i = 0; i < 3; i++) {
        int j = (i + 1) % 3;
        int k = (i + 2) % 3;
        assertEquals((u[i] + (inertia[j] - inertia[k]) * w[j] * w[k]) / inertia[i], rates[4 + i], 1e-13);
      }
    }
  }

  @Test
  void unicycle() {
    assertEquations(Plants.UNICYCLE, (x, u) -> new double[] {u[0] * cos(x[2]), u[0] * sin(x[2]), u[1]});
  }

  @Test
  void rocket() {
    assertEquations(Plants.ROCKET, (x, u) -> new double[] {x[3], x[4], x[5], -u[0] * sin(x[2] + u[1]) / x[6],
      u[0] * cos(x[2] + u[1]) / x[6] - 9.81, -u[0] * 10 * sin(u[1]) / (x[6] * 64), -u[0] / (280 * 9.80665)});
  }

  /** Tassa's map is geometry: the front wheels roll f along their direction, and the rear axle follows at the distance d. */
  @Test
  void car() {
    CompiledProblem compiled = Plants.CAR.compile();
    ProblemInstance problem = new ProblemInstance(compiled.loaded().code());
    Random random = new Random(6);
    for (int point = 0; point < POINTS; point++) {
      double[] x = Plants.state(problem, random);
      double[] u = Plants.control(problem, random);
      double[] next = Plants.rates(compiled, problem, x, u);
      double f = 0.03 * x[3];
      double frontX = x[0] + 2 * cos(x[2]) + f * cos(x[2] + u[0]);
      double frontY = x[1] + 2 * sin(x[2]) + f * sin(x[2] + u[0]);
      assertEquals(frontX, next[0] + 2 * cos(next[2]), 1e-14, "the front wheels rolled there");
      assertEquals(frontY, next[1] + 2 * sin(next[2]), 1e-14);
      double across = (next[0] - x[0]) * sin(x[2]) - (next[1] - x[1]) * cos(x[2]);
      assertEquals(0, across, 1e-15, "the rear axle does not slide sideways");
      assertEquals(x[3] + 0.03 * u[1], next[3]);
    }
  }

  @Test
  void constsOfAPlantCanBeSet() {
    assertEquals(8, Plants.CHAIN.compile(Map.of("lib.plants.chain.n", 4.0)).graph().x().size());
    CompiledProblem car = Plants.CAR.compile(Map.of("lib.plants.car.h", 0.5));
    ProblemInstance problem = new ProblemInstance(car.loaded().code());
    assertEquals(1, Plants.rates(car, problem, new double[4], new double[] {0, 2})[3]);
  }

  /** The energy of a state [J]. */
  private interface Energy {
    double of(double[] x);
  }

  private static void assertConserved(Plants plant, Energy energy, Object... params) {
    ProblemInstance problem = with(plant.instance(), params).withHorizon(0.01);
    double[] x = Plants.state(problem, new Random(11));
    double[] next = new double[x.length];
    double start = energy.of(x);
    for (int k = 0; k < 2000; k++) {
      problem.step(0, x, 0, new double[problem.dims().nu()], 0, next, 0);
      System.arraycopy(next, 0, x, 0, x.length);
    }
    assertEquals(start, energy.of(x), 1e-9 * Math.max(1, Math.abs(start)), plant.toString());
  }

  /** Steps of 1 ms with rk4 over 2 s, without friction and drive. */
  @Test
  void energyStays() {
    assertConserved(Plants.PENDULUM, x -> 0.5 * x[1] * x[1] - 9.81 * cos(x[0]), "b", 0);
    assertConserved(Plants.CARTPOLE, x -> 0.5 * 1.2 * x[1] * x[1] + 0.2 * 0.5 * x[1] * x[3] * cos(x[2])
        + 0.5 * 0.2 * 0.25 * x[3] * x[3] - 0.2 * 9.81 * 0.5 * cos(x[2]));
    assertConserved(Plants.ACROBOT, x -> {
      double w12 = x[1] + x[3];
      double kinetic = 0.5 * (0.25 + 1 + 1) * x[1] * x[1] + 0.5 * (0.25 + 1) * w12 * w12
          + 0.5 * cos(x[2]) * x[1] * w12;
      return kinetic - 9.8 * (1.5 * cos(x[0]) + 0.5 * cos(x[0] + x[2]));
    });
    assertConserved(Plants.CHAIN, x -> {
      double vx = 0;
      double vy = 0;
      double y = 0;
      double energy = 0;
      for (int i = 0; i < 3; i++) {
        vx += 0.4 * cos(x[i]) * x[3 + i];
        vy += 0.4 * sin(x[i]) * x[3 + i];
        y -= 0.4 * cos(x[i]);
        energy += 0.5 * (0.5 * (vx * vx + vy * vy) + 9.81 * y);
      }
      return energy;
    }, "b", 0);
  }

  /** A free spacecraft keeps its energy and its angular momentum in the inertial frame. */
  @Test
  void momentumStays() {
    ProblemInstance problem = Plants.SPACECRAFT.instance().withHorizon(0.01);
    double[] inertia = problem.param("J");
    double[] x = Plants.state(problem, new Random(12));
    double[] start = momentumAndEnergy(inertia, x);
    double[] next = new double[7];
    for (int k = 0; k < 2000; k++) {
      problem.step(0, x, 0, new double[3], 0, next, 0);
      System.arraycopy(next, 0, x, 0, 7);
    }
    double[] end = momentumAndEnergy(inertia, x);
    for (int i = 0; i < 4; i++) {
      assertEquals(start[i], end[i], 1e-9);
    }
    assertEquals(1, DoubleStream.of(x).limit(4).map(a -> a * a).sum(), 1e-15);
  }

  private static double[] momentumAndEnergy(double[] inertia, double[] x) {
    double[] momentum = new double[3];
    double energy = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        momentum[i] += inertia[3 * i + j] * x[4 + j];
      }
      energy += 0.5 * momentum[i] * x[4 + i];
    }
    double[] world = new Call("lib.quat.rotate").at(x[0], x[1], x[2], x[3], momentum[0], momentum[1], momentum[2]);
    return new double[] {world[0], world[1], world[2], energy};
  }

  /** With the trim both quadrotors hover. */
  @ParameterizedTest
  @EnumSource(names = {"PLANAR_QUADROTOR", "QUADROTOR"})
  void theTrimHovers(Plants plant) {
    ProblemInstance problem = plant.instance();
    double[] x = new double[problem.dims().nx()];
    problem.start(x, 0);
    double[] next = new double[x.length];
    problem.step(0, x, 0, problem.initialControls(), 0, next, 0);
    for (int i = 0; i < x.length; i++) {
      assertEquals(x[i], next[i], 1e-15);
    }
  }

  /** What a Java program and a report show of a plant: each variable with its unit and what it is. */
  @ParameterizedTest
  @EnumSource
  void everyVariableHasAUnitAndADescription(Plants plant) {
    List<VariableInfo> variables = plant.instance().info().variables();
    List<VariableInfo> bare = new ArrayList<>();
    for (VariableInfo variable : variables) {
      boolean withUnit = !variable.unit().isEmpty() || variable.manifold() == Manifold.QUATERNION;
      boolean described =
          variables.stream().anyMatch(other -> other.line() == variable.line() && !other.doc().isEmpty());
      if (!withUnit || !described) {
        bare.add(variable);
      }
    }
    assertEquals(List.of(), bare, "a coordinate is described with its rate, on one line");
  }
}
