/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.costate.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Teachers who plan. */
class TeachingTest extends CommandLineTest {
  /** The best of all controls is the gain of the Riccati equation, -0.6180 (goal - x), over a long horizon. */
  private static final String PROGRAM = """
      model Walk {
        param goal ~ uniform(-1, 1);
        state x;
        control u in [-2, 2];
        dynamics { next(x) = x + u; }
      }
      problem World for Walk {
        horizon 12 steps 12;
        start x ~ uniform(-1, 1);
        observe gap = x - goal;
        terminate when away: abs(x) > 4;
        minimize { running (x - goal)^2 + u^2; }
      }
      problem Ahead for Walk {
        horizon 15 steps 15;
        start x = 0;
        minimize { running (x - goal)^2 + u^2; }
      }
      problem Other {
        state x[2];
        control u;
        dynamics { next(x) = x + [u, u]; }
        horizon 5 steps 5;
        start x = [0, 0];
        minimize { running sumsq(x) + u^2; }
      }
      mpc Ahead as pilot using ilqr { rate = 1; iterations = 2; }
      solve Ahead as course using ilqr { }
      solve Other using ilqr { }
      policy Net for World {
        input gap;
        output u = dense(gap, units = 1);
      }
      train Net using METHOD {
        OPTIONS
        updates = 400;
        rate = 2e-2;
        teacher { run = PLANNER; }
        evaluate { episodes = 20; }
      }
      """;

  private Outcome train(String method, String options, String planner, String out) throws IOException {
    String text = PROGRAM.replace("METHOD", method).replace("OPTIONS", options).replace("PLANNER", planner);
    return run("train", file(method + ".ctl", text), "-o", folder.resolve(out).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bc pilot", "bc course", "dagger pilot", "dagger course", "plato pilot"})
  void whatAPlannerDoesIsLearned(String words) throws IOException {
    String[] word = words.split(" ", 2);
    Outcome trained = train(word[0], "", word[1], "out");
    assertEquals(ExitCode.OK, trained.code(), trained.out() + trained.err());
    Policy policy = Policy.load(folder.resolve("out").resolve("seed-0").resolve("policy.npz"));
    double gain = (Math.sqrt(5) - 1) / 2;
    assertEquals(-0.5 * gain, policy.act(0.5)[0], 5e-3);
    assertEquals(0.3 * gain, policy.act(-0.3)[0], 5e-3);
  }

  /** Without a weight PLATO is a teacher who drives, bit for bit. */
  @Test
  void aTeacherWhoPaysNothingDrives() throws IOException {
    assertEquals(ExitCode.OK, train("plato", "weight = 0; rounds = 2;", "pilot", "free").code());
    assertEquals(ExitCode.OK,
        train("dagger", "mix = 1; rounds = 2; episodes = 10;", "pilot", "driven").code());
    assertArrayEquals(Files.readAllBytes(policy("free")), Files.readAllBytes(policy("driven")));
  }

  private Path policy(String name) {
    return folder.resolve(name).resolve("seed-0").resolve("policy.npz");
  }

  @Test
  void aResumedRunIsAnUnbrokenOne() throws IOException {
    assertEquals(ExitCode.OK, train("plato", "rounds = 3;", "pilot", "whole").code());
    assertEquals(ExitCode.OK, train("plato", "rounds = 1;", "pilot", "cut").code());
    Outcome resumed = run("train", folder.resolve("plato.ctl").toString(), "--option", "rounds=3", "--resume", "-o",
        folder.resolve("cut").toString());
    assertEquals(ExitCode.OK, resumed.code(), resumed.err());
    assertArrayEquals(Files.readAllBytes(policy("whole")), Files.readAllBytes(policy("cut")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pilto: unknown run", "Other: plans for other states or controls",
    "course: plans once an episode"})
  void aPlannerThatCannotTeachIsNamed(String words) throws IOException {
    String[] parts = words.split(": ", 2);
    Outcome refused = train("plato", "", parts[0], "none");
    assertEquals(ExitCode.WRONG_PROGRAM, refused.code(), refused.out());
    assertTrue(refused.err().contains(parts[1]), refused.err());
  }

  @Test
  void platoAsksForAPlanner() throws IOException {
    String text = PROGRAM.replace("METHOD", "plato").replace("OPTIONS", "").replace("run = PLANNER", "u = -x");
    Outcome refused = run("train", file("formulas.ctl", text));
    assertEquals(ExitCode.WRONG_PROGRAM, refused.code(), refused.out());
    assertTrue(refused.err().contains("error[E0811]: `plato` needs a teacher who plans"), refused.err());
  }

  @Test
  void theDivergenceIsReported() throws IOException {
    Outcome trained = train("plato", "", "pilot", "told");
    String metrics = Files.readString(folder.resolve("told").resolve("seed-0").resolve("metrics.csv"));
    String[] names = metrics.lines().findFirst().orElseThrow().split(",");
    assertTrue(List.of(names).containsAll(List.of("divergence", "kept", "furthest", "terminated")), metrics);
    assertTrue(trained.out().contains("    0 of 10 episodes terminated, divergence "), trained.out());
  }
}
