/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MpcCommandTest extends CommandLineTest {
  private static final String HOLD = """
      problem Hold {
        param   drag = 0;
        state   x;
        control u in [-1, 1];
        dynamics { der(x) = u - drag*x; }
        horizon 2 steps 20;
        start x = 1;
        minimize { running hold: x^2 + 0.1*u^2; }
      }

      mpc Hold using ilqr { rate = 20 [Hz]; duration = 5 [s]; iterations = 3; expect abs(final(x)) <= 0.1; }
      mpc Hold as poor using ilqr { duration = 1; expect abs(final(x)) >= 2; }
      """;

  @Test
  void aBlockIsRunAndReported() throws IOException {
    String file = file("hold.ctl", HOLD);
    Outcome text = run("mpc", file, "Hold", "--plant-set", "drag=0.5", "--push", "1:x=1");
    assertEquals(ExitCode.OK, text.code(), text.err());
    assertTrue(text.out().startsWith("Hold, controller mpc using ilqr, 20 plans a second, 1 run\n"), text.out());
    assertTrue(text.out().contains("100 ticks; a plan took p50 "), text.out());
    assertTrue(text.out().contains("plans that ended "), text.out());
    Outcome json = run("mpc", file, "Hold", "--json");
    assertTrue(json.out().contains("\"ticks\":100,\"p50_ms\":"), json.out());
    assertTrue(json.out().contains("\"expectations_hold\":true"), json.out());
  }

  @Test
  void aFailedExpectationIsTheExitCode() throws IOException {
    Outcome failed = run("mpc", file("hold.ctl", HOLD), "poor");
    assertEquals(ExitCode.EXPECT_FAILED, failed.code());
    assertTrue(failed.out().contains("FAILS in 1 of 1: abs(final(x)) >= 2 (line 12)"), failed.out());
  }

  @Test
  void namesAreFoundAndSolvePointsHere() throws IOException {
    String file = file("hold.ctl", HOLD);
    assertEquals("costate: " + file + " has no solve block, but an mpc block\n  hint: costate mpc " + file + "\n",
        run("solve", file).err());
    assertTrue(run("mpc", file).err().contains("hint: name one: Hold, poor"), run("mpc", file).err());
    assertTrue(run("mpc", file, "por").err().contains("did you mean `poor`?"));
    String solveOnly = file("solve.ctl",
        HOLD.replace("mpc Hold using", "solve Hold using")
            .replace("mpc Hold as", "solve Hold as")
            .replace("rate = 20 [Hz]; duration = 5 [s];", "")
            .replace("duration = 1;", ""));
    assertTrue(run("mpc", solveOnly).err().contains("has no mpc block"), run("mpc", solveOnly).err());
    Outcome free = run("mpc", file("free.ctl", HOLD.replace("start x = 1", "start x free")), "Hold");
    assertEquals(ExitCode.WRONG_PROGRAM, free.code());
    assertTrue(free.err().contains("the start of x is free"), free.err());
  }
}
