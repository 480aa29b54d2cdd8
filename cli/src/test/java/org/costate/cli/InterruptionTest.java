/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.costate.runtime.learn.file.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process of its own gets the signal that Ctrl-C sends. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest extends CommandLineTest {
  /** Would go on for a long time: no tolerance is met, and there are very many iterations, starts and ticks. */
  private static final String LONG = """
      problem Long {
        state a; state b; control u in [-1, 1];
        noise w ~ normal(0, 1);
        dynamics { der(a) = b; der(b) = u - sin(a) + w; }
        horizon 10 steps 400;
        start a = 3, b = 0;
        minimize { running a^2 + 0.1*u^2; }
      }
      solve Long using mppi { iterations = 1_000_000; decay = 1; tolerance = 0; }
      solve Long as slow using mppi { samples = 1_000_000; }
      solve Long as many using ilqr { multistart = 100_000; }
      solve Long as quick using ilqr {}
      mpc Long using ilqr { rate = 10 [Hz]; duration = 1_000_000 [s]; iterations = 2; }
      """;

  private record Ended(int code, String out, String err) {}

  /** With a progress on its errors as if they were a terminal. */
  private static Process begin(Path out, Path err, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-cp",
        System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(Map.of("COSTATE_TERMINALS", "err", "TERM", "xterm"));
    return builder.start();
  }

  private static void signal(Process process) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
  }

  /** Sends the signal when a text is printed. */
  private Ended interrupted(String sign, String... args) throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process = begin(out, err, args);
    try {
      awaited(process, sign, out, err);
      signal(process);
      int code = process.waitFor();
      return new Ended(code, Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void awaited(Process process, String sign, Path out, Path err)
      throws IOException, InterruptedException {
    while (!(Files.readString(out) + Files.readString(err)).contains(sign)) {
      assertTrue(process.isAlive(), () -> "it ended before it said: " + sign);
      Thread.sleep(20);
    }
  }

  private void assertNothingHalfWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void aSolveSavesTheBestIterate() throws Exception {
    String file = file("long.ctl", LONG);
    Path out = folder.resolve("long.json");
    Path page = folder.resolve("long.html");
    Ended ended = interrupted("   2  ", "solve", file, "Long", "--out", out.toString(), "--report", page.toString());
    assertEquals(ExitCode.INTERRUPTED, ended.code, ended.out + ended.err);
    assertTrue(ended.out.contains("\ninterrupted: objective "), ended.out);
    Map<String, Object> json = Json.parse(Files.readString(out));
    assertEquals("interrupted", json.get("status"));
    assertEquals(401, ((List<?>) json.get("time")).size());
    assertTrue(Files.readString(page).contains("interrupted"));
    assertNothingHalfWritten();
  }

  @Test
  void severalStartsSaveTheBestOne() throws Exception {
    String file = file("long.ctl", LONG);
    Path out = folder.resolve("many.npz");
    Ended ended = interrupted("   2  ", "solve", file, "many", "--out", out.toString());
    assertEquals(ExitCode.INTERRUPTED, ended.code, ended.out + ended.err);
    assertTrue(ended.err.contains("stopping behind the iteration at work; Ctrl-C again ends at once\n"), ended.err);
    assertEquals("interrupted", Json.parse(NpzFile.read(out).text("facts")).get("status"));
  }

  @Test
  void aControlLoopSavesItsTicks() throws Exception {
    String file = file("long.ctl", LONG);
    Path out = folder.resolve("ticks.csv");
    Ended ended = interrupted(" ticks, ", "mpc", file, "--out", out.toString());
    assertEquals(ExitCode.INTERRUPTED, ended.code, ended.out + ended.err);
    assertTrue(ended.out.contains("\ninterrupted in run 1, at t = "), ended.out);
    List<String> lines = Files.readAllLines(out);
    assertTrue(lines.contains("# status: \"interrupted\""), lines.getFirst());
    int ticks = (int) lines.stream().filter(line -> line.startsWith("1,")).count() - 1;
    assertTrue(ticks > 0 && lines.stream().anyMatch(line -> line.contains("\"ticks\":" + ticks + ",")));
    assertNothingHalfWritten();
  }

  @Test
  void aSimulationSavesItsRuns() throws Exception {
    String file = file("long.ctl", LONG);
    Path out = folder.resolve("runs.json");
    Ended ended = interrupted(" ticks, ", "simulate", file, "quick", "--runs", "100000", "--out",
        out.toString());
    assertEquals(ExitCode.INTERRUPTED, ended.code, ended.out + ended.err);
    Map<String, Object> json = Json.parse(Files.readString(out));
    assertEquals("interrupted", json.get("status"));
    assertTrue(((List<?>) json.get("runs")).size() < 100_000);
  }

  @Test
  void aBatchSavesTheCasesThatAreDone() throws Exception {
    String file = file("long.ctl", LONG);
    String cases = file("cases.csv", "a\n" + "3\n".repeat(100_000));
    Path out = folder.resolve("cases.out.csv");
    Ended ended = interrupted(" cases, ", "solve", file, "quick", "--batch", cases, "--out", out.toString());
    assertEquals(ExitCode.INTERRUPTED, ended.code, ended.out + ended.err);
    List<String> lines = Files.readAllLines(out);
    assertEquals(100_001, lines.size());
    assertTrue(lines.get(1).startsWith("1,converged,"), lines.get(1));
    assertTrue(lines.getLast().startsWith("100000,interrupted,,"), lines.getLast());
    assertNothingHalfWritten();
  }

  /** The second signal does not wait for the iteration: here one that lasts for hours. */
  @Test
  void aSecondSignalEndsAtOnce() throws Exception {
    String file = file("long.ctl", LONG);
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Path result = folder.resolve("never.json");
    Process process = begin(out, err, "solve", file, "slow", "--out", result.toString());
    try {
      awaited(process, "Long as slow using mppi", out, err);
      signal(process);
      awaited(process, "Ctrl-C again", out, err);
      signal(process);
      assertEquals(ExitCode.INTERRUPTED, process.waitFor());
      assertFalse(Files.exists(result));
    } finally {
      process.destroyForcibly();
    }
  }
}
