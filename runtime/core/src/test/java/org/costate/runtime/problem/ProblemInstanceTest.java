/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.junit.jupiter.api.Test;

class ProblemInstanceTest {
  private static final int GAIN = 2;
  private static final int LIMITS = 3;
  private static final int WIND = 5;

  /**
   * By hand what a compiler would write for: x[2] in [-inf, gain], u in [limits[1], limits[2]] = 0.25, param gain = 2, param limits[2] =
   * [-gain, gain], signal wind = 3, x+ = x + h (u, wind), running cost t + gain u, terminal cost t + wind, horizon gain / 2, start x = (1, gain).
   */
  private static final class Hand extends GeneratedProblem {
    private final boolean discrete;

    Hand(boolean discrete) {
      this.discrete = discrete;
    }

    @Override
    public String info() {
      return new ProblemInfo("hand", "Hand", "hand.ctl", "", ProblemInfo.Sense.MINIMIZE, discrete, false, 2, 4,
          List.of(variable(Kind.STATE, "x", 2, 0), variable(Kind.CONTROL, "u", 0, 0),
              variable(Kind.PARAM, "gain", 0, 0),
              variable(Kind.PARAM, "limits", 2, 1), variable(Kind.SIGNAL, "wind", 0, 0)),
          new Sparsity(2, 3, new int[] {0, 2, 4}), new Sparsity(3, 3, new int[0]), List.of(), List.of()).encode();
    }

    private static VariableInfo variable(Kind kind, String name, int size, int offset) {
      return new VariableInfo(kind, name, size == 0 ? List.of() : List.of(size), offset, "", "", 1);
    }

    @Override
    public int workspaceSize() {
      return 1;
    }

    @Override
    public void step(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] next, int nextAt) {
      w[0] = d[1];
      next[nextAt] = x[xAt] + w[0] * u[uAt];
      next[nextAt + 1] = x[xAt + 1] + w[0] * d[WIND];
    }

