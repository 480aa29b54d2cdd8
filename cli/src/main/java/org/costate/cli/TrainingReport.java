/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.costate.Expectation;
import org.costate.Training;
import org.costate.TrainingResult;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.train.Evaluation;
import org.costate.runtime.learn.train.TrainingRun;
import org.costate.runtime.stats.Confidence;

/** What {@code train} prints: a table that grows, a result for each seed, and their summary. */
final class TrainingReport implements TrainingRun.Observer {
  /** Where nobody looks on, a row at each twentieth of the budget. */
  private static final double PART = 0.05;

  private static final long NANOS_BETWEEN = 200_000_000;

  private final Training training;
  private final boolean json;
  private final boolean quiet;
  private final boolean live;
  private final Terminal terminal;
  private final List<Double> means = new ArrayList<>();
  private int exitCode = ExitCode.OK;

  private long begun;
  private double usedBefore;
  private double shown;
  private long shownAt;
  private Progress last;

  TrainingReport(Training training, boolean json, boolean quiet, Terminal terminal) {
    this.training = training;
    this.json = json;
    this.quiet = quiet || json;
    this.terminal = terminal;
    live = !this.quiet && terminal.outScreen().live();
  }

  int exitCode() {
    return exitCode;
  }

  /** A run begins. */
  void begin(long seed) {
    begun = System.nanoTime();
    usedBefore = -1;
    shown = 0;
    last = null;
    if (!quiet) {
      terminal.say(training.name() + ": " + training.policyName() + " by " + training.method() + ", seed " + seed);
      terminal.say("  transitions   episodes   mean return   used   time left");
      terminal.flush();
    }
  }

  @Override
  public void iterated(int iteration, Progress progress, double used) {
    last = progress;
    if (usedBefore < 0) {
      // of a resumed run only what it does itself tells how fast it is
      usedBefore = used;
      begun = System.nanoTime();
    }
    boolean row = used - shown >= PART || used >= 1;
    if (quiet || !row && !(live && System.nanoTime() - shownAt > NANOS_BETWEEN)) {
      return;
    }
    shownAt = System.nanoTime();
    double done = used - usedBefore;
    String left =
        used >= 1 ? "" : done <= 0 ? "?" : ProgressLine.time((System.nanoTime() - begun) * 1e-9 * (1 - used) / done);
    String text = String.format(Locale.ROOT, "  %11d   %8d   %11.5g   %3.0f%%   %9s", progress.transitions(),
        progress.episodes(), progress.meanReturn(), 100 * used, left);
    if (row) {
      shown = used;
      terminal.line((live ? "\r" : "") + text);
      conditions(progress);
    } else {
      terminal.out().print("\r" + text);
    }
    terminal.flush();
  }

  /** What methods that make trials from several starts say of each. */
  private void conditions(Progress progress) {
    Map<String, Double> measures = progress.measures();
    for (int i = 1; measures.containsKey("cost." + i); i++) {
      terminal.say(String.format(Locale.ROOT, "    condition %d: cost %.5g, KL %.3g of %.3g, multiplier %.3g", i,
          measures.get("cost." + i), measures.get("kl." + i), measures.get("bound." + i),
          measures.get("multiplier." + i)));
    }
    if (measures.containsKey("divergence")) {
      terminal.say(String.format(Locale.ROOT, "    %.0f of %d episodes terminated, divergence %.3g",
          measures.get("terminated"), progress.episodes(), measures.get("divergence")));
    }
    if (measures.containsKey("trials")) {
      terminal.say(String.format(Locale.ROOT, "    %.0f trials", measures.get("trials"))
          + (measures.containsKey("policy_kl")
              ? String.format(Locale.ROOT, ", KL of policy and controllers %.3g", measures.get("policy_kl"))
              : ""));
    }
  }

  /** A run has ended. */
  void end(long seed, TrainingResult result, Path folder) throws IOException {
    result.evaluation().ifPresent(evaluation -> means.add(evaluation.mean()));
    exitCode = Math.max(exitCode, exitCode(result));
    if (json) {
      terminal.line(object(seed, result, folder));
    } else {
      text(result, folder);
    }
    terminal.flush();
  }

  private static int exitCode(TrainingResult result) {
    return switch (result.status()) {
      case FINISHED -> result.holds() ? ExitCode.OK : ExitCode.EXPECT_FAILED;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case DIVERGED, FAILED -> ExitCode.NOT_CONVERGED;
    };
  }

  private void text(TrainingResult result, Path folder) {
    terminal.say("status: " + result.status().text() + " after " + result.iterations() + " iterations"
        + (last == null ? "" : ", " + last.transitions() + " transitions"));
    result.evaluation()
        .ifPresent(evaluation -> terminal.say("mean return: " + interval(evaluation) + " over "
            + evaluation.returns().size() + " episodes"));
    for (Expectation expectation : result.expectations()) {
      terminal.say((expectation.holds() ? "expect holds: " : "expect FAILS: ") + expectation.text() + " (line "
          + expectation.line() + ")");
    }
    switch (result.status()) {
      case FINISHED -> terminal.say("written: " + folder.resolve(Training.POLICY));
      case INTERRUPTED -> terminal.say("to go on: the same command with --resume");
      case DIVERGED ->
        terminal.complain("costate: " + training.name() + ": a weight is not finite any more; lower `rate`,"
            + " or set a `gradient_limit`");
      case FAILED -> terminal.complain("costate: " + training.name() + ": " + result.failure().orElseThrow());
    }
  }

  private static String interval(Evaluation evaluation) {
    return String.format(Locale.ROOT, "%.5g +- %.2g", evaluation.mean(), evaluation.halfWidth());
  }

  private String object(long seed, TrainingResult result, Path folder) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator object = new JsonFactory().createGenerator(text)) {
      object.writeStartObject();
      object.writeStringField("run", training.name());
      object.writeStringField("method", training.method());
      object.writeStringField("policy", training.policyName());
      object.writeNumberField("seed", seed);
      object.writeStringField("status", result.status().name().toLowerCase(Locale.ROOT));
      object.writeNumberField("iterations", result.iterations());
      if (last != null) {
        object.writeNumberField("transitions", last.transitions());
      }
      if (result.evaluation().isPresent()) {
        object.writeNumberField("mean_return", result.evaluation().get().mean());
        object.writeNumberField("half_width", result.evaluation().get().halfWidth());
        object.writeNumberField("episodes", result.evaluation().get().returns().size());
      }
      if (result.failure().isPresent()) {
        object.writeStringField("failure", result.failure().get());
      }
      object.writeArrayFieldStart("expectations");
      for (Expectation expectation : result.expectations()) {
        object.writeStartObject();
        object.writeStringField("text", expectation.text());
        object.writeNumberField("line", expectation.line());
        object.writeBooleanField("holds", expectation.holds());
        object.writeEndObject();
      }
      object.writeEndArray();
      object.writeNumberField("seconds", (System.nanoTime() - begun) * 1e-9);
      object.writeStringField("folder", folder.toString());
      object.writeEndObject();
    }
    return text.toString();
  }

  /** What shows the training was. */
  void written(Depiction depiction) {
    if (!json) {
      depiction.written().forEach(terminal::say);
    }
  }

  /** Over the seeds, where there are several. */
  void summary() {
    if (!json && means.size() > 1) {
      terminal.say(String.format(Locale.ROOT, "over %d seeds: mean return %.5g +- %.2g", means.size(),
          Confidence.mean(means), Confidence.halfWidth(means)));
    }
  }
}
