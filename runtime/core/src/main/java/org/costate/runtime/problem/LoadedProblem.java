/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;

/**
 * A problem of an artefact.
 *
 * @param runs its {@code solve} blocks, in the order of {@code info.runs()}
 */
public record LoadedProblem(GeneratedProblem code, ProblemInfo info, List<GeneratedRun> runs) {
  public LoadedProblem {
    runs = List.copyOf(runs);
  }
}
