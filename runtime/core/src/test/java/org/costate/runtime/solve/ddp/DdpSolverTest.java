/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.fixtures.ReferenceProblems.Reference;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.SweepContract;
import org.junit.jupiter.api.Test;

class DdpSolverTest extends SweepContract {
  @Override
  protected MethodSchema schema() {
    return MethodSchemas.DDP;
  }

  @Override
  protected Solver solver(OptimalControlProblem problem, Map<String, String> options) {
    return new DdpSolver(problem, DdpOptions.parse(options));
  }

  @Test
  void swingsUpTheCartPole() {
    assertReaches(ReferenceProblems.b1(), 1.411493, 80);
    assertReaches(ReferenceProblems.b2(), 1.484706, 100);
  }

  @Test
  void swingsUpTheAcrobot() {
    assertReaches(ReferenceProblems.b4(), 1.003229, 350);
    assertReaches(ReferenceProblems.b5(), 1.037542, 200);
  }

  @Test
  void parksTheCar() {
    assertReaches(ReferenceProblems.b8(), 1.436101, 200);
  }

  /**
   * The gradient in the metric of the inverse Hessian, sqrt(g' H^-1 g), is the square root of twice the expected reduction. The largest
   * entry of g itself dips and rises on the way, since the Hessian of B1 is ill-conditioned.
   */
  @Test
  void convergesQuadraticallyAtTheEnd() {
    Reference b1 = ReferenceProblems.b1();
    List<Double> norms = decrements(b1.problem(), b1.controls(), "1e-10");
    int last = norms.size() - 1;
    int large = last;
    while (norms.get(large) < 1e-3) {
      large--;
    }
    assertTrue(last - large == 2 || last - large == 3, norms::toString);
    assertTrue(norms.get(last) < 1e-5, norms::toString);
    for (int i = large + 1; i <= last; i++) {
      double ratio = norms.get(i) / (norms.get(i - 1) * norms.get(i - 1));
      assertTrue(ratio < 1e3, () -> "ratio " + ratio + " of " + norms);
    }
  }

  /** On a manifold, with a free final time: only with exact second derivatives in the tangent, the start's step included. */
  @Test
  void convergesQuadraticallyWithAFreeStartOnAManifold() {
    List<Double> norms = decrements(new Attitude(10), new double[60], "1e-9");
    int last = norms.size() - 1;
    assertTrue(norms.get(last - 2) > 1e-3 && norms.get(last) < 1e-6, norms::toString);
    for (int i = last - 1; i <= last; i++) {
      double ratio = norms.get(i) / (norms.get(i - 1) * norms.get(i - 1));
      assertTrue(ratio < 10, () -> "ratio " + ratio + " of " + norms);
    }
  }

  private List<Double> decrements(OptimalControlProblem problem, double[] controls, String tolerance) {
    Map<String, String> options = Map.of("tolerance", "0", "gradient_tolerance", tolerance);
    List<Double> norms = new ArrayList<>();
    SolveReport report = solver(problem, options)
        .solve(controls, i -> norms.add(Math.sqrt(2 * i.expectedReduction) / i.stepSize));
    assertEquals(SolverStatus.CONVERGED, report.status());
    return norms;
  }

  @Test
  void nanInTheCurvatureIsLocated() {
    SolveReport report = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt,
          Curvature out) {
        super.curvature(k, x, xAt, u, uAt, lambda, lambdaAt, out);
        out.hxx[3] = k == 11 ? Double.NaN : 0;
      }
    }).solve(new double[60]);
    assertNotFinite(report, Quantity.CURVATURE, 0, 11);
  }
}