    @Override
    public double stage(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] next, int nextAt) {
      step(x, xAt, u, uAt, d, w, next, nextAt);
      return d[0] + d[GAIN] * u[uAt];
    }

    @Override
    public void linearize(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, StageExpansion out) {
      step(x, xAt, u, uAt, d, w, out.next, 0);
      out.fx[0] = 1;
      out.fx[3] = 1;
      out.fu[0] = d[1];
    }

    @Override
    public void expand(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, StageExpansion out) {
      linearize(x, xAt, u, uAt, d, w, out);
      out.l = d[0] + d[GAIN] * u[uAt];
      out.lu[0] = d[GAIN];
    }

    @Override
    public void curvature(double[] x, int xAt, double[] u, int uAt, double[] d, double[] lambda, int lambdaAt,
        double[] w, Curvature out) {
      out.huu[0] = d[WIND] * lambda[lambdaAt];
    }

    @Override
    public double terminal(double[] x, int xAt, double[] d, double[] w) {
      return d[0] + d[WIND];
    }

    @Override
    public void expandTerminal(double[] x, int xAt, double[] d, double[] w, TerminalExpansion out) {
      out.l = d[0] + d[WIND];
    }

    @Override
    public double horizon(double[] x, int xAt, double[] d, double[] w) {
      return discrete ? 4 : d[GAIN] / 2;
    }

    @Override
    public void difference(double[] x, int xAt, double[] y, int yAt, double[] w, double[] dx, int dxAt) {
      dx[dxAt] = y[yAt] - x[xAt];
      dx[dxAt + 1] = y[yAt + 1] - x[xAt + 1];
    }

    @Override
    public void retract(double[] x, int xAt, double[] dx, int dxAt, double[] w, double[] y, int yAt) {
      y[yAt] = x[xAt] + dx[dxAt];
      y[yAt + 1] = x[xAt + 1] + dx[dxAt + 1];
    }

    @Override
    public void differenceJacobians(double[] x, int xAt, double[] y, int yAt, double[] w, double[] first,
        double[] second) {
      first[0] = first[3] = -1;
      second[0] = second[3] = 1;
    }

    @Override
    public void retractJacobians(double[] x, int xAt, double[] dx, int dxAt, double[] w, double[] first,
        double[] second) {
      first[0] = first[3] = 1;
      second[0] = second[3] = 1;
    }

    @Override
    public void defaults(double[] given, double[] d, double[] w, double[] values) {
      values[0] = given[0] == 1 ? values[0] : 2;
      values[1] = given[1] == 1 ? values[1] : -values[0];
      values[2] = given[2] == 1 ? values[2] : values[0];
      values[3] = given[3] == 1 ? values[3] : 3;
    }

    @Override
    public void setup(double[] d, double[] w, ProblemSetup out) {
      out.start[0] = 1;
      out.start[1] = d[GAIN];
      out.stateLower[0] = out.stateLower[1] = Double.NEGATIVE_INFINITY;
      out.stateUpper[0] = out.stateUpper[1] = d[GAIN];
      out.controlLower[0] = d[LIMITS];
      out.controlUpper[0] = d[LIMITS + 1];
      out.trim[0] = 0.25;
    }

    @Override
    public double guess(double[] d, double[] w, double[] x, int xAt, double[] u, int uAt) {
      return 0;
    }
  }

  /** start x[1] = 7, guess u = t + wind and x[2] = 10 t, expect iterations < 5, expect final(x[1]) = initial(x[1]). */
  private static final class HandRun extends GeneratedRun {
    @Override
    public int workspaceSize() {
      return 3;
    }

    @Override
    public double guess(double[] d, double[] w, double[] x, int xAt, double[] u, int uAt) {
      w[2] = d[0];
      u[uAt] = w[2] + d[WIND];
      x[xAt + 1] = 10 * w[2];
      return 1;
    }

    @Override
    public void start(double[] d, double[] w, double[] x) {
      x[0] = 7;
    }

    @Override
    public void expect(double[] facts, double[] d, double[] w, double[] results) {
      results[0] = facts[2] < 5 ? 1 : 0;
      results[1] = facts[5] == facts[3] ? 1 : 0;
    }
  }

  private final ProblemInstance problem = new ProblemInstance(new Hand(false));

  private static double[] start(ProblemInstance instance) {
    double[] x = new double[2];
    instance.start(x, 0);
    return x;
  }

  @Test
  void defaultsFollowFromOtherParams() {
    assertEquals(0.25, problem.stepSeconds());
    assertArrayEquals(new double[] {-2, 2}, problem.param("limits"));
    ProblemInstance larger = problem.with("gain", 8);
    assertEquals(1, larger.stepSeconds());
    assertArrayEquals(new double[] {-8, 8}, larger.param("limits"));
    assertArrayEquals(new double[] {1, 8}, start(larger));
    ProblemInstance both = larger.with("limits", -1, 4);
    double[] lower = new double[1];
    double[] upper = new double[1];
    both.controlBounds(lower, upper);
    assertEquals(-1, lower[0]);
    assertEquals(4, upper[0]);
    assertArrayEquals(new double[] {2}, problem.param("gain"), "an instance never changes");
  }

  @Test
  void timeStepLengthAndSignalsReachTheCode() {
    double[] next = new double[2];
    assertEquals(3 * 0.25 + 2 * 10, problem.stage(3, new double[] {0, 0}, 0, new double[] {10}, 0, next, 0));
    assertArrayEquals(new double[] {2.5, 0.75}, next);
    assertEquals(1 + 3, problem.terminal(next, 0));
    ProblemInstance constant = problem.with("wind", 5);
    assertEquals(1 + 5, constant.terminal(next, 0));
    ProblemInstance varying = problem.withSignal("wind", 10, 11, 12, 13);
    varying.step(2, new double[2], 0, new double[1], 0, next, 0);
    assertEquals(3, next[1]);
    assertEquals(1 + 13, varying.terminal(next, 0));
    assertEquals(1 + 14, problem.withSignal("wind", 10, 11, 12, 13, 14).terminal(next, 0));
    assertEquals(1 + 5, varying.with("wind", 5).terminal(next, 0), "the last word counts");
    Curvature curvature = new Curvature(varying.dims());
    varying.curvature(1, new double[2], 0, new double[1], 0, new double[] {2, 0}, 0, curvature);
    assertEquals(22, curvature.huu[0]);
    StageExpansion expansion = new StageExpansion(problem.dims());
    problem.expand(2, new double[2], 0, new double[1], 0, expansion);
    assertEquals(0.5, expansion.l);
    assertEquals(2, expansion.lu[0]);
  }

  @Test
  void horizonAndStepsCanBeChosen() {
    assertEquals(0.5, problem.withHorizon(2).stepSeconds());
    ProblemInstance finer = problem.withSteps(10);
    assertEquals(0.1, finer.stepSeconds());
    assertEquals(10, finer.dims().steps());
    assertEquals(10, finer.initialControls().length);
    assertEquals(1 + 3, finer.terminal(new double[2], 0));
    assertThrows(IllegalArgumentException.class, () -> problem.withHorizon(0).check());
    assertThrows(IllegalArgumentException.class, () -> problem.withHorizon(Double.NaN).with("gain", -1).check());
    assertThrows(IllegalArgumentException.class, () -> problem.withSteps(0));
  }

  @Test
  void aProblemWithNextCountsSteps() {
    ProblemInstance discrete = new ProblemInstance(new Hand(true));
    assertEquals(1, discrete.stepSeconds());
    assertEquals(4 + 3, discrete.terminal(new double[2], 0));
    assertThrows(IllegalArgumentException.class, () -> discrete.withHorizon(2));
  }

  @Test
  void aRunBringsStartGuessAndExpectations() {
    assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, problem.initialControls());
    assertEquals(0, problem.expectations(1, 0, 1, new double[10], 2).length);
    ProblemInstance run = problem.withRun(new HandRun()).withSignal("wind", 1, 2, 3, 4);
    assertArrayEquals(new double[] {1, 2.25, 3.5, 4.75}, run.initialControls());
    assertArrayEquals(new double[] {7, 2}, start(run));
    assertArrayEquals(new double[] {5, 6}, start(run.withStart("x", 5, 6)), "the caller's start counts most");
    assertArrayEquals(new boolean[] {true, true}, run.expectations(1, 0, 4, new double[10], 2));
    double[] X = new double[10];
    X[8] = 1;
    assertArrayEquals(new boolean[] {false, false}, run.expectations(1, 0, 5, X, 2));
  }

  @Test
  void boundsOfStatesAreShownAndMeasured() {
    assertEquals(List.of("x[1]", "x[2]"), problem.limitedStates());
    assertEquals(List.of(), problem.withHorizon(1).with("gain", Double.POSITIVE_INFINITY).limitedStates());
    assertEquals(2, problem.stateUpper()[1]);
    assertEquals(Double.NEGATIVE_INFINITY, problem.stateLower()[0]);
  }

  @Test
  void guessedStatesFollowTheirGuessAndOthersTheirStart() {
    InitialGuess none = problem.initialGuess();
    assertTrue(!none.hasStates);
    assertArrayEquals(new double[] {1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, none.X);
    InitialGuess guess = problem.withRun(new HandRun()).initialGuess();
    assertTrue(guess.hasStates);
    assertArrayEquals(new double[] {7, 2, 7, 2.5, 7, 5, 7, 7.5, 7, 10}, guess.X);
    assertArrayEquals(new double[] {3, 3.25, 3.5, 3.75}, guess.U);
  }

  @Test
  void violationsOfLimitsAreNamedWorstFirst() {
    ProblemInstance problem = new ProblemInstance(new Hand(false)).withSteps(2);
    double[] U = {2, -2};
    assertEquals(List.of(), problem.violations(new double[] {1, 2, -9, 2, 0, -9}, U));
    assertEquals(0, problem.maxViolation(new double[] {1, 2, -9, 2, 0, -9}, U));
    double[] X = {1, 2.5, -9, 3, 0, 2};
    assertEquals(List.of(new Violation("x[2]", 1, 1, 1)), problem.violations(X, U));
    U[1] = -3.5;
    assertEquals(List.of(new Violation("u", 1, 1, 1.5), new Violation("x[2]", 1, 1, 1)), problem.violations(X, U));
    X[5] = Double.NaN;
    assertEquals(new Violation("x[2]", 1, 2, Double.NaN), problem.violations(X, U).getFirst());
    assertTrue(Double.isNaN(problem.maxViolation(X, U)));
  }

  @Test
  void mistakesAreNamed() {
    refused(() -> problem.with("gian", 1), "gian", "gain", "limits", "wind");
    refused(() -> problem.with("x", 1, 2), "x", "gain");
    refused(() -> problem.withStart("gain", 1), "gain", "[x]");
    refused(() -> problem.withSignal("gain", 1), "gain", "[wind]");
    refused(() -> problem.with("limits", 1), "limits [2] takes 2", "found 1");
    refused(() -> problem.withStart("x", 1, 2, 3), "takes 2", "found 3");
    refused(() -> problem.withSignal("wind", 1, 2, 3), "takes 4", "found 3");
    refused(() -> problem.with("gain", Double.NaN), "gain", "NaN");
    refused(() -> start(problem.with("limits", 3, 2)), "u", "3.0", "2.0");
    refused(() -> problem.param("u"), "u", "gain");
  }

  private static void refused(Runnable mistake, String... words) {
    String message = assertThrows(IllegalArgumentException.class, mistake::run).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }

  @Test
  void aForkIsEqualAndApart() {
    ProblemInstance one = problem.with("gain", 4).withSignal("wind", 1, 2, 3, 4);
    ProblemInstance other = one.fork();
    assertNotSame(one, other);
    double[] next = new double[2];
    double expected = one.stage(2, new double[2], 0, new double[] {1}, 0, next, 0);
    one.terminal(next, 0);
    assertEquals(expected, other.stage(2, new double[2], 0, new double[] {1}, 0, next, 0));
  }
}
