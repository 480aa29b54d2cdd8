/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.costate.runtime.fixtures.Classics;
import org.costate.runtime.fixtures.Classics.Classic;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IpSolverTest {
  static Classic[] classics() {
    return new Classic[] {
      Classics.brysonDenham(), Classics.doubleIntegratorTime(), Classics.brachistochrone(), Classics.vanDerPol(),
      Classics.pendulum(), Classics.cartPole(), Classics.goddard(), Classics.unicycle(), Classics.freeFlyingRobot(),
      Classics.hangGlider()
    };
  }

  @ParameterizedTest
  @MethodSource("classics")
  void classicsAreSolvedFromThePlainGuess(Classic classic) {
    SolveReport report =
        new IpSolver(classic.problem(), IpOptions.defaults().withIterations(100)).solve(classic.problem().guess(),
            i -> {});
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(classic.optimum(), report.cost(), classic.tolerance() * Math.abs(classic.optimum()));
    assertTrue(report.kkt().violation() <= 1e-8, () -> report.kkt().toString());
    assertTrue(report.kkt().stationarity() <= 1e-6, () -> report.kkt().toString());
    assertTrue(report.kkt().complementarity() <= 1e-6, () -> report.kkt().toString());
  }
}
