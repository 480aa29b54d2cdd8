/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.costate.Costate;

/** The shortest use: load, change what you like, solve, read by name. */
public final class SwingUp {
  private SwingUp() {}

  public static void main(String[] args) throws IOException {
    var problem = Costate.load(Path.of("pendulum/pendulum.ctl")).problem("SwingUp").with("m", 1.1).start("theta", 0.1);
    var solution = problem.solve();
    double[] tau = solution.control("tau");

    double[] theta = solution.state("theta");
    System.out.printf(Locale.ROOT, "%s, %d torques%n", solution.status().text(), tau.length);
    System.out.printf(Locale.ROOT, "the pendulum ends at height %.2f%n", 1 - Math.cos(theta[theta.length - 1]));
  }
}
