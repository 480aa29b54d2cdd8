/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Map;

/**
 * One {@code solve} or {@code mpc} block.
 *
 * @param kind which of the two
 * @param name the name after {@code as}, otherwise the problem's
 * @param className the binary name of its {@link GeneratedRun}
 * @param options the options written in the block, groups joined with a dot; values as text that the method's schema parses
 * @param expectations the source text of each {@code expect}
 */
public record RunInfo(
    Kind kind, String name, String method, String className, Map<String, String> options,
    List<Expectation> expectations,
    int line) {
  /** What a block asks for. */
  public enum Kind {
    /** One solve. */
    SOLVE,
    /** A solve at every tick of a control loop. */
    MPC
  }

  /** A {@code solve} block. */
  public RunInfo(String name, String method, String className, Map<String, String> options,
      List<Expectation> expectations, int line) {
    this(Kind.SOLVE, name, method, className, options, expectations, line);
  }

  public RunInfo {
    options = Map.copyOf(options);
    expectations = List.copyOf(expectations);
  }

  /** One {@code expect}: its text and its line in the source. */
  public record Expectation(String text, int line) {}
}
