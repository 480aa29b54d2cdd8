/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.costate.runtime.problem.OptimalControlProblem;

/**
 * A few threads that share tasks, each with memory of its own, its worker. Which thread does a task is not determined, so the outcome of a
 * task must depend on its number alone.
 *
 * @param <W> what one thread works with
 */
public final class Workers<W> {
  /** How many threads share tasks: every processor has one. The outcome does not depend on it. */
  public static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final List<W> workers;

  /** @param workers one for each thread, the first for the thread that calls {@link #run} */
  public Workers(List<W> workers) {
    this.workers = List.copyOf(workers);
  }

  /** A task for numbers. */
  @FunctionalInterface
  public interface Task<W> {
    void run(W worker, int number);
  }

  /** The problem, and as many equal ones as it takes to have one for each thread; fewer where it cannot be copied. */
  public static List<OptimalControlProblem> problems(OptimalControlProblem problem, int threads) {
    List<OptimalControlProblem> problems = new ArrayList<>(List.of(problem));
    while (problems.size() < threads) {
      Optional<OptimalControlProblem> another = problem.forAnotherThread();
      if (another.isEmpty()) {
        break;
      }
      problems.add(another.get());
    }
    return problems;
  }

  /**
   * Does the tasks 0, ..., count - 1 and returns when all are done. Task 0 is done by the calling thread. What a task throws is thrown here,
   * and tasks that have not begun are left out.
   *
   * @param interrupted is called, possibly several times, when the calling thread is interrupted while it waits; it stays interrupted
   */
  public void run(int count, Task<W> task, Runnable interrupted) {
    AtomicInteger next = new AtomicInteger(1);
    List<FutureTask<Void>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(workers.size(), count); i++) {
      W worker = workers.get(i);
      FutureTask<Void> other = new FutureTask<>(() -> work(worker, next.getAndIncrement(), count, task, next), null);
      others.add(other);
      Thread.ofPlatform().daemon().name("costate-worker-" + i).start(other);
    }
    try {
      work(workers.getFirst(), 0, count, task, next);
    } finally {
      others.forEach(other -> await(other, interrupted));
    }
    others.forEach(Workers::rethrow);
  }

  private static <W> void work(W worker, int first, int count, Task<W> task, AtomicInteger next) {
    try {
      for (int number = first; number < count; number = next.getAndIncrement()) {
        task.run(worker, number);
      }
    } catch (RuntimeException | Error e) {
      next.set(count);
      throw e;
    }
  }

  private static void await(FutureTask<Void> other, Runnable interrupted) {
    boolean again = false;
    while (true) {
      try {
        other.get();
        break;
      } catch (InterruptedException e) {
        again = true;
        interrupted.run();
      } catch (ExecutionException e) {
        break; // thrown again when all are done
      }
    }
    if (again) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(FutureTask<Void> other) {
    switch (other.state()) {
      case FAILED -> {
        if (other.exceptionNow() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) other.exceptionNow(); // tasks throw nothing else
      }
      case SUCCESS, RUNNING, CANCELLED -> {}
    }
  }
}
