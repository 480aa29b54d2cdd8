/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The constraints of a problem whose values are known, and its penalties of single moments: for one thread. */
final class InstanceConstraints {
  final ConstraintStages hard;
  final MomentPenalties soft;

  /** Why some of them have no place, for whom wrote them. */
  final Optional<String> trouble;

  /**
   * @param code one for each group of {@code info}
   * @param dims with the number of steps
   * @param d with the params, {@code w} scratch
   */
  InstanceConstraints(ProblemInfo info, List<GeneratedConstraints> code, Dims dims, StateLayout layout,
      ProblemSetup setup, GridMoment.Horizon horizon, double[] d, double[] w) {
    List<ConstraintRows> hardRows = new ArrayList<>();
    List<GridMoment> hardMoments = new ArrayList<>();
    List<ConstraintRows> softRows = new ArrayList<>();
    List<GridMoment> softMoments = new ArrayList<>();
    Optional<String> first = Optional.empty();
    for (int g = 0; g < code.size(); g++) {
      ConstraintRows rows = new ConstraintRows(code.get(g), info.groups().get(g), dims);
      GridMoment moment = moment(rows, info, dims, layout, setup, horizon, d, w);
      first = first.or(moment::trouble);
      (rows.group.soft() ? softRows : hardRows).add(rows);
      (rows.group.soft() ? softMoments : hardMoments).add(moment);
    }
    hard = new ConstraintStages(hardRows, hardMoments, dims, layout.freeDirections(setup));
    soft = new MomentPenalties(softRows, softMoments.stream().mapToInt(GridMoment::k).toArray(), dims);
    trouble = first;
  }

  private static GridMoment moment(ConstraintRows rows, ProblemInfo info, Dims dims, StateLayout layout,
      ProblemSetup setup, GridMoment.Horizon horizon, double[] d, double[] w) {
    return switch (rows.group.moment()) {
      case STEPS, POINTS -> GridMoment.MANY;
      case INITIAL -> GridMoment.at(0);
      case TERMINAL -> GridMoment.at(dims.steps());
      case AT -> {
        String name = rows.group.rows().getFirst().name();
        GridMoment moment = GridMoment.of(name, info.discrete() ? " steps" : " s", horizon,
            x -> rows.code.time(x, 0, d, w), setup.start, layout.states(), dims.steps());
        yield moment.k() == dims.steps() && rows.usesControls() ? GridMoment.controlsAtEnd(name) : moment;
      }
    };
  }
}
