/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --report}: what is in the page, and what a browser makes of it. */
class ReportTest extends PageTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static final String HOSTILE = """
      // </script><script>window.owned = 1</script> SEPARATOR &lt;
      problem P {
        state x;
        /// </script><img src=q onerror='window.owned = 4'>
        control u in [-1, 1];
        dynamics { der(x) = u; }
        horizon 1 steps 4;
        start x = 1;
        minimize { running x^2 + u^2; }
        view {
          text([x, 0], "</script><img src=q onerror='window.owned = 2'><!--data-->", color = "red;<b>");
          disc([x, 1], 0.1, color = "__proto__");
        }
      }
      solve P using ilqr { expect abs(final(x)) <= 2 /* </script><script>window.owned = 3</script> */; }
      """.replace("SEPARATOR", "\u2028");

  @Test
  void thePageNeedsNothingElse() throws IOException {
    String page = Files.readString(report("solve", file("p.ctl", HOSTILE), "--quiet"));
    assertFalse(page.contains("<!--"), "a part is missing");
    assertTrue(page.contains("default-src 'none'"));
    assertTrue(page.contains("Permission is hereby granted, free of charge"), "the licence of uPlot");
    assertFalse(page.replaceAll("(?s)<script.*?</script>", "").matches("(?s).*(src|href)=.*"), "something is linked");
  }

  @Test
  void noTextOfTheSourceIsMarkup() throws IOException, InterruptedException {
    Path page = report("solve", file("p.ctl", HOSTILE), "--quiet");
    String text = Files.readString(page);
    for (String markup : List.of("<script>window.owned", "<img", "<b>", "\u2028")) {
      assertFalse(text.contains(markup), markup);
    }
    assertEquals(4, text.split("</script>", -1).length, "one data element, two scripts");
    assertEquals(HOSTILE, ((Map<?, ?>) data(page).get("source")).get("text"));
    Map<String, Object> told =
        Browser.ask(page, folder,
            "{owned: window.owned === undefined, drawn: costate.clock.drawn, failures: failures}");
    assertEquals(List.of(), told.get("failures"));
    assertEquals(true, told.get("owned"));
    assertTrue((double) told.get("drawn") > 1, told.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole/cartpole.ctl, SwingUp, th [rad], th", "quadrotor/quadrotor.ctl, FlyThroughGate, p [m], p[3]",
    "unicycle/unicycle.ctl, ThroughTheTrees, y [m], y", "car_parking/car_parking.ctl, Park, th [rad], th"})
  void aBrowserShowsTheExamples(String example, String run, String plot, String name)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.json");
    Path page = report("solve", EXAMPLES.resolve(example).toString(), run, "--quiet", "--out", out.toString());
    Map<String, Object> solved = Json.parse(Files.readString(out));
    List<?> values = (List<?>) ((Map<?, ?>) solved.get("states")).get(name);
    List<?> times = (List<?>) solved.get("time");
    int last = values.size() - 1;
    String probe = String.format(Locale.ROOT, """
        {
          failures: failures, frame: costate.stages[0].frame, time: costate.data.axes[0].at(-1),
          values: [%d, %d, %d].map((k) => costate.plotted('%s', '%s', k)),
          marks: [0, 1e9].map((t) => (costate.seek(t),
            parseFloat(charts[0].mark.style.left) / charts[0].made.over.clientWidth)),
          text: document.getElementById('text').textContent,
          matrices: document.querySelectorAll('#matrices svg').length,
        }""", 0, last / 3, last, plot, name);
    Map<String, Object> told = Browser.ask(page, folder, probe);
    assertEquals(List.of(), told.get("failures"));
    assertTrue((double) told.get("frame") > 0, "the animation stands still");
    assertEquals(times.get(last), told.get("time"));
    assertEquals(List.of(0.0, 1.0), told.get("marks"), "the time of the animation in a plot");
    assertEquals(Files.readString(EXAMPLES.resolve(example)), told.get("text"));
    assertTrue((double) told.get("matrices") >= 4, "sparsity");
    assertEquals(List.of(values.get(0), values.get(last / 3), values.get(last)), told.get("values"));
  }

  @Test
  void limitsAndMarginsAreShownWithUnits() throws IOException {
    Map<String, Object> data = data(report(
        "solve", EXAMPLES.resolve("unicycle/unicycle.ctl").toString(), "ThroughTheTrees", "--quiet"));
    Map<String, Object> speed = plots(data, "Controls").getFirst();
    assertEquals("v [m/s]", speed.get("title"));
    assertEquals(List.of(Map.of("name", "lower limit", "value", 0.0), Map.of("name", "upper limit", "value", 1.5)),
        speed.get("limits"));
    Map<String, Object> clear = plots(data, "Margins of constraints").getFirst();
    assertEquals("clear [m^2]", clear.get("title"));
    List<?> rows = (List<?>) clear.get("series");
    assertEquals(3, rows.size());
    // at the start, which nothing can change, it does not count; a step later the first tree is 3.03 m away, and 1 m must be
    List<?> margin = (List<?>) ((Map<?, ?>) rows.getFirst()).get("values");
    assertEquals(null, margin.getFirst());
    assertEquals(3.0 * 3.0 + 0.4 * 0.4 - 1, (double) margin.get(1), 0.5);
  }

  @Test
  void ofALongRunSomePicturesAreShown() throws IOException, InterruptedException {
    Path page = report("solve", file("long.ctl", HOSTILE.replace("steps 4", "steps 10000")), "--quiet");
    Map<String, Object> told = Browser.ask(page, folder,
        "{failures: failures, frames: costate.data.films[0].time.length, last: costate.plotted('x', 'x', 10000)}");
    assertEquals(List.of(), told.get("failures"));
    assertEquals(1668.0, told.get("frames")); // each sixth of 10001, and the last one
    assertTrue(Math.abs((double) told.get("last")) < 1, told.toString());
  }

  /** What a name is at the time of the animation; the numbers of another problem are none of this one. */
  @Test
  void namesOfTheSourceTellTheirValues() throws IOException, InterruptedException {
    String program = """
        model Cart {
          /// mass of <b>all</b>
          param m : kg = 2;
          state x[2] : m; // the place
          control f[2] : N in [-1, 1];
          let pull[2] : N = [3*f[1], -f[2] + t*1 [N/s]];
          let heavy = m > 1 [kg];
          dynamics { let a = f / m; let b = a[1]; der(x) = [1, 0] * 1 [m/s] + a*1 [s] + b*[0, 1]*1 [s]; }
          view { disc(x, 0.1); }
        }
        problem Other { state x; control f; let pull = 2*x; dynamics { der(x) = f; } horizon 1 steps 2; start x = 0;
          minimize { running f^2; } }
        problem P for Cart {
          horizon 2 [s] steps 40;
          start x = [0, 1];
          minimize { running 1 [1/N^2]*(f[1]^2 + f[2]^2); terminal 1 [1/m^2]*(x[1]^2 + x[2]^2); }
        }
        solve P using ilqr {}
        """;
    Path out = folder.resolve("out.json");
    Path page = report("solve", file("p.ctl", program), "--quiet", "--out", out.toString(), "--set", "m=3");
    Map<String, Object> told = Browser.ask(page, folder, """
        (() => {
          const names = (text) => [...document.querySelectorAll('#text .name')].filter((e) => e.textContent === text);
          const shown = (e) => (e.dispatchEvent(new Event('mouseenter')), [...document.getElementById('tip').children].map((p) => p.textContent).join('\\n'));
          const at = (time) => (costate.seek(time), ['x', 'f', 'pull', 'b', 'm', 'heavy'].map(costate.told));
          const moments = [0, 0.52, 2].map(at);
          return {
            failures: failures, moments: moments, param: shown(names('m')[0]), state: shown(names('x')[1]),
            same: names('x').slice(0, 2).map((e) => e.className),
            other: shown(names('pull').find((e) => e.nextSibling.textContent === ' = ')),
            text: document.getElementById('text').textContent,
            look: ['keyword', 'comment', 'number'].map((c) => document.querySelector('#text .' + c).textContent),
          };
        })()""");
    assertEquals(List.of(), told.get("failures"));
    assertEquals(program, told.get("text"));
    assertEquals(List.of("model", "/// mass of <b>all</b>", "2"), told.get("look"));
    assertEquals("param m [kg]\nm = 3 kg\nmass of <b>all</b>", told.get("param"));
    assertEquals("let pull\n", told.get("other"));
    Map<String, Object> solved = Json.parse(Files.readString(out));
    List<Integer> moments = List.of(0, 10, 40);
    for (int i = 0; i < 3; i++) {
      int k = moments.get(i);
      double[] f = {at(solved, "controls", "f[1]", Math.min(k, 39)), at(solved, "controls", "f[2]", Math.min(k, 39))};
      String when = " at t = " + List.of("0 s", "0.52 s", "2 s").get(i);
      assertEquals(List.of(
          "x = " + pair(at(solved, "states", "x[1]", k), at(solved, "states", "x[2]", k)) + " m" + when,
          "f = " + pair(f[0], f[1]) + " N" + when, "pull = " + pair(3 * f[0], -f[1] + k * 0.05) + " N" + when,
          "b = " + six(f[0] / 3) + when, "m = 3 kg", ""), ((List<?>) told.get("moments")).get(i));
    }
  }

  /** Drawn with names and counts; what a source calls a constraint is no markup there either. */
  @Test
  void structureOfDerivativesIsDrawn() throws IOException, InterruptedException {
    String program = """
        problem P {
          state a; state b;
          control u in [-1, 1];
          dynamics { der(a) = b; der(b) = u; }
          horizon 1 steps 4;
          integrator euler;
          start a = 0, b = 0;
          minimize { running u^2; terminal a*b; }
          constraints { path a + u <= 5 /* </text><script>window.owned = 1</script> */ + 1; }
        }
        solve P using ip {}
        """;
    Path page = report("solve", file("p.ctl", program), "--quiet");
    Map<String, Object> told = Browser.ask(page, folder, """
        {
          failures: failures, owned: window.owned === undefined,
          labels: [...document.querySelectorAll('#matrices svg')].map((s) => s.getAttribute('aria-label')),
          names: [...document.querySelectorAll('#matrices svg')[0].querySelectorAll('text')].map((t) => t.textContent),
          entries: costate.data.patterns.map((p) => p.entries),
          squares: document.querySelector('#matrices .entries').getAttribute('d').split('z').length - 1,
        }""");
    assertEquals(List.of(), told.get("failures"));
    assertEquals(true, told.get("owned"));
    assertEquals(List.of("Fx, Fu: the next state: 4 of 6 entries, 2 x 3",
        "Hessian of lambda' F: the next state: 0 of 9 entries, 3 x 3",
        "Hessian of the cost of a step: 1 of 9 entries, 3 x 3",
        "Hessian of the terminal cost: 2 of 4 entries, 2 x 2",
        "cx, cu: constraints of each step: 2 of 3 entries, 1 x 3"), told.get("labels"));
    assertEquals(List.of("a", "b", "a", "b", "u"), told.get("names"));
    assertEquals(List.of(0.0, 1.0, 4.0, 5.0), ((List<?>) told.get("entries")).getFirst());
    assertEquals(4.0, told.get("squares"));
  }

  /** What was drawn for the run is told, and counts. */
  @Test
  void aSimulationHasMarginsAndThePlantsParams() throws IOException {
    Map<String, Object> data = data(report("simulate", file("p.ctl", """
        problem P {
          param wall : m ~ uniform(1, 2);
          state x : m;
          control u : m/s;
          dynamics { der(x) = u; }
          horizon 1 [s] steps 4;
          start x = 0;
          minimize { running 1 [s^2/m^2]*u^2; terminal 1 [1/m^2]*(x - 0.9 [m])^2; }
          constraints { path near: x <= wall; }
        }
        solve P using ip {}
        """), "--seed", "5"));
    double wall = Double.parseDouble((String) ((List<?>) fact(data, "wall [m] of the plant")).getFirst());
    List<?> near =
        (List<?>) objects(plot(data, "Margins of constraints", "near [m]"), "series").getFirst().get("values");
    assertEquals(5, near.size());
    assertEquals(wall, (double) near.getFirst(), 1e-3);
    assertEquals(null, near.getLast());
  }

  private static double at(Map<String, Object> solved, String group, String name, int k) {
    return (double) ((List<?>) ((Map<?, ?>) solved.get(group)).get(name)).get(k);
  }

  private static String pair(double a, double b) {
    return "[" + six(a) + ", " + six(b) + "]";
  }

  /** Six digits, as the page writes numbers. */
  private static String six(double value) {
    double rounded = new BigDecimal(value).round(new MathContext(6)).doubleValue();
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** From a dark screen, too. */
  @Test
  void itIsPrintedDarkOnWhite() throws IOException, InterruptedException {
    Path page = report("solve", file("p.ctl", HOSTILE), "--quiet");
    Map<String, Object> told = Browser.ask(page, folder, """
        (() => {
          const look = () => [getComputedStyle(document.body).backgroundColor, ink('--ink'),
            charts[0].made.axes[0].stroke(), charts[0].made.series[1].stroke()].join(' ');
          const screen = look();
          window.dispatchEvent(new Event('beforeprint'));
          const paper = look();
          window.dispatchEvent(new Event('afterprint'));
          return { failures: failures, screen: screen, paper: paper, after: look() };
        })()""", "--blink-settings=preferredColorScheme=0");
    assertEquals(List.of(), told.get("failures"));
    assertEquals("rgb(20, 24, 29) #e6e9ec #e6e9ec #56b4e9", told.get("screen"));
    assertEquals("rgb(255, 255, 255) #000000 #000000 #0072b2", told.get("paper"));
    assertEquals(told.get("screen"), told.get("after"));
  }

  @Test
  void simulationsAndPlansHaveReports() throws IOException {
    String file = file("p.ctl", HOSTILE + "mpc P using ilqr { rate = 4 [Hz]; duration = 1 [s]; }");
    Map<String, Object> simulated = data(report("simulate", file, "P", "--seed", "3"));
    assertTrue(fact(simulated, "Seed").equals(List.of("3")), simulated.get("facts").toString());
    assertEquals(5, ((List<?>) ((List<?>) simulated.get("axes")).getFirst()).size());
    assertFalse(plots(simulated, "Convergence").isEmpty());
    Map<String, Object> planned = data(report("mpc", file));
    assertEquals("time for a plan [ms]", plots(planned, "Controller").getFirst().get("title"));
  }

  @Test
  void wrongUsesAreExplained() throws IOException {
    String file = file("p.ctl", HOSTILE);
    assertEquals("costate: --report x.txt: a report is a page\n  hint: end its name with .html\n",
        run("solve", file, "--report", "x.txt").err());
    assertEquals("costate: --report shows one solve, --batch makes many\n",
        run("solve", file, "--batch", "a.csv", "--report", "x.html").err());
    assertFalse(Files.exists(Path.of("x.html")));
  }
}
