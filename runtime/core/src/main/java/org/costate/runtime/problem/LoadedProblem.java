/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.network.PolicyInfo;

/**
 * A problem of an artefact.
 *
 * @param runs the blocks of its runs, in the order of {@code info.runs()}
 * @param episode what a simulation draws, sees and ends by; empty where the problem has nothing of that
 */
public record LoadedProblem(
    GeneratedProblem code, ProblemInfo info, List<GeneratedRun> runs, Optional<GeneratedEpisode> episode) {
  public LoadedProblem {
    runs = List.copyOf(runs);
  }

  /** The formulas that teach in a {@code train} block; empty where there are none. */
  public Optional<GeneratedTeacher> teacher(RunInfo run) {
    return ((GeneratedClassLoader) code.getClass().getClassLoader()).teacher(run.className());
  }

  /** What draws the problem; empty where nothing is drawn. The class is loaded at the first call. */
  public Optional<GeneratedView> view() {
    return ((GeneratedClassLoader) code.getClass().getClassLoader()).view(info.className());
  }

  /** The policies for it, in source order; each call makes graphs anew, which losses may be built in. */
  public List<PolicyInfo> policies() {
    return code.policies().isEmpty() ? List.of() : PolicyInfo.decode(code.policies());
  }
}
