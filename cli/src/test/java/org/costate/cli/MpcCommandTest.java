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

  /** One loop: all but what a clock says is the same. */
  @Test
  void simulateWithThisControllerIsTheSameRun() throws IOException {
    String file = file("hold.ctl", HOLD);
    Outcome simulated = run("simulate", file, "Hold", "--controller", "mpc", "--push", "1:x=1");
    assertEquals(ExitCode.OK, simulated.code(), simulated.err());
    assertEquals(timeless(run("mpc", file, "Hold", "--push", "1:x=1").out()), timeless(simulated.out()));
    assertTrue(run("simulate", file, "--controller", "mpc").err().contains("hint: name one: Hold, poor"));
    assertEquals(ExitCode.EXPECT_FAILED, run("simulate", file, "poor", "--controller", "mpc").code());
  }

  private static String timeless(String out) {
    return out.replaceAll("took .* ms", "");
  }

  @Test
  void thePlantOfAnotherFileIsRun() throws IOException {
    String file = file("hold.ctl", HOLD);
    String plant = file("plant.ctl", HOLD.substring(0, HOLD.indexOf("mpc Hold")).replace("start x = 1", "start x = 3")
        + HOLD.substring(0, HOLD.indexOf("mpc Hold")).replace("Hold", "Heavy").replace("- drag*x", "- 2*x"));
    Outcome other = run("mpc", file, "poor", "--plant", plant + ":Heavy");
    assertEquals(ExitCode.EXPECT_FAILED, other.code(), other.err());
    assertTrue(run("mpc", file, "Hold", "--plant", plant).err().contains("hint: name one: --plant " + plant + ":Hold"));
    assertTrue(run("mpc", file, "Hold", "--plant", plant + ":Heav").err().contains("did you mean `Heavy`?"));
    String wide = file("wide.ctl", HOLD.substring(0, HOLD.indexOf("mpc Hold"))
        .replace("control u", "control v")
        .replace("u -", "v -")
        .replace("u^2", "v^2"));
    Outcome misfit = run("mpc", file, "Hold", "--plant", wide);
    assertEquals(ExitCode.USAGE, misfit.code());
    assertEquals("costate: the plant Hold does not fit Hold: control 1 is `v` in the plant, expected `u`\n",
        misfit.err());
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
