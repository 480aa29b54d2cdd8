/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.sampling.CemOptions;
import org.junit.jupiter.api.Test;

class SamplingLanesTest {
  private static final String DRIFT = """
      model Drift {
        state x;
        control u in [-1, 1];
        dynamics { next(x) = 0.99*x + 0.1*sin(u) - 0.01*x^3; }
      }
      problem Hold for Drift {
        horizon 500 steps 500;
        start x = 2;
        minimize { running far: (x - 0.5)^2; terminal end: x^2; }
        constraints { path low: x <= 1.5 soft 3; }
      }
      """;

  /** Simulates one sample after the other. */
  private static final class OneByOne extends ForwardingProblem {
    OneByOne(OptimalControlProblem original) {
      super(original);
    }

    @Override
    public Optional<OptimalControlProblem> forAnotherThread() {
      return original.forAnotherThread().map(OneByOne::new);
    }
  }

  /** Long enough for samples to be simulated together, see Population; 101 of them do not divide into equal blocks. */
  @Test
  void manySamplesAtATimeGiveTheBitsOfOneByOne() {
    ProblemInstance problem = Costate.compile("drift.ctl", DRIFT).problem("Hold").instance();
    assertTrue(problem.lanes(1).isPresent());
    CemOptions options =
        CemOptions.parse(Map.of("samples", "101", "iterations", "1000", "hold", "500", "tolerance", "0", "seed", "3"));
    SolveReport together = options.solver(problem).solve(problem.initialControls(), IterationObserver.NONE);
    SolveReport oneByOne =
        options.solver(new OneByOne(problem)).solve(problem.initialControls(), IterationObserver.NONE);
    assertArrayEquals(oneByOne.trajectory().X, together.trajectory().X);
    assertArrayEquals(oneByOne.trajectory().U, together.trajectory().U);
    assertEquals(oneByOne.iterations(), together.iterations());
  }
}
