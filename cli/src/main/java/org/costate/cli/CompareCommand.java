/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.cli.report.Comparison;
import org.costate.cli.report.SavedRun;
import org.costate.cli.result.ResultFormat;

/** {@code costate compare}: shows solutions of one problem side by side. */
final class CompareCommand implements Command {
  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String usage() {
    return "A.json B.json [...] [options]";
  }

  @Override
  public String summary() {
    return "shows solutions of one problem side by side";
  }

  @Override
  public String details() {
    return """
        The files are what `costate solve --out A.json` wrote: solutions of the same
        problem by other methods, from other starts, with other params or steps. Those
        in .csv and .npz have no limits, margins, convergence and animation.
        --report overlays them in the plots of one page, --plot in a figure.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(ReportFile.option())
        .addOption(PlotFile.option("states, controls, limits and margins of all"))
        .addOption(Option.builder().longOpt("json").desc("prints a JSON object instead of a table").get());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> files = Arguments.positional(this, line, 2, Integer.MAX_VALUE);
    Depiction depiction = Depiction.of(line);
    List<SavedRun> runs = new ArrayList<>();
    for (String text : files) {
      Path file = Arguments.path(text);
      if (ResultFormat.of(file).isEmpty()) {
        throw new UsageException(text + ": the file must end with " + ResultFormat.ENDINGS,
            "`costate solve FILE --out solution.json` writes one");
      }
      runs.add(SavedRun.read(file));
    }
    Comparison comparison;
    try {
      comparison = new Comparison(runs);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    if (depiction.page().isPresent()) {
      comparison.write(depiction.page().get(), Version.text());
    }
    if (depiction.figure().isPresent()) {
      PlotFile.write(depiction.figure().get(), comparison.problem(), comparison.panels(), terminal);
    }
    if (line.hasOption("json")) {
      terminal.line(object(comparison));
    } else {
      table(comparison, terminal);
      depiction.written().forEach(terminal::line);
    }
    return ExitCode.OK;
  }

  /** A column a run, as wide as its longest text. */
  private static void table(Comparison comparison, Terminal terminal) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(comparison.problem()));
    head.addAll(comparison.names());
    rows.add(head);
    comparison.facts().forEach((name, values) -> {
      List<String> row = new ArrayList<>(List.of(name));
      row.addAll(values);
      rows.add(row);
    });
    int[] widths = new int[head.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        int blank = widths[i] - row.get(i).length();
        text.append(i == 0 ? "" : "  ")
            .repeat(' ', i == 0 ? 0 : blank)
            .append(row.get(i))
            .repeat(' ', i == 0 ? blank : 0);
      }
      terminal.line(text.toString());
    }
  }

  private static String object(Comparison comparison) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("problem", comparison.problem());
      json.writeArrayFieldStart("runs");
      for (SavedRun run : comparison.runs()) {
        json.writeStartObject();
        json.writeStringField("file", run.file().toString());
        json.writeStringField("run", run.facts().run());
        json.writeStringField("solver", run.facts().solver());
        json.writeStringField("status", run.facts().status());
        JsonResult.number(json, "objective", run.facts().objective());
        JsonResult.number(json, "max_violation", run.facts().violation());
        JsonResult.number(json, "iterations", run.facts().iterations());
        json.writeNumberField("steps", run.steps());
        JsonResult.number(json, "final_time", run.finalTime());
        JsonResult.number(json, "solve_ms", run.facts().millis());
        json.writeObjectFieldStart("design");
        for (Map.Entry<String, Double> value : run.design().entrySet()) {
          JsonResult.number(json, value.getKey(), value.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
