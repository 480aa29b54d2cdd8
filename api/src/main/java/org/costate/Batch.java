/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.problem.VaryingProblem.Place;
import org.costate.runtime.solve.InOrder;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.Workers;

/**
 * One problem solved many times, in parallel, for other starts, params and design variables to begin with. Each case begins from the
 * problem's guess and knows nothing of the others, so results are the same bits for any number of threads. A case that fails has a status
 * of its own; the others go on. Immutable; see docs/batch.md.
 */
public final class Batch {
  /** How many results a thread may be ahead of the slowest. */
  private static final int AHEAD = 64;

  private static final List<Kind> VARIED = List.of(Kind.STATE, Kind.PARAM, Kind.DESIGN);

  private final Problem problem;
  private final List<String> names;
  private final List<Place> places;
  private final int threads;
  private final boolean trajectories;

  private Batch(Problem problem, List<String> names, List<Place> places, int threads, boolean trajectories) {
    this.problem = problem;
    this.names = names;
    this.places = places;
    this.threads = threads;
    this.trajectories = trajectories;
  }

  /** The numbers of cases; asked by several threads at once. */
  @FunctionalInterface
  public interface Rows {
    /** @param row to be filled, a number for each name of the batch */
    void fill(int number, double[] row);
  }

  static Batch of(Problem problem, List<String> names) {
    problem.checkMethod(problem.solverOptions());
    return new Batch(problem, List.copyOf(names), places(problem, names), Workers.THREADS,
        false);
  }

  /** Where the numbers of cases go. */
  static List<Place> places(Problem problem, List<String> names) {
    Set<Place> places = new HashSet<>();
    List<Place> ordered = new ArrayList<>();
    for (String name : names) {
      Place place = place(problem, name);
      if (!places.add(place)) {
        throw new IllegalArgumentException("`" + name + "` varies twice");
      }
      ordered.add(place);
    }
    return List.copyOf(ordered);
  }

  /** @throws IllegalArgumentException for a row of another length */
  static void checkWidths(List<String> names, double[][] rows) {
    for (double[] row : rows) {
      if (row.length != names.size()) {
        throw new IllegalArgumentException("a row of " + row.length + " numbers for " + names);
      }
    }
  }

  private static Place place(Problem problem, String name) {
    List<VariableInfo> all = VARIED.stream().flatMap(kind -> problem.variables(kind).stream()).toList();
    VariableInfo variable = Elements.variable(problem.name(), all, name);
    return new Place(variable.kind(), Elements.offset(problem.name(), List.of(variable), name));
  }

  /** With another number of threads than there are cores. */
  public Batch threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " threads; expected at least 1");
    }
    return new Batch(problem, names, places, count, trajectories);
  }

  /** With the states and controls of each case in its result, which otherwise holds the end only. */
  public Batch keepTrajectories() {
    return new Batch(problem, names, places, threads, true);
  }

  /** What varies: the columns of a row. */
  public List<String> names() {
    return names;
  }

  /**
   * Solves all cases.
   *
   * @param rows one case each, a number for each name; not modified
   * @return one result a case, in their order; where the thread was interrupted, which it then still is, those of the first cases only
   */
  public List<CaseResult> solve(double[][] rows) {
    checkWidths(names, rows);
    List<CaseResult> results = new ArrayList<>(rows.length);
    solve(rows.length, (number, row) -> System.arraycopy(rows[number], 0, row, 0, row.length), results::add);
    return results;
  }

  /**
   * Solves cases and hands each result on as soon as those before it are, so that memory does not grow with their number. What {@code each}
   * throws ends the batch and is thrown here.
   *
   * @param each is called in the order of the cases by one thread at a time, not always by the same
   * @return how many results were handed on: all, or fewer where the thread was interrupted, which it then still is
   */
  public int solve(int count, Rows rows, Consumer<CaseResult> each) {
    List<CaseSolver> solvers = solvers(count);
    InOrder<CaseResult> results = new InOrder<>(AHEAD * solvers.size(), each);
    Runnable stop = () -> {
      results.close();
      solvers.forEach(CaseSolver::interrupt);
    };
    new Workers<>(solvers).run(count, (solver, number) -> {
      try {
        if (!results.await(number)) {
          return;
        }
        solver.solve(number, rows);
        if (solver.refusal.isEmpty() && solver.status == SolverStatus.INTERRUPTED) {
          results.close();
        } else {
          results.put(number, solver.result(number, trajectories));
        }
      } catch (RuntimeException | Error e) {
        results.close();
        throw e;
      }
    }, stop);
    return results.delivered();
  }

  private List<CaseSolver> solvers(int count) {
    return IntStream.range(0, Math.clamp(count, 1, threads))
        .mapToObj(_ -> new CaseSolver(problem, places, names))
        .toList();
  }
}
