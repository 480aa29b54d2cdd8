/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.costate.Costate;
import org.costate.Solution;
import org.costate.runtime.learn.file.NamedArray;
import org.costate.runtime.learn.file.NamedArrays;
import org.costate.runtime.learn.file.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of {@code --out}, and solves that begin with them. */
class ResultFileTest extends CommandLineTest {
  /** A vector, a matrix of params, units, a design variable, an observation and noise. */
  private static final String GLIDE = """
      problem Glide {
        param   m : kg = 2;
        param   W[2, 2] = [1, 2; 3, 4];
        state   q[2] : m;
        state   th : deg;
        control f[2] : N in [-3, 3];
        control turn : deg/s;
        noise   w ~ normal(0, 0.1);
        observe seen[2] : m = q;
        dynamics { der(q) = 1 [m/N/s] * f; der(th) = turn + w * 1 [deg/s]; }
        horizon free T in [1, 5] guess 2 steps 10;
        start q = [1, 2], th = 10;
        minimize { running 1 + W[1, 1]*(f[1]/1[N])^2 + (f[2]/1[N])^2 + (turn / 1 [rad/s])^2; }
        constraints { terminal there: q == 0; terminal up: th == 0; }
      }
      solve Glide using ip { tolerance = 1e-9; }
      """;

  private static final String SWING = """
      problem Swing {
        const n = 40;
        state th;
        state om;
        control u in [-3, 3];
        dynamics { der(th) = om; der(om) = u - 5*sin(th); }
        horizon free T in [1, 5] guess 2 steps n;
        start th = 0, om = 0;
        minimize { running 1 + 0.1*u^2; }
        constraints { terminal up: th == 3; terminal still: om == 0; }
      }
      solve Swing using ip {}
      """;

  private Outcome solved(String end) throws IOException {
    Outcome outcome = run("solve", file("glide.ctl", GLIDE), "--quiet", "--set", "m=3", "--out", result(end));
    assertEquals(ExitCode.OK, outcome.code(), outcome.err() + outcome.out());
    return outcome;
  }

  private String result(String end) {
    return folder.resolve("result." + end).toString();
  }

