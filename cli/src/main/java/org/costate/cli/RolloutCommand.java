/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Policy;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.runtime.learn.train.Evaluation;

/** {@code costate rollout}: runs episodes with a trained policy. */
final class RolloutCommand implements Command {
  private static final int MAX_EPISODES = 10_000_000;

  @Override
  public String name() {
    return "rollout";
  }

  @Override
  public String usage() {
    return "FILE [PROBLEM] --policy policy.npz [options]";
  }

  @Override
  public String summary() {
    return "runs a trained policy in a problem, and says what it is worth";
  }

  @Override
  public String details() {
    return """
        PROBLEM is the problem to run it in; without it, that of the policy. It needs
        the observations and controls that the policy knows. Noise, random starts and
        random params are drawn from the seed: the same seed, the same episodes.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option("policy", "FILE", "what costate train wrote"))
        .addOption(Arguments.option("episodes", "N", "how many; 200 if not given"))
        .addOption(Arguments.option("seed", "N", "where the random numbers begin; 0 if not given"))
        .addOption(Option.builder().longOpt("noisy").desc("draws actions, instead of the likeliest ones").get())
        .addOption(
            Arguments.assignment("set", "gives a param another value: m=1.2, goal=1,2, obs[1,2]=0.5; may be repeated"))
        .addOption(Arguments.constants())
        .addOption(Option.builder().longOpt("json").desc("prints a JSON object instead of text").get());
  }

  @Override
  public String names() {
    return "problem";
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 1, 2);
    if (!line.hasOption("policy")) {
      throw new UsageException("rollout needs a policy", "costate rollout " + arguments.getFirst()
          + " --policy out/NAME/seed-0/policy.npz");
    }
    Path file = Arguments.path(arguments.getFirst());
    Policy policy = Policy.load(Arguments.path(line.getOptionValue("policy")));
    Problems problems = Arguments.load(file, line);
    Warnings.print(problems, terminal);
    String name = arguments.size() > 1 ? arguments.getLast() : policy.problem();
    if (!problems.names().contains(name)) {
      throw UsageException.unknown("problem", name, problems.names());
    }
    Problem problem = Runs.configured(List.of(problems.problem(name)), line).getFirst();
    int episodes = number(line, "episodes", 200, 1);
    int seed = number(line, "seed", 0, 0);
    Evaluation evaluation;
    try {
      evaluation = problem.rollout(policy, episodes, seed, line.hasOption("noisy"));
    } catch (IllegalArgumentException e) {
      throw new UsageException(problem.name() + ": " + e.getMessage());
    }
    terminal.line(line.hasOption("json") ? object(problem, policy, evaluation, seed) : text(evaluation));
    return ExitCode.OK;
  }

  private static int number(CommandLine line, String option, int otherwise, int least) {
    String text = line.getOptionValue(option, Integer.toString(otherwise));
    if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) < least || Integer.parseInt(text) > MAX_EPISODES) {
      throw new UsageException("--" + option + " " + text + ": expected a whole number from " + least);
    }
    return Integer.parseInt(text);
  }

  private static long terminated(Evaluation evaluation) {
    return evaluation.terminated().stream().filter(t -> t).count();
  }

  private static double meanLength(Evaluation evaluation) {
    return evaluation.lengths().stream().mapToInt(l -> l).average().orElseThrow();
  }

  private static String text(Evaluation evaluation) {
    return String.format(Locale.ROOT,
        "mean return: %.6g +- %.2g over %d episodes of %.5g steps, %d of which came to an end of the problem",
        evaluation.mean(), evaluation.halfWidth(), evaluation.returns().size(), meanLength(evaluation),
        terminated(evaluation));
  }

  private static String object(Problem problem, Policy policy, Evaluation evaluation, int seed) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator object = new JsonFactory().createGenerator(text)) {
      object.writeStartObject();
      object.writeStringField("problem", problem.name());
      object.writeStringField("policy", policy.name());
      object.writeNumberField("seed", seed);
      object.writeNumberField("episodes", evaluation.returns().size());
      object.writeNumberField("mean_return", evaluation.mean());
      object.writeNumberField("half_width", evaluation.halfWidth());
      object.writeNumberField("mean_length", meanLength(evaluation));
      object.writeNumberField("terminated", terminated(evaluation));
      object.writeArrayFieldStart("returns");
      for (double value : evaluation.returns()) {
        object.writeNumber(value);
      }
      object.writeEndArray();
      object.writeEndObject();
    }
    return text.toString();
  }
}
