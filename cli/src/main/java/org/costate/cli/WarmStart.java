/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.costate.Problem;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * A solution that {@code --out} wrote, for a solve to begin with. Of a solution with another number of steps, states are taken on the lines between its
 * own and controls as they hold at the time, both as parts of the horizon.
 */
final class WarmStart {
  private static final String OPTION = "warm-start";
  private static final String STATES = "states";
  private static final String CONTROLS = "controls";
  private static final String DESIGN = "design";

  private final Path file;
  private final Map<String, Map<String, double[]>> groups = new HashMap<>();

  private WarmStart(Path file) {
    this.file = file;
    List.of(STATES, CONTROLS, DESIGN).forEach(group -> groups.put(group, new LinkedHashMap<>()));
  }

  static Option option() {
    return Arguments.option(OPTION, "FILE.json", "begins with the solution in a file that --out wrote");
  }

  /**
   * The runs, begun with what the command line names, if it does.
   *
   * @throws IOException if the file cannot be read or is no solution
   * @throws UsageException if it is the solution of another system
   */
  static List<Problem> applied(List<Problem> runs, CommandLine line) throws IOException {
    if (!line.hasOption(OPTION)) {
      return runs;
    }
    Path file = Arguments.path(line.getOptionValue(OPTION));
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      throw new UsageException("--" + OPTION + " " + file + ": the file must end with .json",
          "`costate solve FILE --out solution.json` writes one");
    }
    if (runs.size() > 1) {
      throw new UsageException("--" + OPTION + " begins one run, but there are " + runs.size(),
          "name one: " + String.join(", ", runs.stream().map(r -> r.run().orElseThrow().name()).toList()));
    }
    WarmStart start = new WarmStart(file);
    start.read();
    return List.of(start.begin(runs.getFirst()));
  }

  private void read() throws IOException {
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw noSolution("it does not begin with {");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        Map<String, double[]> group = groups.get(json.currentName());
        JsonToken value = json.nextToken();
        if (group == null) {
          json.skipChildren();
        } else if (value == JsonToken.START_OBJECT) {
          read(json, group);
        } else {
          throw noSolution("`" + json.currentName() + "` is no object");
        }
      }
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage() + " in line " + e.getLocation().getLineNr(),
          e);
    }
  }

  private void read(JsonParser json, Map<String, double[]> group) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.START_ARRAY) {
        double[] numbers = new double[64];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
          numbers[count++] = number(json, name);
        }
        group.put(name, Arrays.copyOf(numbers, count));
      } else {
        group.put(name, new double[] {number(json, name)});
      }
    }
  }

  private double number(JsonParser json, String name) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || !token.isNumeric()) {
      throw noSolution("`" + name + "` holds `" + json.getText() + "`, expected numbers");
    }
    return json.getDoubleValue();
  }

  private IOException noSolution(String why) {
    return new IOException(file + " is no solution: " + why);
  }

  private Problem begin(Problem problem) throws IOException {
    int steps = problem.steps();
    Problem begun = problem;
    for (String name : names(problem, Kind.STATE)) {
      begun = begun.guess(name, onLines(numbers(STATES, name, 2), steps));
    }
    for (String name : names(problem, Kind.CONTROL)) {
      begun = begun.guess(name, held(numbers(CONTROLS, name, 1), steps));
    }
    for (String name : names(problem, Kind.DESIGN)) {
      begun = begun.design(name, numbers(DESIGN, name, 1)[0]);
    }
    return begun;
  }

  private static List<String> names(Problem problem, Kind kind) {
    return problem.variables(kind).stream().flatMap(WarmStart::elements).toList();
  }

  private static Stream<String> elements(VariableInfo variable) {
    return variable.elementNames().stream();
  }

  private double[] numbers(String group, String name, int least) throws IOException {
    double[] numbers = groups.get(group).get(name);
    if (numbers == null) {
      throw new UsageException("--" + OPTION + " " + file + ": there is no `" + name + "` among its " + group,
          "it is the solution of a problem with " + String.join(", ", groups.get(group).keySet()));
    }
    if (numbers.length < least) {
      throw noSolution("`" + name + "` has " + numbers.length + " numbers");
    }
    return numbers;
  }

  /** One number a step and the end. */
  private static double[] onLines(double[] numbers, int steps) {
    int last = numbers.length - 1;
    double[] states = new double[steps + 1];
    for (int k = 0; k <= steps; k++) {
      int before = (int) Math.min((long) k * last / steps, last - 1);
      double share = (double) k * last / steps - before;
      states[k] = share == 0 ? numbers[before]
          : share == 1 ? numbers[before + 1] : (1 - share) * numbers[before] + share * numbers[before + 1];
    }
    return states;
  }

  /** One number a step. */
  private static double[] held(double[] numbers, int steps) {
    double[] controls = new double[steps];
    for (int k = 0; k < steps; k++) {
      controls[k] = numbers[(int) ((long) k * numbers.length / steps)];
    }
    return controls;
  }
}
