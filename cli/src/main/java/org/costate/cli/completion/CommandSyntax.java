/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.completion;

import java.util.List;
import java.util.Optional;

/**
 * A command, as shells see it.
 *
 * @param argument what it takes first
 * @param next what it takes behind a program
 */
public record CommandSyntax(String name, String summary, List<OptionSyntax> options, Completion argument,
    Completion next) {
  public CommandSyntax {
    options = List.copyOf(options);
  }

  /**
   * One of its options.
   *
   * @param letter its short name, empty if it has none
   * @param value what it takes; empty if nothing
   */
  public record OptionSyntax(String name, String letter, String description, Optional<Completion> value) {
    /** {@code --out} and {@code -o}. */
    List<String> spellings() {
      return letter.isEmpty() ? List.of("--" + name) : List.of("--" + name, "-" + letter);
    }
  }
}
