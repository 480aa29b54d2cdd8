/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.problem.OptionType;

/**
 * {@code name=1.2}, {@code goal=1,2} or {@code obs[1,2]=0.5} of the command line.
 *
 * @param name of a variable or of an element
 * @param values its numbers, row by row; matrices may have a {@code ;} between rows
 */
record Assignment(String name, List<Double> values) {
  Assignment {
    values = List.copyOf(values);
  }

  /** The variable's name, without indices. */
  String variable() {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket).strip();
  }

  double[] numbers() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Reads what follows {@code --option}. */
  static Assignment parse(String option, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new UsageException("--" + option + " " + text + ": expected NAME=VALUE",
          "for example --" + option + " m=1.2");
    }
    List<Double> values = new ArrayList<>();
    for (String number : text.substring(equals + 1).split("[,;]", -1)) {
      values.add(OptionType.number(number.strip())
          .orElseThrow(
              () -> new UsageException("--" + option + " " + text + ": `" + number.strip() + "` is not a number")));
    }
    return new Assignment(text.substring(0, equals).strip(), values);
  }

  /** All that follow the occurrences of one option; none if it does not occur. */
  static List<Assignment> parseAll(String option, String[] texts) {
    List<Assignment> assignments = new ArrayList<>();
    if (texts != null) {
      for (String text : texts) {
        assignments.add(parse(option, text));
      }
    }
    return assignments;
  }

  /** {@code --const}: each a single number. */
  static Map<String, Double> constants(String[] texts) {
    Map<String, Double> constants = new LinkedHashMap<>();
    for (Assignment assignment : parseAll("const", texts)) {
      if (assignment.values().size() != 1) {
        throw new UsageException("--const " + assignment.name() + ": a constant is set to one number");
      }
      constants.put(assignment.name(), assignment.values().getFirst());
    }
    return constants;
  }
}
