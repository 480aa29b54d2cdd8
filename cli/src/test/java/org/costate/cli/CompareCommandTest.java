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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest extends PageTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static final String REACH = """
      problem Reach {
        param goal[2] : m = [1, 0.5];
        state x[2] : m;
        control v[2] : m/s in [-2, 2];
        dynamics { der(x) = v; }
        horizon 1 [s] steps 20;
        start x = [0, 0];
        minimize { running 1 [s^2/m^2] * (v[1]^2 + v[2]^2); terminal 100 [1/m^2]*((x[1] - goal[1])^2 + (x[2] - goal[2])^2); }
        constraints { path low: x[2] <= 0.4 [m]; }
        view { agent: disc(x, 0.1); text(x, "</script><img src=q onerror='window.owned = 2'>"); }
      }
      solve Reach using ip {}
      """;

  private Path solved(String name, String program, String... more) throws IOException {
    Path out = folder.resolve(name);
    List<String> command = Stream.concat(
        Stream.of("solve", file("reach.ctl", program), "--quiet", "--out", out.toString()), Stream.of(more)).toList();
    Outcome done = run(command.toArray(new String[0]));
    assertEquals(ExitCode.OK, done.code(), done.err());
    return out;
  }

  private static List<?> saved(Path file, String group, String name) throws IOException {
    return (List<?>) ((Map<?, ?>) Json.parse(Files.readString(file)).get(group)).get(name);
  }

  /** Each run has its own times, and keeps its numbers. */
  @Test
  void runsAreOverlaid() throws IOException, InterruptedException {
    String hostile = "b\"><img src=q onerror='window.owned = 1'>\u2028&amp;";
    Path coarse = solved("a.json", REACH);
    Path fine = solved(hostile + ".json", REACH.replace("steps 20", "steps 30"), "--set", "goal=1,0.2");
    Path page = report("compare", coarse.toString(), fine.toString());
    Map<String, Object> told = Browser.ask(page, folder, """
        {
          failures: failures, owned: window.owned === undefined, drawn: costate.clock.drawn,
          a: [0, 0.3, 1].map((t) => costate.plottedAt('x [m]', 'x[2], a', t)),
          b: [0, 0.2, 1].map((t) => costate.plottedAt('x [m]', 'x[2], ' + costate.data.films[1].name, t)),
          gap: costate.plottedAt('x [m]', 'x[2], a', 1 / 30) === undefined,
          margin: costate.plottedAt('low [m]', 'a', 0.5),
          frames: (costate.seek(0.5), costate.stages.map((s) => s.frame)),
          heads: [...document.querySelectorAll('#facts thead th')].map((h) => h.textContent),
          captions: [...document.querySelectorAll('figcaption')].map((h) => h.textContent),
        }""");
    assertEquals(List.of(), told.get("failures"));
    assertEquals(true, told.get("owned"));
    assertTrue((double) told.get("drawn") > 2, "the animation stands still");
    List<?> a = saved(coarse, "states", "x[2]");
    List<?> b = saved(fine, "states", "x[2]");
    assertEquals(List.of(a.get(0), a.get(6), a.get(20)), told.get("a"));
    assertEquals(List.of(b.get(0), b.get(6), b.get(30)), told.get("b"));
    assertEquals(true, told.get("gap"), "between its times a run has no numbers");
    assertEquals(0.4 - (double) a.get(10), (double) told.get("margin"), 1e-12);
    assertEquals(List.of(10.0, 15.0), told.get("frames"));
    assertEquals(List.of("a", hostile), told.get("heads"));
    assertEquals(List.of("a", hostile), told.get("captions"));
    String text = Files.readString(page);
    assertFalse(text.contains("<img"), "markup");
    assertEquals(List.of("1.0, 0.5", "1.0, 0.2"), fact(data(page), "param goal"));
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole/cartpole.ctl, SwingUp, th [rad], th", "quadrotor/quadrotor.ctl, FlyThroughGate, p [m], 'p[3]'",
    "unicycle/unicycle.ctl, ThroughTheTrees, y [m], y", "car_parking/car_parking.ctl, Park, th [rad], th"})
  void theExamplesAreCompared(String example, String run, String plot, String name)
      throws IOException, InterruptedException {
    Path a = folder.resolve("a.json");
    assertEquals(ExitCode.OK, run("solve", EXAMPLES.resolve(example).toString(), run, "--quiet", "--out",
        a.toString()).code());
    Path b = folder.resolve("b.json");
    Files.copy(a, b);
    Path page = report("compare", a.toString(), b.toString());
    List<?> values = saved(a, "states", name);
    int last = values.size() - 1;
    String label = name.endsWith("]") ? name + ", b" : "b";
    Map<String, Object> told = Browser.ask(page, folder, "{failures: failures, time: costate.clock.time, values: [0, "
        + last / 2 + ", " + last + "].map((i) => costate.plotted('" + plot + "', '" + label + "', i))}");
    assertEquals(List.of(), told.get("failures"));
    assertTrue((double) told.get("time") > 0, "the animation stands still");
    assertEquals(List.of(values.get(0), values.get(last / 2), values.get(last)), told.get("values"));
  }

  @Test
  void withoutAPageItIsATable() throws IOException {
    Path a = solved("a.json", REACH);
    Path b = solved("b.json", REACH.replace("using ip", "using al_ilqr"), "--set", "goal=0.5,0.2");
    Outcome table = run("compare", a.toString(), b.toString());
    assertEquals(ExitCode.OK, table.code(), table.err());
    List<String> lines = table.out().lines().map(l -> l.strip().replaceAll(" {2,}", " | ")).toList();
    assertEquals("Reach | a | b", lines.getFirst());
    assertTrue(lines.contains("method | ip | al_ilqr"), table.out());
    assertTrue(lines.contains("status | converged | converged"), table.out());
    assertTrue(lines.contains("param goal | 1.0, 0.5 | 0.5, 0.2"), table.out());
    Map<String, Object> object = Json.parse(run("compare", a.toString(), b.toString(), "--json").out());
    List<Map<String, Object>> runs = objects(object, "runs");
    assertEquals(List.of("ip", "al_ilqr"), runs.stream().map(r -> r.get("solver")).toList());
    assertEquals(Json.parse(Files.readString(b)).get("objective"), runs.get(1).get("objective"));
    assertEquals(20.0, runs.getFirst().get("steps"));
  }

  /** One that has no more than a trajectory, as those of earlier versions. */
  @Test
  void whatAFileDoesNotHaveIsLeftOut() throws IOException {
    Path old = folder.resolve("old.json");
    Files.writeString(old, """
        {"problem": "P", "status": "converged", "objective": null, "time": [0, 1], "states": {"x": [1, null]},
         "controls": {"u": [0]}}""");
    Outcome table = run("compare", old.toString(), old.toString());
    assertEquals(ExitCode.OK, table.code(), table.err());
    assertTrue(table.out().contains("old (2)"), table.out());
    assertTrue(table.out().matches("(?s).*objective +– +–.*"), table.out());
    assertEquals(List.of(), data(report("compare", old.toString(), old.toString())).get("films"));
  }

  private String complaint(String content) throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, content);
    Outcome refused = run("compare", file.toString(), file.toString());
    assertEquals(ExitCode.USAGE, refused.code());
    return refused.err().replace(file.toString(), "c.json").strip();
  }

  @Test
  void damagedFilesAreExplained() throws IOException {
    assertEquals("costate: c.json is no solution: it does not begin with {", complaint("[]"));
    assertTrue(complaint("{\"problem\": ").startsWith("costate: c.json is no JSON: Unexpected end-of-input"));
    assertEquals("costate: c.json is no solution: there is no `problem`", complaint("{}"));
    String whole = """
        {"problem": "P", "status": "s", "time": [0, 1, 2], "states": {"x": [1, 2, 3]}, "controls": {"u": [0, 1]},
         "view": {"shapes": [{"kind": "disc", "label": "", "color": "", "words": "", "points": 1}],
                  "time": [0], "numbers": [0, 0, 0, 1]}}""";
    assertEquals("costate: c.json is no solution: `x` has 2 numbers, expected 3",
        complaint(whole.replace("[1, 2, 3]", "[1, 2]")));
    assertEquals("costate: c.json is no solution: `states.x` holds `two`, expected numbers",
        complaint(whole.replace("[1, 2, 3]", "[1, \"two\", 3]")));
    assertEquals("costate: c.json is no solution: `states` is not an object",
        complaint(whole.replace("{\"x\": [1, 2, 3]}", "[1]")));
    assertEquals("costate: c.json is no solution: `time` does not go on",
        complaint(whole.replace("[0, 1, 2]", "[0, 2, 1]")));
    assertEquals("costate: c.json is no solution: no shape of a view is called `ball`",
        complaint(whole.replace("disc", "ball")));
    assertEquals("costate: c.json is no solution: a shape of -1.0 points",
        complaint(whole.replace("\"points\": 1", "\"points\": -1")));
    assertEquals("costate: c.json is no solution: `view` has 3 numbers, expected 4 for each of 1 pictures",
        complaint(whole.replace("[0, 0, 0, 1]", "[0, 0, 0]")));
    assertEquals("costate: c.json is no solution: there is more than one object in it", complaint(whole + whole));
    Path file = folder.resolve("c.json");
    Files.writeString(file, whole);
    assertEquals(ExitCode.OK, run("compare", file.toString(), file.toString()).code());
  }

  /** What is said of a run is in each format the same, but for what JSON alone has room for. */
  @Test
  void formatsAreCompared() throws IOException {
    String program = REACH.replace("state x[2]", "state zeta;\n  state x[2]")
        .replace("der(x) = v;", "der(x) = v; der(zeta) = 0;")
        .replace("start x", "start zeta = 1, x");
    List<String> command = new ArrayList<>(List.of("compare", "--json"));
    for (String name : List.of("a.json", "a.csv", "a.npz")) {
      command.add(solved(name, program).toString());
    }
    Outcome told = run(command.toArray(String[]::new));
    assertEquals(ExitCode.OK, told.code(), told.err());
    List<?> runs = (List<?>) Json.parse(told.out()).get("runs");
    assertEquals(3, runs.size());
    for (String fact : List.of("status", "objective", "iterations", "steps", "final_time")) {
      assertEquals(1, runs.stream().map(r -> ((Map<?, ?>) r).get(fact)).distinct().count(), fact + " in " + told.out());
    }
    Path plotted = folder.resolve("all.svg");
    command.set(1, "--plot");
    command.add(2, plotted.toString());
    assertEquals(ExitCode.OK, run(command.toArray(String[]::new)).code());
    assertTrue(Files.readString(plotted).contains("zeta"));
  }

  @Test
  void simulationsAreRefused() throws IOException {
    Path out = folder.resolve("s.csv");
    assertEquals(ExitCode.OK, run("simulate", file("reach.ctl", REACH), "--quiet", "--out", out.toString()).code());
    assertTrue(run("compare", out.toString(), out.toString()).err().contains("its kind is `simulation`"));
  }

  @Test
  void wrongUsesAreExplained() throws IOException {
    Path a = solved("a.json", REACH);
    Path b = solved("b.json", REACH.replace("Reach", "Other"));
    assertEquals("costate: these are not solutions of one problem: problem of " + a + ": Reach; of " + b + ": Other\n",
        run("compare", a.toString(), b.toString()).err());
    Path c = solved("c.json", REACH.replaceAll("\\bx\\b", "y"));
    assertEquals("costate: these are not solutions of one problem: states of " + a + ": x[1] [m], x[2] [m]; of " + c
        + ": y[1] [m], y[2] [m]\n", run("compare", a.toString(), c.toString()).err());
    assertTrue(run("compare", a.toString()).err().contains("an argument is missing"));
    assertTrue(run("compare", a.toString(), "b.txt").err().contains("must end with .csv, .json or .npz"));
    assertEquals("costate: no such file: none.json\n", run("compare", a.toString(), "none.json").err());
  }
}
