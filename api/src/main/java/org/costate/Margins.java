/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.trajectory.Trajectory;

/** By how much the constraints of the path are kept at each time. Immutable; every array is a copy. */
public final class Margins {
  private final Map<String, ConstraintInfo> infos = new LinkedHashMap<>();
  private final Map<String, double[]> values = new LinkedHashMap<>();

  /** Along a run, whose times are not those of the horizon: at its end, where there is no control, they do not count. */
  Margins(ProblemInstance problem, double[] times, double[] X, double[] U) {
    int ticks = times.length - 1;
    int nx = problem.dims().nx();
    int nu = problem.dims().nu();
    for (int k = 0; k < ticks; k++) {
      int now = k;
      problem.path(times[k], X, k * nx, U, k * nu, (info, c) -> put(info, c, now, ticks + 1));
    }
    keepPaths();
  }

  Margins(ProblemInstance problem, Trajectory along) {
    int steps = problem.dims().steps();
    int nx = problem.dims().nx();
    int nu = problem.dims().nu();
    for (int k = 0; k <= steps; k++) {
      double[] c = new double[problem.constraints(k)];
      problem.constrain(k, along.X, k * nx, along.U, Math.min(k, steps - 1) * nu, c, 0);
      for (int i = 0; i < c.length; i++) {
        put(problem.constraint(k, i), c[i], k, steps + 1);
      }
    }
    keepPaths();
  }

  private void put(ConstraintInfo info, double c, int k, int count) {
    infos.putIfAbsent(info.name(), info);
    margins(info.name(), count)[k] = info.equality() ? -Math.abs(c) : -c;
  }

  private void keepPaths() {
    values.entrySet().removeIf(e -> Arrays.stream(e.getValue()).filter(m -> !Double.isNaN(m)).count() < 2);
    infos.keySet().retainAll(values.keySet());
  }

  private double[] margins(String name, int count) {
    return values.computeIfAbsent(name, n -> {
      double[] none = new double[count];
      Arrays.fill(none, Double.NaN);
      return none;
    });
  }

  /** The constraints that hold at more than one time, in their order. */
  public List<ConstraintInfo> constraints() {
    return new ArrayList<>(infos.values());
  }

  /** How far a constraint is from being missed, negative where it is, [N + 1]; NaN at times at which it does not count. */
  public double[] of(ConstraintInfo constraint) {
    return values.get(constraint.name()).clone();
  }
}
