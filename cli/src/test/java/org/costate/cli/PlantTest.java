/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Training;
import org.costate.runtime.problem.RunInfo;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trials that are made elsewhere. */
class PlantTest extends CommandLineTest {
  private static final String TRUTH = "next(x) = x + 0.1*v; next(v) = v + 0.1*u;";

  /** What the program believes may be anything. */
  private static final String BELIEF = "next(x) = 7 - 3*x*u; next(v) = sin(v) + 40;";

  private Problem cart;
  private String believer;

  @BeforeEach
  void programs() throws IOException {
    cart = Costate.load(Path.of(file("cart.ctl", TrainCommandTest.CART))).problem("Cart");
    believer = file("believer.ctl", TrainCommandTest.CART.replace(TRUTH, BELIEF));
    assertTrue(Files.readString(Path.of(believer)).contains(BELIEF));
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  private Outcome train(PlantServer server, String name, String... more) {
    String[] first = {"train", believer, "--plant", server.port(), "-o", out(name).toString()};
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return run(all);
  }

  private void assertSame(String expected, String actual, String... files) throws IOException {
    for (String name : files) {
      assertArrayEquals(Files.readAllBytes(out(expected).resolve("seed-0").resolve(name)),
          Files.readAllBytes(out(actual).resolve("seed-0").resolve(name)), name);
    }
  }

  /** A program that knows nothing of the dynamics learns from a plant, bit for bit, what it learns from itself where it knows them. */
  @Test
  void onlyResetAndStepAreUsedOfAPlant() throws IOException {
    Outcome here = run("train", file("cart.ctl", TrainCommandTest.CART), "-o", out("here").toString());
    try (PlantServer server = new PlantServer(cart, (count, answer) -> answer)) {
      Outcome there = train(server, "there", "--report", out("there.html").toString());
      assertEquals(ExitCode.OK, there.code(), there.out() + there.err());
      String page = Files.readString(out("there.html"));
      assertTrue(page.contains("\"title\":\"Conditions\"") && !page.contains("States of an episode"),
          "no plant, no episode");
      assertSame("here", "there", "metrics.csv", "policy.npz");
      // rewards are added up from what was measured, at full precision
      assertEquals(mean(here), mean(there));
    }
  }

  private static String mean(Outcome outcome) {
    return outcome.out().lines().filter(l -> l.startsWith("mean return: ")).findFirst().orElseThrow();
  }

  @Test
  void aPlantThatStopsAnsweringLosesNothing() throws IOException {
    try (PlantServer server = new PlantServer(cart, (count, answer) -> answer)) {
      assertEquals(ExitCode.OK, train(server, "whole").code());
    }
    int iteration = 2 * 5 * 31;
    try (PlantServer server = new PlantServer(cart, (count, answer) -> {
      if (count == 3 + 2 * iteration + 31 + 12) {
        Thread.sleep(60_000);
      }
      return answer;
    })) {
      Outcome stopped = train(server, "parts", "--plant-timeout", "0.3");
      assertEquals(ExitCode.NOT_CONVERGED, stopped.code(), stopped.out());
      assertTrue(stopped.err().contains("cart: iteration 3: condition 1, step 11: the plant at 127.0.0.1:"),
          stopped.err());
      assertTrue(stopped.err().contains("did not answer within 0.3 s"), stopped.err());
    }
    try (PlantServer server = new PlantServer(cart, (count, answer) -> answer)) {
      Outcome resumed = train(server, "parts", "--resume");
      assertEquals(ExitCode.OK, resumed.code(), resumed.err());
    }
    assertSame("whole", "parts", "metrics.csv", "policy.npz", "checkpoint.npz");
  }

  @Test
  void wrongAnswersAreShown() throws IOException {
    assertMessage((count, answer) -> count == 0 ? "hello\u0007" : answer, "begin: ",
        "answered `hello?`; expected `ready`");
    assertMessage((count, answer) -> count == 20 ? "error motor 3 is hot" : answer, "condition 1, step 16: ",
        "reports: motor 3 is hot");
    assertMessage((count, answer) -> count == 20 ? "at over=0 state=1,2,3 observe=1,2" : answer,
        "expected `at over=0 state=2 numbers observe=2 numbers`");
    assertMessage((count, answer) -> count == 20 ? "at over=0 state=1,nan observe=1,2" : answer, "measured `nan`");
    assertMessage((count, answer) -> count == 20 ? null : answer, "is gone: it closed the connection");
  }

  private void assertMessage(PlantServer.Trouble trouble, String... parts) throws IOException {
    try (PlantServer server = new PlantServer(cart, trouble)) {
      Outcome failed = train(server, "wrong");
      assertEquals(ExitCode.NOT_CONVERGED, failed.code(), failed.out() + failed.err());
      for (String part : parts) {
        assertTrue(failed.err().contains(part), failed.err());
      }
      assertFalse(failed.err().contains("Exception"), failed.err());
    }
  }

  @Test
  void anAnswerThatNeverEndsIsCut() throws IOException {
    assertMessage((count, answer) -> "x".repeat(2_000_000), "its answer has no end");
  }

  @Test
  void aPlantThatIsNotThereIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Outcome none = run("train", believer, "--plant", "" + port, "-o", out("none").toString());
    assertTrue(none.err().contains("no plant at 127.0.0.1:" + port), none.err());
    assertTrue(none.code() != ExitCode.OK);
    for (List<String> wrong : List.of(List.of("--plant", "x"), List.of("--plant", "0"), List.of("--plant", ":80"),
        List.of("--plant-timeout", "3"), List.of("--plant", "80", "--plant-timeout", "soon"))) {
      List<String> all = new ArrayList<>(List.of("train", believer));
      all.addAll(wrong);
      assertEquals(ExitCode.USAGE, run(all.toArray(String[]::new)).code(), wrong.toString());
    }
  }

