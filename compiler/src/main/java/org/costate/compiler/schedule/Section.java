/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.List;

/** The steps of one method. Not a record: a section is found by identity, and its steps hold further sections. */
public final class Section {
  private final int number;
  private final List<Step> steps;

  Section(int number, List<Step> steps) {
    this.number = number;
    this.steps = List.copyOf(steps);
  }

  /** Unique in its routine; 0 is the main one, which is run from outside. */
  public int number() {
    return number;
  }

  public List<Step> steps() {
    return steps;
  }
}
