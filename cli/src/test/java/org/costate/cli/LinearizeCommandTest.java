/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LinearizeCommandTest extends CommandLineTest {
  private static final String GLIDE = """
      problem Glide {
        state p; state v;
        control a = 0;
        noise w ~ normal(0, 0.5);
        noise e ~ normal(0, 0.1);
        observe seen = p + e;
        dynamics { der(p) = v; der(v) = a + w; }
        horizon 5 steps 50;
        start p = 1, v = 0;
        minimize { running p^2 + a^2; }
      }

      solve Glide using ilqr {}
      """;

  @Test
  void everythingIsPrinted() throws IOException {
    Outcome text = run("linearize", file("glide.ctl", GLIDE));
    assertEquals(ExitCode.OK, text.code(), text.err());
    for (String part : new String[] {"Glide around x = [1, 0], u = [0]\n", "states: p, v\n", "A, continuous:\n",
      "B of a step:\n", "poles: 0, 0\n", "controllable: 2 of 2", "observable: 2 of 2", "LQR gain K",
      "poles of the closed loop, of a step: ", "Kalman gain L:\n"}) {
      assertTrue(text.out().contains(part), part + " in " + text.out());
    }
  }

  @Test
  void pointsAndWeightsAreChosen() throws IOException {
    String file = file("glide.ctl", GLIDE);
    assertTrue(run("linearize", file, "--at", "trim", "--json").out().contains("\"x\":[1.0,0.0]"));
    assertTrue(run("linearize", file, "--at", "end", "--json").out().contains("\"closed_loop_poles\":[["));
    Outcome weights = run("linearize", file, "--q", "1,0", "--r", "1", "--json");
    assertTrue(weights.out().contains("\"K\":[[0.93174"), weights.out());
    assertTrue(run("linearize", file, "--at", "midway").err().contains("expected start, trim, end or a time"));
    assertTrue(run("linearize", file, "--q", "1,2").err().contains("--q and --r belong together"));
    assertTrue(run("linearize", file, "--q", "1", "--r", "1").err().contains("expected 2 and 1"));
  }
}
