/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ddp.DdpOptions;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static final Problem LQR = Costate.compile("lqr.ctl", Programs.LQR).problem();
  private static final Problem FOLLOW = Costate.compile("follow.ctl", Programs.FOLLOW).problem();
  private static final Problems BLOCKS = Costate.compile("blocks.ctl", Programs.BLOCKS);

  @Test
  void solvesAProblemWithoutABlockByIlqr() {
    Solution solution = LQR.solve();
    assertEquals("ilqr", LQR.method());
    assertTrue(solution.converged());
    assertEquals(Math.sqrt(3), solution.objective(), 1e-3);
    assertTrue(solution.iterations() <= 2, "a linear-quadratic problem takes one sweep");
    assertEquals(0, solution.maxViolation());
  }

  @Test
  void aParamChangesTheCopyOnly() {
    Problem heavier = LQR.with("weight", 4);
    assertTrue(heavier.solve().objective() > LQR.solve().objective() + 0.5);
    assertArrayEquals(new double[] {1}, LQR.param("weight"));
    assertArrayEquals(new double[] {4}, heavier.param("weight"));
  }

  @Test
  void theOptimumOfALinearQuadraticProblemGrowsWithTheSquareOfTheStart() {
    double once = LQR.solve().objective();
    assertEquals(9 * once, LQR.start("x", 3, 0).solve().objective(), 1e-8);
    assertEquals(9 * once, LQR.start("x[1]", 3).solve().objective(), 1e-8);
    assertArrayEquals(new double[] {3, 0}, LQR.start("x[1]", 3).solve().stateAt(0));
  }

  @Test
  void elementsOfAMatrixAreSetByTheirIndices() {
    Problem reach = BLOCKS.problem("Reach").with("A[1, 2]", 7).with("A[2,1]", -1).with("goal", 3, 4);
    assertArrayEquals(new double[] {1, 7, -1, 1}, reach.param("A"));
    assertArrayEquals(new double[] {3, 4}, reach.param("goal"));
  }

  @Test
  void aSignalHasOneValueAStep() {
    Solution solution = FOLLOW.signal("ref", 0, 1, 2, 3).solve();
    assertArrayEquals(new double[] {0, 1, 2, 3}, java.util.Arrays.copyOf(solution.state("x"), 4), 1e-2);
    assertArrayEquals(new double[] {0, 1, 1, 1}, java.util.Arrays.copyOf(FOLLOW.signal("ref", 1).solve().state("x"), 4),
        1e-2);
    assertArrayEquals(
        solution.state("x"), FOLLOW.signal("ref", new double[][] {{0}, {1}, {2}, {3}}).solve().state("x"));
  }

  @Test
  void everyRowOfASignalHasItsSize() {
    Problem problem = Costate.compile("signal.ctl", """
        problem P {
          signal s[2] = 0;
          state x;
          control u;
          dynamics { next(x) = x + u; }
          horizon 2 steps 2;
          start x = 0;
          minimize { running (u - s[1])^2 + s[2]*u; }
        }
        """).problem();
    assertRefused("rows of 2", () -> problem.signal("s", new double[][] {{1, 2, 3}, {4}}));
  }

  @Test
  void limitsOfStatesAreRefusedAndNeverIgnored() {
    Problem problem = Costate.compile("limits.ctl", """
        problem P {
          param top = 0.5;
          state x[2] in [-inf, [inf, top]];
          control u;
          dynamics { next(x) = x + u; }
          horizon 2 steps 2;
          start x = 0;
          minimize { running u^2; terminal sumsq(x - 3); }
        }
        """).problem();
    assertRefused("x[2]", problem::check);
    assertRefused("x[2]", problem::solve);
    assertRefused("x[2]", () -> problem.solve(DdpOptions.defaults()));
    assertTrue(problem.with("top", Double.POSITIVE_INFINITY).solve().converged());
  }

  @Test
  void theGuessOfAProblemCountsWithAndWithoutABlock() {
    Problem problem = Costate.compile("guess.ctl", """
        problem P {
          param p = 3;
          state x;
          control u = 0.5;
          control v[2] = 0.25;
          dynamics { next(x) = x + u + sum(v); }
          horizon 2 steps 2;
          start x = 0;
          guess u = p + t, v[2] = 7;
          minimize { running u^2 + sumsq(v); }
        }
        solve P as block using ilqr { guess v = [1, 2]; }
        solve P as bare using ilqr {}
        """).problem("P");
    IlqrOptions stop = IlqrOptions.defaults().withIterations(0);
    for (Problem same : List.of(problem, problem.run("bare"))) {
      assertArrayEquals(new double[] {3, 0.25, 7}, same.solve(stop).controlAt(0));
      assertArrayEquals(new double[] {4, 0.25, 7}, same.solve(stop).controlAt(1));
    }
    assertArrayEquals(new double[] {4, 1, 2}, problem.run("block").solve(stop).controlAt(1));
  }

  @Test
  void theGuessIsWhereTheSolverBegins() {
    Problem stopped = FOLLOW.signal("ref", 1).guess("u", 0.1, 0.2, 0.3, 0.4);
    Solution solution = stopped.solve(IlqrOptions.defaults().withIterations(0));
    assertEquals(SolverStatus.ITERATION_LIMIT, solution.status());
    assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0.4}, solution.control("u"));
    assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5},
        FOLLOW.signal("ref", 1).guess("u", 0.5).solve(IlqrOptions.defaults().withIterations(0)).control("u"));
  }

  @Test
  void aWarmStartFromTheSolutionConvergesAtOnce() {
    Solution cold = LQR.start("x", 5, -2).solve();
    Solution warm = LQR.start("x", 5, -2).warmStart(cold).solve();
    assertTrue(warm.iterations() <= 1);
    assertArrayEquals(cold.control("u"), warm.control("u"), 1e-6);
    assertThrows(IllegalArgumentException.class, () -> LQR.steps(7).warmStart(cold));
  }

  @Test
  void anotherNumberOfStepsCoversTheSameTime() {
    Solution solution = LQR.steps(50).solve();
    assertEquals(50, solution.steps());
    assertEquals(5, solution.time()[50], 1e-12);
    assertEquals(Math.sqrt(3), solution.objective(), 5e-3);
  }

  @Test
  void bothMethodsFindTheSameOptimum() {
    double ilqr = LQR.solve(IlqrOptions.defaults()).objective();
    assertEquals(ilqr, LQR.solve(DdpOptions.defaults()).objective(), 1e-9);
  }

  @Test
  void theObserverHearsOfEachIteration() {
    List<Integer> numbers = new ArrayList<>();
    Solution solution = LQR.solve(i -> numbers.add(i.number));
    assertTrue(!numbers.isEmpty() && numbers.size() <= solution.iterations());
    assertEquals(1, numbers.getFirst());
  }

  @Test
  void everyBlockIsARun() {
    assertEquals(List.of("quick", "exact"), BLOCKS.runs().stream().map(p -> p.run().orElseThrow().name()).toList());
    assertEquals(List.of("ilqr", "ddp"), BLOCKS.runs().stream().map(Problem::method).toList());
    assertTrue(BLOCKS.problem().run().isEmpty(), "two blocks: none is the problem's own");
    assertTrue(BLOCKS.problem().run("quick").solve().expectationsHold());
    assertThrows(IllegalArgumentException.class, () -> BLOCKS.problem().run("slow"));
  }

  @Test
  void expectationsAreReportedWithTheirText() {
    Solution solution = BLOCKS.problem().run("exact").solve();
    assertTrue(solution.converged());
    assertEquals(List.of(new Expectation("iterations > 1000", 13, false)), solution.expectations());
  }

  @Test
  void knowsItsVariables() {
    assertEquals(List.of("x"), BLOCKS.problem().variables(Kind.STATE).stream().map(v -> v.name()).toList());
    assertEquals("Where the cart is.", BLOCKS.problem().variables(Kind.STATE).getFirst().doc());
    assertEquals(List.of(2, 2), BLOCKS.problem().variables(Kind.PARAM).getLast().shape());
  }

  @Test
  void valuesMustFitTogetherOnlyWhenAllAreSet() {
    Problem problem = Costate.compile("limits.ctl", """
        problem Limits {
          param low = -1; param high = 1; param T = 1;
          state x; control u in [low, high];
          dynamics { der(x) = u; }
          horizon T steps 4;
          start x = 0;
          minimize { running l: (u - 9)^2; }
        }
        """).problem();
    Problem shifted = problem.with("low", 5).with("high", 6);
    assertArrayEquals(new double[] {6, 6, 6, 6}, shifted.solve().control("u"), 1e-9);
    assertRefused("[5.0, 1.0]", () -> problem.with("low", 5).solve());
    assertRefused("[5.0, 1.0]", () -> problem.with("low", 5).check());
    assertRefused("-2.0 s", () -> problem.with("T", -2).solve());
  }

  @Test
  void wrongNamesAndCountsNameWhatIsKnown() {
    assertRefused("weight", () -> LQR.with("mass", 1));
    assertRefused("2", () -> LQR.start("x", 1));
    assertRefused("1..2", () -> LQR.start("x[3]", 1));
    assertRefused("indices", () -> LQR.start("x[1, 1]", 1));
    assertRefused("ref", () -> FOLLOW.signal("r", 1));
    assertRefused("4", () -> FOLLOW.signal("ref", 1, 2, 3));
    assertRefused("u", () -> FOLLOW.guess("v", 1));
    assertRefused("4", () -> FOLLOW.guess("u", 1, 2, 3));
  }

  private static void assertRefused(String fact, Runnable setter) {
    String message = assertThrows(IllegalArgumentException.class, setter::run).getMessage();
    assertTrue(message.contains(fact), message);
  }
}
