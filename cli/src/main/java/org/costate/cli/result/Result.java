/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * What a run leaves behind in a file, the same in every format. Numbers are in the units in which the variables are declared.
 *
 * @param facts what there is to say beside numbers over time: texts, numbers, booleans, and maps and lists of these, by names
 * @param variables states, controls, observations and design variables
 * @param several whether there are runs by number, as of a simulation, or the one of a solution
 * @param runs each with facts of its own; equally many facts each
 * @param sections what JSON alone has room for
 */
public record Result(Map<String, Object> facts, List<VariableInfo> variables, boolean several, List<Run> runs,
    Sections sections) {
  /** What JSON alone has room for. */
  @FunctionalInterface
  public interface Sections {
    /** Writes fields of the object that is open. */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * One of them.
   *
   * @param facts of this run alone; none for a solution, all of whose facts are the result's
   */
  public record Run(Map<String, Object> facts, Course course) {}

  /** The name of the fact that tells solutions from simulations. */
  static final String KIND = "kind";

  static final String SOLUTION = "solution";

  static final String SIMULATION = "simulation";

  /** The runs of a simulation. */
  static final String RUNS = "runs";

  static final String UNITS = "units";

  static final String SHAPES = "shapes";

  static final String TIME = "time";

  /** The fact that says whether {@link #STEPS} count or seconds. */
  public static final String TIME_AXIS = "time_axis";

  public static final String STEPS = "steps";

  public Result {
    variables = List.copyOf(variables);
    runs = List.copyOf(runs);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(KIND, several ? SIMULATION : SOLUTION);
    all.putAll(facts);
    all.put(UNITS, units(variables));
    all.put(SHAPES, shapes(variables));
    facts = all;
  }

  /** Of a solution. */
  public static Result solution(Map<String, Object> facts, List<VariableInfo> variables, Course course,
      Sections sections) {
    return new Result(facts, variables, false, List.of(new Run(Map.of(), course)), sections);
  }

  /** Of a simulation. */
  public static Result simulation(Map<String, Object> facts, List<VariableInfo> variables, List<Run> runs) {
    return new Result(facts, variables, true, runs, _ -> {});
  }

  /** Of variables that have one, as the source writes it. */
  private static Map<String, Object> units(List<VariableInfo> variables) {
    Map<String, Object> units = new LinkedHashMap<>();
    variables.stream().filter(v -> !v.unit().isEmpty()).forEach(v -> units.put(v.name(), v.unit()));
    return units;
  }

  /** Of variables that are more than a number. */
  private static Map<String, Object> shapes(List<VariableInfo> variables) {
    Map<String, Object> shapes = new LinkedHashMap<>();
    variables.stream().filter(v -> !v.shape().isEmpty()).forEach(v -> shapes.put(v.name(), v.shape()));
    return shapes;
  }

  List<VariableInfo> variables(Kind kind) {
    return variables.stream().filter(v -> v.kind() == kind).toList();
  }

  List<String> elements(Kind kind) {
    List<String> names = new ArrayList<>();
    variables(kind).forEach(v -> names.addAll(v.elementNames()));
    return names;
  }
}
