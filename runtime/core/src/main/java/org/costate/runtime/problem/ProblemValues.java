/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.costate.runtime.problem.VariableInfo.Kind;

/** What a caller chose for a problem, by name, checked against its {@link ProblemInfo}. Never changes, but for a {@link #copy}. */
final class ProblemValues {
  /** 1 where a param or a signal is given, 0 where its default holds, [np + ns]. */
  final double[] isGiven;

  /** Given params and constant signals, [np + ns]. */
  final double[] given;

  /** N. */
  final int steps;

  /** Seconds; NaN for the problem's own. */
  final double horizon;

  /** Which signals are given step by step, [ns]. */
  final boolean[] isPerStep;

  private final ProblemInfo info;
  private final int np;

  /** Signals given step by step, [(N + 1) x size] by name. */
  private final Map<String, double[]> perStep;

  /** Where those signals begin, and their numbers. */
  private final int[] followed;

  private final double[][] followedRows;

  /** Given starts of states and design variables, [nx]; NaN where none is given. */
  final double[] starts;

  ProblemValues(ProblemInfo info) {
    this(info, new double[info.size(Kind.PARAM) + info.size(Kind.SIGNAL)],
        new double[info.size(Kind.PARAM) + info.size(Kind.SIGNAL)], info.steps(), Double.NaN, new TreeMap<>(),
        nowhere(info));
  }

  private ProblemValues(ProblemInfo info, double[] isGiven, double[] given, int steps, double horizon,
      Map<String, double[]> perStep, double[] starts) {
    this.info = info;
    this.isGiven = isGiven;
    this.given = given;
    this.steps = steps;
    this.horizon = horizon;
    this.perStep = perStep;
    this.starts = starts;
    np = info.size(Kind.PARAM);
    isPerStep = new boolean[info.size(Kind.SIGNAL)];
    followed = perStep.keySet().stream().mapToInt(name -> find(name, Kind.SIGNAL).offset()).toArray();
    followedRows = perStep.values().toArray(double[][]::new);
    for (String name : perStep.keySet()) {
      VariableInfo signal = find(name, Kind.SIGNAL);
      Arrays.fill(isPerStep, signal.offset(), signal.offset() + signal.size(), true);
    }
  }

  ProblemValues with(String name, double[] numbers) {
    VariableInfo variable = find(name, Kind.PARAM, Kind.SIGNAL);
    check(variable, numbers, variable.size());
    double[] nowGiven = isGiven.clone();
    double[] nowValues = given.clone();
    int at = variable.offset() + (variable.kind() == Kind.SIGNAL ? np : 0);
    Arrays.fill(nowGiven, at, at + variable.size(), 1);
    System.arraycopy(numbers, 0, nowValues, at, variable.size());
    Map<String, double[]> nowPerStep = new TreeMap<>(perStep);
    nowPerStep.remove(name);
    return new ProblemValues(info, nowGiven, nowValues, steps, horizon, nowPerStep, starts);
  }

  ProblemValues withSignal(String name, double[] numbers) {
    VariableInfo variable = find(name, Kind.SIGNAL);
    int size = variable.size();
    check(variable, numbers, numbers.length == (steps + 1) * size ? numbers.length : steps * size);
    double[] rows = Arrays.copyOf(numbers, (steps + 1) * size);
    if (numbers.length == steps * size && steps > 0) {
      System.arraycopy(numbers, (steps - 1) * size, rows, steps * size, size);
    }
    Map<String, double[]> nowPerStep = new TreeMap<>(perStep);
    nowPerStep.put(name, rows);
    return new ProblemValues(info, isGiven, given, steps, horizon, nowPerStep, starts);
  }

  /** With every param given. */
  ProblemValues withParams(double[] all) {
    double[] nowGiven = isGiven.clone();
    double[] nowValues = given.clone();
    Arrays.fill(nowGiven, 0, np, 1);
    System.arraycopy(all, 0, nowValues, 0, np);
    return new ProblemValues(info, nowGiven, nowValues, steps, horizon, perStep, starts);
  }

