/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SolveCommandTest extends CommandLineTest {
  @Test
  void showsTheIterationsAndASummary() throws IOException {
    Outcome solved = run("solve", file("reach.ctl", REACH));
    assertEquals(ExitCode.OK, solved.code(), solved.err());
    List<String> lines = solved.out().lines().toList();
    assertEquals("Reach using ilqr, 5 steps", lines.getFirst());
    assertTrue(lines.get(1).matches(" *iter +objective +reduction +gradient +regular\\. +alpha"), lines.get(1));
    assertTrue(lines.get(2).startsWith("   1  "), lines.get(2));
    assertTrue(solved.out().contains("converged: objective "), solved.out());
    assertTrue(solved.out().contains("holds: abs(final(x) - goal) <= 0.01"), solved.out());
    assertTrue(lines.getLast().matches("compile \\d+ ms, solve \\d+ ms"), lines.getLast());
    assertEquals("", solved.err());
  }

  @Test
  void autoSaysWhatItTookAndWhy() throws IOException {
    String program = REACH.replace("using ilqr", "using auto");
    assertTrue(run("solve", file("auto.ctl", program)).out()
        .contains("solved by ddp, as nothing but controls has limits, so states can follow from them\n"));
    Map<String, Object> json = Json.parse(run("solve", file("auto.ctl", program), "--json").out());
    assertEquals("auto", json.get("solver"));
    assertEquals("ddp", json.get("chosen"));
  }

  @Test
  void theTableHasTheColumnsOfItsMethod() throws IOException {
    String program = REACH.replace("minimize", "constraints { terminal arrive: x == goal; }\n  minimize");
    String usual = " *iter +objective +reduction +gradient +regular\\. +alpha";
    for (Map.Entry<String, String> method : Map.of("ip", " +violation +barrier", "al_ilqr", " +violation +penalty")
        .entrySet()) {
      Outcome solved = run("solve", file("there.ctl", program.replace("using ilqr", "using " + method.getKey())));
      assertEquals(ExitCode.OK, solved.code(), solved.err());
      List<String> lines = solved.out().lines().toList();
      assertTrue(lines.get(1).matches(usual + method.getValue()), lines.get(1));
      assertEquals(lines.get(1).length(), lines.get(2).length());
      assertTrue(lines.get(1).length() < 80, lines.get(1));
      assertTrue(Double.parseDouble(lines.get(2).substring(lines.get(2).lastIndexOf(' '))) > 0, lines.get(2));
    }
  }

  @Test
  void aSecondMethodThatIsTriedBeginsATableOfItsOwn() throws IOException {
    String program = REACH.replace("minimize", "constraints { terminal never: sin(x) == 2; }\n  minimize")
        .replace("using ilqr", "using auto");
    Outcome solved = run("solve", file("never.ctl", program));
    assertEquals(ExitCode.NOT_CONVERGED, solved.code(), solved.out());
    assertEquals(1, solved.out().lines().filter(line -> line.matches(" *iter .* barrier")).count(), solved.out());
    assertEquals(1, solved.out().lines().filter(line -> line.matches(" *iter .* penalty")).count(), solved.out());
    assertTrue(solved.out().contains("; tried: ip ("), solved.out());
  }

  @Test
  void aStationaryStartIsNotPassedOverInSilence() throws IOException {
    String hanging = """
        problem Hanging {
          state th;
          control u;
          dynamics { der(th) = u; }
          horizon 1 steps 5;
          start th = 0;
          minimize { running up: 1 + cos(th) + u^2; }
        }
        solve Hanging using ilqr { guess u = %s; }
        """;
    assertTrue(run("solve", file("still.ctl", hanging.replace("%s", "0"))).out().contains("stationary already"));
    assertFalse(run("solve", file("moved.ctl", hanging.replace("%s", "0.1"))).out().contains("stationary already"));
  }

  @Test
  void quietLeavesTheTableOut() throws IOException {
    Outcome solved = run("solve", file("reach.ctl", REACH), "--quiet");
    assertFalse(solved.out().contains("reduction"), solved.out());
    assertTrue(solved.out().contains("converged"), solved.out());
  }

  @Test
  void jsonIsOneObjectARun() throws IOException {
    Outcome solved = run("solve", file("reach.ctl", REACH + "solve Reach as again using ddp {}\n"), "--json");
    List<String> lines = solved.out().lines().toList();
    assertEquals(2, lines.size());
    Map<String, Object> first = Json.parse(lines.getFirst());
    assertEquals("Reach", first.get("problem"));
    assertEquals("Reach", first.get("run"));
    assertEquals("ilqr", first.get("solver"));
    assertEquals("converged", first.get("status"));
    assertEquals(0.0, first.get("max_violation"));
    assertTrue((double) first.get("objective") < 1e-3);
    assertTrue((double) first.get("iterations") >= 1);
    assertTrue((double) first.get("compile_ms") > 0 && (double) first.get("solve_ms") > 0);
    assertEquals(List.of(Map.of("text", "abs(final(x) - goal) <= 0.01", "line", 13.0, "holds", true)),
        first.get("expectations"));
    assertEquals(List.of(), first.get("diagnostics"));
    assertEquals("again", Json.parse(lines.getLast()).get("run"));
    assertEquals("ddp", Json.parse(lines.getLast()).get("solver"));
  }

  /** The least effort to go from 0 to a in one step of 1 s is a^2. */
  @Test
  void certaintyIsToldOnRequest() throws IOException {
    String step = file("step.ctl", """
        problem Step {
          param a = 3;
          state x; control u;
          dynamics { der(x) = u; }
          horizon 1 steps 1;
          start x = 0;
          minimize { running u^2; }
          constraints { terminal there: x == a; }
        }
        solve Step using ip {}
        """);
    Outcome text = run("solve", step, "--certify");
    assertEquals(ExitCode.OK, text.code(), text.err());
    assertTrue(text.out().contains("\nsecond order: sufficient, a strict local minimum\n"), text.out());
    assertTrue(text.out().contains("\nd objective / d a = 6\n")
        || text.out().contains("\nd objective / d a = 6.000000\n"), text.out());
    Map<?, ?> certificate = (Map<?, ?>) Json.parse(run("solve", step, "--certify", "--json").out()).get("certificate");
    assertEquals("sufficient", certificate.get("second_order"));
    assertTrue((double) certificate.get("violation") < 1e-8);
    assertEquals(6, (double) ((Map<?, ?>) certificate.get("d_objective")).get("a"), 1e-7);
    assertEquals(null, Json.parse(run("solve", step, "--json").out()).get("certificate"));
  }

  @Test
  void severalStartsAreCountedByWhereTheyLead() throws IOException {
    String valleys = file("valleys.ctl", """
        problem Valleys {
          state x;
          control u in [-2, 2];
          dynamics { der(x) = u; }
          horizon 6 steps 10;
          start x = 0.5;
          maximize { terminal height: 1 - (x^2 - 1)^2 - 0.3*x; running effort: -1e-3*u^2; }
        }
        solve Valleys using ddp { multistart = 12; seed = 3; expect final(x) < 0; }
        """);
    Outcome text = run("solve", valleys);
    assertEquals(ExitCode.OK, text.code(), text.out() + text.err());
    assertTrue(text.out()
        .lines()
        .anyMatch(
            l -> l.matches("starts: 12 of 12 converged, to 1\\.30\\d* \\([1-7]\\), 0\\.7\\d* \\([1-7]\\)")),
        text.out());
    Map<String, Object> json = Json.parse(run("solve", valleys, "--json").out());
    List<?> starts = (List<?>) json.get("starts");
    assertEquals(12, starts.size());
    assertTrue((double) json.get("objective") > (double) ((Map<?, ?>) starts.getFirst()).get("objective"));
    assertEquals(List.of(), Json.parse(run("solve", file("reach.ctl", REACH), "--json").out()).get("starts"));
  }

  @Test
  void whatTheSolverChoseIsShown() throws IOException {
    String sprint = file("sprint.ctl", """
        problem Sprint {
          state x;
          control u;
          dynamics { der(x) = u; }
          horizon free T in [0.1, 10] guess 1 steps 20;
          integrator rk4;
          start x = 0;
          guess u = 0.5;
          minimize { running u^2; terminal T/4 + 10*(x - 1)^2; }
        }
        solve Sprint using ddp { tolerance = 1e-13; }
        """);
    Outcome text = run("solve", sprint, "--design", "T=2");
    assertEquals(ExitCode.OK, text.code(), text.err());
    assertTrue(text.out().contains("\nT = 1.") && text.out().contains("\nfinal time 1."), text.out());
    Map<String, Object> json = Json.parse(run("solve", sprint, "--json").out());
    assertEquals(1.9, (double) json.get("final_time"), 1e-6);
    assertEquals(json.get("final_time"), ((Map<?, ?>) json.get("design")).get("T"));
    Outcome outside = run("solve", sprint, "--design", "T=20");
    assertEquals(ExitCode.WRONG_PROGRAM, outside.code());
    assertTrue(outside.err().contains("T is free in [0.1, 10.0]"), outside.err());
    Path out = folder.resolve("out.json");
    run("solve", sprint, "--out", out.toString());
    Map<String, Object> trajectory = Json.parse(Files.readString(out));
    assertEquals(json.get("design"), trajectory.get("design"));
  }

  @Test
  void paramsStartsAndConstantsComeFromTheCommandLine() throws IOException {
    String file = file("reach.ctl", REACH);
    Path out = folder.resolve("out.csv");
    Outcome solved = run("solve", file, "--set", "goal=3", "--set", "W[1,1]=2", "--start=x=-1", "--start", "v=7,8",
        "--const", "n=3", "--out", out.toString());
    assertEquals(ExitCode.OK, solved.code(), solved.err());
    List<String> rows = rows(out);
    assertEquals("t,x,v[1],v[2],u", rows.getFirst());
    assertEquals(1 + 4, rows.size());
    assertTrue(rows.get(1).startsWith("0.0,-1.0,7.0,8.0,"), rows.get(1));
    assertTrue(rows.getLast().matches("3\\.0,2\\.99\\d*,7\\.0,8\\.0,"), rows.getLast());
  }

  @Test
  void theNumbersOfAFileAreThoseOfTheSolution() throws IOException {
    String file = file("reach.ctl", REACH);
    Path csv = folder.resolve("out.csv");
    Path json = folder.resolve("out.json");
    run("solve", file, "--out", csv.toString(), "--quiet");
    run("solve", file, "--out", json.toString(), "--quiet");
    double[] expected = org.costate.Costate.load(Path.of(file)).problem().solve().state("x");
    double[] fromCsv =
        rows(csv).stream().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",", -1)[1])).toArray();
    assertArrayEquals(expected, fromCsv);
    Map<?, ?> states = (Map<?, ?>) Json.parse(Files.readString(json)).get("states");
    double[] fromJson = ((List<?>) states.get("x")).stream().mapToDouble(v -> (double) v).toArray();
    assertArrayEquals(expected, fromJson);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count(), "no temporary file is left behind");
    }
  }

  /** Without the facts above them. */
  private static List<String> rows(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().filter(line -> !line.startsWith("# ")).toList();
  }

  @Test
  void aFileThatCannotBeWrittenIsWrongUsageAndLeavesTheOldOne() throws IOException {
    String file = file("reach.ctl", REACH);
    Outcome nowhere = run("solve", file, "--out", folder.resolve("no/out.csv").toString());
    assertEquals(ExitCode.USAGE, nowhere.code());
    assertEquals("", nowhere.out(), "found out before the solve, not after it");
    assertEquals(ExitCode.USAGE, run("solve", file, "--out", "out.txt").code());
    Path old = Path.of(file("old.csv", "old"));
    Outcome wrong = run("solve", file, "--out", old.toString(), "--set", "nope=1");
    assertEquals(ExitCode.USAGE, wrong.code());
    assertEquals("old", Files.readString(old));
  }

  @Test
  void namesChooseAmongTheRuns() throws IOException {
    String file = file("reach.ctl", REACH + """
        solve Reach as exact using ddp { expect iterations >= 1; }
        problem Other { state x; control u; dynamics { next(x) = x + u; } horizon 2 steps 2; start x = 1;
          minimize { terminal end: x^2; running effort: u^2; } }
        """);
    assertEquals(2, run("solve", file, "--json").out().lines().count());
    assertEquals("exact", Json.parse(run("solve", file, "exact", "--json").out()).get("run"));
    Map<String, Object> other = Json.parse(run("solve", file, "Other", "--json").out());
    assertEquals("Other", other.get("problem"));
    assertEquals("ilqr", other.get("solver"));
    Outcome unknown = run("solve", file, "exat");
    assertEquals(ExitCode.USAGE, unknown.code());
    assertTrue(unknown.err().contains("did you mean `exact`?"), unknown.err());
    Outcome two = run("solve", file, "--out", folder.resolve("x.csv").toString());
    assertEquals(ExitCode.USAGE, two.code());
    assertTrue(two.err().contains("Reach, exact"), two.err());
  }

  @Test
  void aFileWithoutARunSaysHowToSolveItAnyway() throws IOException {
    String file = file("reach.ctl", REACH.substring(0, REACH.indexOf("solve ")));
    Outcome none = run("solve", file);
    assertEquals(ExitCode.USAGE, none.code());
    assertTrue(none.err().contains("solve block") && none.err().contains("Reach"), none.err());
    assertEquals(ExitCode.OK, run("solve", file, "Reach").code());
  }

  @Test
  void wrongAssignmentsSayWhatIsKnown() throws IOException {
    String file = file("reach.ctl", REACH);
    assertHint(run("solve", file, "--set", "gaol=1"), "unknown param `gaol`", "did you mean `goal`?");
    assertHint(run("solve", file, "--start", "q=1"), "unknown state `q`", "x, v");
    assertHint(run("solve", file, "--const", "nn=3"), "unknown const `nn`", "did you mean `n`?");
    assertHint(run("solve", file, "--const", "n=3,4"), "set to one number", "");
    assertHint(run("solve", file, "--set", "goal"), "expected NAME=VALUE", "--set m=1.2");
    assertHint(run("solve", file, "--set", "goal=one"), "`one` is not a number", "");
    assertHint(run("solve", file, "--set", "goal=1,2"), "has 1 numbers, found 2", "");
    assertHint(run("solve", file, "--set", "W[3,1]=2"), "index 3 is not in 1..2", "");
  }

  private static void assertHint(Outcome outcome, String message, String hint) {
    assertEquals(ExitCode.USAGE, outcome.code());
    assertTrue(outcome.err().contains(message) && outcome.err().contains(hint), outcome.err());
  }

  @Test
  void aWrongProgramEndsWithItsDiagnostics() throws IOException {
    Outcome wrong = run("solve", file("wrong.ctl", REACH.replace("(x - goal)", "(x - gaol)")), "--json");
    assertEquals(ExitCode.WRONG_PROGRAM, wrong.code());
    assertEquals("", wrong.out());
    assertTrue(wrong.err().startsWith("error[E0201]: "), wrong.err());
    assertTrue(wrong.err().contains("goal"), wrong.err());
  }

  @Test
  void valuesThatDoNotFitTogetherAreAWrongProgram() throws IOException {
    String file = file("limits.ctl",
        REACH.replace("param goal = 1;", "param goal = 1; param low = 20;").replace("[-10,", "[low,"));
    Outcome wrong = run("solve", file);
    assertEquals(ExitCode.WRONG_PROGRAM, wrong.code());
    assertTrue(wrong.err().contains("Reach: u has the limits [20.0, 10.0]"), wrong.err());
    assertEquals(ExitCode.OK, run("solve", file, "--set", "low=-2").code());
  }

  @Test
  void exitCodesTellHowTheRunsWent() throws IOException {
    String failing = REACH.replace("<= 0.01", "<= -1");
    assertEquals(ExitCode.EXPECT_FAILED, run("solve", file("failing.ctl", failing)).code());
    String stopped = REACH.replace("using ilqr {", "using ilqr { iterations = 0;");
    assertEquals(ExitCode.NOT_CONVERGED, run("solve", file("stopped.ctl", stopped)).code());
    String both = REACH + "solve Reach as second using ilqr { expect iterations < 0; }\n"
        + "solve Reach as third using ddp { iterations = 0; }\n";
    Outcome worst = run("solve", file("both.ctl", both), "--json");
    assertEquals(ExitCode.EXPECT_FAILED, worst.code());
    assertEquals(3, worst.out().lines().count(), "a failing run does not keep the next from running");
  }

  @Test
  void aNumberThatIsNotFiniteIsDiagnosed() throws IOException {
    String nan = REACH.replace("(x - goal)^2", "log(x - 100) + x^2");
    Outcome text = run("solve", file("nan.ctl", nan));
    assertEquals(ExitCode.NOT_CONVERGED, text.code());
    assertTrue(text.err().startsWith("error[R0902]: `log` of a negative number"), text.err());
    Map<String, Object> json = Json.parse(run("solve", file("nan.ctl", nan), "--json").out());
    assertEquals("not_finite", json.get("status"));
    assertEquals(null, json.get("objective"));
    assertEquals("R0902", ((Map<?, ?>) ((List<?>) json.get("diagnostics")).getFirst()).get("code"));
  }

  @Test
  void anInterruptEndsTheSolveAndWritesHowFarItCame() throws IOException {
    Path out = folder.resolve("out.json");
    Path page = folder.resolve("out.html");
    String file = file("reach.ctl", REACH + "solve Reach as second using ilqr {}\n");
    Thread.currentThread().interrupt();
    Outcome stopped = run("solve", file, "Reach", "--out", out.toString(), "--report", page.toString());
    assertEquals(ExitCode.INTERRUPTED, stopped.code(), stopped.err());
    assertTrue(stopped.out().contains("\ninterrupted: objective "), stopped.out());
    assertTrue(stopped.out().contains("\nwritten: " + out), stopped.out());
    assertEquals("interrupted", Json.parse(Files.readString(out)).get("status"));
    assertTrue(Files.readString(page).contains("interrupted"));
    Thread.currentThread().interrupt();
    assertEquals(1, run("solve", file, "--json").out().lines().count(), "no further run is begun");
    assertFalse(Thread.interrupted(), "it is answered");
  }

  @Test
  void aCompiledJarIsSolvedLikeItsSource() throws IOException {
    String jar = folder.resolve("reach.jar").toString();
    String file = file("reach.ctl", REACH);
    assertEquals(ExitCode.OK, run("compile", file, "-o", jar).code());
    Map<String, Object> fromJar = Json.parse(run("solve", jar, "--json", "--set", "goal=2").out());
    Map<String, Object> fromSource = Json.parse(run("solve", file, "--json", "--set", "goal=2").out());
    assertEquals(fromSource.get("objective"), fromJar.get("objective"));
    Outcome constants = run("solve", jar, "--const", "n=3");
    assertEquals(ExitCode.USAGE, constants.code());
    assertTrue(constants.err().contains("fixed"), constants.err());
  }
}
