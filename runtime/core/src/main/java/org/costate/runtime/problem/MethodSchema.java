/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a method understands: what the compiler checks an option block against, and the only way by which the method's solver
 * gets its values.
 *
 * @param name the word after {@code using}
 * @param doc one line for the manual
 * @param constraints whether it keeps constraints and limits of states
 */
public record MethodSchema(
    String name, String doc, List<OptionSchema> options, boolean constraints) {
  /** A method that keeps no constraints. */
  public MethodSchema(String name, String doc, List<OptionSchema> options) {
    this(name, doc, options, false);
  }

  public MethodSchema {
    options = List.copyOf(options);
    if (options.stream().map(OptionSchema::name).distinct().count() != options.size()) {
      throw new IllegalArgumentException("method " + name + " has two options of the same name");
    }
  }

  public Optional<OptionSchema> option(String option) {
    return options.stream().filter(o -> o.name().equals(option)).findFirst();
  }

  /** The names of all options, in the schema's order. */
  public List<String> optionNames() {
    return options.stream().map(OptionSchema::name).toList();
  }

  /**
   * Checks given values and completes them with the defaults.
   *
   * @param given text by option name
   * @throws IllegalArgumentException for a name or a value that the schema does not know
   */
  public OptionValues resolve(Map<String, String> given) {
    Map<String, String> values = new HashMap<>();
    for (OptionSchema option : options) {
      values.put(option.name(), option.defaultValue());
    }
    given.forEach((option, text) -> {
      OptionSchema schema = option(option).orElseThrow(() -> new IllegalArgumentException(
          "method " + name + " has no option " + option + "; known: " + String.join(", ", optionNames())));
      if (!schema.type().accepts(text)) {
        throw new IllegalArgumentException(
            "option " + option + ": expected " + schema.type().describe() + ", found " + text);
      }
      values.put(option, text);
    });
    return new OptionValues(values);
  }
}