  /** The example, where there is a Python. */
  @Test
  void theExamplesPlantIsLearned() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(p -> Files.isExecutable(Path.of(p, "python3"))), "no python3");
    Path example = Path.of("..", "examples", "plant");
    Process cart = new ProcessBuilder("python3", example.resolve("plant.py").toString(), "0")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader out = cart.inputReader()) {
      String said = out.readLine();
      assertTrue(said.startsWith("a cart at port "), said);
      String port = said.substring("a cart at port ".length());
      Outcome trained =
          run("train", example.resolve("cart.ctl").toString(), "--plant", port, "-o", out("py").toString());
      assertEquals(ExitCode.OK, trained.code(), trained.out() + trained.err());
    } finally {
      cart.destroy();
      cart.waitFor();
    }
  }

  @Test
  void aJavaClassIsAPlantToo() throws IOException {
    Training here = training(file("cart.ctl", TrainCommandTest.CART));
    Training there = training(believer)
        .plant((condition, program) -> cart.with("from", program.problem().param("from")).environment());
    assertArrayEquals(here.run((i, p, u) -> {}).policy().act(0.3, -0.2),
        there.run((i, p, u) -> {}).policy().act(0.3, -0.2));
    String ppo = file("ppo.ctl", Files.readString(Path.of(believer))
        .replace("mdgps", "ppo")
        .replaceAll("(?m)^ *(iterations|initial|condition|student).*\n", "")
        .replace("train Net as cart using ppo {", "train Net as cart using ppo { steps = 100;"));
    Training onPolicy = training(ppo);
    String message = assertThrows(IllegalArgumentException.class, () -> onPolicy.plant((condition, program) -> program))
        .getMessage();
    assertTrue(message.startsWith("ppo does not train on a plant elsewhere; "), message);
  }

  private static Training training(String file) throws IOException {
    return Costate.load(Path.of(file)).runs(RunInfo.Kind.TRAIN).getFirst().training();
  }
}
