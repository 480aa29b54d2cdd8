/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Optional;
import java.util.function.IntFunction;

/** Whether horizon, limits and start of a problem fit together. */
final class SetupCheck {
  private final ProblemInfo info;
  private final StateLayout layout;
  private final ProblemSetup setup;
  private final IntFunction<String> stateName;
  private final IntFunction<String> controlName = this::control;

  SetupCheck(ProblemInfo info, StateLayout layout, ProblemSetup setup) {
    this.info = info;
    this.layout = layout;
    this.setup = setup;
    stateName = layout::name;
  }

  /** What does not, for whom set it. Allocates nothing where they do. */
  Optional<String> trouble(double horizon) {
    if (!(horizon > 0 && horizon < Double.POSITIVE_INFINITY)) {
      return Optional.of("a horizon of " + horizon + " s; expected a positive length");
    }
    Optional<String> states = limits(stateName, setup.stateLower, setup.stateUpper);
    if (states.isPresent()) {
      return states;
    }
    Optional<String> controls = limits(controlName, setup.controlLower, setup.controlUpper);
    return controls.isPresent() ? controls : start();
  }

  /** Allocates nothing where the limits are in order. */
  private static Optional<String> limits(IntFunction<String> name, double[] lower, double[] upper) {
    for (int i = 0; i < lower.length; i++) {
      if (!(lower[i] <= upper[i])) {
        return Optional.of(
            name.apply(i) + " has the limits [" + lower[i] + ", " + upper[i] + "]; expected lower <= upper");
      }
    }
    return Optional.empty();
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
    for (int i = 0; i < layout.nx(); i++) {
      if (setup.free[i] == 1 && (setup.start[i] < setup.stateLower[i] || setup.start[i] > setup.stateUpper[i])) {
        return Optional.of(layout.name(i) + " is free in [" + setup.stateLower[i] + ", " + setup.stateUpper[i]
            + "], but the solver is to begin at " + setup.start[i]);
      }
    }
    return Optional.empty();
  }
}
