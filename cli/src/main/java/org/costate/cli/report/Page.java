/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.ProblemInfo;

/**
 * All that a page shows. Texts are as the source has them: nothing is escaped yet.
 *
 * @param made what made it, of what
 * @param clock how time is counted in animations
 */
public record Page(String title, String subtitle, String made, Clock clock, List<Facts> facts, List<Film> films,
    List<Group> groups, List<Pattern> patterns, Optional<SourceView> source) {
  public Page {
    facts = List.copyOf(facts);
    films = List.copyOf(films);
    groups = List.copyOf(groups);
    patterns = List.copyOf(patterns);
  }

  /** What a page says of its origin. */
  static String made(String version) {
    return "Made by Costate " + version + " on Java " + Runtime.version() + ".";
  }

  /** The same with the source of what it shows. */
  static String made(String version, ProblemInfo info) {
    return made(version) + " Source: " + info.sourceName() + ", SHA-256 " + info.sourceHash() + ".";
  }

  /**
   * @param rate how much of the time goes by in a second of an animation
   */
  public record Clock(String name, String unit, double rate) {
    /** Seconds, as they are; steps of a problem with {@code next} have no length: all of them, {@code count}, take about ten seconds. */
    public static Clock of(boolean discrete, int count) {
      return discrete ? new Clock("k", "", Math.max(1, count / 10.0)) : new Clock("t", "s", 1);
    }

    /** Of an axis. */
    String label() {
      return Plot.titled(name, unit);
    }
  }

  /**
   * A table; with one column its head is left out.
   *
   * @param folded whether a reader has to open it
   */
  record Facts(String title, List<String> columns, List<Fact> rows, boolean folded) {
    Facts {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** One value for each column. */
  record Fact(String name, List<String> values) {
    Fact {
      values = List.copyOf(values);
    }
  }

  /** Plots that belong together. */
  record Group(String title, List<Plot> plots) {
    Group {
      plots = List.copyOf(plots);
    }
  }
}
