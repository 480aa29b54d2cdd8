/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.Training;
import org.costate.TrainingResult;
import org.costate.cli.report.LearningReport;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.learn.train.TrainingRun;

/** {@code costate train}: trains a policy, once for each seed. */
final class TrainCommand implements Command {
  @Override
  public String name() {
    return "train";
  }

  @Override
  public String usage() {
    return "FILE [NAME] [options]";
  }

  @Override
  public String summary() {
    return "trains a policy";
  }

  @Override
  public String details() {
    return """
        NAME is the name of a train block; a file with one of them needs none. The run's
        folder is out/NAME, or that of -o, with a folder seed-N for each seed:
        metrics.csv grows while the run does, TensorBoard reads the same numbers, and
        policy.npz is the trained policy, which `costate rollout` runs. A run that was
        stopped, by Ctrl-C or by anything else, goes on with --resume as if it had not
        been. At the end the policy is evaluated on episodes that training never saw.
        --report shows how each seed learned, and an episode of its policy; --plot the
        learning curves alone.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Arguments.assignment("set", "gives a param another value: m=1.2, goal=1,2, obs[1,2]=0.5; may be repeated"))
        .addOption(Arguments.assignment(
            "option", "gives an option of the block another value: steps=10000; may be repeated"))
        .addOption(Arguments.constants())
        .addOption(Arguments.option("seeds", "LIST", "trains once for each seed: 1,2,3; in place of the block's"))
        .addOption(Option.builder("o")
            .longOpt("out")
            .hasArg()
            .argName("FOLDER")
            .desc("where the files go; out/NAME if not given")
            .get())
        .addOption(Arguments.option("plant", "[HOST:]PORT",
            "makes the trials on a program that answers there, see docs/plants.md"))
        .addOption(Arguments.option("plant-timeout", "SECONDS", "how long it may take to answer; 10 if not given"))
        .addOption(ReportFile.option())
        .addOption(PlotFile.option("the learning curves"))
        .addOption(Option.builder().longOpt("resume").desc("goes on with the run that is in the folder").get())
        .addOption(Option.builder().longOpt("json").desc("prints one JSON object a seed instead of text").get())
        .addOption(Option.builder().longOpt("quiet").desc("prints no table of iterations").get());
  }

  @Override
  public String names() {
    return "train";
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 1, 2);
    Path file = Arguments.path(arguments.getFirst());
    Problems problems = Arguments.load(file, line);
    Warnings.print(problems, terminal);
    Problem block = Runs.configured(List.of(Runs.training(problems, file, arguments)), line).getFirst();
    Training training = configured(block.training(), line);
    Depiction depiction = Depiction.of(line);
    Path folder = Path.of(line.getOptionValue("o", "out/" + training.name()));
    TrainingReport report = new TrainingReport(training, line.hasOption("json"), line.hasOption("quiet"), terminal);
    try (Interruption interruption = Interruption.watch(terminal); PlantConnection plant = PlantConnection.of(line)) {
      training = plant.under(training);
      LearningReport shown = new LearningReport(training);
      for (long seed : seeds(training, line)) {
        Path own = folder.resolve("seed-" + seed);
        Training one = training.seed(seed).folder(own);
        report.begin(seed);
        long begun = System.nanoTime();
        TrainingResult result =
            interruption.during(() -> line.hasOption("resume") ? one.resume(report) : one.run(report));
        report.end(seed, result, own);
        shown.add(seed, result, own, (System.nanoTime() - begun) * 1e-9);
        if (result.status() == TrainingRun.Status.INTERRUPTED) {
          break;
        }
      }
      report.summary();
      if (depiction.page().isPresent()) {
        shown.write(depiction.page().get(), !line.hasOption("plant"), Version.text());
      }
      if (depiction.figure().isPresent()) {
        PlotFile.write(depiction.figure().get(), training.name(), shown.panels(), terminal);
      }
      report.written(depiction);
    } catch (LearningFailure e) {
      terminal.complain("costate: " + training.name() + ": " + e.getMessage());
      return ExitCode.NOT_CONVERGED;
    } catch (IllegalArgumentException e) {
      terminal.complain("costate: " + training.name() + ": " + e.getMessage());
      return ExitCode.WRONG_PROGRAM;
    }
    return report.exitCode();
  }

  private static Training configured(Training training, CommandLine line) {
    Training changed = training;
    String[] options = line.getOptionValues("option");
    for (String assignment : options == null ? new String[0] : options) {
      int at = assignment.indexOf('=');
      if (at < 0) {
        throw new UsageException("--option " + assignment + ": expected NAME=VALUE");
      }
      try {
        changed = changed.option(assignment.substring(0, at).strip(), assignment.substring(at + 1).strip());
      } catch (IllegalArgumentException e) {
        throw new UsageException("--option " + assignment + ": " + e.getMessage());
      }
    }
    return changed;
  }

  private static List<Long> seeds(Training training, CommandLine line) {
    if (!line.hasOption("seeds")) {
      return List.of(training.seed());
    }
    List<Long> seeds = new ArrayList<>();
    for (String text : Arrays.asList(line.getOptionValue("seeds").split(",", -1))) {
      if (!text.strip().matches("[0-9]{1,9}")) {
        throw new UsageException("--seeds " + line.getOptionValue("seeds") + ": expected whole numbers, 1,2,3");
      }
      seeds.add(Long.valueOf(text.strip()));
    }
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new UsageException("--seeds " + line.getOptionValue("seeds") + ": each seed once");
    }
    return seeds;
  }

}
