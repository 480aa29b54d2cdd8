/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ilqr;

import java.util.Map;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SweepContract;
import org.junit.jupiter.api.Test;

class IlqrSolverTest extends SweepContract {
  @Override
  protected MethodSchema schema() {
    return MethodSchemas.ILQR;
  }

  @Override
  protected Solver solver(OptimalControlProblem problem, Map<String, String> options) {
    return new IlqrSolver(problem, IlqrOptions.parse(options));
  }

  @Test
  void swingsUpTheCartPole() {
    assertReaches(ReferenceProblems.b1(), 1.411493, 700);
    assertReaches(ReferenceProblems.b2(), 1.484706, 300);
  }

  @Test
  void swingsUpTheAcrobot() {
    assertReaches(ReferenceProblems.b4(), 1.003229, 800);
    assertReaches(ReferenceProblems.b5(), 1.037542, 250);
  }

  @Test
  void parksTheCarInTheLocalMinimumKnownOfIlqr() {
    assertReaches(ReferenceProblems.b8(), 1.905168, 250);
  }
}
