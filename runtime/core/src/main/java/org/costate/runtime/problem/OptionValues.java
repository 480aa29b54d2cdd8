/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checked option values of one method, complete with the defaults; made by {@link MethodSchema#resolve}. */
public final class OptionValues {
  private final Map<String, String> values;

  OptionValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  public int integer(String name) {
    return (int) real(name);
  }

  /** The whole numbers of an option of the type {@link OptionType.Sizes}. */
  public List<Integer> integers(String name) {
    return Arrays.stream(text(name).split(",", -1))
        .map(n -> (int) OptionType.number(n)
            .orElseThrow()
            .doubleValue())
        .toList();
  }

  /** The names of an option of the type {@link OptionType.Names}. */
  public List<String> names(String name) {
    return text(name).isEmpty() ? List.of() : Arrays.stream(text(name).split(",", -1)).map(String::strip).toList();
  }

  public double real(String name) {
    return OptionType.number(text(name))
        .orElseThrow(() -> new IllegalArgumentException("option " + name + " is not a number"));
  }

  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  /** The text of a value, whatever its type. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no option is called " + name + "; known: " + values.keySet().stream().sorted().toList());
    }
    return value;
  }
}
