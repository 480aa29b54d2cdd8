/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertEquals(HOSTILE, data(page).get("source"));
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
    String probe =
        "{failures: failures, frame: costate.stages[0].frame, time: costate.data.axes[0][" + last + "], values: ["
            + String.join(", ",
                List.of(0, last / 3, last)
                    .stream()
                    .map(k -> "costate.plotted('" + plot + "', '" + name + "', " + k + ")")
                    .toList())
            + "]}";
    Map<String, Object> told = Browser.ask(page, folder, probe);
    assertEquals(List.of(), told.get("failures"));
    assertTrue((double) told.get("frame") > 0, "the animation stands still");
    assertEquals(times.get(last), told.get("time"));
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
