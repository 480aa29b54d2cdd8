/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.costate.cli.FigureReader.Curve;
import org.costate.cli.FigureReader.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --plot}: the numbers of a result are where the axes of the figure say. */
class PlotTest extends CommandLineTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  /** Places are written in hundredths of a pixel. */
  private static final double NEAR = 0.02;

  private static final String CURVE = "1.4";
  private static final String LIMIT = "0.9";

  private static final String PUSH = """
      problem Push {
        state x : m in [-3, 5];
        state w[3];
        control u : N in [-1, 2];
        dynamics { der(x) = u * 1 [m/s/N]; der(w) = [-w[1], w[1], 2*w[2]] / 1 [s]; }
        horizon 1 [s] steps 10;
        start x = 1 [m], w = [1, 0, -1];
        constraints { path safe: x >= 0.2 [m]; }
        minimize { running (x / 1 [m])^2 + (u / 1 [N])^2; }
      }
      solve Push using ip {}
      """;

  private FigureReader figure(String... command) throws IOException {
    Path svg = folder.resolve("figure.svg");
    Outcome done = run(with(command, "--plot", svg.toString()));
    assertEquals(ExitCode.OK, done.code(), done.err());
    assertTrue(done.out().contains("written: " + svg + "\n"), done.out());
    return FigureReader.of(svg);
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }

  @SuppressWarnings("unchecked")
  private static List<Double> numbers(Map<String, Object> result, String... path) {
    Object at = result;
    for (String name : path) {
      at = ((Map<String, Object>) at).get(name);
    }
    return (List<Double>) at;
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole/cartpole.ctl, SwingUp, th [rad], th, u [N], u",
    "quadrotor/quadrotor.ctl, FlyThroughGate, p [m], p[3], f [N], f[2]",
    "unicycle/unicycle.ctl, ThroughTheTrees, y [m], y, w [rad/s], w",
    "car_parking/car_parking.ctl, Park, px [m], px, steer [rad], steer"})
  void numbersAreWhereTheAxesSay(String example, String run, String states, String state, String controls,
      String control) throws IOException {
    Path out = folder.resolve("out.json");
    FigureReader figure = figure("solve", EXAMPLES.resolve(example).toString(), run, "--out", out.toString());
    Map<String, Object> solved = Json.parse(Files.readString(out));
    List<Double> time = numbers(solved, "time");
    Panel ofState = figure.panel(states);
    Curve x = curve(ofState, states, state);
    List<Double> values = numbers(solved, "states", state);
    int last = time.size() - 1;
    for (int k : new int[] {0, last / 3, last / 2, last}) {
      assertEquals(0, ofState.distance(x, time.get(k), values.get(k)), NEAR, state + " at " + time.get(k));
    }
    Panel ofControl = figure.panel(controls);
    Curve u = curve(ofControl, controls, control);
    List<Double> held = numbers(solved, "controls", control);
    for (int k : new int[] {0, last / 3, last - 1}) {
      assertEquals(0, ofControl.distance(u, time.get(k), held.get(k)), NEAR, control + " at " + time.get(k));
      assertEquals(0, ofControl.distance(u, time.get(k + 1), held.get(k)), NEAR, control + " holds");
    }
  }

  /** A curve that is named in the legend, or the only one. */
  private static Curve curve(Panel panel, String name, String element) {
    List<Curve> curves = panel.curves(CURVE);
    return name.startsWith(element + " ") ? curves.getFirst() : curves.get(panel.texts("start").indexOf(element));
  }

  @Test
  void limitsMarginsAndUnitsAreDrawn() throws IOException {
    Path out = folder.resolve("out.json");
    FigureReader figure = figure("solve", file("p.ctl", PUSH), "--out", out.toString());
    assertEquals(List.of("x [m]", "w", "u [N]", "margin of safe [m]"), figure.names());
    assertLevels(figure.panel("x [m]"), -3, 5);
    assertLevels(figure.panel("u [N]"), -1, 2);
    assertEquals(List.of("limits"), figure.panel("u [N]").texts("start"));
    assertEquals(List.of(), figure.panel("w").curves(LIMIT));
    Panel margin = figure.panel("margin of safe [m]");
    assertLevels(margin, 0);
    assertEquals(List.of("missed below"), margin.texts("start"));
    Map<String, Object> solved = Json.parse(Files.readString(out));
    assertEquals(0, margin.distance(margin.curves(CURVE).getFirst(), 0.4,
        numbers(solved, "margins", "safe", "values").get(4)), NEAR);
    assertTrue(margin.texts("middle").contains("t [s]"), "the name of the time is below the last panels");
    assertFalse(figure.panel("x [m]").texts("middle").contains("t [s]"));
  }

  private static void assertLevels(Panel panel, double... levels) {
    List<Curve> drawn = panel.curves(LIMIT);
    assertEquals(levels.length, drawn.size());
    for (int i = 0; i < levels.length; i++) {
      assertEquals(0, panel.distance(drawn.get(i), 0, levels[i]), NEAR);
      assertEquals(0, panel.distance(drawn.get(i), 1, levels[i]), NEAR);
      assertFalse(drawn.get(i).dashes().isEmpty());
    }
  }

  @Test
  void curvesDifferInColourAndInGrey() throws IOException {
    List<Curve> curves = figure("solve", file("p.ctl", PUSH)).panel("w").curves(CURVE);
    assertEquals(List.of("#0072b2", "#d55e00", "#009e73"), curves.stream().map(Curve::color).toList());
    assertEquals(3, curves.stream().map(Curve::dashes).distinct().count());
  }

  @Test
  void aSimulationAndAPlanAtEveryTickAreDrawn() throws IOException {
    String program = file("p.ctl", PUSH + "mpc Push using al_ilqr { duration = 1 [s]; iterations = 2; }\n");
    Path out = folder.resolve("out.csv");
    for (String command : List.of("simulate", "mpc")) {
      Panel x = figure(command, program, "Push", "--push", "0.5:x=0.3", "--out", out.toString()).panel("x [m]");
      double[] half = row(out, 5);
      assertEquals(0, x.distance(x.curves(CURVE).getFirst(), half[1], half[2]), NEAR, command);
    }
  }

  /** Run, time and x. */
  private static double[] row(Path csv, int k) throws IOException {
    List<String> lines = Files.readAllLines(csv).stream().filter(l -> !l.startsWith("#")).toList();
    List<String> head = Arrays.asList(lines.getFirst().split(",", -1));
    String[] cells = lines.get(k + 1).split(",", -1);
    return Stream.of("run", "t [s]", "x [m]")
        .mapToDouble(name -> Double.parseDouble(cells[head.indexOf(name)]))
        .toArray();
  }

  @Test
  void learningCurvesHaveTheirIntervals() throws IOException {
    Path out = folder.resolve("out");
    FigureReader figure = figure("train", file("p.ctl", TrainCommandTest.REACH), "climb", "--seeds", "1,2", "--quiet",
        "-o", out.toString());
    Panel training = figure.panel("mean return in training");
    assertEquals(List.of("seed 1", "seed 2", "mean of the seeds, with its 95 % interval"), training.texts("start"));
    Map<String, List<Double>> metrics = table(out.resolve("seed-2/metrics.csv"));
    Curve second = training.curves(CURVE).get(1);
    for (int i : new int[] {0, 3, 7}) {
      assertEquals(0,
          training.distance(second, metrics.get("transitions").get(i), metrics.get("mean_return").get(i)), NEAR);
    }
    Panel evaluations = figure.panel("mean return of evaluations, with its 95 % interval");
    Map<String, List<Double>> table = table(out.resolve("seed-1/evaluation.csv"));
    Curve edge = new Curve(null, evaluations.area("#0072b2"));
    for (int sign : new int[] {1, -1}) {
      assertEquals(0, evaluations.distance(edge, table.get("reached").get(1),
          table.get("mean_return").get(1) + sign * table.get("half_width").get(1)), NEAR);
    }
    assertTrue(evaluations.texts("middle").contains("transitions"));
  }

  private static Map<String, List<Double>> table(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    List<String> head = Arrays.asList(lines.getFirst().split(",", -1));
    Map<String, List<Double>> table = new HashMap<>();
    for (int i = 0; i < head.size(); i++) {
      int column = i;
      table.put(head.get(i),
          lines.stream().skip(1).map(l -> Double.valueOf(l.split(",", -1)[column])).toList());
    }
    return table;
  }

  @Test
  void namesAreNoMarkup() throws IOException {
    List<String> names = List.of("a<script>alert(1)<", "b&amp;\"' --><x", "c\u0001");
    List<String> files = new ArrayList<>();
    for (String name : names) {
      files.add(folder.resolve(name + ".json").toString());
      run("solve", file("p.ctl", PUSH), "--out", files.getLast());
    }
    String[] compare = Stream.concat(Stream.of("compare"), files.stream()).toArray(String[]::new);
    FigureReader figure = figure(compare);
    assertEquals(List.of(names.get(0), names.get(1), "c\ufffd", "limits"), figure.panel("u [N]").texts("start"));
    assertEquals(9, figure.panel("w").curves(CURVE).stream().map(c -> c.color() + c.dashes()).distinct().count());
    String text = Files.readString(folder.resolve("figure.svg"));
    assertFalse(text.contains("<script") || text.contains("--><x"), text);
  }

  @Test
  void aLongNameStaysInItsPanel() throws IOException {
    String name = "x" + "yz".repeat(100);
    String shown = figure("solve", file("p.ctl", PUSH.replaceAll("\\bx\\b", name))).names().getFirst();
    assertTrue(shown.startsWith("xyzyz") && shown.endsWith("…") && shown.length() < 60, shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"svg", "png"})
  void theSameResultGivesTheSameBytes(String format) throws IOException {
    Path a = folder.resolve("a." + format);
    Path b = folder.resolve("b." + format);
    String file = file("p.ctl", PUSH);
    run("solve", file, "--plot", a.toString());
    run("solve", file, "--plot", b.toString());
    assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(3, left.count());
    }
  }

  @Test
  void pixelsAreThoseOfPrint() throws IOException {
    Path png = folder.resolve("f.png");
    Path svg = folder.resolve("f.svg");
    String file = file("p.ctl", PUSH);
    run("solve", file, "--plot", png.toString());
    run("solve", file, "--plot", svg.toString());
    BufferedImage picture = ImageIO.read(png.toFile());
    String[] sides = Files.readString(svg).replaceAll("(?s).*viewBox=\"0 0 ([^\"]*)\".*", "$1").split(" ", -1);
    assertEquals(691, Double.parseDouble(sides[0]));
    assertEquals(Math.ceil(691 * 300 / 96.0), picture.getWidth());
    assertEquals(Math.ceil(Double.parseDouble(sides[1]) * 300 / 96), picture.getHeight());
    assertEquals(0xffffffff, picture.getRGB(picture.getWidth() - 1, 0));
    int blue = 0;
    int ink = 0;
    for (int color : picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth())) {
      blue += color == 0xff0072b2 ? 1 : 0;
      ink += color == 0xff1b1f24 ? 1 : 0;
    }
    assertTrue(blue > 3000 && ink > 3000, blue + " pixels of curves, " + ink + " of axes");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "--plot f.pdf|--plot f.pdf: a figure ends with .svg or .png",
    "--plot f.svg --batch cases.csv|--plot shows one solve, --batch makes many", "--plot no/f.svg|no such file: no"})
  void whatMakesNoSenseIsSaid(String options, String complaint) throws IOException {
    String file = file("p.ctl", PUSH);
    Outcome outcome = run(with(new String[] {"solve", file}, options.replace(" f.", " " + folder + "/f.")
        .replace(" no/", " " + folder + "/no/")
        .split(" ")));
    assertEquals(ExitCode.USAGE, outcome.code(), outcome.err());
    assertEquals("costate: " + complaint, outcome.err().replace(folder + "/", "").lines().findFirst().orElseThrow());
  }

  @Test
  void severalRunsHaveNoCommonFigure() throws IOException {
    Outcome outcome = run("solve", file("p.ctl", PUSH + "solve Push as again using ip {}\n"), "--plot",
        folder.resolve("f.svg").toString());
    assertEquals(ExitCode.USAGE, outcome.code());
    assertEquals("costate: --plot takes one run, but there are 2", outcome.err().lines().findFirst().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"solve", "mpc", "simulate", "train", "compare"})
  void helpKnowsIt(String command) {
    String help = run(command, "--help").out();
    assertTrue(help.contains("--plot FILE.svg|.png") && help.contains("draws a figure for a paper"), help);
  }

  /** A start without the option does not pay for it. */
  @Test
  void nothingIsLoadedThatIsNotAskedFor() throws IOException, InterruptedException {
    assertEquals(List.of(), loaded());
    List<String> drawing = loaded("--plot", folder.resolve("f.svg").toString());
    assertTrue(drawing.contains("org.costate.cli.picture.Svg"), drawing.toString());
    assertFalse(drawing.stream().anyMatch(c -> c.startsWith("java.awt")), "SVG needs no pixels");
  }

  private List<String> loaded(String... options) throws IOException, InterruptedException {
    Path log = folder.resolve("loaded.txt");
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xlog:class+load:file=" + log, "-cp",
        System.getProperty("java.class.path"), Main.class.getName(), "solve", file("p.ctl", PUSH)));
    command.addAll(List.of(options));
    assertEquals(ExitCode.OK, new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor());
    return Files.readAllLines(log)
        .stream()
        .map(line -> line.replaceAll(".*\\] (\\S+) source:.*", "$1"))
        .filter(c -> c.startsWith("org.costate.cli.picture") || c.startsWith("org.costate.cli.report.RunReport")
            || c.startsWith("java.awt"))
        .toList();
  }
}
