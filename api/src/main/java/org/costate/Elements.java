/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.costate.runtime.problem.VariableInfo;

/** Finds variables and their elements by the names that users write. */
final class Elements {
  private Elements() {}

  /**
   * The variable that {@code name}, of it or of one of its elements, belongs to.
   *
   * @param owner the problem, for messages
   * @throws IllegalArgumentException if there is none of that name
   */
  static VariableInfo variable(String owner, List<VariableInfo> variables, String name) {
    int bracket = name.indexOf('[');
    String base = bracket < 0 ? name.strip() : name.substring(0, bracket).strip();
    for (VariableInfo variable : variables) {
      if (variable.name().equals(base)) {
        return variable;
      }
    }
    List<String> known = variables.stream().map(VariableInfo::name).toList();
    throw new IllegalArgumentException(owner + " has no `" + base + "` here; known: " + known);
  }

  /** Where the numbers of a variable, or of one element, are among the variables of their kind. */
  static int[] offsets(String owner, List<VariableInfo> variables, String name) {
    VariableInfo variable = variable(owner, variables, name);
    int bracket = name.indexOf('[');
    return bracket < 0 ? range(variable) : new int[] {variable.offset() + element(owner, variable, name, bracket)};
  }

  /** The same, for the name of exactly one number. */
  static int offset(String owner, List<VariableInfo> variables, String name) {
    int[] offsets = offsets(owner, variables, name);
    if (offsets.length != 1) {
      throw new IllegalArgumentException(
          "`" + name + "` of " + owner + " has " + offsets.length + " numbers; name one, for example "
              + variable(owner, variables, name).elementNames().getFirst());
    }
    return offsets[0];
  }

  /**
   * All numbers of a variable of which {@code name} sets all or one.
   *
   * @param now what it has so far; modified
   */
  static double[] whole(String owner, VariableInfo variable, String name, double[] numbers, double[] now) {
    int[] offsets = offsets(owner, List.of(variable), name);
    if (numbers.length != offsets.length) {
      throw new IllegalArgumentException(
          "`" + name + "` of " + owner + " has " + offsets.length + " numbers, found " + numbers.length);
    }
    for (int i = 0; i < offsets.length; i++) {
      now[offsets[i] - variable.offset()] = numbers[i];
    }
    return now;
  }

  private static int[] range(VariableInfo variable) {
    int[] offsets = new int[variable.size()];
    Arrays.setAll(offsets, i -> variable.offset() + i);
    return offsets;
  }

  private static int element(String owner, VariableInfo variable, String name, int bracket) {
    List<Integer> indices = indices(name, bracket);
    List<Integer> shape = variable.shape();
    if (indices.size() != shape.size()) {
      throw new IllegalArgumentException("`" + name + "`: `" + variable.name() + "` of " + owner + " has "
          + shape.size() + " indices, found " + indices.size());
    }
    int flat = 0;
    for (int i = 0; i < indices.size(); i++) {
      int index = indices.get(i);
      if (index < 1 || index > shape.get(i)) {
        throw new IllegalArgumentException(
            "`" + name + "` of " + owner + ": index " + index + " is not in 1.." + shape.get(i));
      }
      flat = flat * shape.get(i) + index - 1;
    }
    return flat;
  }

  private static List<Integer> indices(String name, int bracket) {
    int close = name.indexOf(']', bracket);
    if (close < 0 || !name.substring(close + 1).isBlank()) {
      throw new IllegalArgumentException("`" + name + "` is not the name of an element, which is like a[1] or a[1, 2]");
    }
    List<Integer> indices = new ArrayList<>();
    for (String index : name.substring(bracket + 1, close).split(",", -1)) {
      try {
        indices.add(Integer.valueOf(index.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("`" + name + "`: `" + index.strip() + "` is not an index", e);
      }
    }
    return indices;
  }

  /** The names of the elements of a variable of any shape, the last index fastest: {@code q}, or {@code q[1, 2]}. */
  static List<String> names(String name, List<Integer> shape) {
    List<String> indices = List.of("");
    for (int size : shape) {
      indices = indices.stream()
          .flatMap(before -> IntStream.rangeClosed(1, size)
              .mapToObj(i -> before.isEmpty() ? Integer.toString(i) : before + ", " + i))
          .toList();
    }
    return shape.isEmpty() ? List.of(name) : indices.stream().map(i -> name + "[" + i + "]").toList();
  }
}
