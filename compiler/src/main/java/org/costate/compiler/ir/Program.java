/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Objects;

/**
 * One class to generate.
 *
 * @param className binary name, for example {@code pendulum.SwingUp}
 * @param base which runtime class it extends
 * @param entries one for each method of the base, each kind once
 * @param info the encoded ProblemInfo, EpisodeInfo or ViewInfo; empty for others than these
 * @param policies those for the problem, encoded; empty where there is none
 */
public record Program(String className, Base base, List<Entry> entries, String info, String policies) {
  /** Without policies. */
  public Program(String className, Base base, List<Entry> entries, String info) {
    this(className, base, entries, info, "");
  }

  public Program {
    Objects.requireNonNull(className);
    entries = List.copyOf(entries);
  }

  /** The runtime classes that generated code extends. */
  public enum Base {
    PROBLEM,
    RUN,
    CONSTRAINTS,
    EPISODE,
    TEACHER,
    VIEW,
    SWEEP
  }
}
