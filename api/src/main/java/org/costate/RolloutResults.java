/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * What the cases of {@link Rollouts} came to. A case whose values do not fit together is refused, and its numbers are NaN; one that left the
 * numbers has the NaN or infinity that it came to. Immutable once it is handed out.
 */
public final class RolloutResults {
  private final ProblemInfo info;
  private final int width;
  private final double[] objectives;

  /** x(N) of each case, [count x nx]. */
  private final double[] ends;

  private final Map<Integer, String> refusals = new ConcurrentHashMap<>();

  RolloutResults(ProblemInfo info, int count) {
    this.info = info;
    width = info.dims().nx();
    objectives = new double[count];
    ends = new double[count * width];
  }

  /** Different cases by different threads. */
  void put(int number, double cost, double[] end) {
    objectives[number] = info.sense().objective(cost);
    System.arraycopy(end, 0, ends, number * width, width);
  }

  void refuse(int number, String reason) {
    objectives[number] = Double.NaN;
    Arrays.fill(ends, number * width, (number + 1) * width, Double.NaN);
    refusals.put(number, reason);
  }

  /** How many cases there are. */
  public int count() {
    return objectives.length;
  }

  /** The cost of a case, or the gain where the problem says {@code maximize}. */
  public double objective(int number) {
    return objectives[number];
  }

  /** Those of all cases; a copy. */
  public double[] objectives() {
    return objectives.clone();
  }

  /** The state at the end of a case, all numbers in the order of the states; a copy. */
  public double[] finalState(int number) {
    return Arrays.copyOfRange(ends, number * width, number * width + info.size(Kind.STATE));
  }

  /**
   * One number of the state at the end, of all cases.
   *
   * @param name {@code theta} or {@code q[2]}
   */
  public double[] finalState(String name) {
    int at = Elements.offset(info.name(), info.variables(Kind.STATE), name);
    double[] column = new double[objectives.length];
    Arrays.setAll(column, number -> ends[number * width + at]);
    return column;
  }

  /** Why a case could not be simulated. */
  public Optional<String> refusal(int number) {
    return Optional.ofNullable(refusals.get(number));
  }
}
