/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulateCommandTest extends CommandLineTest {
  private static final String DRIFT = """
      problem Drift {
        param   gain = 1;
        state   x;
        control u in [-5, 5];
        noise   w ~ normal(0, 0.5);
        noise   e ~ normal(0, 0.1);
        observe seen = x + e;
        terminate when far: abs(x) > 50;
        dynamics { der(x) = gain*u + w; }
        horizon 1 steps 10;
        start x = 1;
        minimize { running x^2 + 0.1*u^2; }
      }

      solve Drift using ilqr {}
      """;

  @Test
  void theSameSeedPrintsTheSameAndOthersDoNot() throws IOException {
    String file = file("drift.ctl", DRIFT);
    Outcome first = run("simulate", file, "--runs", "3", "--seed", "4", "--json");
    assertEquals(ExitCode.OK, first.code(), first.err());
    assertEquals(first.out(), run("simulate", file, "--runs", "3", "--seed", "4", "--json").out());
    assertNotEquals(first.out(), run("simulate", file, "--runs", "3", "--seed", "5", "--json").out());
    assertTrue(first.out().contains("\"controller\":\"gains\""), first.out());
    Outcome text = run("simulate", file, "--runs", "3", "--controller", "open");
    assertTrue(text.out().contains("controller open, 3 runs"), text.out());
    assertTrue(text.out().contains("objective: mean "), text.out());
  }

  @Test
  void theTableHasEveryRunWithWhatWasSeen() throws IOException {
    Path csv = folder.resolve("runs.csv");
    Outcome done = run("simulate", file("drift.ctl", DRIFT), "--runs", "2", "--out", csv.toString());
    assertEquals(ExitCode.OK, done.code(), done.err());
    List<String> lines = Files.readAllLines(csv).stream().filter(line -> !line.startsWith("# ")).toList();
    assertEquals("run,t [s],x,u,seen", lines.getFirst());
    assertEquals(1 + 2 * 11, lines.size());
    assertTrue(lines.get(1).startsWith("1,0.0,1.0,"), lines.get(1));
    assertTrue(lines.get(11).endsWith(",,"), lines.get(11));
  }

  @Test
  void aPushMovesThePlantAndMayEndTheRun() throws IOException {
    Outcome pushed = run("simulate", file("drift.ctl", DRIFT), "--push", "0.45:x=100");
    assertEquals(ExitCode.OK, pushed.code(), pushed.err());
    assertTrue(pushed.out().contains("ended by `far`: 1"), pushed.out());
    assertTrue(pushed.out().contains(" 0.4500    x "), pushed.out());
  }

  @Test
  void wrongOptionsAreExplained() throws IOException {
    String file = file("drift.ctl", DRIFT);
    assertEquals("costate: --push x=1: expected TIME:STATE=CHANGE\n  hint: for example --push 1.5:v=0.3\n",
        run("simulate", file, "--push", "x=1").err());
    assertTrue(run("simulate", file, "--push", "1:y=1").err().contains("has no `y` here"));
    assertTrue(run("simulate", file, "--plant-set", "gai=1").err().contains("has no `gai` here"));
    assertTrue(run("simulate", file, "--seed", "x").err().contains("expected a whole number"));
    assertTrue(run("simulate", file, "--controller", "gain").err().contains("did you mean `gains`?"));
    assertTrue(run("simulate", file, "--runs", "0").err().contains("expected at least 1"));
    assertEquals(ExitCode.USAGE, run("simulate", file, "--substeps", "0").code());
  }
}
