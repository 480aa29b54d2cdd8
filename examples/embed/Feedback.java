/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.costate.Costate;
import org.costate.Evaluator;
import org.costate.FeedbackPolicy;
import org.costate.Problem;
import org.costate.Solution;

/** Follows a reference that the program makes up, and runs the feedback policy of the solution against a disturbance. */
public final class Feedback {
  private Feedback() {}

  public static void main(String[] args) throws IOException {
    Problem follow = Costate.load(Path.of("tracking/tracking.ctl")).problem();
    double[] reference = new double[follow.steps()];
    for (int k = 0; k < reference.length; k++) {
      reference[k] = Math.sin(2 * Math.PI * k / reference.length);
    }
    Problem wave = follow.signal("ref", reference);
    Solution plan = wave.solve();
    System.out.printf(Locale.ROOT, "planned: off by %.2f at the end%n", miss(plan.state("z"), reference));

    // Half a metre off at the start: the plan alone stays wrong, with its gains it comes back.
    System.out.printf(Locale.ROOT, "open loop: off by %.2f%n", miss(simulate(wave, plan, false), reference));
    System.out.printf(Locale.ROOT, "feedback: off by %.2f%n", miss(simulate(wave, plan, true), reference));
  }

  private static double miss(double[] z, double[] reference) {
    return Math.abs(z[reference.length] - reference[reference.length - 1]);
  }

  private static double[] simulate(Problem problem, Solution plan, boolean feedback) {
    Evaluator evaluator = problem.evaluator();
    FeedbackPolicy policy = plan.policy();
    double[] x = evaluator.start();
    x[0] += 0.5;
    double[] z = new double[problem.steps() + 1];
    for (int k = 0; k < problem.steps(); k++) {
      z[k] = x[0];
      x = evaluator.step(k, x, feedback ? policy.control(k, x) : plan.controlAt(k));
    }
    z[problem.steps()] = x[0];
    return z;
  }
}
