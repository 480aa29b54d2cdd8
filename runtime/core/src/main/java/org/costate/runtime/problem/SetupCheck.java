/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Whether horizon, limits and start of a problem fit together. */
record SetupCheck(ProblemInfo info, StateLayout layout, ProblemSetup setup) {
  /** What does not, for whom set it. */
  Optional<String> trouble(double horizon) {
    if (!(horizon > 0 && horizon < Double.POSITIVE_INFINITY)) {
      return Optional.of("a horizon of " + horizon + " s; expected a positive length");
    }
    return limits(layout::name, setup.stateLower, setup.stateUpper)
        .or(() -> limits(this::control, setup.controlLower, setup.controlUpper))
        .or(this::start);
  }

  private static Optional<String> limits(IntFunction<String> name, double[] lower, double[] upper) {
    return IntStream.range(0, lower.length)
        .filter(i -> !(lower[i] <= upper[i]))
        .mapToObj(i -> name.apply(i) + " has the limits [" + lower[i] + ", " + upper[i] + "]; expected lower <= upper")
        .findFirst();
  }

  private String control(int i) {
    return info.variables(VariableInfo.Kind.CONTROL)
        .stream()
        .flatMap(v -> v.elementNames().stream())
        .skip(i)
        .findFirst()
        .orElseThrow();
  }

  private Optional<String> start() {
    return IntStream.range(0, layout.nx())
        .filter(i -> setup.free[i] == 1)
        .filter(i -> setup.start[i] < setup.stateLower[i] || setup.start[i] > setup.stateUpper[i])
        .mapToObj(i -> layout.name(i) + " is free in [" + setup.stateLower[i] + ", " + setup.stateUpper[i]
            + "], but the solver is to begin at " + setup.start[i])
        .findFirst();
  }
}
