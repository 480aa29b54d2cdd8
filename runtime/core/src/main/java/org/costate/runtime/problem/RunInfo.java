/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Map;

/**
 * One {@code solve}, {@code mpc} or {@code train} block.
 *
 * @param kind which of them
 * @param policy what is trained; empty for other kinds
 * @param name the name after {@code as}, otherwise the problem's
 * @param className the binary name of its {@link GeneratedRun}
 * @param options the options written in the block, groups joined with a dot; values as text that the method's schema parses
 * @param settings of params in a training
 * @param expectations the source text of each {@code expect}
 */
public record RunInfo(
    Kind kind, String name, String method, String className, String policy, Map<String, String> options,
    List<Setting> settings, List<Expectation> expectations, int line) {
  /** What a block asks for. */
  public enum Kind {
    /** One solve. */
    SOLVE,
    /** A solve at every tick of a control loop. */
    MPC,
    /** The training of a policy. */
    TRAIN
  }

  /** A block that trains nothing. */
  public RunInfo(Kind kind, String name, String method, String className, Map<String, String> options,
      List<Expectation> expectations, int line) {
    this(kind, name, method, className, "", options, List.of(), expectations, line);
  }

  /** A {@code solve} block. */
  public RunInfo(String name, String method, String className, Map<String, String> options,
      List<Expectation> expectations, int line) {
    this(Kind.SOLVE, name, method, className, options, expectations, line);
  }

  public RunInfo {
    options = Map.copyOf(options);
    settings = List.copyOf(settings);
    expectations = List.copyOf(expectations);
  }

  /** Parts of a training. */
  public enum Phase {
    /** All of it, where no other phase says something else. */
    TRAINING,
    /** What a teacher shows before the policy is run. */
    DEMONSTRATION,
    /** What the policy is judged by. */
    EVALUATION,
    /** One of several starts from which trials are made. */
    CONDITION
  }

  /**
   * A param that has another value than its default.
   *
   * @param condition which one, from 1, in that phase; 0 in others
   * @param values in the param's unit, row by row
   */
  public record Setting(Phase phase, int condition, String param, List<Double> values) {
    public Setting {
      values = List.copyOf(values);
    }

    /** In a phase that there is one of. */
    public Setting(Phase phase, String param, List<Double> values) {
      this(phase, 0, param, values);
    }
  }

  /** One {@code expect}: its text and its line in the source. */
  public record Expectation(String text, int line) {}
}
