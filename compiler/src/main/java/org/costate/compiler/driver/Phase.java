/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.Locale;
import java.util.Optional;

/** The phases of the pipeline, in their order; what each makes can be printed. */
public enum Phase {
  /** Text to syntax tree. */
  PARSE,
  /** Names, shapes, structure, options. */
  CHECK,
  /** Formulas over symbols. */
  LOWER,
  /** Time steps, derivatives and structure: the functions of the artefact. */
  DIFFERENTIATE,
  /** Order, memory and pieces. */
  SCHEDULE,
  /** Bytecode. */
  CODEGEN;

  /** As the command line spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Phase> find(String word) {
    for (Phase phase : values()) {
      if (phase.word().equals(word)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }
}
