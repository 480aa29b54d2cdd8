/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.VariableInfo.Kind;

/** What a file calls the variables of a kind, in every format. */
enum Group {
  STATES("states", Kind.STATE),
  CONTROLS("controls", Kind.CONTROL),
  OBSERVATIONS("observations", Kind.OBSERVATION),
  DESIGN("design", Kind.DESIGN);

  /** Those with a number for each time, in the order of the columns. */
  static final List<Group> SERIES = List.of(STATES, CONTROLS, OBSERVATIONS);

  final String word;
  final Kind kind;

  Group(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  static Optional<Group> find(String word) {
    return Arrays.stream(values()).filter(group -> group.word.equals(word)).findFirst();
  }

  static Optional<Group> of(Kind kind) {
    return Arrays.stream(values()).filter(group -> group.kind == kind).findFirst();
  }
}