  /**
   * With a start drawn at random, except for variables whose start was given and for elements that a run starts elsewhere.
   *
   * @param random [nx], NaN where nothing is drawn
   * @param run [nx], NaN where the run says nothing
   * @param otherwise [nx], the start of all other elements
   */
  ProblemValues withRandomStart(double[] random, double[] run, double[] otherwise) {
    double[] now = starts.clone();
    for (VariableInfo state : info.variables(Kind.STATE)) {
      int end = state.offset() + state.size();
      if (Double.isNaN(starts[state.offset()])) {
        boolean drawn = false;
        for (int i = state.offset(); i < end; i++) {
          drawn |= isDrawn(random, run, i);
        }
        for (int i = state.offset(); i < end && drawn; i++) {
          now[i] = isDrawn(random, run, i) ? random[i] : otherwise[i];
        }
      }
    }
    return new ProblemValues(info, isGiven, given, steps, horizon, perStep, now);
  }

  /** Fills what of {@code random [nx]} is NaN, and what was given, from {@code otherwise}: as {@link #withRandomStart} without a run. */
  void completeRandomStart(double[] random, double[] otherwise) {
    for (int i = 0; i < random.length; i++) {
      random[i] = Double.isNaN(random[i]) || !Double.isNaN(starts[i]) ? otherwise[i] : random[i];
    }
  }

  private static boolean isDrawn(double[] random, double[] run, int i) {
    return !Double.isNaN(random[i]) && Double.isNaN(run[i]);
  }

  /** @param kind a state, or a design variable, which is a state whose start is free */
  ProblemValues withStart(Kind kind, String name, double[] numbers) {
    VariableInfo variable = find(name, kind);
    check(variable, numbers, variable.size());
    double[] now = starts.clone();
    System.arraycopy(numbers, 0, now, startOffset(variable), numbers.length);
    return new ProblemValues(info, isGiven, given, steps, horizon, perStep, now);
  }

  ProblemValues withHorizon(double seconds) {
    if (info.discrete()) {
      throw new IllegalArgumentException("problem " + info.name() + " counts steps; set the number of steps instead");
    }
    if (info.freeTime()) {
      throw new IllegalArgumentException("the solver chooses the final time of " + info.name()
          + "; set the design variable to begin with instead");
    }
    return new ProblemValues(info, isGiven, given, steps, seconds, perStep, starts);
  }

  ProblemValues withSteps(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " steps; expected at least 1");
    }
    return new ProblemValues(info, isGiven, given, count, horizon, new TreeMap<>(), starts);
  }

  VariableInfo find(String name, Kind... kinds) {
    List<VariableInfo> candidates = Arrays.stream(kinds).flatMap(kind -> info.variables(kind).stream()).toList();
    return candidates.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow(() -> {
      String words =
          String.join(" or ", Arrays.stream(kinds).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());
      return new IllegalArgumentException(
          "problem " + info.name() + " has no " + words + " called " + name + "; known: "
              + candidates.stream().map(VariableInfo::name).toList());
    });
  }

  private static void check(VariableInfo variable, double[] numbers, int expected) {
    if (numbers.length != expected) {
      throw new IllegalArgumentException(variable.name() + " " + variable.shape() + " takes " + expected
          + " numbers here, found " + numbers.length);
    }
    for (double number : numbers) {
      if (Double.isNaN(number)) {
        throw new IllegalArgumentException(variable.name() + " must not be NaN");
      }
    }
  }

  /** Overwrites the signals that were given step by step in {@code rows [(N + 1) x ns]}. Allocates nothing. */
  void overrideSignals(double[] rows) {
    int ns = isPerStep.length;
    for (int i = 0; i < followed.length; i++) {
      int size = followedRows[i].length / (steps + 1);
      for (int k = 0; k <= steps; k++) {
        System.arraycopy(followedRows[i], k * size, rows, k * ns + followed[i], size);
      }
    }
  }

  /** Overwrites the entries of {@code x [nx]} whose start was given. */
  void overrideStart(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Double.isNaN(starts[i]) ? x[i] : starts[i];
    }
  }

  /** Where the start of a state or a design variable begins. */
  int startOffset(VariableInfo variable) {
    return variable.offset() + (variable.kind() == Kind.DESIGN ? info.size(Kind.STATE) : 0);
  }

  private static double[] nowhere(ProblemInfo info) {
    double[] x = new double[info.dims().nx()];
    Arrays.fill(x, Double.NaN);
    return x;
  }

  /** Equal ones whose arrays are their own: for {@link VaryingProblem}, which overwrites them. */
  ProblemValues copy() {
    return new ProblemValues(info, isGiven.clone(), given.clone(), steps, horizon, perStep, starts.clone());
  }
}
