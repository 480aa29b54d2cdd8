/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** The numbers of a solution that was written to a file. */
public final class SavedSolution {
  private final Path file;
  private final Map<Group, Map<String, double[]>> numbers = new EnumMap<>(Group.class);
  private final Map<String, String> units = new LinkedHashMap<>();
  private long count;

  SavedSolution(Path file) {
    this.file = file;
    List.of(Group.values()).forEach(group -> numbers.put(group, new LinkedHashMap<>()));
  }

  void put(Group group, String element, double... values) throws IOException {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw wrong("`" + element + "` among its " + group.word + " holds " + value + ", expected finite numbers");
      }
    }
    if (numbers.get(group).put(element, values) != null) {
      throw wrong("`" + element + "` is twice among its " + group.word);
    }
  }

  void unit(String variable, String unit) {
    units.put(variable, unit);
  }

  /** Counts numbers before there is memory for them. */
  void claim(long more, String entry) throws IOException {
    count += more;
    if (count > ResultFormat.MAX_NUMBERS) {
      throw wrong("up to `" + entry + "` it has more than " + ResultFormat.MAX_NUMBERS + " numbers");
    }
  }

  /** @param kind what the file says that it is */
  void checkKind(String kind) throws IOException {
    if (!kind.equals(Result.SOLUTION)) {
      throw wrong("its kind is `" + kind + "`");
    }
  }

  IOException wrong(String why) {
    return wrong(why, null);
  }

  /** @param cause null if there is none */
  IOException wrong(String why, Exception cause) {
    return new IOException(file + " is no solution: " + why, cause);
  }

  /** The names of all numbers of a kind. */
  public List<String> names(Kind kind) {
    return List.copyOf(of(kind).keySet());
  }

  /** One number over time, or one of a design variable; empty if the file has none of this name. */
  public Optional<double[]> numbers(Kind kind, String element) {
    return Optional.ofNullable(of(kind).get(element));
  }

  /** The unit of a variable, empty if it has none; empty, too, if the file does not tell units. */
  public Optional<String> unit(VariableInfo variable) {
    return units.isEmpty() ? Optional.empty() : Optional.of(units.getOrDefault(variable.name(), ""));
  }

  private Map<String, double[]> of(Kind kind) {
    return numbers.get(Group.of(kind).orElseThrow());
  }
}
