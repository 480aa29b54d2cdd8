/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.Scene;
import org.costate.cli.picture.ViewPicture;
import org.costate.cli.report.Film;
import org.costate.cli.report.Page;
import org.costate.cli.report.Recording;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.problem.OptionType;
import org.costate.runtime.problem.VariableInfo.Kind;

/** {@code costate view}: draws the view of a problem, without a solve and without a browser. */
final class ViewCommand implements Command {
  /** Neither side of a picture is longer. */
  private static final int LONGEST = 4096;

  private static final String TRAJECTORY = "trajectory";

  @Override
  public String name() {
    return "view";
  }

  @Override
  public String usage() {
    return "FILE [NAME] [options]";
  }

  @Override
  public String summary() {
    return "draws the view of a problem as PNG or as an animated GIF, without a solve";
  }

  @Override
  public String details() {
    return """
        NAME is the name of a problem or of a solve block; a file in which one
        problem has a view needs none. Drawn is where a solve begins: the start for
        --png, the guess simulated from there for --gif and --at. With --trajectory
        it is what `--out` of solve, simulate or mpc wrote, or a table with the
        column t; of a simulation the first run. Params are those of the file, then
        those of --set. All of what moves is in sight, with one scale for both axes,
        unless --window says another part.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option("png", "FILE.png", "writes one picture: of the start, or of --at"))
        .addOption(Arguments.option("gif", "FILE.gif", "writes an animation, which begins again at its end"))
        .addOption(
            Arguments.option(TRAJECTORY, "FILE", "draws along the solution or simulation in a file that --out wrote"))
        .addOption(Arguments.option("at", "TIME", "the moment of --png, in seconds or, with `next`, steps"))
        .addOption(Arguments.option("size", "W[xH]", "pixels; 800 wide for --png, 480 for --gif, as high as it takes"))
        .addOption(Arguments.option("window", "X0,X1,Y0,Y1", "what is in sight, in SI units"))
        .addOption(Arguments.option("fps", "N", "pictures a second of --gif; 20 if not given, at most 50"))
        .addOption(Arguments.option("speed", "FACTOR", "seconds of the run in a second of --gif; 1 if not given"))
        .addOption(Option.builder().longOpt("no-trails").desc("draws no trails behind discs with a label").get())
        .addOption(
            Arguments.assignment("set", "gives a param another value: m=1.2, goal=1,2, obs[1,2]=0.5; may be repeated"))
        .addOption(Arguments.assignment("start", "starts a state elsewhere: theta=0.1; may be repeated"))
        .addOption(Arguments.assignment("design", "gives a design variable another value: T=5; may be repeated"))
        .addOption(Arguments.constants());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 1, 2);
    Path file = Arguments.path(arguments.getFirst());
    Optional<Path> png = output(line, "png");
    Optional<Path> gif = output(line, "gif");
    if (png.isEmpty() && gif.isEmpty()) {
      throw new UsageException("view: there is no file to draw into", "costate view " + file + " --png frame.png");
    }
    Problems problems = Arguments.load(file, line);
    Warnings.print(problems, terminal);
    Problem chosen = chosen(problems, file, arguments);
    Optional<Recording> recording = recording(line);
    Problem problem = Runs.configured(List.of(recording.map(r -> with(chosen, r)).orElse(chosen)), line).getFirst();
    Scene scene;
    try {
      scene = (recording.isPresent() ? along(problem, recording.get(), line) : problem.scene()).orElseThrow();
    } catch (IllegalArgumentException e) {
      terminal.complain("costate: " + problem.name() + ": " + e.getMessage());
      return ExitCode.WRONG_PROGRAM;
    }
    Film film = Film.of("", scene.time(), scene);
    Page.Clock clock = Page.Clock.of(problem.info().discrete(), scene.frames());
    boolean legible = true;
    if (png.isPresent()) {
      boolean still = recording.isEmpty() && !line.hasOption("at");
      legible = new ViewPicture(still ? film.first() : film, clock, look(line, 800)).png(png.get(), moment(line, film));
      terminal.line("written: " + png.get());
    }
    if (gif.isPresent()) {
      legible &= animation(new ViewPicture(film, clock, look(line, 480)), gif.get(), line);
      terminal.line("written: " + gif.get());
    }
    if (!legible) {
      Pictures.warnOfFonts(terminal);
    }
    return ExitCode.OK;
  }

  private static Optional<Path> output(CommandLine line, String format) throws IOException {
    if (!line.hasOption(format)) {
      return Optional.empty();
    }
    Path file = Arguments.path(line.getOptionValue(format));
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith("." + format)) {
      throw new UsageException("--" + format + " " + file + ": the file must end with ." + format);
    }
    AtomicFile.checkPlace(file);
    return Optional.of(file);
  }

  /** What the arguments name, or the only problem with a view. */
  private static Problem chosen(Problems problems, Path file, List<String> arguments) {
    if (arguments.size() > 1) {
      Problem named = Runs.selected(problems, file, arguments).getFirst();
      if (!named.hasView()) {
        throw without("problem `" + named.name() + "` has no view", named);
      }
      return named;
    }
    if (problems.names().isEmpty()) {
      throw new UsageException(file + " has no problem", "a view of a model is drawn for a problem of that model");
    }
    List<String> drawn = problems.names().stream().filter(name -> problems.problem(name).hasView()).toList();
    if (drawn.size() > 1) {
      throw new UsageException(file + " has several problems with a view", "name one: " + String.join(", ", drawn));
    }
    if (drawn.isEmpty()) {
      throw without("no problem of " + file + " has a view", problems.problem(problems.names().getFirst()));
    }
    return problems.runs()
        .stream()
        .filter(run -> run.name().equals(drawn.getFirst()))
        .findFirst()
        .orElseGet(() -> problems.problem(drawn.getFirst()));
  }

  private static UsageException without(String what, Problem problem) {
    String state = problem.variables(Kind.STATE)
        .stream()
        .flatMap(v -> v.elementNames().stream())
        .findFirst()
        .orElse("0");
    return new UsageException(what, "write one into it or into its model, for example: view { place: disc([" + state
        + ", 0], 0.1, color = \"blue\"); }");
  }

  private static Optional<Recording> recording(CommandLine line) throws IOException {
    if (!line.hasOption(TRAJECTORY)) {
      return Optional.empty();
    }
    Path file = Arguments.path(line.getOptionValue(TRAJECTORY));
    ResultFile.format(TRAJECTORY, file);
    if (line.hasOption("start")) {
      throw new UsageException("--start and --" + TRAJECTORY + " both say where it begins", "leave out one of them");
    }
    return Optional.of(Recording.read(file));
  }

  /** With the params and design variables that a file tells, as far as the problem has them. */
  private static Problem with(Problem problem, Recording recording) {
    List<String> params = problem.variables(Kind.PARAM).stream().map(v -> v.name()).toList();
    List<String> design =
        problem.variables(Kind.DESIGN).stream().flatMap(v -> v.elementNames().stream()).toList();
    Problem set = problem;
    try {
      for (String name : params) {
        if (recording.params().containsKey(name)) {
          set = set.with(name, recording.params().get(name).array());
        }
      }
      for (String name : design) {
        if (recording.design().containsKey(name)) {
          set = set.design(name, recording.design().get(name));
        }
      }
      return set;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + TRAJECTORY + ": " + e.getMessage());
    }
  }

  private static Optional<Scene> along(Problem problem, Recording recording, CommandLine line) {
    Function<String, double[]> series = name -> recording.series(name)
        .orElseThrow(() -> new UsageException(
            "--" + TRAJECTORY + " " + line.getOptionValue(TRAJECTORY) + ": there is no `" + name + "` in it",
            "it has " + String.join(", ", recording.all().keySet())));
    return problem.scene(recording.time().array(), series, series);
  }

  private static double moment(CommandLine line, Film film) {
    double first = film.time().at(0);
    if (!line.hasOption("at")) {
      return first;
    }
    double at = number(line, "at", 0);
    double last = film.time().at(film.time().size() - 1);
    if (at < first || at > last) {
      throw new UsageException("--at " + line.getOptionValue("at") + ": the run goes from " + first + " to " + last);
    }
    return at;
  }

  private static boolean animation(ViewPicture picture, Path file, CommandLine line) throws IOException {
    double fps = number(line, "fps", 20);
    double speed = number(line, "speed", 1);
    if (fps <= 0 || fps > 50) {
      throw new UsageException("--fps " + line.getOptionValue("fps") + ": expected more than 0 and at most 50",
          "viewers show pictures for a fiftieth of a second or longer");
    }
    if (speed <= 0) {
      throw new UsageException("--speed " + line.getOptionValue("speed") + ": expected more than 0");
    }
    if (picture.pictures(fps, speed) > ViewPicture.MOST_PICTURES) {
      throw new UsageException("the animation would have " + picture.pictures(fps, speed) + " pictures, at most "
          + ViewPicture.MOST_PICTURES + " are drawn", "a larger --speed or a smaller --fps makes less of them");
    }
    return picture.gif(file, fps, speed);
  }

  private static ViewPicture.Look look(CommandLine line, int width) {
    return new ViewPicture.Look(line.hasOption("size") ? side(line, 0) : width,
        line.hasOption("size") && sides(line).length == 2 ? OptionalInt.of(side(line, 1)) : OptionalInt.empty(),
        window(line), !line.hasOption("no-trails"));
  }

  private static String[] sides(CommandLine line) {
    String[] sides = line.getOptionValue("size").strip().split("x", -1);
    if (sides.length > 2 || !Arrays.stream(sides).allMatch(s -> s.matches("\\d{1,6}"))) {
      throw new UsageException("--size " + line.getOptionValue("size") + ": expected a width, or width x height",
          "for example --size 800 or --size 800x600");
    }
    return sides;
  }

  private static int side(CommandLine line, int i) {
    int side = Integer.parseInt(sides(line)[i]);
    if (side < 16 || side > LONGEST) {
      throw new UsageException(
          "--size " + line.getOptionValue("size") + ": sides are from 16 to " + LONGEST + " pixels");
    }
    return side;
  }

  private static Optional<ViewPicture.Window> window(CommandLine line) {
    if (!line.hasOption("window")) {
      return Optional.empty();
    }
    String text = line.getOptionValue("window");
    List<Double> ends = new ArrayList<>();
    for (String end : text.split(",", -1)) {
      OptionType.number(end.strip()).ifPresent(ends::add);
    }
    if (ends.size() != 4 || text.split(",", -1).length != 4 || ends.get(0) >= ends.get(1)
        || ends.get(2) >= ends.get(3)) {
      throw new UsageException("--window " + text + ": expected left, right, lower and upper end",
          "for example --window -2,2,-1,1");
    }
    return Optional.of(new ViewPicture.Window(ends.get(0), ends.get(1), ends.get(2), ends.get(3)));
  }

  private static double number(CommandLine line, String option, double otherwise) {
    if (!line.hasOption(option)) {
      return otherwise;
    }
    String text = line.getOptionValue(option);
    return OptionType.number(text.strip())
        .orElseThrow(() -> new UsageException("--" + option + " " + text + ": expected a number"));
  }
}
