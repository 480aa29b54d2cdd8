/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Linearization;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.runtime.lq.Regulator;
import org.costate.runtime.problem.OptionType;

/** {@code costate linearize}: a problem around one point, its poles, a regulator and a filter. */
final class LinearizeCommand implements Command {
  @Override
  public String name() {
    return "linearize";
  }

  @Override
  public String usage() {
    return "FILE [NAME] [options]";
  }

  @Override
  public String summary() {
    return "A, B, poles, controllability, LQR gain and Kalman filter around a point";
  }

  @Override
  public String details() {
    return """
        --at start  the start state with the first control to begin with (default)
        --at trim   the point at rest that is found from there
        --at end    the end of the solution, with its last control
        --at 1.5    the solution at t = 1.5
        The regulator's weights are the second derivatives of the running cost at that
        point, or --q and --r: one number for each state and control, of the running
        cost x' diag(q) x + u' diag(r) u at the beginning of each step.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option("at", "POINT", "start, trim, end or a time of the solution"))
        .addOption(Arguments.option("q", "NUMBERS", "weights of the states: 1,0.1"))
        .addOption(Arguments.option("r", "NUMBERS", "weights of the controls"))
        .addOption(Arguments.assignment("set", "gives a param another value: m=1.2; may be repeated"))
        .addOption(Arguments.assignment("start", "starts a state elsewhere: theta=0.1; may be repeated"))
        .addOption(Arguments.constants())
        .addOption(Option.builder().longOpt("json").desc("prints one JSON object instead of text").get());
  }

  @Override
  public String names() {
    return "solve|problem";
  }

  @Override
  public List<String> words(String place) {
    return place.equals("at") ? List.of("start", "trim", "end") : List.of();
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 1, 2);
    Problem problem = Runs.one(Arguments.path(arguments.getFirst()), arguments, line, terminal);
    Linearization around;
    Optional<Regulator> regulator;
    try {
      around = around(problem, line.getOptionValue("at", "start"));
      regulator = regulator(around, line);
    } catch (IllegalArgumentException e) {
      terminal.complain("costate: " + problem.name() + ": " + e.getMessage());
      return ExitCode.WRONG_PROGRAM;
    }
    LinearizationReport report = new LinearizationReport(problem, around, regulator);
    if (line.hasOption("json")) {
      terminal.line(report.json());
    } else {
      report.lines().forEach(terminal::say);
    }
    return ExitCode.OK;
  }

  private static Linearization around(Problem problem, String at) {
    return switch (at) {
      case "start" -> problem.linearize();
      case "trim" -> problem.linearizeAtRest();
      case "end" -> solved(problem, Double.POSITIVE_INFINITY);
      default -> solved(problem, OptionType.number(at)
          .orElseThrow(() -> new UsageException("--at " + at + ": expected start, trim, end or a time")));
    };
  }

  private static Linearization solved(Problem problem, double time) {
    Solution solution = problem.solve();
    if (!solution.converged()) {
      throw new IllegalArgumentException("the solve ended with: " + solution.status().text());
    }
    return problem.linearize(solution, time);
  }

  private static Optional<Regulator> regulator(Linearization around, CommandLine line) {
    if (!line.hasOption("q") && !line.hasOption("r")) {
      return around.regulator();
    }
    if (!line.hasOption("q") || !line.hasOption("r")) {
      throw new UsageException("--q and --r belong together");
    }
    return around.regulator(numbers(line, "q"), numbers(line, "r"));
  }

  private static double[] numbers(CommandLine line, String option) {
    String text = line.getOptionValue(option);
    return Arrays.stream(text.split(",", -1))
        .mapToDouble(number -> OptionType.number(number.strip())
            .orElseThrow(
                () -> new UsageException("--" + option + " " + text + ": `" + number.strip() + "` is not a number")))
        .toArray();
  }
}
