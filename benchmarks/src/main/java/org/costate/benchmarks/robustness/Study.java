/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.robustness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.costate.CompilationException;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.solve.method.SolverMethods;
import org.costate.runtime.solve.multistart.MultistartOptions;

/**
 * Many solves of one problem by one method.
 *
 * @param refused programs that ended in diagnostics: the constants drawn make no problem
 * @param crashes what solves threw
 */
record Study(ProblemInfo.Sense sense, List<Attempt> attempts, int refused, List<Throwable> crashes) {
  private static final String ITERATIONS = "500";
  private static final double SPREAD = 0.5;

  Study {
    attempts = List.copyOf(attempts);
    crashes = List.copyOf(crashes);
  }

  /**
   * From the guess in the file and from random ones, drawn as {@code multistart} draws them.
   *
   * @throws IllegalArgumentException if the method would not keep the constraints
   */
  static Study guesses(Path file, String method, int count, long seed) throws IOException {
    Problem problem = Costate.load(file).runs().getFirst();
    Collection<Attempt> attempts = new ConcurrentLinkedQueue<>();
    Collection<Throwable> crashes = new ConcurrentLinkedQueue<>();
    SolverOptions judged = new JudgedMethod(options(method), attempts, crashes);
    try {
      problem.solve(new MultistartOptions(judged, count + 1, seed, SPREAD));
    } catch (RuntimeException | Error e) {
      rethrowUnless(!crashes.isEmpty(), e);
    }
    return new Study(problem.info().sense(), new ArrayList<>(attempts), 0, new ArrayList<>(crashes));
  }

  /** From the guess in the file, with {@link ScaledConstants}. */
  static Study constants(Path file, String method, int count, long seed) throws IOException {
    String program = Files.readString(file);
    Collection<Attempt> attempts = new ConcurrentLinkedQueue<>();
    Collection<Throwable> crashes = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    SolverOptions judged = new JudgedMethod(options(method), attempts, crashes);
    List<Integer> threads = Collections.nCopies(Workers.THREADS, 0);
    new Workers<>(threads).run(count, (thread, i) -> {
      int before = crashes.size();
      try {
        Costate.compile(file, ScaledConstants.of(program, seed + i), Map.of()).runs().getFirst().solve(judged);
      } catch (CompilationException | IllegalArgumentException e) {
        refused.incrementAndGet();
      } catch (RuntimeException | Error e) {
        rethrowUnless(crashes.size() > before, e);
      }
    }, () -> {});
    ProblemInfo.Sense sense = Costate.load(file).runs().getFirst().info().sense();
    return new Study(sense, new ArrayList<>(attempts), refused.get(), new ArrayList<>(crashes));
  }

  private static SolverOptions options(String method) {
    return SolverMethods.parse(method, Map.of("iterations", ITERATIONS));
  }

  private static void rethrowUnless(boolean recorded, Throwable thrown) {
    if (!recorded) {
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(thrown);
      }
    }
  }

  int converged() {
    return (int) attempts.stream().filter(Attempt::converged).count();
  }

  int falselyConverged() {
    return (int) attempts.stream().filter(Attempt::falselyConverged).count();
  }

  int unstable() {
    return (int) attempts.stream().filter(Attempt::unstable).count();
  }

  /** How many converged to the optimum known, or to a better one. */
  int optimal(double reference, double relativeTolerance) {
    double best = sense.objective(reference); // its own inverse
    return (int) attempts.stream()
        .filter(a -> a.converged() && a.cost() <= best + relativeTolerance * Math.abs(best))
        .count();
  }

  /** Of those that converged; 0 where none did. */
  int medianIterations() {
    int[] sorted = attempts.stream().filter(Attempt::converged).mapToInt(Attempt::iterations).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  double worstViolation() {
    return attempts.stream().filter(Attempt::converged).mapToDouble(Attempt::violation).max().orElse(0);
  }

  double worstResidual() {
    return attempts.stream().filter(Attempt::converged).mapToDouble(Attempt::residual).max().orElse(0);
  }
}