  @Test
  void jsonHasNamesUnitsShapesAndWhatWasAsked() throws IOException {
    solved("json");
    Map<String, Object> json = Json.parse(Files.readString(Path.of(result("json"))));
    assertEquals("solution", json.get("kind"));
    assertEquals(Version.text(), json.get("costate"));
    assertEquals(folder.resolve("glide.ctl").toString(), json.get("file"));
    assertEquals(64, ((String) json.get("source_hash")).length());
    assertEquals(List.of("Glide", "Glide", "ip", "converged"),
        List.of(json.get("problem"), json.get("run"), json.get("solver"), json.get("status")));
    assertEquals(Map.of("tolerance", 1e-9), json.get("options"));
    assertEquals(Map.of("m", List.of(3.0), "W", List.of(1.0, 2.0, 3.0, 4.0)), json.get("params"));
    assertEquals(Map.of("q", "m", "th", "deg", "f", "N", "turn", "deg/s", "m", "kg", "T", "s"), json.get("units"));
    assertEquals(Map.of("q", List.of(2.0), "f", List.of(2.0), "W", List.of(2.0, 2.0)), json.get("shapes"));
    Solution solution = Costate.load(folder.resolve("glide.ctl")).problem().with("m", 3).solve();
    assertEquals(solution.objective(), json.get("objective"));
    assertEquals(Map.of("T", solution.design("T")), json.get("design"));
    assertEquals(boxed(solution.time()), json.get("time"));
    assertEquals(boxed(solution.state("q[2]")), ((Map<?, ?>) json.get("states")).get("q[2]"));
    assertEquals(boxed(solution.control("turn")), ((Map<?, ?>) json.get("controls")).get("turn"));
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** The same facts, above a header with units, in a file that a program can read as a table. */
  @Test
  void csvHasTheFactsOfJsonAboveItsHeader() throws IOException {
    solved("csv");
    solved("json");
    Map<String, Object> json = Json.parse(Files.readString(Path.of(result("json"))));
    List<String> lines = Files.readAllLines(Path.of(result("csv")));
    List<String> facts = lines.stream().filter(line -> line.startsWith("# ")).toList();
    for (String fact : facts) {
      String name = fact.substring(2, fact.indexOf(": "));
      assertEquals(json.get(name), Json.parse("{\"x\":" + fact.substring(fact.indexOf(": ") + 2) + "}").get("x"), fact);
    }
    assertEquals("t [s],q[1] [m],q[2] [m],th [deg],f[1] [N],f[2] [N],turn [deg/s]", lines.get(facts.size()));
    assertEquals(facts.size() + 1 + 11, lines.size());
    assertTrue(lines.getLast().endsWith(",,,"), lines.getLast());
  }

  @Test
  void npzHasWholeVariablesOverTime() throws IOException {
    solved("npz");
    NamedArrays npz = NpzFile.read(Path.of(result("npz")));
    Solution solution = Costate.load(folder.resolve("glide.ctl")).problem().with("m", 3).solve();
    assertEquals(List.of(11, 2), npz.arrays().get("states.q").shape());
    assertEquals(List.of(10, 2), npz.arrays().get("controls.f").shape());
    assertEquals(List.of(11), npz.arrays().get("states.th").shape());
    assertEquals(List.of(), npz.arrays().get("objective").shape());
    assertEquals(solution.objective(), npz.doubles("objective")[0]);
    assertArrayEquals(solution.time(), npz.doubles("time"));
    assertArrayEquals(solution.state("q[2]"), every(npz.doubles("states.q"), 2, 1));
    Map<String, Object> facts = Json.parse(npz.text("facts"));
    assertEquals(Map.of("tolerance", 1e-9), facts.get("options"));
    assertEquals("converged", facts.get("status"));
  }

  private static double[] every(double[] numbers, int stride, int first) {
    double[] some = new double[numbers.length / stride];
    Arrays.setAll(some, k -> numbers[first + k * stride]);
    return some;
  }

  @Test
  void numpyReadsIt() throws Exception {
    solved("npz");
    Process python = new ProcessBuilder("python3", "-c", """
        import json, sys, numpy
        z = numpy.load(sys.argv[1])
        f = json.loads(z["facts.txt"])
        print(z["states.q"].shape, z["states.q"][0].tolist(), z["controls.f"].shape, z["time"].shape, float(z["objective"]) == f["objective"])
        """, result("npz")).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    python.waitFor();
    assumeTrue(!said.contains("No module named"), said);
    assertEquals("(11, 2) [1.0, 2.0] (10, 2) (11,) True\n", said);
  }

  /** Runs of different lengths, with what was drawn and said. */
  @Test
  void simulationsAreWrittenInEveryFormat() throws IOException {
    String program = GLIDE.replace("dynamics {", "terminate when far: abs(th) > 10.02 [deg]; dynamics {");
    for (String end : List.of("csv", "json", "npz")) {
      Outcome done = run("simulate", file("glide.ctl", program), "--runs", "4", "--seed", "3", "--push", "0.5:th=0.001",
          "--out", result(end));
      assertEquals(ExitCode.OK, done.code(), done.err());
      assertTrue(done.out().endsWith("\nwritten: " + result(end) + "\n"), done.out());
    }
    Map<String, Object> json = Json.parse(Files.readString(Path.of(result("json"))));
    assertEquals(List.of("simulation", "gains", 3.0, List.of("0.5:th=0.001"), "finished"), List.of(json.get("kind"),
        json.get("controller"), json.get("seed"), json.get("push"), json.get("status")));
    List<?> runs = (List<?>) json.get("runs");
    NamedArrays npz = NpzFile.read(Path.of(result("npz")));
    double[] q = npz.doubles("states.q");
    int length = npz.arrays().get("states.q").shape().get(1);
    assertEquals(List.of(4, length, 2), npz.arrays().get("states.q").shape());
    assertEquals(List.of(4, length - 1, 2), npz.arrays().get("observations.seen").shape());
    List<String> rows = Files.readAllLines(Path.of(result("csv"))).stream().filter(l -> !l.startsWith("#")).toList();
    assertEquals("run,t [s],q[1] [m],q[2] [m],th [deg],f[1] [N],f[2] [N],turn [deg/s],seen[1] [m],seen[2] [m]",
        rows.getFirst());
    int row = 1;
    for (int i = 0; i < 4; i++) {
      Map<?, ?> run = (Map<?, ?>) runs.get(i);
      List<?> second = (List<?>) ((Map<?, ?>) run.get("states")).get("q[2]");
      assertEquals(run.get("objective"), npz.doubles("objective")[i]);
      for (int k = 0; k < length; k++) {
        double expected = k < second.size() ? (double) second.get(k) : Double.NaN;
        assertEquals(expected, q[(i * length + k) * 2 + 1]);
        if (k < second.size()) {
          assertTrue(rows.get(row++).startsWith((i + 1) + "," + ((List<?>) run.get("time")).get(k) + ","));
        }
      }
    }
    assertEquals(rows.size(), row);
  }

  /** A solve that begins with its solution has less to do, and so has one of more steps; every format says the same. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "csv", "npz"})
  void aSolveBeginsWithWhatAnotherOneWrote(String end) throws IOException {
    String swing = file("swing.ctl", SWING);
    String solution = folder.resolve("swing." + end).toString();
    Outcome cold = run("solve", swing, "--quiet", "--out", solution);
    assertEquals(ExitCode.OK, cold.code(), cold.err());
    Outcome warm = run("solve", swing, "--quiet", "--warm-start", solution);
    assertEquals(ExitCode.OK, warm.code(), warm.err());
    assertTrue(iterations(warm) < iterations(cold), warm.out() + cold.out());
    Outcome finer = run("solve", swing, "--const", "n=100", "--quiet");
    Outcome warmFiner = run("solve", swing, "--const", "n=100", "--quiet", "--warm-start", solution);
    assertEquals(ExitCode.OK, warmFiner.code(), warmFiner.err());
    assertTrue(iterations(warmFiner) < iterations(finer), warmFiner.out() + finer.out());
  }

  /** Vectors and units find their places: the first iterate is the same. */
  @Test
  void everyFormatIsReadBackToTheSameBits() throws IOException {
    String limited = GLIDE.replace("tolerance = 1e-9;", "iterations = 1;");
    solved("json");
    solved("csv");
    solved("npz");
    String program = file("limited.ctl", limited);
    List<Object> objectives = new java.util.ArrayList<>();
    for (String end : List.of("json", "csv", "npz")) {
      Outcome warm = run("solve", program, "--json", "--set", "m=3", "--warm-start", result(end));
      objectives.add(Json.parse(warm.out()).get("objective"));
    }
    assertEquals(1, objectives.stream().distinct().count(), objectives.toString());
  }

  private static int iterations(Outcome outcome) {
    Matcher found = Pattern.compile("(\\d+) iterations").matcher(outcome.out());
    assertTrue(found.find(), outcome.out());
    return Integer.parseInt(found.group(1));
  }

  @Test
  void aWarmStartThatDoesNotFitIsExplained() throws IOException {
    String swing = file("swing.ctl", SWING);
    for (String[] wrong : new String[][] {
      {"json", "{\"states\": {\"th\": [0, 1]}}", "there is no state `om`"},
      {"json", "{\"states\": {\"th\": [0, null]}}", "`th` holds `null`, expected numbers"},
      {"json", "{\"states\": {\"th\": [0, 1e999]}}", "`th` among its states holds Infinity"},
      {"json", "{\"states\": {\"th\": [0]}}", "`th` has 1 number"},
      {"json", "{\"states\": 3}", "`states` is no object"},
      {"json", "{\"kind\": \"simulation\"}", "its kind is `simulation`"},
      {"json", "{\"units\": {\"th\": \"deg\"}, \"states\": {\"th\": [0, 1]}}", "`th` counts in deg, here in no unit"},
      {"json", "{\"states\": {\"th\": [0, 1", "is no JSON"},
      {"json", "[]", "is no solution: it does not begin with {"},
      {"json", "[".repeat(5000), "is no solution"},
      {"json", "{\"x\": " + "[".repeat(5000), "is no JSON"},
      {"csv", "", "the header begins with ``, expected `t`"},
      {"csv", "run,t,x\n", "the header begins with `run`"},
      {"csv", "# kind: \"simulation\"\n", "its kind is `simulation`"},
      {"csv", "# design: {3\nt\n", "line 1 is no JSON"},
      {"csv", "t,th,om,u\n0,1,2\n", "line 2 has 3 cells, the header 4"},
      {"csv", "t,th,om,u\n0,1,two,3\n", "`om` holds `two` in line 2"},
      {"csv", "t,th,om,u\n0,1,,3\n1,1,2,3\n", "`om` has no number before line 3"},
      {"csv", "t,th,th\n0,1,1\n", "`th` is twice"},
      {"csv", "x".repeat(5_000_000), "line 1 has more than"},
      {"npz", "PK", "is no .npz file"}}) {
      Outcome refused = run("solve", swing, "--warm-start", file("wrong." + wrong[0], wrong[1]));
      assertEquals(ExitCode.USAGE, refused.code(), refused.err());
      assertTrue(refused.err().contains(wrong[2]), refused.err());
      assertTrue(refused.err().contains("wrong." + wrong[0]), refused.err());
      assertFalse(refused.err().contains("Exception"), refused.err());
    }
    assertTrue(run("solve", swing, "--warm-start", "solution.txt").err().contains("must end with .csv, .json or .npz"));
    assertEquals(ExitCode.USAGE, run("solve", swing, "--warm-start", "nowhere.json").code());
  }

  @Test
  void npzFilesThatLieAreRefused() throws IOException {
    String swing = file("swing.ctl", SWING);
    Path npz = folder.resolve("wrong.npz");
    NpzFile.write(npz, new NamedArrays().put("states.th", NamedArray.of(1.0, 2.0)));
    assertTrue(run("solve", swing, "--warm-start", npz.toString()).err().contains("it has no facts.txt"));
    NpzFile.write(npz, new NamedArrays().text("facts", "{}").put("states.th", NamedArray.of(1L)));
    assertTrue(run("solve", swing, "--warm-start", npz.toString()).err().contains("`states.th` has [1] in the shape"));
    NpzFile.write(npz, new NamedArrays().text("facts", "{}")
        .put("states.th", NamedArray.of(List.of(0, Integer.MAX_VALUE), new double[0])));
    assertTrue(run("solve", swing, "--warm-start", npz.toString()).err().contains("expected doubles over time"));
    NpzFile.write(npz, new NamedArrays().text("facts", "{}").put("states.th", NamedArray.of(1.0, Double.NaN)));
    assertTrue(run("solve", swing, "--warm-start", npz.toString()).err().contains("holds NaN"));
    byte[] whole = Files.readAllBytes(npz);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(npz, Arrays.copyOf(whole, length));
      Outcome refused = run("solve", swing, "--warm-start", npz.toString());
      assertEquals(ExitCode.USAGE, refused.code(), refused.err());
      assertTrue(refused.err().contains("wrong.npz"), refused.err());
    }
  }
}
