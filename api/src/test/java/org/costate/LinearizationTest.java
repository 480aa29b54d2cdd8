/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.linalg.Matrix;
import org.costate.runtime.lq.KalmanFilter;
import org.junit.jupiter.api.Test;

class LinearizationTest {
  private static final String PENDULUM = """
      problem Hang {
        state   a : angle;
        state   w;
        control u in [-20, 20];
        noise   gust ~ normal(0, 0.5);
        noise   seen ~ uniform(-0.3, 0.3);
        observe place = sin(a) + seen;
        dynamics { der(a) = w; der(w) = -9.81*sin(a) - 0.1*w + 2*u + gust; }
        horizon 2 [s] steps 100;
        integrator rk4;
        start a = START, w = 0;
        minimize { running 3*(1 - cos(a)) + 0.5*w^2 + 0.2*u^2 + 0.1*u*w; }
      }
      """;

  private static Problem pendulum(String start) {
    return Costate.compile("hang.ctl", PENDULUM.replace("START", start)).problem();
  }

  @Test
  void ratesHaveTheirDerivatives() {
    Linearization around = pendulum("0.7").linearize();
    assertArrayEquals(new double[] {0, 1, -9.81 * Math.cos(0.7), -0.1}, around.rateA().orElseThrow().entries(), 1e-9);
    assertArrayEquals(new double[] {0, 2}, around.rateB().orElseThrow().entries(), 1e-9);
    assertEquals(List.of("a", "w"), around.directionNames());
    assertEquals(2, around.controllable());
    assertEquals(Optional.of(2), around.observable());
  }

  /** s^2 + 0.1 s - 9.81 = 0 upright. */
  @Test
  void polesAreThoseOfTheRates() {
    double[] poles =
        pendulum("pi").linearize().poles().stream().mapToDouble(Linearization.Pole::re).sorted().toArray();
    double root = Math.sqrt(0.0025 + 9.81);
    assertArrayEquals(new double[] {-0.05 - root, -0.05 + root}, poles, 1e-8);
  }

  /** Over a step as short as this A = I + h A' and the noise of a step enters as a control does. */
  @Test
  void theFilterIsThatOfTheDeclaredNoise() {
    Linearization around = pendulum("0").linearize();
    double h = 0.02;
    assertEquals(h, around.stepSeconds(), 1e-15);
    Matrix gust = around.stepB().times(0.5 * 0.5);
    Matrix W = gust.times(gust.transpose());
    Matrix V = Matrix.of(1, 1, 0.6 * 0.6 / 12);
    KalmanFilter expected = KalmanFilter.of(around.stepA(), Matrix.of(1, 2, 1, 0), W, V).orElseThrow();
    assertArrayEquals(expected.L().entries(), around.filter().orElseThrow().L().entries(), 1e-9);
  }

  @Test
  void theRegulatorOfTheRunningCostStabilizes() {
    Linearization around = pendulum("pi").linearize();
    assertTrue(around.regulator().isEmpty() || stable(around.regulator().get().closedLoop()));
    assertTrue(stable(around.regulator(new double[] {1, 0.1}, new double[] {1}).orElseThrow().closedLoop()));
    assertThrows(IllegalArgumentException.class, () -> around.regulator(new double[] {1}, new double[] {1}));
  }

  private static boolean stable(Matrix closed) {
    return Linearization.poles(closed).stream().allMatch(p -> p.magnitude() < 1);
  }

  /** The gains of a long solve at its start are those of the stationary regulator. */
  @Test
  void theRegulatorIsTheLimitOfSolves() {
    Problem problem = pendulum("0").steps(100);
    Linearization around = problem.linearize();
    double[] K = around.regulator().orElseThrow().K().entries();
    Solution solution =
        Costate.compile("hang.ctl", PENDULUM.replace("START", "0").replace("2 [s] steps 100", "40 [s] steps 2000"))
            .problem()
            .solve();
    assertEquals(-K[0], solution.gain(0, "u", "a"), 1e-6);
    assertEquals(-K[1], solution.gain(0, "u", "w"), 1e-6);
  }

  @Test
  void restIsFoundFromTheStart() {
    Linearization rest = pendulum("0.2").linearizeAtRest();
    double[] x = rest.state();
    assertEquals(0, x[1], 1e-9);
    assertEquals(0, -9.81 * Math.sin(x[0]) + 2 * rest.control()[0], 1e-8);
    Problem drift = Costate.compile("drift.ctl", """
        problem Drift {
          state x; control u;
          dynamics { der(x) = 1 + u^2; }
          horizon 1 steps 10;
          start x = 0;
          minimize { running u^2; }
        }
        """).problem();
    assertThrows(IllegalArgumentException.class, drift::linearizeAtRest);
  }

  @Test
  void aSolutionIsLinearizedAtItsTimes() {
    Problem problem = pendulum("0.5");
    Solution solution = problem.solve();
    Linearization at = problem.linearize(solution, 1.0);
    assertArrayEquals(solution.stateAt(50), at.state());
    assertArrayEquals(solution.stateAt(100), problem.linearize(solution, 99).state());
    assertEquals(-9.81 * Math.cos(solution.state("a")[50]), at.rateA().orElseThrow().at(1, 0), 1e-9);
  }

  @Test
  void aRotationHasThreeDirections() {
    Linearization spin = Costate.compile("spin.ctl", """
        problem Spin {
          state q : quat; state w[3];
          control u[3];
          design  c in [0, 1];
          dynamics { der(q) = 0.5*[
              -q[2]*w[1] - q[3]*w[2] - q[4]*w[3], q[1]*w[1] + q[3]*w[3] - q[4]*w[2],
              q[1]*w[2] - q[2]*w[3] + q[4]*w[1], q[1]*w[3] + q[2]*w[2] - q[3]*w[1]];
            der(w) = u; }
          horizon 1 steps 10;
          start q = [1, 0, 0, 0], w = 0;
          minimize { running sumsq(w) + sumsq(u) + c; }
        }
        """).problem().linearize();
    assertEquals(List.of("turn of q about x", "turn of q about y", "turn of q about z", "w[1]", "w[2]", "w[3]"),
        spin.directionNames());
    assertEquals(6, spin.controllable());
    assertEquals(1, spin.rateA().orElseThrow().at(0, 3), 1e-9);
    assertEquals(Optional.empty(), spin.observable());
    Matrix K = spin.regulator().orElseThrow().K();
    assertEquals(0, K.part(0, 0, 3, 3).largest(), 1e-12, "attitude costs nothing");
    assertTrue(K.at(0, 3) > 0.5);
  }
}
