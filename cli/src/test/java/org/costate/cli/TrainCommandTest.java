/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.costate.Policy;
import org.junit.jupiter.api.Test;

class TrainCommandTest extends CommandLineTest {
  static final String REACH = """
      problem Reach {
        param goal = 0.5;
        state x;
        control v in [-1, 1];
        observe gap = goal - x;
        dynamics { next(x) = x + 0.1*v; }
        horizon 20 steps 20;
        start x ~ uniform(-1, 1);
        minimize { running (goal - x)^2; }
      }
      policy Small for Reach {
        input gap;
        layer h = dense(gap, units = 8, act = tanh);
        output v ~ gaussian(mean = dense(h, units = 1), std = learned(0.5));
      }
      train Small as climb using ppo {
        steps = 4096;
        batch = 512;
        critic { hidden = [16]; }
        evaluate { episodes = 50; every = 2048; }
        expect mean_return >= -1000;
      }
      train Small as shown using bc {
        demonstrations = 20;
        updates = 300;
        rate = 1e-2;
        evaluate { episodes = 50; }
        teacher { v = clamp(5*(goal - x), -1, 1); }
        expect mean_return >= 0;
      }
      """;

  private String program() throws IOException {
    return file("reach.ctl", REACH);
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  @Test
  void aPolicyIsTrainedForEachSeedAndRuns() throws IOException {
    Outcome trained = run("train", program(), "climb", "--seeds", "1,2", "-o", out("two").toString());
    assertEquals(ExitCode.OK, trained.code(), trained.err());
    assertTrue(trained.out().contains("expect holds: mean_return >= -1000"), trained.out());
    assertTrue(trained.out().contains("over 2 seeds: mean return "), trained.out());
    Path seed = out("two").resolve("seed-2");
    assertEquals(9, Files.readAllLines(seed.resolve("metrics.csv")).size());
    assertEquals(3, Files.readAllLines(seed.resolve("evaluation.csv")).size());

    String file = seed.resolve("policy.npz").toString();
    Outcome rolled = run("rollout", program(), "--policy", file, "--episodes", "30", "--json");
    assertEquals(ExitCode.OK, rolled.code(), rolled.err());
    Map<String, Object> object = Json.parse(rolled.out());
    assertEquals(30.0, object.get("episodes"));
    assertEquals(rolled.out(), run("rollout", program(), "--policy", file, "--episodes", "30", "--json").out());

    Policy policy = Policy.load(seed.resolve("policy.npz"));
    assertEquals(List.of("gap"), policy.observationNames());
    assertEquals(List.of("v"), policy.controlNames());
    assertEquals(1, policy.act(0.3).length);
  }

  /** A run that ends early and is resumed is the run that did not end, byte by byte. */
  @Test
  void aResumedRunIsAnUnbrokenOne() throws IOException {
    String whole = out("whole").toString();
    String cut = out("cut").toString();
    assertEquals(ExitCode.OK, run("train", program(), "climb", "--quiet", "-o", whole).code());
    assertEquals(ExitCode.OK, run("train", program(), "climb", "--quiet", "-o", cut, "--option", "steps=1500").code());
    Outcome resumed = run("train", program(), "climb", "--json", "-o", cut, "--resume");
    assertEquals(ExitCode.OK, resumed.code(), resumed.err());
    for (String file : List.of("policy.npz", "checkpoint.npz", "metrics.csv", "evaluation.csv")) {
      assertArrayEquals(Files.readAllBytes(Path.of(whole, "seed-0", file)),
          Files.readAllBytes(Path.of(cut, "seed-0", file)), file);
    }
    Outcome other = run("train", program(), "climb", "-o", cut, "--resume", "--option", "rate=1e-4");
    assertEquals(ExitCode.USAGE, other.code());
    assertTrue(other.err().contains("no checkpoint of this run"), other.err());
  }

  @Test
  void whatWasShownIsLearnedAndAnExpectationMayFail() throws IOException {
    Outcome shown = run("train", program(), "shown", "--json", "-o", out("shown").toString());
    assertEquals(ExitCode.EXPECT_FAILED, shown.code(), shown.err());
    Map<String, Object> object = Json.parse(shown.out());
    assertEquals("finished", object.get("status"));
    double value = (double) object.get("mean_return");
    // the teacher's own is about -1.6, that of standing still -11.7
    assertTrue(value < 0 && value > -4, shown.out());
  }

  @Test
  void aBackEndThatIsNotThereIsExplained() throws IOException {
    Outcome none = run("train", program(), "climb", "--option", "backend=nd4j", "-o", out("none").toString());
    assertEquals(ExitCode.WRONG_PROGRAM, none.code(), none.out());
    assertTrue(none.err().contains("nd4j is in the artefact costate-runtime-nd4j"), none.err());
  }

  @Test
  void wrongUseIsExplained() throws IOException {
    assertTrue(run("train", program()).err().contains("several train blocks"));
    assertTrue(run("train", program(), "climb", "--seeds", "1,x").err().contains("whole numbers"));
    assertTrue(run("train", program(), "climb", "--option", "rates=1").err().contains("no option rates"));
    assertTrue(run("rollout", program()).err().contains("needs a policy"));
    assertTrue(run("rollout", program(), "--policy", program()).err().contains("no .npz"));
    assertTrue(run("train", program(), "climb", "--resume", "-o", out("none").toString()).code() != ExitCode.OK);
  }

  static final String CART = """
      problem Cart {
        param from ~ uniform(-1, 1);
        state x;
        state v;
        control u in [-20, 20];
        observe seen[2] = [x, v];
        dynamics { next(x) = x + 0.1*v; next(v) = v + 0.1*u; }
        horizon 30 steps 30;
        start x = from, v = 0;
        minimize { running x^2 + 0.1*v^2 + 0.01*u^2; terminal 10*x^2; }
      }
      policy Net for Cart {
        input seen;
        layer h = dense(seen, units = 16, act = tanh);
        output u ~ gaussian(mean = dense(h, units = 1), std = learned(1));
      }
      train Net as cart using mdgps {
        iterations = 6;
        initial { step = 0.1; }
        condition { set { from = -1; } }
        condition { set { from = 1; } }
        student { epochs = 20; rate = 3e-3; }
        evaluate { episodes = 50; }
        expect mean_return >= -5;
      }
      """;

  @Test
  void eachConditionIsReported() throws IOException {
    String cart = file("cart.ctl", CART);
    Outcome trained = run("train", cart, "-o", out("cart").toString());
    assertEquals(ExitCode.OK, trained.code(), trained.out() + trained.err());
    assertTrue(trained.out().contains("    condition 2: cost "), trained.out());
    assertTrue(trained.out().contains("    60 trials, KL of policy and controllers "), trained.out());

    run("train", cart, "--option", "iterations=3", "-o", out("parts").toString());
    Outcome resumed = run("train", cart, "--resume", "-o", out("parts").toString());
    assertEquals(ExitCode.OK, resumed.code(), resumed.out() + resumed.err());
    for (String name : List.of("policy.npz", "metrics.csv", "checkpoint.npz")) {
      assertArrayEquals(Files.readAllBytes(out("cart").resolve("seed-0").resolve(name)),
          Files.readAllBytes(out("parts").resolve("seed-0").resolve(name)), name);
    }
  }

  /** Starts that nobody lists are drawn once, the same for every iteration and every run of a seed. */
  @Test
  void conditionsAreDrawnWhereNoneAreListed() throws IOException {
    String cart = file("drawn.ctl", CART.replaceAll("(?m)^ *condition .*\n", "")
        .replace("iterations = 6;",
            "iterations = 6; conditions = 3;"));
    Outcome trained = run("train", cart, "-o", out("drawn").toString());
    assertEquals(ExitCode.OK, trained.code(), trained.out() + trained.err());
    assertTrue(trained.out().contains("    condition 3: cost "), trained.out());
    assertTrue(trained.out().contains("    90 trials, "), trained.out());
    run("train", cart, "-o", out("again").toString());
    run("train", cart, "--seeds", "7", "-o", out("other").toString());
    byte[] metrics = Files.readAllBytes(out("drawn").resolve("seed-0").resolve("metrics.csv"));
    assertArrayEquals(metrics, Files.readAllBytes(out("again").resolve("seed-0").resolve("metrics.csv")));
    assertFalse(
        Arrays.equals(metrics, Files.readAllBytes(out("other").resolve("seed-7").resolve("metrics.csv"))));
  }

  @Test
  void aTrainingThatCannotGoOnSaysWhatToChange() throws IOException {
    String cart = file("cart.ctl", CART);
    Outcome failed =
        run("train", cart, "--option", "prior.mixture=false", "--option", "samples=3", "-o", out("few").toString());
    assertEquals(ExitCode.NOT_CONVERGED, failed.code(), failed.out());
    assertTrue(failed.err().contains("cart: iteration 1: condition 1: too few samples for the fit: 3 trials"),
        failed.err());
    Outcome json = run("train", cart, "--json", "--option", "prior.mixture=false", "--option", "samples=3", "-o",
        out("few").toString());
    assertTrue(Json.parse(json.out()).get("failure").toString().contains("too few samples"), json.out());
  }

  @Test
  void knownDynamicsTrainToo() throws IOException {
    String cart = file("cart.ctl", CART);
    for (String method : List.of("gps", "badmm", "lqr_flm")) {
      Outcome trained = run("train", file(method + ".ctl", Files.readString(Path.of(cart)).replace("mdgps", method)),
          "--quiet", "--option", "dynamics=known", "-o", out(method).toString());
      assertEquals(ExitCode.OK, trained.code(), method + trained.out() + trained.err());
    }
  }
}
